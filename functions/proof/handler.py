"""GET /api/reports/{number}/proof: what a reporter needs to recompute the report's chain."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import reporters_events
from lapor.domain.proof import proof_of
from lapor.domain.visibility import REPORTER


@endpoint
def handler(request: Request) -> Reply:
    number, events = reporters_events(request)
    proof = proof_of(number, events, REPORTER)
    saved = f'attachment; filename="lapor-{proof["number"]}.json"'
    return Reply(200, proof, {"content-disposition": saved})
