"""Counting how often something was tried lately, so that guessing and flooding end.

Counters stand in fixed windows of the table `Limits` and expire; what is counted is named by keyed
hashes, never by an address, a number or a person.
"""

import os
from datetime import datetime, timedelta

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import lost_condition
from lapor.domain.errors import TooMany


def count(what: str, limit: int, window: timedelta, now: datetime) -> None:
    """Count one try, in one conditional write; raises TooMany when `limit` are counted already.

    `what` names who tries what, for example `sign-in#<hash>`; windows begin at whole multiples of
    their length. A refused try is not counted.
    """
    length = int(window.total_seconds())
    begun = int(now.timestamp()) // length
    ends = (begun + 1) * length
    try:
        client("dynamodb").update_item(
            TableName=os.environ["LIMITS_TABLE"],
            Key={"what": {"S": f"{what}#{begun}"}},
            UpdateExpression="SET expires = :e ADD tries :one",
            ConditionExpression="attribute_not_exists(tries) OR tries < :limit",
            ExpressionAttributeValues={
                ":e": {"N": str(ends + length)},
                ":one": {"N": "1"},
                ":limit": {"N": str(limit)},
            },
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
        raise TooMany(max(1, ends - int(now.timestamp()))) from None


def counted(what: str, window: timedelta, now: datetime, more: int = 1) -> int:
    """Count so many more and give how many are counted in the window of `now`; refuses none."""
    length = int(window.total_seconds())
    begun = int(now.timestamp()) // length
    done = client("dynamodb").update_item(
        TableName=os.environ["LIMITS_TABLE"],
        Key={"what": {"S": f"{what}#{begun}"}},
        UpdateExpression="SET expires = :e ADD tries :more",
        ExpressionAttributeValues={
            ":e": {"N": str((begun + 2) * length)},
            ":more": {"N": str(more)},
        },
        ReturnValues="UPDATED_NEW",
    )
    return int(done["Attributes"]["tries"]["N"])


def give_back(what: str, window: timedelta, now: datetime) -> None:
    """Take back a try that was counted and turned out right."""
    begun = int(now.timestamp()) // int(window.total_seconds())
    client("dynamodb").update_item(
        TableName=os.environ["LIMITS_TABLE"],
        Key={"what": {"S": f"{what}#{begun}"}},
        UpdateExpression="ADD tries :less",
        ExpressionAttributeValues={":less": {"N": "-1"}},
    )


def tried(what: str, window: timedelta, now: datetime) -> int:
    """Give how often something was counted in the window that runs now."""
    begun = int(now.timestamp()) // int(window.total_seconds())
    found = client("dynamodb").get_item(
        TableName=os.environ["LIMITS_TABLE"], Key={"what": {"S": f"{what}#{begun}"}}
    )
    return int(found["Item"]["tries"]["N"]) if "Item" in found else 0
