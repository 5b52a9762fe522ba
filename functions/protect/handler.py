"""POST /api/desk/{number}/{anonymise,conceal,mask,unmask,redact}: an officer protects somebody."""

from collections.abc import Callable

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import Case, officers_case, spoken, taken
from lapor.domain.editing import marked, removed
from lapor.domain.lifecycle import Facts
from lapor.domain.protecting import Mask, Redact
from lapor.domain.requests import Nothing


def _nothing(request: Request, case: Case) -> Facts:
    request.read(Nothing)
    return spoken()


def _mask(request: Request, case: Case) -> Facts:
    return spoken(marked(case.events, request.read(Mask)))


def _redact(request: Request, case: Case) -> Facts:
    return spoken(removed(case.report, case.events, request.read(Redact)))


FACTS: dict[str, Callable[[Request, Case], Facts]] = {
    **dict.fromkeys(("anonymise", "conceal"), _nothing),
    **dict.fromkeys(("mask", "unmask"), _mask),
    "redact": _redact,
}


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    return taken(request, case, request.action, FACTS[request.action](request, case))
