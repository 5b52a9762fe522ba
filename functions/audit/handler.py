"""GET /api/audit?day=: who used an identity, changed a permission or took data out."""

from lapor.aws import directory, trail
from lapor.aws.http import Reply, Request, endpoint


@endpoint
def handler(request: Request) -> Reply:
    by = directory.actor(request.officer)
    return Reply(200, trail.read(by, request.query, request.now))
