"""Pages of an agency's reports for its own systems: by the day of their last change, oldest first.

Days and not moments: the desk may lag behind the ledger, and a report that comes to it late is
still found by whoever asks again from the day before on (`docs/api.md`).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapor.aws import desk
from lapor.aws.cursors import ON_A_DAY, cursor_of, read_cursor, read_day
from lapor.aws.desk_rows import Row
from lapor.aws.lists import officers_row, seen_at
from lapor.domain.event import Actor

PAGE = 100
"""Reports of a page; as many rows are read at once."""

SHOWN = (
    "number", "class", "category", "state", "closed_how", "supervised", "agency", "agency_name",
    "unit", "unit_name", "place", "received_at", "updated_at", "due_at", "working_days_left",
    "paused", "late", "level", "anonymous",
)  # fmt: skip
"""What the list tells of a report beside its public title: facts of the handling, no person."""


def page(by: Actor, query: Mapping[str, str], now: datetime) -> Mapping[str, Any]:
    """Give one page of the reports that a key's agency has, from the day `since` (UTC) on.

    A report that changes meanwhile moves ahead: it is met again and never missed. Raises Invalid.
    """
    agency = by.agency or ""
    (at,) = read_cursor(query.get("cursor"), (ON_A_DAY,)) or [_begin(query.get("since"))]
    start = {"agency": agency, "changed_on": at, "report": at.partition("#")[2] or "0"}
    found, more = desk.listed(
        "of_agency", ("agency", agency), limit=PAGE, after=start if at else None
    )
    rows = desk.rows([row["report"] for row in found])
    return {
        "items": [_item(row, by, now) for row in rows if _still(row, agency)],
        "cursor": cursor_of([more["changed_on"]]) if more else None,
    }


def _begin(since: str | None) -> str:
    day = read_day(since, "/since")
    return f"{day.isoformat()}#" if day else ""


def _still(row: Row, agency: str) -> bool:
    """Whether a row that the index named is still the agency's, and still listed."""
    return row.get("agency") == agency and "changed_on" in row


def _item(row: Row, by: Actor, now: datetime) -> Mapping[str, Any]:
    whole = officers_row(row, by, now)
    shown = {name: whole[name] for name in SHOWN}
    return {**shown, "title": row.get("public_title"), "updated_at": seen_at(row)}
