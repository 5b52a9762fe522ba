"""POST /api/desk/{number}/{verify,hold,return,archive}: an officer decides what becomes of it."""

from collections.abc import Callable

from lapor.aws.disposition import verified
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import Case, officers_case, spoken, taken
from lapor.domain.lifecycle import Facts
from lapor.domain.requests import Archive, Question, Return, Verify


def _verify(request: Request, case: Case) -> Facts:
    said = request.read(Verify)
    title = said.title if said.title != case.report.title else None
    return spoken(verified(case.report, case.caller, said), title=title)


def _hold(request: Request, case: Case) -> Facts:
    return spoken(text=request.read(Question).question)


def _return(request: Request, case: Case) -> Facts:
    said = request.read(Return)
    unit = case.caller.unit if case.caller.role == "unit" else None
    data = {"reason": said.reason, "agency": case.report.agency, "unit": unit}
    return spoken(data, text=said.text)


def _archive(request: Request, case: Case) -> Facts:
    said = request.read(Archive)
    return spoken({"reason": said.reason}, text=said.text)


FACTS: dict[str, Callable[[Request, Case], Facts]] = {
    "verify": _verify,
    "hold": _hold,
    "return": _return,
    "archive": _archive,
}


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    return taken(request, case, request.action, FACTS[request.action](request, case))
