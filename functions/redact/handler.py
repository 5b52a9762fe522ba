"""RedactQueue: words and files that were removed are deleted; their digests stay on the chain."""

from lapor.aws import clean, incoming, ledger, log
from lapor.aws.queues import Task, consumer
from lapor.domain import files


@consumer
def handler(task: Task) -> None:
    report, events = ledger.opened(task.report)
    for event in events:
        if event.seq in report.redacted and (event.text or event.salt):
            ledger.redact(event)
            log.outcome("redacted", report=event.report, seq=event.seq)
    for file in files.gone(events):
        place = f"{task.report}/{file}"
        incoming.discard(place)  # what was sent may lie there for a day
        clean.remove(place)
        log.outcome("file erased", report=task.report)
