"""One-time codes: asked for, sent by a step of their own, tried and spent.

A code belongs to a subject, a report's number or the keyed hash of a contact, and to a channel.
Asking costs the same whether or not there is anybody to send to: the sending step finds out.
"""

import hmac
import os
import secrets
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws import limits
from lapor.aws.clients import client
from lapor.aws.faults import lost_condition
from lapor.aws.http import Request
from lapor.aws.items import from_item, to_item
from lapor.aws.pepper import pepper
from lapor.domain import codes
from lapor.domain.errors import FieldError, Invalid, TooMany

KEPT = timedelta(hours=1)
"""When a row may go: long after its code."""


def ask(request: Request, subject: str, channel: str, contact: str) -> None:
    """Have a code sent, which ends an earlier one; raises TooMany.

    `contact` is the keyed hash by which codes are counted, whatever they are for: that of a mailbox
    or number (`contacts.MARKS`), so that no other spelling of one fills it. Nothing here
    depends on whether anybody has it, and nothing is shared with who asks for another one.
    """
    from lapor.aws.queues import Task, send  # 110 ms of a cold start that other calls do not need

    now = request.now
    for limit, window in codes.PER_CONTACT:
        limits.count(f"codes#{contact}#{int(window.total_seconds())}", limit, window, now)
    row = {
        "what": _key(subject, channel),
        "language": request.language,
        "asked": int(now.timestamp()),
        "tries": 0,
        "expires": int((now + KEPT).timestamp()),
    }
    client("dynamodb").put_item(TableName=os.environ["LIMITS_TABLE"], Item=to_item(row))
    send(os.environ["CODE_QUEUE_URL"], [Task(subject, 0, channel)])


def made(subject: str, channel: str, now: datetime) -> tuple[str, str] | None:
    """Make the code that was asked for; gives it with the reader's language, and only once.

    None when it was made before, or when whoever asked has long given up.
    """
    key, code = _key(subject, channel), f"{secrets.randbelow(10**codes.DIGITS):0{codes.DIGITS}}"
    row = _update(
        key,
        "SET secret = :s, ends = :e",
        "asked > :fresh AND attribute_not_exists(secret)",
        {
            ":s": codes.lock(pepper(), key, code),
            ":e": int((now + codes.VALID).timestamp()),
            ":fresh": int((now - codes.VALID).timestamp()),
        },
    )
    return (code, row["language"]) if row else None


def let_out(subject: str, channel: str, aim: str, now: datetime) -> None:
    """Count a code that was made and is about to be sent, among those of everybody for one aim.

    Raises TooMany when this minute is full; the code is taken back and can be made in the next.
    """
    try:
        limits.count(f"codes#{channel}#{aim}", *codes.FOR_ALL[channel], now)
    except TooMany:
        unmade(subject, channel)
        raise


def unmade(subject: str, channel: str) -> None:
    """Take a code back that surely was not handed over, so that it can be made again."""
    _update(_key(subject, channel), "REMOVE secret, ends", "attribute_exists(secret)", {})


def spend(subject: str, channel: str, code: str, now: datetime) -> None:
    """Take a code: a try is counted first, and the right one opens once. Raises Invalid.

    Wrong, spent, late, another's and never sent are one answer.
    """
    key = _key(subject, channel)
    row = _update(
        key,
        "SET tries = tries + :one",
        "ends > :now AND tries < :most AND attribute_not_exists(spent_at)",
        {":one": 1, ":now": int(now.timestamp()), ":most": codes.TRIES},
    )
    given = codes.lock(pepper(), key, code)
    if not hmac.compare_digest(given, row["secret"] if row else "") or not _update(
        key,
        "SET spent_at = :now",
        "secret = :s AND attribute_not_exists(spent_at)",
        {":now": int(now.timestamp()), ":s": given},
    ):
        raise Invalid([FieldError("/code", "wrong_code")])


def _key(subject: str, channel: str) -> str:
    return f"code#{subject}#{channel}"


def _update(key: str, change: str, condition: str, values: dict[str, Any]) -> dict[str, Any] | None:
    """Change a row under a condition and give it as it is then; None when the condition fails."""
    try:
        answer = client("dynamodb").update_item(
            TableName=os.environ["LIMITS_TABLE"],
            Key={"what": {"S": key}},
            UpdateExpression=change,
            ConditionExpression=condition,
            **({"ExpressionAttributeValues": to_item(values)} if values else {}),
            ReturnValues="ALL_NEW",
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
        return None
    return from_item(answer["Attributes"])
