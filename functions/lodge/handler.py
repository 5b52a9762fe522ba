"""POST /api/v1/reports: an agency's counter or app files for a citizen; its key is the proof."""

from lapor.aws import bearer
from lapor.aws.filing import file
from lapor.aws.http import Reply, Request, endpoint
from lapor.domain import ids
from lapor.domain.new_report import NewReport


@endpoint
def handler(request: Request) -> Reply:
    by = bearer.caller(request, "submit")
    key = ids.checked_key(request.headers.get("idempotency-key"))
    filed = request.read(NewReport)
    bearer.count_filing(by, request.now)
    via = {"key": by.id, "agency": by.agency}
    return Reply(201, file(filed, key, request.now, channel="key", via=via))
