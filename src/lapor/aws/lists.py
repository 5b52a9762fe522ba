"""Pages of reports: the officers' tabs and the public list, with opaque cursors."""

import base64
import itertools
import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lapor import registers
from lapor.aws import desk, directory
from lapor.domain.deadlines import days_left
from lapor.domain.errors import FieldError, Invalid
from lapor.domain.event import Actor, stamp
from lapor.domain.ids import shown
from lapor.domain.masking import masked

PAGE = 25
MONTHS = 36
"""How far back one call of the public list goes."""
READS = 12
"""Full index pages that one call may read; a rare filter goes on with the cursor."""

TABS: Mapping[str, tuple[str, ...]] = {
    "verify": ("submitted",),
    "handle": ("disposed", "replied"),
    "process": ("in_progress",),
    "waiting": ("on_hold",),
    "late": ("submitted", "disposed", "in_progress", "replied"),
    "raised": (),
    "done": ("done",),
}
"""The officers' tabs by the states that they show; `raised` has an index of its own."""

NUMBER = re.compile(r"[0-9A-Z]{12}")
MONTH = re.compile(r"2[0-9]{3}-(0[1-9]|1[0-2])")
MOMENT = re.compile(r"2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z")
POSITION = re.compile(rf"(9999)?{MOMENT.pattern}#{NUMBER.pattern}")
"""What cursors are made of."""

FILTERS = ("province", "regency", "agency", "category", "class", "state")


def officers_page(viewer: Actor, tab: str, cursor: str | None, now: datetime) -> Mapping[str, Any]:
    """Give one page of an officer's tab, with the count of every open tab."""
    if tab not in _tabs(viewer):
        raise Invalid([FieldError("/tab", "unknown_code")])
    after = _read_cursor(cursor, (POSITION, NUMBER))
    late = stamp(now) if tab == "late" else None
    rows: list[desk.Row] = []
    for index, key in [] if late and after and after[0] >= late else _keys(viewer, tab):
        start = {key[0]: key[1], "due": after[0], "report": after[1]} if after else None
        found, _ = desk.listed(
            index, key, limit=PAGE + 1, after=start, backwards=tab == "done", before_due=late
        )
        rows += found
    rows.sort(key=lambda r: str(r["due"]), reverse=tab == "done")
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return {
        "tab": tab,
        "tabs": [{"id": t, "count": _count(viewer, t, now)} for t in _tabs(viewer)],
        "items": [officers_row(row, now) for row in rows],
        "cursor": _cursor([rows[-1]["due"], rows[-1]["report"]]) if more else None,
    }


def public_page(query: Mapping[str, str], now: datetime) -> Mapping[str, Any]:
    """Give one page of the public list, newest first, month by month."""
    wanted = {name: query[name] for name in FILTERS if query.get(name)}
    after = _read_cursor(query.get("cursor"), (MONTH, MOMENT, NUMBER))
    place: desk.Row | None = None
    if after:
        place = {"month": after[0], "received_at": after[1], "report": after[2]}
    rows: list[desk.Row] = []
    reads = 0
    for month in itertools.islice(_months(after[0] if after else stamp(now)[:7]), MONTHS):
        while True:
            found, place = desk.listed(
                "public", ("month", month), limit=PAGE * 4, after=place, backwards=True
            )
            reads += 1
            for row in found:
                if all({**row, **row["place"]}.get(k) == v for k, v in wanted.items()):
                    rows.append(row)
                if len(rows) == PAGE:
                    return _public(rows, _cursor([month, row["received_at"], row["report"]]))
            if place is None:
                break
            if reads >= READS:
                return _public(rows, _cursor([month, place["received_at"], place["report"]]))
    return _public(rows, None)


def officers_row(row: desk.Row, now: datetime) -> Mapping[str, Any]:
    """Write a desk row for an officer's list."""
    due = datetime.fromisoformat(row["due_at"]) if row.get("due_at") else None
    left = days_left(due, row["zone"], registers.rules().calendar, now) if due else None
    return {
        **_common(row),
        "supervised": row["supervised"],
        "unit": row.get("unit"),
        "unit_name": directory.office_name(row.get("unit")),
        "due_at": row.get("due_at"),
        "working_days_left": row.get("left_at_pause", left),
        "paused": row["state"] == "on_hold",
        "late": due is not None and due < now,
        "level": row.get("level"),
        "arbiter": row["arbiter"],
        "anonymous": row["anonymous"],
        "confidential": row["confidential"],
        "from_blocked": row.get("from_blocked", False),
        "version": row["last_seq"],
    }


def _public(rows: Sequence[desk.Row], cursor: str | None) -> Mapping[str, Any]:
    items = [{**_common(row), "title": masked(row["title"])} for row in rows]
    return {"items": items, "cursor": cursor}


def _common(row: desk.Row) -> dict[str, Any]:
    place = row["place"]
    return {
        "number": shown(row["report"]),
        "title": row["title"],
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


def _months(start: str) -> Any:
    year, month = (int(part) for part in start.split("-"))
    while True:
        yield f"{year:04}-{month:02}"
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)


def _tabs(viewer: Actor) -> list[str]:
    return [t for t in TABS if t != "raised" or viewer.role in ("national", "ombudsman")]


def _keys(viewer: Actor, tab: str) -> list[tuple[str, tuple[str, str]]]:
    if tab == "raised":
        return [("raised", ("raised", "national"))]
    if viewer.role == "unit":
        return [("unit_inbox", ("unit_inbox", f"{viewer.unit}#{s}")) for s in TABS[tab]]
    holder = viewer.agency if viewer.role == "agency" else "national"
    return [("inbox", ("inbox", f"{holder}#{s}")) for s in TABS[tab]]


def _count(viewer: Actor, tab: str, now: datetime) -> int | None:
    if tab == "done":
        return None
    late = stamp(now) if tab == "late" else None
    return sum(desk.count(index, key, late) for index, key in _keys(viewer, tab))


def _cursor(parts: Sequence[str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(list(parts)).encode()).decode()


def _read_cursor(cursor: str | None, shape: Sequence[re.Pattern[str]]) -> list[str]:
    """Read a cursor; it holds a position only, the key is always the caller's own."""
    if not cursor:
        return []
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor))
    except ValueError:
        parts = None
    fits = isinstance(parts, list) and len(parts) == len(shape)
    if not fits or not all(
        isinstance(p, str) and s.fullmatch(p) for s, p in zip(shape, parts, strict=True)
    ):
        raise Invalid([FieldError("/cursor", "bad_format")])
    return list(parts)
