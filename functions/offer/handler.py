"""POST /api/reports/{number}/files, /api/desk/{number}/files: where one file may be sent to."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import officers_case, reporters_case
from lapor.aws.transfers import offered


@endpoint
def handler(request: Request) -> Reply:
    officers = request.path.startswith("/api/desk/")
    case = officers_case(request) if officers else reporters_case(request)
    return Reply(201, offered(request, case))
