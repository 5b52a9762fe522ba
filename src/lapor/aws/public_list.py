"""Pages of the public list: newest first, month by month, with opaque cursors."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from lapor.aws import desk
from lapor.aws.cursors import MOMENT, MONTH, NUMBER, PAGE, cursor_of, read_cursor
from lapor.aws.desk_rows import Row
from lapor.aws.lists import common, seen_at
from lapor.domain.event import stamp

MONTHS = 36
"""How far back one call of the public list goes."""
READS = 12
"""Full index pages that one call may read; a rare filter goes on with the cursor."""
FILTERS = ("province", "regency", "agency", "category", "class", "state")


def public_page(query: Mapping[str, str], now: datetime) -> Mapping[str, Any]:
    """Give one page of the public list, newest first, month by month."""
    wanted = {name: query[name] for name in FILTERS if query.get(name)}
    after = read_cursor(query.get("cursor"), (MONTH, MOMENT, NUMBER))
    place: Row | None = None
    if after:
        place = {"month": after[0], "received_at": after[1], "report": after[2]}
    rows: list[Row] = []
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
                    return _public(rows, cursor_of([month, row["received_at"], row["report"]]))
            if place is None:
                break
            if reads >= READS:
                return _public(rows, cursor_of([month, place["received_at"], place["report"]]))
    return _public(rows, None)


def _public(rows: Sequence[Row], cursor: str | None) -> Mapping[str, Any]:
    items = [
        {**common(row), "title": row["public_title"], "updated_at": seen_at(row)} for row in rows
    ]
    return {"items": items, "cursor": cursor}


def _months(start: str) -> Iterator[str]:
    year, month = (int(part) for part in start.split("-"))
    while True:
        yield f"{year:04}-{month:02}"
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
