"""A citizen's own reports: whoever typed a code that went to a contact sees what was confirmed as
theirs, and gets a pass to each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapor.aws import contacts, cursors, directory, ledger, rulebook
from lapor.aws.http import Request
from lapor.aws.pepper import pepper
from lapor.domain import tokens
from lapor.domain.codes import WhoAsks
from lapor.domain.contacts import MARKS, contact_hash, hashes
from lapor.domain.document import summary
from lapor.domain.errors import SessionOver
from lapor.domain.event import stamp
from lapor.domain.tokens import Citizen

PAGE = 10
SHOWN = (
    "number", "title", "class", "category", "state", "closed_how", "agency", "agency_name",
    "place", "received_at", "updated_at",
)  # fmt: skip
"""What a citizen's list says of a report."""


def named(who: WhoAsks) -> Citizen:
    """Name the contact of a request."""
    if who.email is not None:
        return Citizen("email", contact_hash(pepper(), "email", who.email))
    return Citizen("sms", contact_hash(pepper(), "phone", who.phone or ""))


def mark(who: WhoAsks) -> str:
    """Give the hash by which codes to the contact of a request are counted: its mailbox's."""
    if who.email is not None:
        return hashes(pepper(), {"email": who.email})[MARKS["email"]]
    return hashes(pepper(), {"phone": who.phone or ""})[MARKS["sms"]]


def session(citizen: Citizen, now: datetime) -> Mapping[str, str]:
    """Begin a session."""
    end = stamp(now + tokens.LIFE)
    return {"session": tokens.session_for(pepper(), citizen, now), "ends_at": end}


def signed_in(request: Request) -> Citizen:
    """Give whose session a request carries; raises SessionOver."""
    citizen = tokens.citizen_of(pepper(), request.headers.get("citizen-session", ""), request.now)
    if citizen is None:
        raise SessionOver
    return citizen


def page(citizen: Citizen, query: Mapping[str, str], now: datetime) -> Mapping[str, Any]:
    """Give one page of the reports that were confirmed with this contact, newest first."""
    after = cursors.read_cursor(query.get("cursor"), (cursors.MOMENT, cursors.NUMBER))
    place = (after[0], after[1]) if after else None
    numbers, more = contacts.reports_of(citizen, PAGE, place)
    return {
        "items": [_item(number, now) for number in numbers],
        "cursor": cursors.cursor_of(more) if more else None,
    }


def _item(number: str, now: datetime) -> Mapping[str, Any]:
    report, _ = ledger.opened(number)
    whole = summary(report, now, rulebook.rules(report), directory.NAMES)
    return {**{k: whole[k] for k in SHOWN}, "pass": tokens.pass_for(pepper(), number, now)}
