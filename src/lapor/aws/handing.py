"""Sending a one-time code to a contact that `People` holds; never to one that a request names."""

import os
from datetime import datetime

from botocore.exceptions import ClientError

from lapor.aws import audit, codes, contacts, log, people, senders
from lapor.aws.faults import never_taken, refused_before_work
from lapor.aws.queues import Task
from lapor.data import load
from lapor.domain.codes import Occasion, write
from lapor.domain.contacts import KINDS, NOBODY, Reach
from lapor.domain.ids import NUMBER_LENGTH, shown
from lapor.domain.tokens import Citizen
from lapor.domain.visibility import SYSTEM


def hand_over(task: Task, now: datetime) -> None:
    """Make a code and send it, at most once; whoever waits in vain asks for another.

    Raises TooMany when the codes of this minute are sent, and what the provider raised when it
    surely took nothing: then the queue tries again, until nobody waits for the code any more.
    """
    subject, channel = task.report, task.kind
    own = len(subject) == NUMBER_LENGTH
    numbers = [subject] if own else contacts.reports_of(Citizen(channel, subject), 1)[0]
    reach = _opened(numbers[0], channel, now) if numbers else NOBODY
    to = reach.address(channel)
    found = codes.made(subject, channel, now) if to else None
    if to is None or found is None:
        log.outcome("no code sent", channel=channel)
        return
    code, language = found
    occasion = Occasion(shown(subject) if own else "", language)
    codes.let_out(subject, channel, occasion.aim, now)
    message = write(
        occasion,
        code,
        os.environ["PUBLIC_URL"],
        load(f"wording/notices.{language}"),
    )
    try:
        if channel == "sms":
            senders.sms(to, message.sms or message.subject)
        else:
            senders.mail(to, message)
    except ClientError as error:
        log.fault("code not sent", error, channel=channel)
        if refused_before_work(error) and not never_taken(error):
            codes.unmade(subject, channel)
            raise
        return
    log.outcome("code sent", channel=channel)


def _opened(number: str, channel: str, now: datetime) -> Reach:
    """Open a contact after a row that says so: no event of the report will."""
    fields = {"fields": [KINDS[channel]]}
    audit.record("contact_opened", SYSTEM, f"report#{number}", now, fields)
    return people.reach_of(number)
