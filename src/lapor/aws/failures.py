"""The operator's daily mail of messages that failed: counts and report numbers, no contact or text.

A day's mail has a row of its own in `Sends`, so that a schedule that runs twice sends it once; a
run also looks at the days before, so that one that was missed is told the next day.
"""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from lapor.aws import senders, sends
from lapor.data import load
from lapor.domain.failures import written

DAYS = 3
"""How many ended days a run looks at."""


def tell_operator(now: datetime) -> Mapping[str, int]:
    """Mail the failures of the last days (UTC) that were not mailed yet; gives counts by day.

    Without an operator's address, and of a day without failures, nothing is sent.
    """
    to = os.environ["OPERATOR_EMAIL"]
    days = [
        (now.astimezone(UTC).date() - timedelta(days=n)).isoformat() for n in range(1, DAYS + 1)
    ]
    told = {}
    for day in reversed(days):
        rows = [r for r in sends.failed_on(day) if not r["event"].startswith(sends.OF_FAILURES)]
        if rows and to:
            _mail(to, day, rows, now)
            told[day] = len(rows)
    return told


def _mail(to: str, day: str, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
    kinds = Counter((row["channel"].partition("#")[0], row["state"]) for row in rows)
    reports = sorted({row["event"].partition("#")[0] for row in rows})
    message = written(day, kinds, reports, load("wording/notices.id"))
    row = (f"{sends.OF_FAILURES}{day}", "email#operator")
    sends.once(*row, now, lambda: senders.mail(to, message, sends.tag(*row)), lambda: None)
