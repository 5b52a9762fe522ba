"""Schedule: finds the reports from which something must go, and asks `forget` for it."""

import os
from collections.abc import Mapping
from itertools import batched
from typing import Any

from lapor.aws import clock, desk, desk_rows, log
from lapor.aws.queues import Task, send


def handler(event: Mapping[str, Any], context: Any) -> Mapping[str, int]:
    found = 0
    for reports in batched(desk.due_before(clock.now(), desk_rows.KEEP), 10, strict=False):
        send(os.environ["FORGET_QUEUE_URL"], [Task(report, 0, "keep") for report in reports])
        found += len(reports)
    log.outcome("kept", count=found)
    return {"due": found}
