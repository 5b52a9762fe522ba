"""POST /api/reports: a citizen tells us what went wrong."""

from lapor.aws import proof_of_work
from lapor.aws.filing import file
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain import ids
from lapor.domain.new_report import NewReport


@endpoint
def handler(request: Request) -> Reply:
    key = ids.checked_key(request.headers.get("idempotency-key"))
    filed = request.read(NewReport)
    proof_of_work.check(request.headers.get("proof"), key, request.now)
    return Reply(201, file(filed, key, request.now, channel="web"))
