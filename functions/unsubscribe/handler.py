"""GET /api/unsubscribe/{token} asks, POST ends a report's news to its reporter (RFC 8058)."""

from lapor.aws import news
from lapor.aws.http import Reply, Request, endpoint


@endpoint
def handler(request: Request) -> Reply:
    token = request.parameters["token"]
    if request.method == "POST":
        return news.ended(token, request.language)
    return news.asked(token, request.language)
