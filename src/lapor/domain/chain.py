"""What is wrong with a chain of events: every fault by the number of its event and by its kind.

Works on links alone, so that the reporter's proof, which hides contents, and the operator's look
into the table are judged by the same rules.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lapor.domain.event import START, Event, digest_of, hash_of

EDITED = "edited"
WORDS_CHANGED = "words_changed"
MISSING = "missing"
ADDED = "added"
REORDERED = "reordered"
CUT_OFF = "cut_off"
OTHER_REPORT = "other_report"
NOT_SEALED = "not_sealed"
REPORT_DELETED = "report_deleted"
"""Nothing is left of a report of which something else knows: its own chain cannot tell."""

FURTHER = 32
"""How many numbers beyond the last an event is looked for under, when others were deleted."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: the number of the event, and what kind of damage it is.

    `was` is the number under which a reordered event was recorded, where that is known.
    """

    seq: int
    kind: str
    was: int | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Content:
    """One event as it stands.

    `hashed` gives the hash that its content has under a number, after the event with a hash; None
    when the content is not to be had. `numbered`: whether the content says which number it had; a
    digest does not.
    """

    seq: int
    prev: str
    hash: str
    hashed: Callable[[int, str], str] | None
    numbered: bool = True
    words: bool = True


@dataclass(frozen=True, slots=True)
class Link:
    """One event's place in a chain.

    `seq` is where it stands; `sealed_as` the number under which its content has its hash, None when
    that is not known. `damage` says what became of its content: nothing, `edited`, or `reordered`
    when it is that of another event, which `was` the number given. `words` says whether its words
    are those that were bound.
    """

    seq: int
    prev: str
    hash: str
    sealed_as: int | None
    words: bool = True
    damage: str | None = None
    was: int | None = None


def links_of(events: Sequence[Event]) -> list[Link]:
    """See stored events as links, with everything that the table holds."""
    return links(
        Content(
            seq=event.seq,
            prev=event.prev,
            hash=event.hash,
            hashed=lambda n, prev, e=event: hash_of(replace(e, seq=n, prev=prev)),  # type: ignore[misc]
            words=event.text is None or event.digest == digest_of(event.text, event.salt or ""),
        )
        for event in events
    )


def links(contents: Iterable[Content]) -> list[Link]:
    """Find the place of every event: its own, or that of another whose content it has."""
    found = list(contents)
    whole = [_whole(each, len(found)) for each in found]
    lost = [each for each, link in zip(found, whole, strict=True) if link is None]
    robbed = {each.hash for each in lost}
    before = sorted({START, *robbed, *(each.prev for each in lost)})
    return [
        link or _elsewhere(each, robbed, before, len(found))
        for each, link in zip(found, whole, strict=True)
    ]


def _whole(content: Content, count: int) -> Link | None:
    """Give the link of an event whose content has its hash, under whatever number."""
    seq, prev, value = content.seq, content.prev, content.hash
    known = Link(seq, prev, value, None, content.words)
    if content.hashed is None:
        return known
    for n in (seq, *range(1, count + FURTHER + 1)):
        if content.hashed(n, prev) == value:
            return replace(known, sealed_as=n) if content.numbered else known
    return None


def _elsewhere(content: Content, robbed: set[str], before: Sequence[str], count: int) -> Link:
    """Give the link of an event whose content has not its hash.

    `robbed` are the hashes of all such events, `before` those that one of them may have followed.
    """
    seq, value, hashed = content.seq, content.hash, content.hashed
    link = Link(seq, content.prev, value, None, content.words, damage=EDITED)
    for n in range(1, count + 1):
        for prev in before:
            other = hashed(n, prev) if hashed else ""
            if other not in robbed:
                continue
            if other != value:
                return replace(link, damage=REORDERED, was=n if content.numbered else None)
            if n != seq and content.numbered:  # moved, and made to follow where it stands now
                return replace(link, sealed_as=n, damage=None)
    return link


def faults(chain: Iterable[Link], known: Mapping[int, str] | None = None) -> list[Fault]:
    """Name all that is wrong with a chain, in order of its events; empty when it holds.

    `known` are hashes by event number that others have kept: a receipt, an older proof, a root.
    """
    placed = sorted(chain, key=lambda link: link.seq)
    kept, added = _by_number(placed)
    found = {Fault(link.seq, link.damage, link.was) for link in placed if link.damage}
    found |= {Fault(link.seq, WORDS_CHANGED) for link in placed if not link.words}
    found |= {Fault(link.seq, ADDED) for link in added}
    found |= {Fault(link.seq, REORDERED, number) for number, link in _out_of_order(kept)}
    found |= {Fault(n, MISSING) for n in range(1, max(kept, default=0)) if n not in kept}
    damaged = {fault.seq for fault in found}
    found |= set(_unlinked(kept, {link.hash for link in placed}, damaged))
    found |= set(_against(known or {}, kept, found))
    return sorted(found)


def _by_number(placed: Sequence[Link]) -> tuple[dict[int, Link], list[Link]]:
    """Sort links under the numbers they were sealed as; of two for one number, one was added.

    It is the one that no other event builds on. What does not tell its number stands after the
    event that it names, or else where it is.
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
    waiting = [link for link in placed if link.sealed_as is None]
    while waiting:
        place, number = _follower(waiting, kept, len(placed))
        kept[number] = waiting.pop(place)
    return kept, added


def _follower(waiting: Sequence[Link], kept: Mapping[int, Link], count: int) -> tuple[int, int]:
    """Give the place and the number of the next of those that wait for one."""
    after = {START: 1} | {link.hash: number + 1 for number, link in kept.items()}
    for place, link in enumerate(waiting):
        number = after.get(link.prev)
        if number and number not in kept:
            return place, number
    return 0, next(n for n in (waiting[0].seq, *range(1, count + 1)) if n not in kept)


def _out_of_order(kept: Mapping[int, Link]) -> list[tuple[int, Link]]:
    """Give the events that stand before or after where they were sealed, beside all the others."""
    by_place = sorted(kept.items(), key=lambda item: item[1].seq)
    return [
        (number, link)
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
