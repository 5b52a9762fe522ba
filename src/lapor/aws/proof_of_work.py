"""Proof of work by ALTCHA (protocol 2): challenges are signed, checking reads and writes nothing.

Browsers without scripts cannot do the work; their form carries a token and is counted instead. The
expiry stands among the signed data and not in `expiresAt`, because the library compares that
with its own clock, and time is an argument here.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from altcha import Payload, create_challenge, verify_solution

from lapor import registers
from lapor.aws import limits, log
from lapor.aws.faults import passes
from lapor.aws.pepper import pepper
from lapor.domain import ids
from lapor.domain import proof_of_work as rules
from lapor.domain.effort import ProofExpired, ProofMissing, ProofWrong

MINUTE = timedelta(minutes=1)
"""The time over which challenges and forms are counted."""

FLOOD = 10**9
"""The load that is taken when it cannot be counted."""

MAX = 4096
"""Characters of a proof; a real one has about 800."""


def challenge(key_hash: str, now: datetime) -> Mapping[str, Any]:
    """Give a challenge for the key with this hash, the harder the more are asked for."""
    given = registers.limits("proof")
    keys = rules.keys_at(_load(now), registers.ladder())
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
    if promised["for"] != rules.bound(key):
        raise ProofWrong
    if promised["expires"] < now.timestamp():
        raise ProofExpired


def form_token(key: str, now: datetime) -> str:
    """Sign a key that is given out with a form."""
    return rules.form_token(pepper(), key, now)


def check_form(token: str, key: str, now: datetime) -> None:
    """Check a form's token, and count it: nobody has worked for it.

    Raises FormWrong, FormTooEarly, FormExpired, or TooMany when this token or all forms together
    are sent too often.
    """
    allowed = registers.limits("form")
    rules.check_form_token(pepper(), token, key, now, allowed)
    sender = ids.mac(pepper(), "form sender", key).hex()
    limits.count(f"form#{sender}", allowed["sends_per_token"], MINUTE, now)
    limits.count("form", allowed["sends_per_minute"], MINUTE, now)


def _load(now: datetime) -> int:
    """Count this challenge; a counter that a flood has worn out says that there is a flood."""
    try:
        return limits.counted("challenge", MINUTE, now)
    except Exception as error:
        if not passes(error):
            raise
        log.fault("load not counted", error)
        return FLOOD


def _secret(label: str) -> bytes:
    return ids.mac(pepper(), label)
