"""POST /api/reports/{number}/{erase,restrict,unrestrict}: the reporter's rights, served at once."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.rights import served
from lapor.aws.steps import reporters_case, shown, spoken
from lapor.domain.requests import Nothing
from lapor.domain.rights import erasable, wished


@endpoint
def handler(request: Request) -> Reply:
    case = reporters_case(request)
    request.read(Nothing)
    if request.action != "erase":
        return served(request, case, spoken())
    if not erasable(case.report):  # erased, or certain to be: asking again is no error
        return shown(request, case)
    return served(request, case, spoken(wished(case.report, case.events)))
