"""GET /api/public/reports: what anybody may read, as a list and one by one."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.public_list import public_page
from lapor.aws.steps import public_case, shown
from lapor.domain.errors import NotFound
from lapor.domain.visibility import is_listed


@endpoint
def handler(request: Request) -> Reply:
    if "number" not in request.parameters:
        return Reply(200, public_page(request.query, request.now))
    case = public_case(request)
    if not is_listed(case.report):
        raise NotFound
    return shown(request, case)
