"""GET /api/reports/{number}/proof: what a reporter needs to recompute the report's chain."""

from lapor.aws import desk, seals
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import reporters_events
from lapor.domain.proof import proof_of
from lapor.domain.visibility import REPORTER


@endpoint
def handler(request: Request) -> Reply:
    number, events = reporters_events(request)
    last = desk.last_of(number)
    sealed = seals.inclusion(number, events, request.now)
    proof = proof_of(number, events, REPORTER, last=last, sealed=sealed)
    saved = f'attachment; filename="lapor-{proof["number"]}.json"'
    return Reply(200, proof, {"content-disposition": saved})
