"""Proof of work by ALTCHA (protocol 2): challenges are signed, checking reads and writes nothing.

A request for a code uses its proof up, which is one write: it makes no report that a proof sent
again could only meet. Browsers without scripts cannot do the work; their form carries a token and
is counted instead. The expiry stands among the signed data and not in `expiresAt`, because the
library compares that with its own clock, and time is an argument here.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from altcha import Payload, create_challenge, verify_solution

from lapor import registers
from lapor.aws import limits, load
from lapor.aws.pepper import pepper
from lapor.domain import ids
from lapor.domain import proof_of_work as rules
from lapor.domain.errors import TooMany
from lapor.domain.proof_of_work import FormsFull, ProofExpired, ProofMissing, ProofWrong

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
"""The times over which forms are counted."""

MAX = 4096
"""Characters of a proof; a real one has about 800."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A challenge that somebody has solved: how it was signed, and when it ends."""

    signature: str
    ends: datetime


def challenge(key_hash: str, now: datetime) -> Mapping[str, Any]:
    """Give a challenge for the key with this hash, the harder the more was let in lately."""
    given = registers.limits("proof")
    keys = rules.keys_at(load.current(now), registers.efforts())
    expires = now + timedelta(minutes=given["minutes"])
    made = create_challenge(
        given["algorithm"],
        given["cost"],
        counter=keys // 2 + secrets.randbelow(keys // 2),
        data={"for": key_hash, "expires": int(expires.timestamp())},
        hmac_secret=_secret("proof"),
        hmac_key_secret=_secret("proof key"),
    )
    answer: Mapping[str, Any] = made.to_dict()
    return answer


def check(proof: str | None, key: str, now: datetime) -> None:
    """Check a proof (an ALTCHA payload in base64) for a key.

    Raises ProofMissing, ProofWrong (also when it is another key's) or ProofExpired.
    """
    _paid(proof, rules.bound(key), now)


def take(proof: str | None, key: str, contact: str, now: datetime) -> None:
    """Check a proof for a key and a contact, and use it up; what it lets in counts as load.

    Raises as `check` does, and ProofExpired when this challenge was used before. It is counted in
    the minute in which it ends, which is the same whenever the proof comes again.
    """
    paid = _paid(proof, rules.bound(key, contact), now)
    try:
        limits.count(f"proof#{paid.signature}", 1, MINUTE, paid.ends)
    except TooMany:
        raise ProofExpired from None
    load.let_in(now)


def _paid(proof: str | None, bound: str, now: datetime) -> Paid:
    if not proof:
        raise ProofMissing
    try:
        payload = Payload.from_base64(proof[:MAX])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise ProofWrong from None
    secret = _secret("proof")
    if not verify_solution(payload, secret, hmac_key_secret=_secret("proof key")).verified:
        raise ProofWrong
    promised = payload.challenge.parameters.data or {}
    if promised["for"] != bound:
        raise ProofWrong
    if promised["expires"] < now.timestamp():
        raise ProofExpired
    ends = datetime.fromtimestamp(promised["expires"], UTC)
    return Paid(str(payload.challenge.signature), ends)


def form_token(key: str, now: datetime) -> str:
    """Sign a key that is given out with a form."""
    return rules.form_token(pepper(), key, now)


def check_form(token: str, key: str, now: datetime) -> None:
    """Check a form's token, and count it: nobody has worked for it.

    Raises FormWrong, FormTooEarly, FormExpired, TooMany when this token is sent too often, and
    FormsFull when all forms together are.
    """
    allowed = registers.limits("form")
    rules.check_form_token(pepper(), token, key, now, allowed)
    sender = ids.mac(pepper(), "form sender", key).hex()
    limits.count(f"form#{sender}", allowed["sends_per_token"], MINUTE, now)
    try:
        limits.count("form", allowed["sends_per_minute"], MINUTE, now)
        limits.count("form#day", allowed["sends_per_day"], DAY, now)
    except TooMany as full:
        raise FormsFull(full.retry_after) from None


def _secret(label: str) -> bytes:
    return ids.mac(pepper(), label)
