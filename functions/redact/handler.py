"""RedactQueue: words that were removed leave the ledger; their digest keeps the chain whole."""

from lapor.aws import ledger, log
from lapor.aws.queues import Task, consumer


@consumer
def handler(task: Task) -> None:
    report, events = ledger.opened(task.report)
    for event in events:
        if event.seq in report.redacted and (event.text or event.salt):
            ledger.redact(event)
            log.outcome("redacted", report=event.report, seq=event.seq)
