"""GET /api/reports/{number}/contact, POST …/confirm-contact: is this contact the reporter's?"""

from collections.abc import Mapping
from typing import Any

from lapor.aws import codes, contacts, log
from lapor.aws.http import Reply, Request, endpoint
from lapor.aws.steps import reporters_case
from lapor.domain.codes import ConfirmContact
from lapor.domain.contacts import marks
from lapor.domain.errors import FieldError, Invalid


@endpoint
def handler(request: Request) -> Reply:
    first = reporters_case(request).events[0]
    row = contacts.known(first)
    if request.action == "contact":
        return _said(200, row)
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


def _said(status: int, row: Mapping[str, Any]) -> Reply:
    return Reply(status, {"confirmed": contacts.confirmed(row)})
