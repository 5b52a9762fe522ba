"""GET /api/keys; POST /api/keys and /api/keys/{id}/revoke: an agency's API keys."""

from lapor.aws import directory, keys
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain.administration import NewKey
from lapor.domain.requests import Nothing


@endpoint
def handler(request: Request) -> Reply:
    by = directory.actor(request.officer)
    key_id = request.parameters.get("id")
    if key_id:
        request.read(Nothing)
        return Reply(200, keys.revoked(by, key_id, request.now))
    if request.method == "GET":
        return Reply(200, {"items": keys.listed(by)})
    return Reply(201, keys.created(by, request.read(NewKey), request.now))
