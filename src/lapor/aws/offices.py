"""Agencies and their units as the registrar keeps them.

What was changed here carries `edited`, so that a seed from the registers leaves it alone.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapor.aws import audit, desk, directory
from lapor.aws.clients import client
from lapor.aws.items import from_item, to_item
from lapor.aws.transactions import Lost, Row, together
from lapor.domain.administration import LEVELS, ClosedOffice, EditedOffice, NewUnit, level
from lapor.domain.errors import FieldError, InUse, Invalid, NoEntry, Taken
from lapor.domain.event import Actor
from lapor.domain.report import OPEN
from lapor.domain.roles import LEADER, permits

Entry = Mapping[str, Any]
OPEN_STILL = "attribute_exists(id) AND attribute_not_exists(closed)"


def listed(by: Actor, agency: str) -> Mapping[str, Any]:
    """Give an agency and its open units; addresses only to those who may change them."""
    entry = directory.agency(agency)
    if entry is None:
        raise NoEntry
    keeps = permits(by, "edit_office", agency)
    units = sorted((u for u in _units(agency) if not u.get("closed")), key=lambda u: u["id"])
    return {
        "agency": shown(_fresh(agency) or entry, keeps),
        "units": [shown(unit, keeps) for unit in units],
    }


def shown(entry: Entry, keeps: bool) -> Mapping[str, Any]:
    """Write an office, with its address for those who keep it."""
    office = {"id": entry["id"], "name": entry["name"], "level": level(entry["id"])}
    if office["level"] == 1:
        office["approves"] = bool(entry.get("approves"))
    return {**office, "email": entry.get("email")} if keeps else office


def added(by: Actor, said: NewUnit, now: datetime) -> Entry:
    """Add a unit to an agency, or a sub-unit to a unit; raises Taken for one that is there."""
    _kept(by, said.parent)
    if level(said.parent) >= LEVELS:
        raise Invalid([FieldError("/parent", "too_deep")])
    office = f"{said.parent}:{said.slug}"
    row = audit.row("office_added", by, f"office#{office}", now, {"agency": _agency(office)})
    entry = {
        "kind": f"unit#{_agency(office)}",
        "id": office,
        "name": said.name,
        "email": said.email,
        "edited": True,
    }
    _put(entry, "attribute_not_exists(id)", row)
    return entry


def edited(by: Actor, said: EditedOffice, now: datetime) -> Entry:
    """Change an office's name and address, and whether an agency's leader approves answers."""
    before = _kept(by, said.office)
    approval = _approval(said, before)
    facts = {"agency": _agency(said.office), **approval}
    row = audit.row("office_edited", by, f"office#{said.office}", now, facts)
    entry = {**before, **approval, "name": said.name, "email": said.email, "edited": True}
    _replace(entry, before, row)
    return entry


def closed(by: Actor, said: ClosedOffice, now: datetime) -> Entry:
    """Close a unit that has nothing left to do; an agency stays until its reports can move."""
    before = _kept(by, said.office)
    if level(said.office) == 1:
        raise Invalid([FieldError("/office", "not_a_unit")])
    agency = _agency(said.office)
    reports = sum(desk.count("unit_inbox", ("unit_inbox", f"{said.office}#{s}")) for s in OPEN)
    officers = [o for o in directory.of_agency(agency) if o.get("unit") == said.office]
    active = sum(not officer.get("suspended") for officer in officers)
    below = [u for u in _units(agency) if u["id"].startswith(f"{said.office}:")]
    units = sum(not unit.get("closed") for unit in below)
    if reports or active or units:
        raise InUse(reports, active, units)
    row = audit.row("office_closed", by, f"office#{said.office}", now, {"agency": agency})
    entry = {**before, "closed": True, "edited": True}
    _replace(entry, before, row)
    return entry


def _approval(said: EditedOffice, before: Entry) -> Mapping[str, bool]:
    """Check the demand for a leader's approval: an agency's alone, and there is a leader."""
    wanted = said.approves
    if wanted is None or wanted == bool(before.get("approves")):
        return {}
    if level(said.office) > 1:
        raise Invalid([FieldError("/approves", "not_an_agency")])
    if wanted and not directory.active(said.office, LEADER):
        raise Invalid([FieldError("/approves", "no_leader")])
    return {"approves": wanted}


def _kept(by: Actor, office: str) -> Entry:
    if not permits(by, "edit_office", _agency(office)):
        raise NoEntry
    entry = _fresh(office)
    if entry is None or entry.get("closed"):
        raise NoEntry
    return entry


def _fresh(office: str) -> Entry | None:
    return directory.fresh(**_place(office))


def _units(agency: str) -> list[Entry]:
    pages = client("dynamodb").get_paginator("query").paginate(
        TableName=os.environ["DIRECTORY_TABLE"],
        KeyConditionExpression="kind = :k",
        ExpressionAttributeValues={":k": {"S": f"unit#{agency}"}},
    )  # fmt: skip
    return [from_item(item) for page in pages for item in page["Items"]]


def _replace(entry: Entry, before: Entry, row: Row) -> None:
    """Replace an open entry as it was read; raises Taken when somebody changed it meanwhile."""
    same, values = directory.unchanged(before)
    _put(entry, f"{OPEN_STILL} AND {same}", row, values)


def _put(entry: Entry, condition: str, row: Row, values: Mapping[str, Any] | None = None) -> None:
    put = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Item": to_item(entry),
        "ConditionExpression": condition,
        **({"ExpressionAttributeValues": values} if values else {}),
    }
    try:
        together(row, {"Put": put})
    except Lost:
        raise Taken from None
    directory.forget(entry["kind"], entry["id"])


def _agency(office: str) -> str:
    return office.partition(":")[0]


def _place(office: str) -> dict[str, str]:
    kind = f"unit#{_agency(office)}" if level(office) > 1 else "agency"
    return {"kind": kind, "key": office}
