"""What is wrong with a chain of events: every fault by the number of its event and by its kind.

Works on links alone, so that the reporter's proof, which hides contents, and the operator's look
into the table are judged by the same rules.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lapor.domain.event import START, Event, digest_of, hash_of

EDITED = "edited"
WORDS_CHANGED = "words_changed"
MISSING = "missing"
ADDED = "added"
REORDERED = "reordered"
CUT_OFF = "cut_off"
OTHER_REPORT = "other_report"
NOT_SEALED = "not_sealed"

FURTHER = 32
"""How many numbers beyond the last an event is looked for under, when others were deleted."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: the number of the event, and what kind of damage it is."""

    seq: int
    kind: str


@dataclass(frozen=True, slots=True)
class Link:
    """One event's place in a chain.

    `seq` is where it stands; `sealed_as` the number under which its content has its hash, None when
    the content is not what was hashed. `words` says whether its words are those that were bound.
    """

    seq: int
    prev: str
    hash: str
    sealed_as: int | None
    words: bool = True


def links_of(events: Sequence[Event]) -> list[Link]:
    """See stored events as links, with everything that the table holds."""
    return [
        Link(
            seq=event.seq,
            prev=event.prev,
            hash=event.hash,
            sealed_as=number_of(
                event.seq,
                len(events),
                lambda n, e=event: hash_of(replace(e, seq=n)) == e.hash,  # type: ignore[misc]
            ),
            words=event.text is None or event.digest == digest_of(event.text, event.salt or ""),
        )
        for event in events
    ]


def number_of(seq: int, count: int, fits: Callable[[int], bool]) -> int | None:
    """Find the number under which an event was sealed: its own, else any near."""
    return next((n for n in (seq, *range(1, count + FURTHER + 1)) if fits(n)), None)


def faults(links: Iterable[Link], known: Mapping[int, str] | None = None) -> list[Fault]:
    """Name all that is wrong with a chain, in order of its events; empty when it holds.

    `known` are hashes by event number that others have kept: a receipt, an older proof, a root.
    """
    placed = sorted(links, key=lambda link: link.seq)
    kept, added = _by_number(placed)
    found = {Fault(link.seq, EDITED) for link in placed if link.sealed_as is None}
    found |= {Fault(link.seq, WORDS_CHANGED) for link in placed if not link.words}
    found |= {Fault(link.seq, ADDED) for link in added}
    found |= {Fault(link.seq, REORDERED) for link in _out_of_order(kept)}
    found |= {Fault(n, MISSING) for n in range(1, max(kept, default=0)) if n not in kept}
    damaged = {fault.seq for fault in found}
    found |= set(_unlinked(kept, {link.hash for link in placed}, damaged))
    found |= set(_against(known or {}, kept, found))
    return sorted(found)


def _by_number(placed: Sequence[Link]) -> tuple[dict[int, Link], list[Link]]:
    """Sort links under the numbers they were sealed as; of two for one number, one was added.

    It is the one that no other event builds on. What was edited stands after the event that it
    names, or else where it is.
    """
    built_on = {link.prev for link in placed}
    kept: dict[int, Link] = {}
    added: list[Link] = []
    for link in placed:
        if link.sealed_as is None:
            continue
        other = kept.get(link.sealed_as)
        if other and link.hash in built_on and other.hash not in built_on:
            kept[link.sealed_as] = link
            added.append(other)
        elif other:
            added.append(link)
        else:
            kept[link.sealed_as] = link
    for link in placed:
        if link.sealed_as is None:
            after = next((n + 1 for n, other in kept.items() if other.hash == link.prev), link.seq)
            numbers = (after, link.seq, *range(1, len(placed) + 1))
            kept[next(n for n in numbers if n not in kept)] = link
    return kept, added


def _out_of_order(kept: Mapping[int, Link]) -> list[Link]:
    """Give the events that stand before or after where they were sealed, beside all the others."""
    by_place = sorted(kept.items(), key=lambda item: item[1].seq)
    return [
        link
        for (number, link), expected in zip(by_place, sorted(kept), strict=True)
        if number != expected
    ]


def _unlinked(kept: Mapping[int, Link], hashes: set[str], damaged: set[int]) -> Iterable[Fault]:
    """Give the events that do not follow the one before, where nothing else explains it."""
    for number, link in kept.items():
        before = kept.get(number - 1)
        expected = before.hash if before else START if number == 1 else link.prev
        if link.prev == expected or link.seq in damaged or (before and before.seq in damaged):
            continue
        if before and link.prev not in hashes:
            yield Fault(before.seq, EDITED)  # and hashed anew: what follows still names the old one
        else:
            yield Fault(link.seq, ADDED)


def _against(
    known: Mapping[int, str], kept: Mapping[int, Link], found: set[Fault]
) -> Iterable[Fault]:
    """Compare with hashes that others have kept."""
    damaged = {fault.seq for fault in found}
    for seq, value in known.items():
        if seq > max(kept, default=0):
            yield Fault(max(kept, default=0) + 1, CUT_OFF)
        elif seq in kept and kept[seq].hash != value and kept[seq].seq not in damaged:
            yield Fault(seq, OTHER_REPORT if seq == 1 else EDITED)
