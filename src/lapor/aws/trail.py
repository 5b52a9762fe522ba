"""The audit rows of a day as those may read them who answer for an agency, or for the country."""

import itertools
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapor.aws import audit
from lapor.aws.cursors import read_day
from lapor.domain.errors import FieldError, Invalid, NoEntry
from lapor.domain.event import Actor
from lapor.domain.roles import PERMISSIONS, permits

PAGE = 100
READS = 2000
"""Rows that one call looks at; an agency's own may lie far apart and go on with the cursor."""

_IDS = {
    "": re.compile(r"[0-9T:.-]{23}Z#[0-9a-f]{16}"),
    audit.READ: re.compile(r"report#[0-9A-Z]{12}#[a-z0-9.-]{1,64}"),
}
"""What a cursor looks like among the day's deeds, and among the officers' reads."""


def read(by: Actor, query: Mapping[str, str], now: datetime) -> Mapping[str, Any]:
    """Give one page of a day (UTC, today's when none is named), oldest first; raises Invalid.

    Reads are told apart from deeds, so that they hide none: `show=report_read` gives those alone,
    by report and officer, each with the time of the day's first.
    """
    if by.role not in PERMISSIONS["read_audit"]:
        raise NoEntry
    day = read_day(query.get("day"), "/day") or now.date()
    cursor, kind = query.get("cursor", ""), query.get("show", "")
    if kind not in _IDS:
        raise Invalid([FieldError("/show", "unknown_code")])
    if cursor and not _IDS[kind].fullmatch(cursor):
        raise Invalid([FieldError("/cursor", "bad_format")])
    items: list[Mapping[str, Any]] = []
    for looked, row in enumerate(itertools.islice(audit.of_day(day, cursor, kind), READS), start=1):
        if any(permits(by, "read_audit", agency) for agency in _concerned(row)):
            shown = {name: row[name] for name in ("id", "kind", "by", "subject", "data")}
            items.append({**shown, "at": audit.at(row)})
        if len(items) == PAGE or looked == READS:
            return {"day": day.isoformat(), "items": items, "cursor": row["id"]}
    return {"day": day.isoformat(), "items": items, "cursor": None}


def _concerned(row: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Name whose row it is: the agency of who did it, and that of what it was done to."""
    return row["by"].get("agency"), row["data"].get("agency")
