"""What a sender must bring so that a flood costs its sender: a proof of work, or a form token.

Both are bound to the Idempotency-Key, from which a report's number comes: whoever sends one again
can only meet the report that it has filed already, so nothing needs to be remembered. A request
for a one-time code makes no number: its proof is bound to the contact too.
"""

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from lapor.domain import ids
from lapor.domain.errors import FieldError, Invalid, Refused, TooMany

_HASH = re.compile(r"[0-9a-f]{64}")
_TOKEN = re.compile(r"([0-9]{1,12})\.([0-9a-f]{64})")


class ProofMissing(Refused):
    """A report, or a request for a code, comes without its proof of work."""

    code = "proof_missing"


class ProofExpired(Refused):
    """The proof of work is too old or used up; the same key may be proved again."""

    code = "proof_expired"


class ProofWrong(Refused):
    """The proof of work proves nothing, or belongs to another key or body."""

    code = "proof_wrong"


class FormTooEarly(Refused):
    """The form came back faster than anybody can read it."""

    code = "form_too_early"


class FormExpired(Refused):
    """The form was left open too long."""

    code = "form_expired"


class FormWrong(Refused):
    """The form was not given out by us, or for another report."""

    code = "form_wrong"


class FormsFull(TooMany):
    """All forms without scripts together were sent as often as this minute or day allows."""

    code = "forms_full"


def bound(key: str, contact: str | None = None) -> str:
    """Give what a challenge knows of a key: its SHA-256 in hex, as the pages compute it too.

    With a contact it is that of `<key>\\n<contact>`: the key is random, so that the hash, which
    stands in an address, tells nothing of the contact.
    """
    known = key if contact is None else f"{key}\n{contact}"
    return hashlib.sha256(known.encode()).hexdigest()


def read_bound(written: str | None) -> str:
    """Read the hash for which a challenge is asked; raises Invalid."""
    if not written:
        raise Invalid([FieldError("/for", "missing")])
    if not _HASH.fullmatch(written):
        raise Invalid([FieldError("/for", "bad_format")])
    return written


def keys_at(load: int, ladder: Sequence[Mapping[str, int]]) -> int:
    """Give how many keys a solver must try at most, when `load` a minute are let in."""
    return max(rung["keys"] for rung in ladder if load >= rung["above"])


def form_token(pepper: bytes, key: str, now: datetime) -> str:
    """Sign that this key was given out with a form at this time."""
    issued = str(int(now.timestamp()))
    return f"{issued}.{ids.mac(pepper, 'form', issued, key).hex()}"


def check_form_token(
    pepper: bytes, token: str, key: str, now: datetime, limits: Mapping[str, Any]
) -> None:
    """Check a token of `form_token`; raises FormWrong, FormTooEarly or FormExpired.

    `limits` holds the youngest age in `seconds` and the oldest in `minutes`.
    """
    parts = _TOKEN.fullmatch(token)
    if not parts:
        raise FormWrong
    signed = ids.mac(pepper, "form", parts[1], key).hex()
    if not hmac.compare_digest(signed, parts[2]):
        raise FormWrong
    age = timedelta(seconds=now.timestamp() - int(parts[1]))
    if age < timedelta(seconds=limits["seconds"]):
        raise FormTooEarly
    if age > timedelta(minutes=limits["minutes"]):
        raise FormExpired
