"""What may be done to a stored chain, and which faults that must give."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from lapor.domain.event import Event, hash_of
from tests.domain.lives import whole_life

LIFE = whole_life()
EVENTS: Sequence[Event] = LIFE.events
NOTE = next(e.seq for e in EVENTS if e.kind == "noted")


def renumbered(events: Sequence[Event]) -> list[Event]:
    """Close gaps in the numbers, as one would who hides a deletion."""
    return [replace(event, seq=n) for n, event in enumerate(events, start=1)]


def rewritten(place: int, **changes: Any) -> list[Event]:
    """Edit an event and hash it anew, and leave what follows."""
    edited = replace(EVENTS[place - 1], **changes)
    return [*EVENTS[: place - 1], replace(edited, hash=hash_of(edited)), *EVENTS[place:]]


def rechained(place: int, **changes: Any) -> list[Event]:
    """Edit an event and hash all that follows anew, as who owns the whole table can."""
    chain = list(EVENTS[: place - 1])
    for event in [replace(EVENTS[place - 1], **changes), *EVENTS[place:]]:
        linked = replace(event, prev=chain[-1].hash if chain else event.prev)
        chain.append(replace(linked, hash=hash_of(linked)))
    return chain


def swapped(one: int, other: int) -> list[Event]:
    """Exchange the contents of two rows."""
    rows = list(EVENTS)
    rows[one - 1], rows[other - 1] = rows[other - 1], rows[one - 1]
    return renumbered(rows)


def exchanged(one: int, other: int) -> list[Event]:
    """Exchange what two rows say, and leave their numbers, links and hashes."""
    rows = list(EVENTS)
    for at, by in ((one, other), (other, one)):
        place = EVENTS[at - 1]
        seal: dict[str, Any] = {"seq": at, "prev": place.prev, "hash": place.hash}
        rows[at - 1] = replace(EVENTS[by - 1], **seal)
    return rows


def relinked(one: int, other: int) -> list[Event]:
    """Exchange two rows, and let each name the one that now stands before it."""
    rows = swapped(one, other)
    for n in range(one, other + 2):
        rows[n - 1] = replace(rows[n - 1], prev=rows[n - 2].hash)
    return rows


END = len(EVENTS)
FORGED = replace(EVENTS[1], seq=END + 1, prev=EVENTS[2].hash, nonce="")
EXTRA = replace(EVENTS[1], seq=4, prev=EVENTS[2].hash)

DAMAGE: dict[str, tuple[Sequence[Event], list[tuple[int, str]]]] = {
    "words": (LIFE.with_event(4, text={"text": "x"}), [(4, "words_changed")]),
    "salt": (LIFE.with_event(4, salt="cc"), [(4, "words_changed")]),
    "fact": (LIFE.with_event(2, data={**EVENTS[1].data, "agency": "35.78"}), [(2, "edited")]),
    "officer": (LIFE.with_event(3, officer="lain"), [(3, "edited")]),
    "private fact": (
        LIFE.with_event(1, data={**EVENTS[0].data, "lock": "0" * 64}),
        [(1, "edited")],
    ),
    "hidden event": (LIFE.with_event(NOTE, officer="lain"), [(NOTE, "edited")]),
    "kind": (LIFE.with_event(3, kind="archived"), [(3, "edited")]),
    "version": (LIFE.with_event(3, v=9), [(3, "edited")]),
    "link": (LIFE.with_event(5, prev=EVENTS[1].hash), [(5, "edited")]),
    "hash": (LIFE.with_event(5, hash="f" * 64), [(5, "edited")]),
    "edited and hashed anew": (rewritten(3, role="agency"), [(3, "edited")]),
    "first edited and hashed anew": (rewritten(1, role="agency"), [(1, "edited")]),
    "all hashed anew from the first": (rechained(1, role="agency"), [(1, "other_report")]),
    "deleted": ([*EVENTS[:4], *EVENTS[5:]], [(5, "missing")]),
    "first deleted": (EVENTS[1:], [(1, "missing")]),
    "two deleted": ([*EVENTS[:2], *EVENTS[4:]], [(3, "missing"), (4, "missing")]),
    "swapped": (swapped(3, 4), [(3, "reordered"), (4, "reordered")]),
    "swapped with a hidden one": (
        swapped(NOTE - 1, NOTE),
        [(NOTE - 1, "reordered"), (NOTE, "reordered")],
    ),
    "first and last swapped": (swapped(1, END), [(1, "reordered"), (END, "reordered")]),
    "two pairs swapped": (
        renumbered([EVENTS[1], EVENTS[0], *EVENTS[2:-2], EVENTS[-1], EVENTS[-2]]),
        [(n, "reordered") for n in (1, 2, END - 1, END)],
    ),
    "three in a circle": (
        renumbered([*EVENTS[:2], EVENTS[4], EVENTS[2], EVENTS[3], *EVENTS[5:]]),
        [(n, "reordered") for n in (3, 4, 5)],
    ),
    "swapped, and one edited": (
        [replace(e, role="agency") if e.seq == 3 else e for e in swapped(3, 4)],
        [(3, "edited"), (3, "reordered"), (4, "reordered")],
    ),
    "swapped and relinked": (
        relinked(3, 4),
        [(3, "reordered"), (4, "reordered"), (5, "edited")],
    ),
    "contents exchanged": (exchanged(3, 4), [(3, "reordered"), (4, "reordered")]),
    "contents exchanged with a hidden one": (
        exchanged(NOTE - 2, NOTE),
        [(NOTE - 2, "reordered"), (NOTE, "reordered")],
    ),
    "written over by another's content": (
        [
            *EVENTS[:3],
            replace(EVENTS[2], seq=4, prev=EVENTS[3].prev, hash=EVENTS[3].hash),
            *EVENTS[4:],
        ],
        [(4, "edited")],
    ),
    "added at the end": ([*EVENTS, replace(FORGED, hash=hash_of(FORGED))], [(END + 1, "added")]),
    "copied to the end": (renumbered([*EVENTS, EVENTS[1]]), [(END + 1, "added")]),
}
"""Name: the rows, and number and kind of every fault that a reporter finds in their proof."""
