"""GET /api/{reports,desk,public/reports}/{number}/files: what there is, and where to fetch one."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.reading import officers_reading
from lapor.aws.steps import Case, public_case, reporters_case
from lapor.aws.transfers import fetched, listed


def _opened(request: Request) -> Case:
    if request.path.startswith("/api/desk/"):
        return officers_reading(request)
    if request.path.startswith("/api/public/"):
        return public_case(request)
    return reporters_case(request)


@endpoint
def handler(request: Request) -> Reply:
    case = _opened(request)
    value = fetched(request, case) if "file" in request.parameters else listed(request, case)
    return Reply(200, value)
