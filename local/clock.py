"""The local stack's clock, which may run ahead of real time and never goes back.

    make clock                          prints it
    make clock AT=2026-12-24T09:00+07   moves it and runs the sweep at once

The functions add the seconds in the file `clock`, whose name they have in LAPOR_CLOCK.
"""

import json
import math
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from botocore.exceptions import BotoCoreError, ClientError

from local.stack import HOME, ROOT, client, load, write

FILE = HOME / "clock"
HOLIDAYS = ROOT / "src" / "lapor" / "data" / "holidays.json"


def ahead() -> int:
    """Seconds by which the stack runs ahead."""
    return int(FILE.read_text()) if FILE.exists() else 0


def now() -> datetime:
    """The stack's time."""
    return datetime.now(UTC) + timedelta(seconds=ahead())


def today() -> str:
    """The stack's day in Jakarta."""
    return now().astimezone(ZoneInfo("Asia/Jakarta")).date().isoformat()


def text(moment: datetime) -> str:
    """A moment as the API writes it."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def end() -> datetime:
    """The end of the last year whose holidays are known; the clock is not set beyond it."""
    return datetime(max(map(int, json.loads(HOLIDAYS.read_text()))) + 1, 1, 1, tzinfo=UTC)


def move(to: datetime) -> None:
    """Move the clock to a moment ahead and run the sweep.

    Raises ValueError, and moves nothing, if the moment lies behind or beyond the known holidays;
    RuntimeError if the clock has moved but the sweep failed.
    """
    seconds = math.ceil((to - datetime.now(UTC)).total_seconds())
    if seconds < ahead():
        raise ValueError(f"the clock never goes back: it is {text(now())} already")
    if to >= end():
        raise ValueError(f"the clock ends before {text(end())}: later holidays are not known")
    stack = load()
    write(FILE, str(seconds))
    write(HOME / "stack.json", json.dumps(stack | {"clock": text(now())}, indent=2) + "\n")
    try:
        sweep = stack["outputs"]["SweepFunction"]
        answer = client("lambda").invoke(FunctionName=sweep, Payload=b"{}")
        failed = answer["Payload"].read().decode() if "FunctionError" in answer else ""
    except (BotoCoreError, ClientError) as error:
        failed = str(error)
    if failed:
        raise RuntimeError(f"it is {text(now())} now, but the sweep failed: {failed[:300]}")


def main() -> None:
    """Print the clock, or move it to the time given."""
    load()
    if len(sys.argv) > 1 and sys.argv[1]:
        try:
            to = datetime.fromisoformat(sys.argv[1])
        except ValueError:
            raise SystemExit(
                f"AT={sys.argv[1]} is not an ISO time such as 2026-12-24T09:00+07:00"
            ) from None
        if to.tzinfo is None:
            raise SystemExit("AT needs its zone, such as +07:00 or Z")
        try:
            move(to)
        except (ValueError, RuntimeError) as refused:
            raise SystemExit(" ".join(str(refused).split())) from None
    print(text(now()))


if __name__ == "__main__":
    main()
