"""POST /api/session and /api/session/{respond,refresh,sign-out,sign-out-everywhere}: sessions."""

from lapor.aws import sessions
from lapor.aws.http import Reply, Request, endpoint

ACTIONS = {
    "session": sessions.begun,
    "respond": sessions.responded,
    "refresh": sessions.refreshed,
    "sign-out": sessions.ended,
    "sign-out-everywhere": sessions.ended_everywhere,
}


@endpoint
def handler(request: Request) -> Reply:
    return Reply(200, ACTIONS[request.action](request))
