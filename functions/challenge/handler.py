"""GET /api/challenge: work for a browser to do before it may file a report."""

from lapor.aws import proof_of_work
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain.proof_of_work import read_bound


@endpoint
def handler(request: Request) -> Reply:
    return Reply(200, proof_of_work.challenge(read_bound(request.query.get("for")), request.now))
