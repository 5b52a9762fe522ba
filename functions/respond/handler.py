"""POST /api/desk/{number}/{follow-up,ask,forward,note,refer}: an officer works on a report."""

from collections.abc import Callable

from lapor.aws.disposition import answered, known_unit
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import Case, officers_case, spoken, taken
from lapor.domain.lifecycle import Facts
from lapor.domain.requests import FollowUp, Forward, MaybeText, Question, Text


def _follow_up(request: Request, case: Case) -> Facts:
    return answered(case.report, request.read(FollowUp))


def _ask(request: Request, case: Case) -> Facts:
    return spoken(text=request.read(Question).question)


def _forward(request: Request, case: Case) -> Facts:
    return spoken({"unit": known_unit(case.report.agency, request.read(Forward).unit)})


def _note(request: Request, case: Case) -> Facts:
    return spoken(text=request.read(Text).text)


def _refer(request: Request, case: Case) -> Facts:
    return spoken(text=request.read(MaybeText).text)


FACTS: dict[str, Callable[[Request, Case], Facts]] = {
    "follow-up": _follow_up,
    "ask": _ask,
    "forward": _forward,
    "note": _note,
    "refer": _refer,
}


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    return taken(request, case, request.action, FACTS[request.action](request, case))
