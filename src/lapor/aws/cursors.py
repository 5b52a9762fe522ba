"""Opaque positions in lists: a cursor says where to go on, never in whose list."""

import base64
import json
import re
from collections.abc import Sequence
from datetime import date

from lapor.domain.errors import FieldError, Invalid

PAGE = 25
"""Rows of a page."""

NUMBER = re.compile(r"[0-9A-Z]{12}")
MONTH = re.compile(r"2[0-9]{3}-(0[1-9]|1[0-2])")
DAY = re.compile(r"2[0-9]{3}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(r"2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z")
POSITION = re.compile(rf"(9999)?{MOMENT.pattern}#{NUMBER.pattern}")
ON_A_DAY = re.compile(rf"{DAY.pattern}#{NUMBER.pattern}")
"""What cursors are made of."""


def cursor_of(parts: Sequence[str]) -> str:
    """Write a position."""
    return base64.urlsafe_b64encode(json.dumps(list(parts)).encode()).decode()


def read_cursor(cursor: str | None, shape: Sequence[re.Pattern[str]]) -> list[str]:
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


def read_day(written: str | None, pointer: str) -> date | None:
    """Read a calendar day of a query (`2026-11-24`); raises Invalid."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Invalid([FieldError(pointer, "bad_format")]) from None
