"""GET /api/officers; POST /api/officers, /api/officers/{username}/{suspend,restore,reset,move}."""

from lapor.aws import directory, officers
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain.administration import Invite, Placed
from lapor.domain.event import Actor
from lapor.domain.requests import Nothing

SIMPLE = {
    "suspend": officers.suspended,
    "restore": officers.restored,
    "reset": officers.reset,
}


@endpoint
def handler(request: Request) -> Reply:
    by = directory.actor(request.officer)
    username = request.parameters.get("username")
    if username:
        return Reply(200, _changed(request, by, username.lower()))
    if request.method == "GET":
        return Reply(200, officers.listed(by, request.query.get("agency", by.agency or "")))
    return Reply(201, officers.shown(officers.invited(by, request.read(Invite), request.now)))


def _changed(request: Request, by: Actor, username: str) -> object:
    if request.action == "move":
        entry = officers.moved(by, username, request.read(Placed), request.now)
    else:
        request.read(Nothing)
        entry = SIMPLE[request.action](by, username, request.now)
    return officers.shown(entry)
