"""Calendars, limits and the ladder as those keep them who may; what is refused is not stored.

A change is one transaction with its audit row, and is asked of `recompute` before: neither can be
forgotten. Who saves at the same time as somebody else is told so.
"""

import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from lapor import registers
from lapor.aws import audit, climbing, directory, recomputing, rulebook
from lapor.aws.items import to_item
from lapor.aws.transactions import Lost, Row, together
from lapor.data import load
from lapor.domain.errors import FieldError, Invalid, NoEntry, Taken
from lapor.domain.event import Actor
from lapor.domain.roles import permits
from lapor.domain.rulebook import (
    wrong_calendar,
    wrong_holidays,
    wrong_ladder,
    wrong_limits,
)
from lapor.domain.rules import ladder_of
from lapor.domain.settings import AgencyCalendar, Holidays, NewLadder, OwnLimits

EDITS = ("edit_calendar", "edit_limits", "edit_nation")
"""The permissions of `roles` that are about settings."""

NATION = {"kind": rulebook.SETTINGS, "id": rulebook.NATION}


def shown(by: Actor, agency: str) -> Mapping[str, Any]:
    """Give what binds an agency: its own and the nation's settings, and who may change them."""
    entry = directory.agency(agency)
    if entry is None:
        raise NoEntry
    nation, sets = directory.entry(rulebook.SETTINGS, rulebook.NATION) or {}, registers.book().sets
    return {
        "agency": agency,
        "agency_name": entry["name"],
        "calendar": entry.get("calendar"),
        "limits": entry.get("limits"),
        "nation": {
            "ruleset": sets[-1].id,
            "limits": {n: {"days": x.days, "unit": x.unit} for n, x in sets[-1].limits.items()},
            "years": nation.get("years") or load("holidays"),
            "ladder": nation.get("ladder") or load("ladder"),
            "provinces": nation.get("provinces", {}),
            "categories": nation.get("categories", {}),
        },
        "job": recomputing.progress(agency),
        "may": [what for what in EDITS if permits(by, what, agency)],
    }


def gaps(by: Actor) -> Mapping[str, Any]:
    """Give the agencies on whose ladder somebody is missing, to who keeps the register."""
    _permitted(by, "edit_office", None)
    return {"items": climbing.gaps(rulebook.book().ladder)}


def calendar(by: Actor, said: AgencyCalendar, now: datetime) -> Mapping[str, Any]:
    """Give an agency a calendar of its own."""
    _permitted(by, "edit_calendar", said.agency)
    own = said.entry()
    _refused(wrong_calendar(own))
    _write(by, "calendar_edited", said.agency, {"calendar": own}, now)
    return shown(by, said.agency)


def limits(by: Actor, said: OwnLimits, now: datetime) -> Mapping[str, Any]:
    """Make the limits of an agency, a province or a category tighter; no days take them back."""
    nation = registers.book().sets[-1].limits
    _permitted(by, "edit_limits" if said.of == "agency" else "edit_nation", said.id)
    _refused(wrong_limits(said.days, nation))
    if said.of == "agency":
        own = {"limits": said.entry() if said.days else None}
        _write(by, "limits_edited", said.id, own, now)
        return shown(by, said.id)
    known = registers.zones() if said.of == "province" else registers.categories_on(now.date())
    if said.id not in known:
        raise Invalid([FieldError("/id", "unknown_code")])
    part = {"province": "provinces", "category": "categories"}[said.of]
    before = _fresh(NATION)
    others = {key: own for key, own in before.get(part, {}).items() if key != said.id}
    own = {said.id: said.entry()} if said.days else {}
    _nation(by, {part: {**others, **own}}, before, now)
    return shown(by, by.agency or rulebook.NATION)


def holidays(by: Actor, said: Holidays, now: datetime) -> Mapping[str, Any]:
    """Set the nation's days off of some years; the other years stay as they are."""
    _permitted(by, "edit_nation", None)
    before = _fresh(NATION)
    years = {**(before.get("years") or load("holidays")), **said.entry()}
    _refused(wrong_holidays(years, now.date()))
    _nation(by, {"years": years}, before, now)
    return shown(by, by.agency or rulebook.NATION)


def ladder(by: Actor, said: NewLadder, now: datetime) -> Mapping[str, Any]:
    """Set who is told of a deadline that passes, and when."""
    _permitted(by, "edit_nation", None)
    _refused(wrong_ladder(ladder_of(said.entry())))
    _nation(by, {"ladder": said.entry()}, _fresh(NATION), now)
    return shown(by, by.agency or rulebook.NATION)


def _permitted(by: Actor, action: str, office: str | None) -> None:
    if not permits(by, action, office):
        raise NoEntry


def _refused(errors: Iterable[FieldError]) -> None:
    found = list(errors)
    if found:
        raise Invalid(found)


def _write(by: Actor, kind: str, agency: str, change: Mapping[str, Any], now: datetime) -> None:
    key = {"kind": "agency", "id": agency}
    before = _fresh(key)
    if not before:
        raise NoEntry
    recomputing.ask(agency)
    _set(key, change, before, audit.row(kind, by, f"office#{agency}", now, {"agency": agency}))


def _nation(by: Actor, change: Mapping[str, Any], before: Mapping[str, Any], now: datetime) -> None:
    facts = {"what": sorted(change)}
    recomputing.ask(rulebook.NATION)
    row = audit.row("nation_edited", by, "office#national", now, facts)
    _set(NATION, change, before, row)


def _fresh(key: Mapping[str, str]) -> dict[str, Any]:
    return dict(directory.fresh(key["kind"], key["id"]) or {})


def _set(
    key: Mapping[str, str], change: Mapping[str, Any], before: Mapping[str, Any], row: Row
) -> None:
    """Change members of an entry as it was read; raises Taken when another was faster."""
    version = int(before.get("settings_version", 0))
    names = {f"#{n}": name for n, name in enumerate(change)}
    values = to_item({f":{n}": value for n, value in enumerate(change.values())})
    sets = [f"#{n} = :{n}" for n in range(len(change)) if f":{n}" in values]
    gone = [f"#{n}" for n in range(len(change)) if f":{n}" not in values]
    same, seen = directory.unchanged(before)
    values |= {**to_item({":new": version + 1, ":yes": True}), **seen}
    update = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Key": to_item(key),
        "UpdateExpression": f"SET {', '.join([*sets, 'settings_version = :new', 'edited = :yes'])}"
        + (f" REMOVE {', '.join(gone)}" if gone else ""),
        "ConditionExpression": same,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": values,
    }
    try:
        together(row, {"Update": update})
    except Lost:
        raise Taken from None
    directory.forget(key["kind"], key["id"])
