"""EscalateQueue: what a passed deadline brings about: a higher level, a close, an archive."""

from lapor.aws import clock, ledger, log
from lapor.aws.queues import Task, consumer
from lapor.domain.deadlines import wake
from lapor.domain.event import stamp
from lapor.domain.lifecycle import Facts, applied, move
from lapor.domain.visibility import SYSTEM
from lapor.registers import rules


@consumer
def handler(task: Task) -> None:
    now = clock.now()
    report, _ = ledger.opened(task.report)
    while (due := wake(report, rules())) and due.at < now:
        data = {"clock": due.clock, "due": stamp(due.at)}
        if due.to:
            data |= {"to": due.to}
        event = move(report, due.move, SYSTEM, now, Facts(data), rules())
        ledger.append(event)
        log.outcome("woken", report=event.report, seq=event.seq, kind=event.kind)
        report = applied(report, event)
