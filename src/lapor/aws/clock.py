"""What time it is. The one place that reads the clock.

`LAPOR_CLOCK` names a file with the seconds by which a local stack runs ahead of real time, for
demonstrations and tests; the cloud template does not set it.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path


def now() -> datetime:
    """Give the present moment, aware, in UTC."""
    return datetime.now(UTC) + timedelta(seconds=_ahead())


def of_tokens() -> datetime:
    """Give the present moment by the clock that dates tokens, which a local stack does not move."""
    return now() - timedelta(seconds=_ahead())


def _ahead() -> float:
    file = os.environ.get("LAPOR_CLOCK")
    if not file:
        return 0
    try:
        return float(Path(file).read_text())
    except FileNotFoundError:
        return 0
