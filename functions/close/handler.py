"""POST /api/reports/{number}/{close,rate,reopen,withdraw,consent,…}: what the reporter decides."""

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import reporters_case, spoken, taken
from lapor.domain.fields import Body
from lapor.domain.requests import Confirm, MaybeText, Nothing, Rate, Text

BODIES: dict[str, type[Body]] = {
    "close": Confirm,
    "rate": Rate,
    "reopen": Text,
    "withdraw": MaybeText,
    "consent": Nothing,
    "unanonymise": Nothing,
    "unconceal": Nothing,
    "appeal": Text,
}


@endpoint
def handler(request: Request) -> Reply:
    case = reporters_case(request)
    said = request.read(BODIES[request.action]).model_dump(exclude_none=True)
    words = said.pop("text", None)
    return taken(request, case, request.action, spoken(said, text=words))
