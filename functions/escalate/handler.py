"""EscalateQueue: what time brings about: a reminder, a higher level, an offer, a close."""

from typing import Any

from lapor.aws import climbing, clock, ledger, log, rulebook
from lapor.aws.queues import Task, consumer
from lapor.domain.clocks import ripe
from lapor.domain.errors import NotFound
from lapor.domain.event import stamp
from lapor.domain.lifecycle import Facts, applied, move
from lapor.domain.visibility import SYSTEM


@consumer
def handler(task: Task) -> None:
    now = clock.now()
    try:
        report, _ = ledger.opened(task.report)
    except (NotFound, ledger.Damaged) as error:
        # Somebody deleted or changed it in the table: no second try makes that good.
        log.fault("report unreadable", error, report=task.report)
        return
    rules = rulebook.rules(report)
    while woken := ripe(report, rules, now):
        data: dict[str, Any] = {"due": stamp(woken.at)}
        if woken.clock:
            data["clock"] = woken.clock
        if woken.to:
            data |= {"to": woken.to, **climbing.told(report, woken.to, rules.ladder)}
        event = move(report, woken.move, SYSTEM, now, Facts(data), rules)
        ledger.append(event)
        log.outcome("woken", report=event.report, seq=event.seq, kind=event.kind)
        report = applied(report, event)
