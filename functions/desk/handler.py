"""GET /api/desk, /api/desk/{number}, /api/me: an officer's lists, one report, the officer."""

from lapor.aws import directory
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.lists import officers_page
from lapor.aws.reading import officers_reading
from lapor.aws.steps import shown
from lapor.aws.told import to_office


@endpoint
def handler(request: Request) -> Reply:
    if "number" in request.parameters:
        case = officers_reading(request)
        reply = shown(request, case)
        return Reply(reply.status, {**reply.body, "told": to_office(case)}, reply.headers)
    if request.action == "me":
        return Reply(200, directory.profile(request.officer))
    viewer = directory.actor(request.officer)
    wanted = request.query
    page = officers_page(viewer, wanted.get("tab"), wanted.get("cursor"), request.now)
    return Reply(200, page)
