"""Ledger stream: the desk shows every report as its events tell it."""

from lapor.aws import desk, desk_rows, ledger, log
from lapor.aws.queues import Task
from lapor.aws.streams import follower
from lapor.registers import rules


@follower
def handler(task: Task) -> None:
    report, _ = ledger.opened(task.report)
    stored = desk.put(desk_rows.row_of(report, rules()))
    log.outcome("projected" if stored else "projected before", report=task.report, seq=task.seq)
