"""What a citizen without an account holds for half an hour: a session, and a pass to each report.

Both are signed under the pepper and stored nowhere; they end by themselves.
"""

import hmac
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from lapor.domain.ids import mac

LIFE = timedelta(minutes=30)
"""How long a session and the passes made in it are good for."""

_SESSION = re.compile(r"(email|sms)\.([0-9a-f]{32})\.([0-9]{10})\.([0-9a-f]{64})")
_PASS = re.compile(r"pass\.([0-9]{10})\.([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who has shown that a contact is theirs: its channel and its keyed hash."""

    channel: str
    contact: str


def session_for(pepper: bytes, citizen: Citizen, now: datetime) -> str:
    """Make a session that begins now."""
    end = str(int((now + LIFE).timestamp()))
    signed = mac(pepper, "session", citizen.channel, citizen.contact, end).hex()
    return f"{citizen.channel}.{citizen.contact}.{end}.{signed}"


def citizen_of(pepper: bytes, session: str, now: datetime) -> Citizen | None:
    """Read a session; forged, malformed and ended ones are nobody's."""
    read = _SESSION.fullmatch(session)
    if read is None:
        return None
    channel, contact, end, signed = read.groups()
    right = mac(pepper, "session", channel, contact, end).hex()
    if not hmac.compare_digest(right, signed) or now.timestamp() >= int(end):
        return None
    return Citizen(channel, contact)


def pass_for(pepper: bytes, number: str, now: datetime) -> str:
    """Make what opens one report in place of its access code."""
    end = str(int((now + LIFE).timestamp()))
    return f"pass.{end}.{mac(pepper, 'pass', number, end).hex()}"


def admits(pepper: bytes, number: str, written: str, now: datetime) -> bool:
    """Say whether this is a pass to this report; the work is the same whatever is written."""
    read = _PASS.fullmatch(written)
    end, signed = read.groups() if read else ("0", "")
    right = mac(pepper, "pass", number, end).hex()
    return hmac.compare_digest(right, signed) and now.timestamp() < int(end)
