"""Schedule: finds the reports whose next automatic action is due, and asks `escalate` for it."""

import os
from collections.abc import Mapping
from itertools import batched
from typing import Any

from lapor.aws import clock, desk, log
from lapor.aws.queues import Task, send


def handler(event: Mapping[str, Any], context: Any) -> Mapping[str, int]:
    found = 0
    for reports in batched(desk.due_before(clock.now()), 10, strict=False):
        send(os.environ["ESCALATE_QUEUE_URL"], [Task(report, 0, "due") for report in reports])
        found += len(reports)
    log.outcome("swept", count=found)
    return {"due": found}
