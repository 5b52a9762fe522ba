"""Pages of an officer's lists: by state for offices, by lateness for monitors."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lapor.aws import desk, directory, rulebook
from lapor.aws.cursors import MOMENT, NUMBER, PAGE, POSITION, cursor_of, read_cursor
from lapor.aws.desk_rows import Row
from lapor.domain.errors import FieldError, Invalid, NotFound
from lapor.domain.event import Actor, stamp
from lapor.domain.ids import shown
from lapor.domain.roles import MONITOR, NATIONAL, OMBUDSMAN, READS, UNIT
from lapor.domain.visibility import Words, reads_words

TABS: Mapping[str, tuple[str, ...]] = {
    "verify": ("submitted",),
    "handle": ("disposed", "replied"),
    "process": ("in_progress",),
    "waiting": ("on_hold",),
    "late": ("submitted", "disposed", "in_progress", "replied"),
    "done": ("done",),
}
"""An office's tabs by the states that they show."""

APPROVE = "approve"
"""A leader's first tab: final answers that wait for approval."""

RAISED = "raised"
"""The tab of what has come to the top: late everywhere, or asked of the national admin."""

PILES = ("late", "open", "done")
"""A monitor's tabs: what has escalated below it, what runs, what has ended."""


def officers_page(
    viewer: Actor, tab: str | None, cursor: str | None, now: datetime
) -> Mapping[str, Any]:
    """Give one page of an officer's tab, with the count of every open tab."""
    tabs = tabs_of(viewer)
    if not tabs:
        raise NotFound
    tab = tab or tabs[0]
    if tab not in tabs:
        raise Invalid([FieldError("/tab", "unknown_code")])
    read = _pile if viewer.role == MONITOR else _by_deadline
    rows, more = read(viewer, tab, cursor, now)
    return {
        "tab": tab,
        "tabs": [{"id": t, "count": _count(viewer, t, now)} for t in tabs],
        "items": [officers_row(row, viewer, now) for row in rows],
        "cursor": more,
    }


def tabs_of(viewer: Actor) -> tuple[str, ...]:
    """Name the tabs of a role; developers and registrars have none."""
    match viewer.role:
        case "monitor":
            return PILES
        case "ksp":
            return (RAISED,)
        case "national" | "ombudsman":
            return (*tuple(TABS)[:-1], RAISED, "done")
        case "leader":
            return (APPROVE, *TABS)
        case role:
            return tuple(TABS) if role in READS else ()


def _by_deadline(
    viewer: Actor, tab: str, cursor: str | None, now: datetime
) -> tuple[Sequence[Row], str | None]:
    after = read_cursor(cursor, (POSITION, NUMBER))
    late = stamp(now) if tab == "late" else None
    rows: list[Row] = []
    for index, key in [] if late and after and after[0] >= late else _keys(viewer, tab):
        start = {key[0]: key[1], "due": after[0], "report": after[1]} if after else None
        found, _ = desk.listed(
            index, key, limit=PAGE + 1, after=start, backwards=tab == "done", before_due=late
        )
        rows += found
    rows.sort(key=lambda r: str(r["due"]), reverse=tab == "done")
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return rows, cursor_of([rows[-1]["due"], rows[-1]["report"]]) if more else None


def _pile(
    viewer: Actor, tab: str, cursor: str | None, now: datetime
) -> tuple[Sequence[Row], str | None]:
    after = read_cursor(cursor, (MOMENT, NUMBER))
    ((index, key),) = _keys(viewer, tab)
    start = {key[0]: key[1], "received_at": after[0], "report": after[1]} if after else None
    found, _ = desk.listed(index, key, limit=PAGE + 1, after=start, backwards=tab == "done")
    rows = desk.rows([row["report"] for row in found[:PAGE]])
    last = found[:PAGE][-1] if len(found) > PAGE else None
    return rows, cursor_of([last["received_at"], last["report"]]) if last else None


def officers_row(row: Row, viewer: Actor, now: datetime) -> Mapping[str, Any]:
    """Write a desk row for an officer's list."""
    due = datetime.fromisoformat(row["due_at"]) if row.get("due_at") else None
    left = rulebook.days_left(row, due, now) if due else None
    return {
        **common(row),
        "title": _title(row, viewer),
        "supervised": row["supervised"],
        "unit": row.get("unit"),
        "unit_name": directory.office_name(row.get("unit")),
        "due_at": row.get("due_at"),
        "working_days_left": row.get("left_at_pause", left),
        "paused": row["state"] == "on_hold",
        "late": due is not None and due < now,
        "level": row.get("level"),
        "arbiter": row["arbiter"],
        "proposed": row.get("awaits") is not None,
        "anonymous": row["anonymous"],
        "confidential": row["confidential"],
        "from_blocked": row.get("from_blocked", False),
        "subject_due": row.get("subject_due"),
        "version": row["last_seq"],
    }


def _title(row: Row, viewer: Actor) -> str | None:
    """Give the title as a viewer may read it, as `visibility.title` does of a whole report."""
    titles = {Words.WHOLE: row["title"], Words.MASKED: row.get("public_title")}
    return titles.get(reads_words(viewer, row["confidential"], row.get("consented", False)))


def common(row: Row) -> dict[str, Any]:
    """Write what every list shows of a row but its title."""
    place = row["place"]
    return {
        "number": shown(row["report"]),
        "class": row["class"],
        "category": row.get("category"),
        "state": row["state"],
        "closed_how": row.get("closed_how"),
        "agency": row.get("agency"),
        "agency_name": directory.office_name(row.get("agency")),
        "place": {**place, "name": directory.NAMES.place(place.get("regency"))},
        "received_at": row["received_at"],
        "updated_at": row["updated_at"],
    }


def seen_at(row: Row) -> str:
    """Give the last change that outsiders see; a row older than this rule tells of none."""
    return str(row.get("public_at", row["received_at"]))


def _keys(viewer: Actor, tab: str) -> list[tuple[str, tuple[str, str]]]:
    if viewer.role == MONITOR:
        return [("above", ("above", f"{viewer.agency}#{tab}"))]
    if tab == RAISED:
        return [("raised", ("raised", "national"))]
    if tab == APPROVE:
        return [("approval", ("awaits", str(viewer.agency)))]
    if viewer.role == UNIT:
        units = directory.units_within(viewer.unit)
        return [
            ("unit_inbox", ("unit_inbox", f"{u}#{state}")) for u in units for state in TABS[tab]
        ]
    holder = "national" if viewer.role in (NATIONAL, OMBUDSMAN) else viewer.agency
    return [("inbox", ("inbox", f"{holder}#{state}")) for state in TABS[tab]]


def _count(viewer: Actor, tab: str, now: datetime) -> int | None:
    if tab == "done":
        return None
    late = stamp(now) if tab == "late" and viewer.role != MONITOR else None
    return sum(desk.count(index, key, late) for index, key in _keys(viewer, tab))
