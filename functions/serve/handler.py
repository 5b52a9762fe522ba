"""POST /api/desk/{number}/{request,refuse,export,erase,restrict}-subject: rights by letter."""

from collections.abc import Callable

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.rights import claimed, refused, served
from lapor.aws.steps import Case, officers_case, spoken
from lapor.domain.lifecycle import Facts
from lapor.domain.protecting import Claim, Declined
from lapor.domain.requests import Nothing
from lapor.domain.rights import wished


def _claim(request: Request, case: Case) -> Facts:
    return claimed(request, case, request.read(Claim))


def _decline(request: Request, case: Case) -> Facts:
    return refused(request, case, request.read(Declined))


def _nothing(request: Request, case: Case) -> Facts:
    request.read(Nothing)
    return spoken()


def _erase(request: Request, case: Case) -> Facts:
    request.read(Nothing)
    return spoken(wished(case.report, case.events))


FACTS: dict[str, Callable[[Request, Case], Facts]] = {
    "request-subject": _claim,
    "refuse-subject": _decline,
    **dict.fromkeys(("export-subject", "restrict-subject"), _nothing),
    "erase-subject": _erase,
}


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    return served(request, case, FACTS[request.action](request, case))
