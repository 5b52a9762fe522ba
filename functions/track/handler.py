"""GET /api/reports/{number}: where a report stands, whole for its reporter, else as the public."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import public_case, reporters_case, shown


@endpoint
def handler(request: Request) -> Reply:
    if "access-code" in request.headers:
        return shown(request, reporters_case(request))
    return shown(request, public_case(request))
