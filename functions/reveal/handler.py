"""POST /api/desk/{number}/{reveal,ask-reveal,grant-reveal,refuse-reveal}: who wrote a report."""

from collections.abc import Callable

from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import officers_case, shown, spoken
from lapor.aws.vault import decided, looked
from lapor.domain.lifecycle import Facts
from lapor.domain.protecting import Reveal
from lapor.domain.requests import Nothing, Text


def _why(request: Request) -> Facts:
    said = request.read(Reveal)
    return spoken({"reason": said.reason}, text=said.text)


def _nothing(request: Request) -> Facts:
    request.read(Nothing)
    return spoken()


FACTS: dict[str, Callable[[Request], Facts]] = {
    "reveal": _why,
    "ask-reveal": _why,
    "grant-reveal": _nothing,
    "refuse-reveal": lambda request: spoken(text=request.read(Text).text),
}


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    reply = shown(request, decided(request, case, FACTS[request.action](request)))
    return looked(request, case, reply) if request.action == "reveal" else reply
