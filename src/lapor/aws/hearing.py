"""Hearing what became of a mail: its row is raised, and who was not reached is told otherwise.

A rule of the event bus passes on five members of what SES says and leaves the address behind.
"""

import os
from collections.abc import Mapping
from datetime import datetime

from lapor.aws import ledger, log, people, queues, sends, standing
from lapor.aws.queues import Task
from lapor.domain import reached
from lapor.domain.notices import REPORTER
from lapor.domain.reached import Heard

WANTS_NO_MAIL = {"bounced": "suppressed", "complained": "refused"}


def hear(said: Mapping[str, str], now: datetime) -> None:
    """Record one thing that SES says of one mail; a repetition changes nothing.

    `event` is SES's type, `bounce` the type of a bounce, `send` our tag, `mail` SES's id. A mail
    without a tag was a one-time code, which has no row.
    """
    found = reached.heard(said["event"], said["bounce"])
    if found is None or not said["send"]:
        return
    event, channel = sends.of_tag(said["send"])
    heard = Heard(event, channel, *found)
    known = sends.record(heard, said["mail"], now)
    code = heard.state if known else "no_row"
    if event.startswith(sends.OF_FAILURES):
        log.outcome("heard of the operator's mail", code=code)
        return
    report, _, seq = event.partition("#")
    log.outcome("heard", report=report, seq=int(seq), code=code)
    if known and channel == f"email#{REPORTER}":
        _answered(heard, report, int(seq), now)


def _answered(heard: Heard, report: str, seq: int, now: datetime) -> None:
    """Keep further mails from a mailbox that takes or wants none, and try the other channel."""
    if heard.hard:
        first = ledger.events(report)[0]
        if mark := people.marks(first).get("email"):
            standing.suppress(mark, report, WANTS_NO_MAIL[heard.state], now)
    if heard.state in reached.OTHERWISE["email"]:
        queues.send(os.environ["NOTIFY_QUEUE_URL"], [Task(report, seq, heard.state)])
