"""POST /api/me/codes, /api/me/sessions, GET /api/me/reports: one's own reports, no account."""

from lapor.aws import codes, mine, proof_of_work
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain import ids
from lapor.domain.codes import WhoAnswers, WhoAsks, as_sent


@endpoint
def handler(request: Request) -> Reply:
    if request.action == "reports":
        return Reply(200, mine.page(mine.signed_in(request), request.query, request.now))
    if request.action == "codes":
        said = request.read(WhoAsks)
        asks = mine.named(said)
        key = ids.checked_key(request.headers.get("idempotency-key"))
        contact = as_sent(request.body)
        proof_of_work.take(request.headers.get("proof"), key, contact, request.now)
        codes.ask(request, asks.contact, asks.channel, mine.mark(said))
        return Reply(202, {})
    answers = request.read(WhoAnswers)
    citizen = mine.named(answers)
    codes.spend(citizen.contact, citizen.channel, answers.code, request.now)
    return Reply(201, mine.session(citizen, request.now))
