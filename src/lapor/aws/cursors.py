"""Where a list goes on: opaque to its reader, and only ever a place in the reader's own list."""

import base64
import json
import re
from collections.abc import Sequence

from lapor.domain.errors import FieldError, Invalid

NUMBER = re.compile(r"[0-9A-Z]{12}")
MOMENT = re.compile(r"2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}Z")


def written(parts: Sequence[str]) -> str:
    """Write a place."""
    return base64.urlsafe_b64encode(json.dumps(list(parts)).encode()).decode()


def read(cursor: str | None, shape: Sequence[re.Pattern[str]]) -> list[str]:
    """Read a place whose parts have these shapes; no cursor is the beginning. Raises Invalid."""
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
