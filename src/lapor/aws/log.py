"""One JSON line per outcome, from an allow-list of fields: never text, names, addresses or IP."""

import os
import traceback
from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools import Logger

FIELDS = frozenset(
    {
        "outcome", "report", "seq", "kind", "move", "status", "code", "error", "where",
        "incident", "queue", "count", "channel", "version", "table", "milliseconds",
    }
)  # fmt: skip
"""Everything that a log line may carry; `tests/shape` holds callers to it."""

_logger = Logger(service=os.environ.get("POWERTOOLS_SERVICE_NAME", "lapor"))


def outcome(name: str, **fields: Any) -> None:
    """Write one line about how something ended."""
    _logger.info(name, extra=_allowed(fields))


def fault(name: str, error: BaseException, **fields: Any) -> None:
    """Write one line about a failure: its type, AWS's code and our own place, never its message."""
    known = {"error": type(error).__name__, "where": _place(error)}
    response = getattr(error, "response", None)
    if isinstance(response, Mapping):
        known["code"] = str(response.get("Error", {}).get("Code", ""))
    _logger.error(name, extra=_allowed({**known, **fields}))


def _place(error: BaseException) -> str:
    """Name the last line of ours on the way to the failure."""
    place = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        module = str(frame.f_globals.get("__name__", ""))
        if not place or module.startswith("lapor."):
            place = f"{module}.{frame.f_code.co_qualname}:{line}"
    return place


def _allowed(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = fields.keys() - FIELDS
    if unknown:
        raise ValueError(f"not a field that may be logged: {sorted(unknown)}")
    return fields
