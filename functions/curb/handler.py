"""POST /api/desk/{number}/{spam,block,unblock}: an officer ends abuse; the reporter may appeal."""

from collections.abc import Callable

from lapor.aws import curbing
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import Case, officers_case, spoken, taken
from lapor.domain.lifecycle import Facts
from lapor.domain.requests import Block, Spam, Text


def _spam(request: Request, case: Case) -> Facts:
    said = request.read(Spam)
    return spoken({"reason": said.reason}, text=said.text)


def _block(request: Request, case: Case) -> Facts:
    said = request.read(Block)
    return spoken(curbing.blocked(case, said.reason, request.now), text=said.text)


def _unblock(request: Request, case: Case) -> Facts:
    said = request.read(Text)
    curbing.unblocked(case, request.now)
    return spoken(text=said.text)


FACTS: dict[str, Callable[[Request, Case], Facts]] = {
    "spam": _spam,
    "block": _block,
    "unblock": _unblock,
}


@endpoint
def handler(request: Request) -> Reply:
    case = officers_case(request)
    facts = FACTS[request.action](request, case)
    store = curbing.storing(case, request.action, facts, request.now)
    return taken(request, case, request.action, facts, store)
