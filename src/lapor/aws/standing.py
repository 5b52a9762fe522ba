"""What a contact has earned: how many messages it gets, and whether an officer has blocked it.

A contact is named by its mark, a keyed hash. The table `Blocks` only says which reports may have
brought a block about; whether one holds is read from the ledger, so that a row that was written
before its event, or outlives it, blocks nobody. In the same table stands which mailboxes sent a
mail back for good, or called one spam, until the row expires.
"""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from lapor import registers
from lapor.aws import ledger, limits
from lapor.aws.clients import client
from lapor.domain.errors import TooMany
from lapor.domain.lifecycle import fold
from lapor.domain.report import Report

NO_MAIL = "no-mail"
"""What the marks of mailboxes that are sent nothing begin with."""

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def is_over(channel: str, mark: str | None, now: datetime) -> bool:
    """Count one message to a contact; says whether it is one too many for the hour or the day."""
    allowed = registers.limits(channel)
    try:
        if mark:
            limits.count(f"{channel}#{mark}#hour", allowed["hour"], HOUR, now)
            limits.count(f"{channel}#{mark}#day", allowed["day"], DAY, now)
    except TooMany:
        return True
    return False


def is_spent(now: datetime) -> bool:
    """Count one SMS against the country's day; says whether the day's budget is spent."""
    try:
        limits.count("sms-national", registers.limits("sms-national")["day"], DAY, now)
    except TooMany:
        return True
    return False


def point(marks: Mapping[str, str], report: str, until: datetime) -> None:
    """Note for each mark that this report may block it, before the report's event says so."""
    expires = until + registers.kept_for("blocks")
    for mark in marks.values():
        client("dynamodb").put_item(
            TableName=os.environ["BLOCKS_TABLE"],
            Item={
                "contact": {"S": mark},
                "report": {"S": report},
                "expires": {"N": str(int(expires.timestamp()))},
            },
        )


def is_blocked(marks: Mapping[str, str], report: str, now: datetime) -> bool:
    """Say whether a contact with these marks is blocked now because of another report."""
    return any(other.number != report and _holds(other, now) for other in _blocking(marks))


def is_marked(marks: Mapping[str, str], agency: str | None, now: datetime) -> bool:
    """Say whether an agency has blocked a contact with these marks by a report that names it.

    A block by an anonymous report mutes, but tells nobody which other reports are of the same
    person.
    """
    return any(
        report.agency == agency and not report.anonymous and _holds(report, now)
        for report in _blocking(marks)
    )


def suppress(mark: str, report: str, why: str, now: datetime) -> None:
    """Note that a mailbox takes no mail (`suppressed`) or wants none (`refused`)."""
    expires = now + registers.kept_for("suppressed")
    client("dynamodb").put_item(
        TableName=os.environ["BLOCKS_TABLE"],
        Item={
            "contact": {"S": f"{NO_MAIL}#{mark}"},
            "report": {"S": report},
            "why": {"S": why},
            "expires": {"N": str(int(expires.timestamp()))},
        },
    )


def why_not(mark: str, now: datetime) -> str | None:
    """Give why a mailbox is sent no mail: `refused` by its owner, `suppressed` by us; or None."""
    found = client("dynamodb").query(
        TableName=os.environ["BLOCKS_TABLE"],
        KeyConditionExpression="contact = :c",
        ExpressionAttributeValues={":c": {"S": f"{NO_MAIL}#{mark}"}},
    )
    live = [i for i in found["Items"] if int(i["expires"]["N"]) > now.timestamp()]
    return min((i["why"]["S"] for i in live), default=None)


def _blocking(marks: Mapping[str, str]) -> Iterator[Report]:
    for mark in marks.values():
        yield from (fold(ledger.events(report)) for report in _pointed(mark))


def _pointed(mark: str) -> list[str]:
    found = client("dynamodb").query(
        TableName=os.environ["BLOCKS_TABLE"],
        KeyConditionExpression="contact = :c",
        ExpressionAttributeValues={":c": {"S": mark}},
    )
    return [item["report"]["S"] for item in found["Items"]]


def _holds(report: Report, now: datetime) -> bool:
    return report.blocked_until is not None and now <= report.blocked_until
