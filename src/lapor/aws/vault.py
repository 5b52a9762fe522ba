"""A look at who wrote a report: on the record twice before anything is opened."""

from lapor.aws import audit, hands, people
from lapor.aws.http import Reply, Request
from lapor.aws.steps import Case, done, planned
from lapor.domain.lifecycle import Facts


def decided(request: Request, case: Case, facts: Facts) -> Case:
    """Ask, grant, refuse or take a look; gives the case after it.

    Raises AnotherAdmin and GivenAnew when an anonymous reporter would be opened by one person.
    """
    event = planned(request, case, request.action, facts)
    hands.second(case, request.action)
    if event.kind == "revealed":
        hands.still_the_askers(case)
    return done(case, event)


def looked(request: Request, case: Case, recorded: Reply) -> Reply:
    """Open the reporter of a case whose event `revealed` is stored, after an audit row.

    Gives the answer with `reporter`: `name`, `phone`, `email`, as far as they were given.
    """
    first = case.events[0]
    fields = {"fields": ["name", "phone", "email"], "agency": case.report.agency}
    audit.record("identity_read", case.caller, f"report#{first.report}", request.now, fields)
    return Reply(200, {**recorded.body, "reporter": people.whole(first)}, recorded.headers)
