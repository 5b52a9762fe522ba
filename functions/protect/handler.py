"""POST /api/desk/{number}/{anonymise,conceal}: an officer switches a protection on, for good."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import officers_case, spoken, taken
from lapor.domain.requests import Nothing


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    request.read(Nothing)
    return taken(request, case, request.action, spoken())
