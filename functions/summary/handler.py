"""GET /api/desk/summary: the figures of an officer's office, and of its units or agencies."""

from lapor.aws import directory
from lapor.aws.figures import summary
from lapor.aws.http import Reply, Request, endpoint


@endpoint
def handler(request: Request) -> Reply:
    viewer = directory.actor(request.officer)
    return Reply(200, summary(viewer, request.query.get("agency"), request.now))
