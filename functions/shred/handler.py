"""ShredQueue: who wrote a report is deleted with the keys that could open it."""

from lapor.aws import clock, ledger, log, people
from lapor.aws.queues import Task, consumer


@consumer
def handler(task: Task) -> None:
    report, events = ledger.opened(task.report)
    if "identity" in report.erased:
        there = people.shred(events[0], clock.now())
        log.outcome("shredded" if there else "nobody to shred", report=task.report, seq=task.seq)
