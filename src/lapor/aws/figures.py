"""The figures of an officer's own office or tree, read from the desk's indexes and never by scan.

One office costs six queries of at most `READ` rows; a tree costs that for each of its agencies (39
at most in the registers); the whole country one page of keys for each pile of its 123 trees.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from typing import Any

from lapor import registers
from lapor.aws import desk, directory, rulebook
from lapor.aws.clients import client
from lapor.aws.desk_rows import Row
from lapor.aws.items import from_item
from lapor.domain.administration import NATIONAL_OFFICE
from lapor.domain.errors import NoEntry
from lapor.domain.event import Actor, stamp
from lapor.domain.report import OPEN, State
from lapor.domain.roles import PERMISSIONS, Scope, permits
from lapor.domain.summary import (
    SOON,
    Figure,
    Figures,
    Line,
    Pile,
    by_unit,
    counted,
    urgency,
    written,
)

READ = 500
"""Rows of one state of one office, the most urgent ones; what lies behind them is "at least"."""

STATES = tuple(state for state in State if state in OPEN)
NEEDED = ("agency", "unit", "due_at", "zone")

Key = tuple[str, str]


def summary(viewer: Actor, wanted: str | None, now: datetime) -> Mapping[str, Any]:
    """Give the figures of an office and of its parts; the viewer's own office when none is named.

    Who sees one agency gets its units; who sees more gets the agencies of a tree, or all trees.
    An office outside of the viewer's scope and an unknown one look the same: NoEntry.
    """
    agency = wanted or viewer.agency or ""
    if not permits(viewer, "read_summary", agency) or directory.agency(agency) is None:
        raise NoEntry
    wide = PERMISSIONS["read_summary"][viewer.role] is not Scope.AGENCY
    if wide and agency == NATIONAL_OFFICE:
        view, total, parts = "country", *_country(now)
    elif wide and directory.below(agency):
        view, total, parts = "agencies", *_tree(agency, now)
    else:
        view, total, parts = "units", *_office(agency, now)
    return {
        "agency": agency,
        "agency_name": directory.office_name(agency),
        "view": view,
        "at": stamp(now),
        "soon_days": SOON,
        "read": READ,
        "total": written(total),
        "parts": [
            {"id": part, "name": directory.office_name(part), **written(parts[part])}
            for part in sorted(parts, key=lambda part: _first(parts[part], part))
        ],
    }


def _office(agency: str, now: datetime) -> tuple[Figures, Mapping[str | None, Figures]]:
    piles, waiting = _piles(agency, now)
    return counted(piles, waiting), by_unit(piles, waiting)


def _tree(top: str, now: datetime) -> tuple[Figures, Mapping[str | None, Figures]]:
    directory.learn("agency")
    agencies = (top, *directory.below(top))
    parts: dict[str | None, Figures] = {a: counted(*_piles(a, now)) for a in agencies}
    return reduce(Figures.plus, parts.values()), parts


def _country(now: datetime) -> tuple[Figures, Mapping[str | None, Figures]]:
    """Count the national admin's own desk, and of each tree what has escalated and what runs."""
    directory.learn("agency")
    parts: dict[str | None, Figures] = {NATIONAL_OFFICE: counted(*_piles(NATIONAL_OFFICE, now))}
    for top in registers.tops():
        late, others = (_keys("above", ("above", f"{top}#{pile}")) for pile in ("late", "open"))
        parts[top] = Figures(late.plus(others), late, None, None, None)
    return reduce(Figures.plus, parts.values()), parts


def _piles(agency: str, now: datetime) -> tuple[Mapping[str, Pile], Pile]:
    """Read the beginning of an office's open lists, and of what waits for its leader."""
    piles = {str(state): _pile("inbox", ("inbox", f"{agency}#{state}"), now) for state in STATES}
    return piles, _pile("approval", ("awaits", agency), now)


def _pile(index: str, key: Key, now: datetime) -> Pile:
    query = desk.asked(index, key)
    query["ExpressionAttributeNames"] |= {f"#{name}": name for name in NEEDED}
    page = _page(
        {**query, "ProjectionExpression": ", ".join(f"#{n}" for n in NEEDED), "Limit": READ}
    )
    return Pile([_line(from_item(item), now) for item in page["Items"]], "LastEvaluatedKey" in page)


def _keys(index: str, key: Key) -> Figure:
    """Count one page of keys, 1 MB: some thousand reports."""
    page = _page({**desk.asked(index, key), "Select": "COUNT"})
    return Figure(page["Count"], "LastEvaluatedKey" in page)


def _page(query: Mapping[str, Any]) -> Mapping[str, Any]:
    page: Mapping[str, Any] = client("dynamodb").query(TableName=os.environ["DESK_TABLE"], **query)
    return page


def _line(row: Row, now: datetime) -> Line:
    due = datetime.fromisoformat(row["due_at"]) if row.get("due_at") else None
    return Line(
        row.get("unit"), urgency(due, row["zone"], rulebook.calendar(row.get("agency")), now)
    )


def _first(figures: Figures, part: str | None) -> tuple[int, int, str]:
    """Put late ones first, then those with most to do."""
    return -figures.late.count, -figures.open.count, part or ""
