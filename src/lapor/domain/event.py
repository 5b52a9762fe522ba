"""Events and their hash chain: what happened to a report, in a form that anyone can check.

`hash = SHA-256(prev + SHA-256(body))`; the body holds what everybody may know who may know of the
event at all. Words and private facts (who the officer was, what proves a code) are in it only as
salted digests. So words can be redacted, names of officers kept back and a whole event shown as
nothing but a digest, while the chain still verifies.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

VERSION = 2
"""Version 1 had everything but the words in the open body, which was hashed after `prev` itself."""

START = "0" * 64

PRIVATE = frozenset({"key", "lock", "fingerprint"})
"""Facts that a proof never shows; a change of this set is a new version of events."""


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
    """One thing that happened. `data` holds small facts, `text` people's words by part name.

    `salt` binds the words and goes with them, `nonce` binds what is private and stays.
    """

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
    nonce: str = ""
    hash: str = ""
    v: int = field(default=VERSION)


def stamp(at: datetime) -> str:
    """Write an instant as UTC ISO 8601 with milliseconds, as events keep it."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def canonical(value: Any) -> str:
    """Write a value as JSON in the one way that hashing needs."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest_of(text: Mapping[str, Any], salt: str) -> str:
    """Bind words or facts without showing them."""
    return hashlib.sha256(f"{salt}{canonical(text)}".encode()).hexdigest()


def private_digest(event: Event) -> str:
    """Bind who the officer was and the facts that a proof never shows."""
    private = {k: v for k, v in event.data.items() if k in PRIVATE}
    return digest_of({"officer": event.officer, **private}, event.nonce)


def body_of(event: Event) -> Mapping[str, Any]:
    """Give what the chain binds of an event, with words and private facts as digests."""
    return {
        "report": event.report,
        "seq": event.seq,
        "kind": event.kind,
        "at": stamp(event.at),
        "by": event.role,
        "data": {k: v for k, v in event.data.items() if k not in PRIVATE},
        "words": event.digest,
        "private": private_digest(event),
        "v": event.v,
    }


def body_digest(body: Mapping[str, Any]) -> str:
    """Stand for an event of which nothing is shown."""
    return hashlib.sha256(canonical(body).encode()).hexdigest()


def link(prev: str, body: str) -> str:
    """Chain the digest of a body to the event before."""
    return hashlib.sha256(f"{prev}{body}".encode()).hexdigest()


def hash_of(event: Event) -> str:
    """Compute the link of this event to the one before."""
    if event.v < 2:
        return link(event.prev, canonical(_body_before_2(event)))
    return link(event.prev, body_digest(body_of(event)))


def _body_before_2(event: Event) -> Mapping[str, Any]:
    return {
        "report": event.report,
        "seq": event.seq,
        "kind": event.kind,
        "at": stamp(event.at),
        "by": {"role": event.role, "id": event.officer},
        "data": event.data,
        "digest": event.digest,
        "v": event.v,
    }


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
    """Make an event with its digests and hash.

    `salt` is random; without one an event that holds words or something private could be guessed.
    """
    if not salt and (text or by.id or PRIVATE & data.keys()):
        raise ValueError("words and private facts need a salt")
    bare = Event(
        report=report,
        seq=seq,
        kind=kind,
        at=at.replace(microsecond=at.microsecond // 1000 * 1000),
        role=by.role,
        officer=by.id,
        data=data,
        prev=prev,
        text=text,
        salt=salt if text else None,
        digest=digest_of(text, salt) if text else None,
        nonce=hashlib.sha256(f"nonce{salt}".encode()).hexdigest() if salt else "",
    )
    return replace(bare, hash=hash_of(bare))


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
