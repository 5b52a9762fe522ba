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
    Fault,
    Link,
    faults,
    number_of,
)
from lapor.domain.event import Actor, Event, body_digest, body_of, digest_of, link
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
    return {
        "v": VERSION,
        "number": shown(number),
        "first": events[0].hash,
        "head": events[-1].hash,
        "events": [_entry(event, viewer) for event in events],
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


def _entry(event: Event, viewer: Actor) -> dict[str, Any]:
    entry: dict[str, Any] = {"seq": event.seq, "prev": event.prev, "hash": event.hash}
    if event.v < 2:
        return entry | {"unprovable": True}
    body = body_of(event)
    if not visibility.shows(event, viewer):
        return entry | {"digest": body_digest(body)}
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
    links = [_link(entry, len(entries)) for entry in entries]
    last = proof.get("last")
    known = {last["seq"]: last["head"]} if last else {}
    known |= {e["seq"]: e["hash"] for e in earlier["events"]} if earlier else {}
    known |= {1: first} if first else {}
    found = set(faults(links, known))
    found |= {
        Fault(entry["seq"], OTHER_REPORT)
        for entry in entries
        if "body" in entry and entry["body"]["report"] != number
    }
    if not links or links[-1].hash != proof["head"]:
        found.add(Fault(len(links) + 1, CUT_OFF))
    sealed = proof.get("sealed")
    if sealed:
        found |= _seal_faults(sealed, number, links, root)
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


def _link(entry: Document, count: int) -> Link:
    seq, prev, value = entry["seq"], entry["prev"], entry["hash"]
    if "unprovable" in entry:
        return Link(seq, prev, value, seq)
    if "digest" in entry:
        return Link(seq, prev, value, seq if link(prev, entry["digest"]) == value else None)
    body = entry["body"]

    def fits(n: int) -> bool:
        return bool(link(prev, body_digest({**body, "seq": n})) == value)

    words = "text" not in entry or digest_of(entry["text"], entry["salt"]) == body["words"]
    return Link(seq, prev, value, number_of(seq, count, fits), words)


def _seal_faults(
    sealed: Document, number: str, links: Sequence[Link], root: str | None
) -> set[Fault]:
    """Compare the sealed head with the chain, and its path with the root."""
    head = next((at.hash for at in links if at.seq == sealed["seq"]), None)
    if head is None:
        return {Fault(len(links) + 1, CUT_OFF)}
    path = [(side, bytes.fromhex(other)) for side, other in sealed["path"]]
    reached = climbed(leaf_of(number, head), path).hex()
    holds = reached == sealed["root"] == (root or sealed["root"])
    return set() if holds else {Fault(sealed["seq"], NOT_SEALED)}
