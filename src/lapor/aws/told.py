"""Whether a report's reporter was reached, for the pages of both sides.

What became of a message tells something about the mailbox that it went to, and so about everybody
who writes from there (`reached.OF_OTHERS`, `docs/decisions/reached.md`).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from lapor.aws import sends
from lapor.aws.steps import Case
from lapor.domain import reached, visibility
from lapor.domain.notices import SILENT

Told = Sequence[Mapping[str, Any]] | None


def to_office(case: Case) -> Told:
    """Give what became of the messages since the verification; None of an anonymous report.

    Not even whether an anonymous reporter left a contact is said. Before the verification a blocked
    contact is sent nothing, which would tell whose report it is.
    """
    if case.report.anonymous:
        return None
    verified = next((e.seq for e in case.events if e.kind == "verified"), len(case.events) + 1)
    return _told(case, verified, {"email", "sms"}, owner=False)


def to_reporter(case: Case, confirmed: Collection[str]) -> Told:
    """Give what became of the messages to the contacts that are confirmed; None when none is.

    Anybody can file a report in somebody's address.
    """
    return _told(case, 1, confirmed, owner=True) if confirmed else None


def _told(case: Case, since: int, channels: Collection[str], owner: bool) -> Told:
    places = visibility.places(case.events, case.caller)
    spoken = [e.seq for e in case.events if e.seq in places and e.kind not in SILENT]
    rows = sends.to_reporter(case.report.number, [seq for seq in spoken if seq >= since])
    known = [row for row in rows if row["channel"].partition("#")[0] in channels]
    return reached.told(known, places, owner)
