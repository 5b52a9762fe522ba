"""Events and their hash chain: what happened to a report, in a form that anyone can check.

`hash = SHA-256(prev + canonical event without text and salt)`; the text is bound by its salted
digest, so that it can be redacted while the chain still verifies.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

VERSION = 1
START = "0" * 64


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a role, and for officers their user name, agency and unit.

    `below` holds the agencies that a monitor's agency supervises.
    """

    role: str
    id: str = ""
    agency: str | None = None
    unit: str | None = None
    below: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. `data` holds small facts, `text` people's words by part name."""

    report: str
    seq: int
    kind: str
    at: datetime
    role: str
    officer: str
    data: Mapping[str, Any]
    prev: str
    text: Mapping[str, str] | None = None
    salt: str | None = None
    digest: str | None = None
    hash: str = ""
    v: int = field(default=VERSION)


def stamp(at: datetime) -> str:
    """Write an instant as UTC ISO 8601 with milliseconds, as events keep it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def canonical(value: Any) -> str:
    """Write a value as JSON in the one way that hashing needs."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(text: Mapping[str, str], salt: str) -> str:
    """Bind people's words without showing them."""
    return hashlib.sha256(f"{salt}{canonical(text)}".encode()).hexdigest()


def hash_of(event: Event) -> str:
    """Compute the link of this event to the one before."""
    body = canonical(
        {
            "report": event.report,
            "seq": event.seq,
            "kind": event.kind,
            "at": stamp(event.at),
            "by": {"role": event.role, "id": event.officer},
            "data": event.data,
            "digest": event.digest,
            "v": event.v,
        }
    )
    return hashlib.sha256(f"{event.prev}{body}".encode()).hexdigest()


def sealed(
    *,
    report: str,
    seq: int,
    kind: str,
    at: datetime,
    by: Actor,
    prev: str,
    data: Mapping[str, Any],
    text: Mapping[str, str] | None = None,
    salt: str = "",
) -> Event:
    """Make an event with its digest and hash; `salt` is random and only needed with a text."""
    at = at.replace(microsecond=at.microsecond // 1000 * 1000)
    bare = Event(
        report=report,
        seq=seq,
        kind=kind,
        at=at,
        role=by.role,
        officer=by.id,
        data=data,
        prev=prev,
        text=text,
        salt=salt if text else None,
        digest=digest_of(text, salt) if text else None,
    )
    return Event(**{f: getattr(bare, f) for f in bare.__slots__ if f != "hash"}, hash=hash_of(bare))


def broken_link(events: Iterable[Event]) -> int | None:
    """Give the sequence number of the first event that does not fit the chain, or None."""
    prev = START
    for seq, event in enumerate(events, start=1):
        words_changed = event.text is not None and event.digest != digest_of(
            event.text, event.salt or ""
        )
        if event.seq != seq or event.prev != prev or event.hash != hash_of(event) or words_changed:
            return seq
        prev = event.hash
    return None
