"""Ledger stream: the desk shows every report as its events tell it, and what came in is counted."""

from collections.abc import Mapping
from typing import Any

from lapor.aws import clock, desk, desk_rows, ledger, load, log, rulebook
from lapor.aws.queues import Task
from lapor.aws.streams import done, follower


@follower
def _follow(task: Task) -> None:
    report, _ = ledger.opened(task.report)
    stored = desk.put(desk_rows.row_of(report, rulebook.rules(report)))
    log.outcome("projected" if stored else "projected before", report=task.report, seq=task.seq)


def handler(event: Mapping[str, Any], context: Any) -> Any:
    answer = _follow(event, context)
    load.filed(done(event, answer), clock.now())
    return answer
