"""POST /api/me/codes, /api/me/sessions, GET /api/me/reports: one's own reports, no account."""

from lapor.aws import codes, mine
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain.codes import WhoAnswers, WhoAsks


@endpoint
def handler(request: Request) -> Reply:
    if request.action == "reports":
        return Reply(200, mine.page(mine.signed_in(request), request.query, request.now))
    if request.action == "codes":
        asks = mine.named(request.read(WhoAsks))
        codes.ask(request, asks.contact, asks.channel, asks.contact)
        return Reply(202, {})
    said = request.read(WhoAnswers)
    citizen = mine.named(said)
    codes.spend(citizen.contact, citizen.channel, said.code, request.now)
    return Reply(201, mine.session(citizen, request.now))
