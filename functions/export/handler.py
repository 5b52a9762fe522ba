"""POST /api/reports/{number}/export: the reporter takes along all that is held."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.rights import exported
from lapor.aws.steps import reporters_case
from lapor.domain.requests import Nothing


@endpoint
def handler(request: Request) -> Reply:
    case = reporters_case(request)
    request.read(Nothing)
    return exported(request, case)
