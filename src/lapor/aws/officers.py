"""Who may sign in: officers listed, invited, suspended, restored, reset and moved within a scope.

Each deed is done in `Directory` in one transaction with its audit row, then in Cognito: where it
breaks off, no account has more access than its row says, and the same call again finishes it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapor.aws import audit, directory, enrolment, staff
from lapor.aws.transactions import Row
from lapor.domain.administration import Invite, Placed, misplaced
from lapor.domain.errors import FieldError, Invalid, NoEntry, OwnAccount
from lapor.domain.event import Actor, stamp
from lapor.domain.roles import GIVES, permits

Entry = Mapping[str, Any]


def listed(by: Actor, agency: str) -> Mapping[str, Any]:
    """Give an agency's officers whom the caller may manage, by name, with their addresses."""
    if not permits(by, "list_officers", agency) or directory.agency(agency) is None:
        raise NoEntry
    managed = [e for e in directory.of_agency(agency) if e["role"] in GIVES[by.role]]
    found = sorted(managed, key=lambda e: (e["name"], e["id"]))
    return {
        "agency": agency,
        "agency_name": directory.office_name(agency),
        "gives": sorted(GIVES[by.role]),
        "items": [shown(entry) for entry in found],
    }


def shown(entry: Entry) -> Mapping[str, Any]:
    """Write an officer for those who may manage the officer; the address is contact data."""
    return {
        "username": entry["id"],
        "name": entry["name"],
        "email": entry.get("email"),
        "role": entry["role"],
        "agency": entry.get("agency"),
        "unit": entry.get("unit"),
        "unit_name": directory.office_name(entry.get("unit")),
        "suspended": bool(entry.get("suspended")),
    }


def invited(by: Actor, said: Invite, now: datetime) -> Entry:
    """Invite an officer; the same invitation again finishes one that broke off, or mails anew."""
    _check(by, "invite_officer", said)
    entry = {
        "username": said.username,
        "name": said.name,
        "email": said.email,
        "role": said.role,
        "agency": said.agency,
        "unit": said.unit,
    }
    if said.username == by.id:
        raise OwnAccount
    staff.add(by, entry, _placing(by, "officer_invited", said.username, now, said), now)
    enrolment.give(said.username, said.email)
    return directory.fresh(staff.KIND, said.username) or entry


def suspended(by: Actor, username: str, now: datetime) -> Entry:
    """Take an officer's access: in `Directory` at once, in every warm function within a minute."""
    entry = _other(by, "suspend_officer", username)
    row = _row(by, "officer_suspended", entry, now)
    since = entry.get("suspended_at") or stamp(now)
    signed_out = {"signed_out_at": staff.token_time()}
    staff.change(by, entry, {"suspended": True, "suspended_at": since, **signed_out}, row)
    enrolment.close(username)
    return directory.fresh(staff.KIND, username) or entry


def restored(by: Actor, username: str, now: datetime) -> Entry:
    """Give a suspended officer's access back."""
    entry = _other(by, "suspend_officer", username)
    row = _row(by, "officer_restored", entry, now)
    staff.give(by, entry, {"suspended": None, "suspended_at": None}, row, now)
    enrolment.reopen(username, entry["email"])
    return directory.fresh(staff.KIND, username) or entry


def reset(by: Actor, username: str, now: datetime) -> Entry:
    """Replace a forgotten password and lost codes by a temporary password that is mailed."""
    entry = _other(by, "reset_officer", username)
    row = _row(by, "officer_reset", entry, now)
    staff.give(by, entry, {"signed_out_at": staff.token_time()}, row, now)
    enrolment.renew(username, entry["email"])
    return directory.fresh(staff.KIND, username) or entry


def moved(by: Actor, username: str, said: Placed, now: datetime) -> Entry:
    """Give an officer another role or office, both within the caller's scope."""
    entry = _other(by, "invite_officer", username)
    _check(by, "invite_officer", said)
    row = _placing(by, "officer_moved", username, now, said, was=entry["role"])
    place = {"role": said.role, "agency": said.agency, "unit": said.unit}
    staff.give(by, entry, place, row, now)
    return directory.fresh(staff.KIND, username) or entry


def _other(by: Actor, action: str, username: str) -> Entry:
    """Give another officer's entry; out of scope and unknown look the same."""
    entry = directory.fresh(staff.KIND, username)
    if entry is None or "name" not in entry:  # who has left for good is nobody any more
        raise NoEntry
    if not permits(by, action, entry.get("agency"), entry.get("unit")):
        raise NoEntry
    if entry["role"] not in GIVES[by.role]:
        raise NoEntry
    if username == by.id:
        raise OwnAccount
    return entry


def _check(by: Actor, action: str, place: Placed) -> None:
    """Check role and office; raises NoEntry out of scope, else Invalid."""
    if not permits(by, action, place.agency, place.unit):
        raise NoEntry
    wrong = misplaced(place.role, place.agency, place.unit)
    if place.role not in GIVES[by.role]:
        wrong.append(FieldError("/role", "not_yours_to_give"))
    if directory.agency(place.agency) is None:
        wrong.append(FieldError("/agency", "unknown_code"))
    unit = directory.unit(place.unit) if place.unit else None
    if place.unit and (unit is None or unit.get("closed")):
        wrong.append(FieldError("/unit", "unknown_code"))
    if wrong:
        raise Invalid(wrong)


def _placing(by: Actor, kind: str, username: str, now: datetime, said: Placed, **more: str) -> Row:
    facts = {"role": said.role, "agency": said.agency, "unit": said.unit, **more}
    return audit.row(kind, by, f"officer#{username}", now, facts)


def _row(by: Actor, kind: str, entry: Entry, now: datetime) -> Row:
    facts = {"role": entry["role"], "agency": entry.get("agency")}
    return audit.row(kind, by, f"officer#{entry['id']}", now, facts)
