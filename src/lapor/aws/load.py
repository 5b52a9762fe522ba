"""How much is let in: the busier the last minutes were, the harder the proof of work.

Counted is what came through, reports by the ledger's stream and requests for codes as they are
taken, and never who asks for a challenge: asking is free, and would make others work harder.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from lapor.aws import limits, log
from lapor.aws.faults import passes

MINUTE = timedelta(minutes=1)
_WHAT = "let-in"


def let_in(at: datetime, more: int = 1) -> None:
    """Count what was let in at a moment; what cannot be counted holds nothing up."""
    try:
        limits.counted(_WHAT, MINUTE, at, more)
    except Exception as error:
        log.fault("load not counted", error)


def filed(events: Iterable[Mapping[str, Any]], now: datetime) -> None:
    """Count the reports among events (`kind`, `at`), in one write for each minute.

    Only the running minute and the one before count: a stream that catches up is no flood.
    """
    minutes = Counter(_minute(datetime.fromisoformat(e["at"])) for e in _submitted(events))
    for minute, many in minutes.items():
        if _minute(now) - minute <= 1:
            let_in(datetime.fromtimestamp(minute * MINUTE.total_seconds(), UTC), many)


def current(now: datetime) -> int:
    """Give how many a minute are let in: the more of the running minute and the one before.

    None when the counter cannot be read: then nobody works harder for a trouble of ours.
    """
    try:
        return max(limits.tried(_WHAT, MINUTE, at) for at in (now, now - MINUTE))
    except Exception as error:
        if not passes(error):
            raise
        log.fault("load not read", error)
        return 0


def _submitted(events: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    return (event for event in events if event["kind"] == "submitted")


def _minute(at: datetime) -> int:
    return int(at.timestamp() // MINUTE.total_seconds())
