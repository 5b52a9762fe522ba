"""GET /api/desk, /api/desk/{number}, /api/me: an officer's lists, one report, the officer."""

from lapor.aws import directory
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.lists import officers_page
from lapor.aws.steps import officers_case, shown


@endpoint
def handler(request: Request) -> Reply:
    if "number" in request.parameters:
        return shown(request, officers_case(request))
    if request.action == "me":
        return Reply(200, directory.profile(request.officer))
    viewer = directory.actor(request.officer)
    query = request.query
    return Reply(
        200, officers_page(viewer, query.get("tab", "verify"), query.get("cursor"), request.now)
    )
