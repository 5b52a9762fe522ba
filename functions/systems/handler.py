"""GET /api/v1/reports, /api/v1/reports/{number}: an agency's own systems follow its reports."""

from lapor.aws import bearer, systems
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import seen_by, shown


@endpoint
def handler(request: Request) -> Reply:
    by = bearer.caller(request, "read")
    if "number" in request.parameters:
        return shown(request, seen_by(request, by))
    return Reply(200, systems.page(by, request.query, request.now))
