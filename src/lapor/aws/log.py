"""One JSON line per outcome, from an allow-list of fields: never text, names, addresses or IP."""

import os
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
    """Write one line about a failure: its type and place, never its message."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""
    _logger.error(name, extra=_allowed({**fields, "error": type(error).__name__, "where": where}))


def _allowed(fields: dict[str, Any]) -> dict[str, Any]:
    unknown = fields.keys() - FIELDS
    if unknown:
        raise ValueError(f"not a field that may be logged: {sorted(unknown)}")
    return fields
