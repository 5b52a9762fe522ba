"""RouteQueue: a new or returned report finds the office that verifies it."""

from lapor.aws import clock, directory, ledger, log, people, rulebook, waves
from lapor.aws.queues import Task, consumer
from lapor.domain.lifecycle import Facts, move
from lapor.domain.report import State
from lapor.domain.routing import route
from lapor.domain.visibility import SYSTEM


@consumer
def handler(task: Task) -> None:
    now = clock.now()
    report, events = ledger.opened(task.report)
    marks = people.keep(events[0]) if task.kind == "submitted" else {}
    routed = any(e.kind == "routed" and e.seq > task.seq for e in events)
    if routed or report.state is not State.SUBMITTED or report.agency:
        log.outcome("routed before", report=task.report, seq=task.seq)
        return
    where = route(report, directory.rule)
    agency = directory.agency(where.agency) if where.agency else None
    data = {
        "agency": where.agency,
        "unit": where.unit,
        "how": where.how,
        "zone": agency["zone"] if agency else None,
    }
    if task.kind == "submitted":
        data |= waves.seen(events[0], marks, where.agency, now)
    event = move(report, "route", SYSTEM, now, Facts(data), rulebook.rules(report))
    ledger.append(event)
    log.outcome("routed", report=event.report, seq=event.seq, kind=where.how)
