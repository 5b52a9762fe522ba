"""A report's proof: what a reporter needs to recompute the chain, and the recomputation itself.

The document shows bodies, and the words that its reader may read; an event that the reader does not
see is only a digest, so that leaving it out would still be found. Checking needs nothing but
Python's standard library: anybody may do it, on any machine.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lapor.domain import visibility
from lapor.domain.chain import (
    CUT_OFF,
    NOT_SEALED,
    OTHER_REPORT,
    REORDERED,
    Content,
    Fault,
    Link,
    faults,
    links,
    links_of,
)
from lapor.domain.event import Actor, Event, body_digest, body_of, broken_link, digest_of, link
from lapor.domain.ids import read, shown
from lapor.domain.merkle import climbed
from lapor.domain.report import Report

VERSION = 1
"""Of the document, not of events."""

Document = Mapping[str, Any]


class Unreadable(Exception):
    """The document is not a proof, or one of a later version than this code knows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What recomputing a proof gave; each tuple holds numbers of events.

    `hidden` are proved to exist but not shown, `redacted` have lost their words, `unprovable` are
    of version 1, whose hash needs what a proof never shows: they hold only as far as others name
    their hash. `sealed` is the day of the root that holds the chain, None when there was none.
    """

    faults: tuple[Fault, ...]
    length: int
    hidden: tuple[int, ...]
    redacted: tuple[int, ...]
    unprovable: tuple[int, ...]
    sealed: str | None


def proof_of(
    number: str,
    events: Sequence[Event],
    viewer: Actor,
    *,
    last: Document | None = None,
    sealed: Document | None = None,
) -> dict[str, Any]:
    """Write the proof of a report for one viewer; the caller has asked `visibility.may_see`.

    The events are not folded: a proof must be had of a chain that nothing else can read any more.
    `last` holds `seq` and `head` as the desk remembers them, `sealed` day, seq, root and path.
    """
    recorded = {} if broken_link(events) is None else _recorded(events)
    return {
        "v": VERSION,
        "number": shown(number),
        "first": events[0].hash,
        "head": events[-1].hash,
        "events": [_entry(event, viewer, recorded.get(event.seq)) for event in events],
        "last": last,
        "sealed": sealed,
    }


def verified(
    proof: Document,
    first: str | None = None,
    *,
    root: str | None = None,
    earlier: Document | None = None,
) -> Finding:
    """Recompute a proof and name what is wrong with it; raises Unreadable.

    `first` is the receipt's hash, `earlier` a proof that was kept, `root` the published root of the
    day that the proof names, fetched from elsewhere than the proof.
    """
    try:
        return _verified(proof, first, root, earlier)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise Unreadable from wrong


def leaf_of(number: str, head: str) -> bytes:
    """Give a report's leaf in a day's tree: it tells neither the number nor the hash."""
    return bytes.fromhex(digest_of({"report": number, "head": head}, "leaf"))


def _recorded(events: Sequence[Event]) -> Mapping[int, int]:
    """Give the numbers under which the events of a damaged chain were recorded, where known."""
    return {at.seq: at.sealed_as or at.was or at.seq for at in links_of(events)}


def _entry(event: Event, viewer: Actor, recorded: int | None) -> dict[str, Any]:
    entry: dict[str, Any] = {"seq": event.seq, "prev": event.prev, "hash": event.hash}
    if event.v < 2:
        return entry | {"unprovable": True}
    body = body_of(event)
    if not visibility.shows(event, viewer):
        # Of what was moved the digest that was recorded: it leads the checker to its old place.
        return entry | {"digest": body_digest({**body, "seq": recorded or event.seq})}
    if event.text and visibility.texts(Report(event.report), event, viewer) == event.text:
        return entry | {"body": body, "text": dict(event.text), "salt": event.salt}
    return entry | {"body": body}


def _verified(
    proof: Document, first: str | None, root: str | None, earlier: Document | None
) -> Finding:
    if proof["v"] != VERSION:
        raise ValueError(proof["v"])
    entries: Sequence[Document] = proof["events"]
    number = read(proof["number"])
    chain = links(map(_content, entries))
    last = proof.get("last")
    known = {last["seq"]: last["head"]} if last else {}
    known |= {e["seq"]: e["hash"] for e in earlier["events"]} if earlier else {}
    known |= {1: first} if first else {}
    found = set(faults(chain, known)) | _listed_out_of_order(entries)
    found |= {
        Fault(entry["seq"], OTHER_REPORT)
        for entry in entries
        if "body" in entry and entry["body"]["report"] != number
    }
    if not _ends(chain, proof["head"], found):
        found.add(Fault(len(chain) + 1, CUT_OFF))
    sealed = proof.get("sealed")
    if sealed:
        found |= _seal_faults(sealed, number, chain, root)
    return Finding(
        faults=tuple(sorted(found)),
        length=len(entries),
        hidden=_numbers(e for e in entries if "digest" in e),
        redacted=_numbers(e for e in entries if e.get("body", {}).get("words") and "text" not in e),
        unprovable=_numbers(e for e in entries if "unprovable" in e),
        sealed=sealed["day"] if sealed else None,
    )


def _numbers(entries: Any) -> tuple[int, ...]:
    return tuple(entry["seq"] for entry in entries)


def _content(entry: Document) -> Content:
    seq, prev, value = entry["seq"], entry["prev"], entry["hash"]
    if "unprovable" in entry:
        return Content(seq, prev, value, None)
    if "digest" in entry:
        return Content(seq, prev, value, lambda _, at: link(at, entry["digest"]), numbered=False)
    body = entry["body"]
    words = "text" not in entry or digest_of(entry["text"], entry["salt"]) == body["words"]
    return Content(
        seq, prev, value, lambda n, at: link(at, body_digest({**body, "seq": n})), words=words
    )


def _listed_out_of_order(entries: Sequence[Document]) -> set[Fault]:
    """Name the events that a document lists before or after where their numbers put them."""
    numbers = [entry["seq"] for entry in entries]
    pairs = zip(numbers, sorted(numbers), strict=True)
    return {Fault(seq, REORDERED) for seq, expected in pairs if seq != expected}


def _ends(chain: Sequence[Link], head: str, found: set[Fault]) -> bool:
    """Say whether a chain ends as its document says, or has its end where it was swapped to."""
    last = max(chain, key=lambda at: at.seq, default=None)
    swapped = any(fault.kind == REORDERED for fault in found)
    return last is not None and (
        last.hash == head or (swapped and any(at.hash == head for at in chain))
    )


def _seal_faults(
    sealed: Document, number: str, chain: Sequence[Link], root: str | None
) -> set[Fault]:
    """Compare the sealed head, wherever it stands by now, with the root to which its path leads."""
    path = [(side, bytes.fromhex(other)) for side, other in sealed["path"]]
    if sealed["root"] == (root or sealed["root"]) and any(
        climbed(leaf_of(number, at.hash), path).hex() == sealed["root"] for at in chain
    ):
        return set()
    if all(at.seq != sealed["seq"] for at in chain):
        return {Fault(len(chain) + 1, CUT_OFF)}
    return {Fault(sealed["seq"], NOT_SEALED)}
