"""POST /api/session and /api/session/refresh: officers sign in and stay signed in."""

from lapor.aws import accounts, directory
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain.requests import Credentials, Refresh


@endpoint
def handler(request: Request) -> Reply:
    if request.action == "refresh":
        return Reply(200, accounts.renewed(request.read(Refresh).refresh_token))
    who = request.read(Credentials)
    tokens = accounts.signed_in(who.username, who.password)
    return Reply(200, {**tokens, "officer": directory.profile(who.username)})
