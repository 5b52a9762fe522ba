"""POST /api/reports/{number}/reply: the reporter answers, adds or contradicts."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import reporters_case, spoken, taken
from lapor.domain.requests import Text


@endpoint
def handler(request: Request) -> Reply:
    case = reporters_case(request)
    said = request.read(Text)
    return taken(request, case, "reply", spoken(text=said.text))
