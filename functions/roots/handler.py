"""GET /api/public/roots: the latest published roots, and the root of one day."""

from lapor.aws import seals
from lapor.aws.http import Reply, Request, endpoint

LATEST = 14
FOREVER = {"cache-control": "public, max-age=31536000, immutable"}


@endpoint
def handler(request: Request) -> Reply:
    if "day" in request.parameters:
        return Reply(200, seals.of_day(request.parameters["day"]), FOREVER)
    return Reply(200, {"items": seals.newest(request.now, LATEST)})
