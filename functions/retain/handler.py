"""Schedule: what must go from reports is asked of `forget`; who left as an officer goes here."""

import os
from collections.abc import Mapping
from itertools import batched
from typing import Any

from lapor.aws import clock, desk, desk_rows, leaving, log
from lapor.aws.queues import Task, send


def handler(event: Mapping[str, Any], context: Any) -> Mapping[str, int]:
    found, now = 0, clock.now()
    for reports in batched(desk.due_before(now, desk_rows.KEEP), 10, strict=False):
        send(os.environ["FORGET_QUEUE_URL"], [Task(report, 0, "keep") for report in reports])
        found += len(reports)
    log.outcome("kept", count=found)
    left = sum(leaving.forget(entry, now) for entry, _ in leaving.due(now))
    log.outcome("officers forgotten", count=left)
    return {"due": found, "officers": left}
