"""Blocking the contact behind a report, which the officer never sees, and lifting the block."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from lapor import registers
from lapor.aws import audit, people, rulebook, standing, transactions
from lapor.aws.steps import Case, Store
from lapor.aws.transactions import Row
from lapor.domain.errors import NoContact, NotAllowed
from lapor.domain.event import stamp
from lapor.domain.lifecycle import Facts, may
from lapor.domain.roles import permits


def blocked(case: Case, reason: str, now: datetime) -> Mapping[str, Any]:
    """Prepare a block and give the facts of its event; raises NotAllowed or NoContact.

    The pointers come first; only the event makes them hold. Of an anonymous report the block may
    hold nobody: whether there is a contact is part of who it is.
    """
    _check(case, "block", now)
    marks = people.marks(case.events[0])
    if not (marks or case.report.anonymous):
        raise NoContact
    until = now + timedelta(days=registers.limits("block")["days"])
    standing.point(marks, case.report.number, until)
    return {"reason": reason, "until": stamp(until)}


def unblocked(case: Case, now: datetime) -> None:
    """Check that a block may be lifted; raises NotAllowed."""
    _check(case, "unblock", now)


def storing(case: Case, call: str, facts: Facts, now: datetime) -> Store:
    """Give the way to store the event: of a block or its lifting, together with an audit row."""
    return transactions.storing(_row(case, call, facts, now))


def _row(case: Case, call: str, facts: Facts, now: datetime) -> Row | None:
    subject = f"report#{case.report.number}"
    match call:
        case "block":
            return audit.row("block_contact", case.caller, subject, now, facts.data)
        case "unblock":
            return audit.row("unblock_contact", case.caller, subject, now)
        case _:
            return None


def _check(case: Case, call: str, now: datetime) -> None:
    allowed = may(case.report, case.caller, now, rulebook.rules(case.report))
    if call not in allowed or not permits(case.caller, "block_contact", case.report.agency):
        raise NotAllowed(case.report.state, allowed)
