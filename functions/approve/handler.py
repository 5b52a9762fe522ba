"""POST /api/desk/{number}/{approve,decline}: the leader lets a proposed answer out, or not."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import Case, officers_case, spoken, taken
from lapor.domain.approval import approved, given_back
from lapor.domain.lifecycle import Facts
from lapor.domain.requests import Approve, Text


def _approve(request: Request, case: Case) -> Facts:
    facts, words = approved(case.report, case.events, request.read(Approve).of)
    return spoken(facts, text=words)


def _decline(request: Request, case: Case) -> Facts:
    return spoken(given_back(case.report), text=request.read(Text).text)


FACTS = {"approve": _approve, "decline": _decline}


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    return taken(request, case, request.action, FACTS[request.action](request, case))
