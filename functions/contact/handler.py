"""GET /api/reports/{number}/contact, POST …/confirm-contact, …/news: whose, what reached it."""

from collections.abc import Mapping
from typing import Any

from lapor.aws import codes, contacts, log
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import reporters_case
from lapor.aws.told import to_reporter
from lapor.domain.codes import ConfirmContact, News
from lapor.domain.contacts import marks
from lapor.domain.errors import FieldError, Invalid


@endpoint
def handler(request: Request) -> Reply:
    case = reporters_case(request)
    first = case.events[0]
    if request.action == "news":
        contacts.silence(first.report, silent=not request.read(News).wanted)
    row = contacts.known(first)
    if request.action != "confirm-contact":
        confirmed = [channel for channel, yes in contacts.confirmed(row).items() if yes]
        return _said(200, row, told=to_reporter(case, confirmed))
    said = request.read(ConfirmContact)
    if said.channel not in contacts.confirmed(row):
        raise Invalid([FieldError("/channel", "no_contact")])
    if said.code is not None:
        codes.spend(first.report, said.channel, said.code, request.now)
        if contacts.confirm(first, said.channel):
            log.outcome("confirmed", report=first.report, channel=said.channel)
        return _said(200, contacts.known(first))
    if not contacts.confirmed(row)[said.channel]:
        codes.ask(request, first.report, said.channel, marks(row)[said.channel])
    return _said(202, row)


def _said(status: int, row: Mapping[str, Any], **more: Any) -> Reply:
    known = {"confirmed": contacts.confirmed(row), "news": "silent" not in row}
    return Reply(status, {**known, **more})
