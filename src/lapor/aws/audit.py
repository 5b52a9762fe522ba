"""The audit rows: who used an identity, changed a permission or took data out, day by day.

What happens to one report is an event of that report; here stands what concerns no single one, or
must be found by time: breaches are looked up by day. Rows are only ever added.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from lapor.aws.clients import client
from lapor.aws.items import from_item, to_item
from lapor.domain.event import Actor, stamp
from lapor.registers import kept_for


def record(
    kind: str, by: Actor, subject: str, now: datetime, data: Mapping[str, Any] | None = None
) -> None:
    """Store one row before the deed it speaks of: a deed without a row must not exist.

    `subject` names what was touched (`officer#<user>`, `report#<number>`, `key#<id>`), `data`
    small facts; neither ever holds a value that was read.
    """
    client("dynamodb").put_item(**row(kind, by, subject, now, data))


def row(
    kind: str, by: Actor, subject: str, now: datetime, data: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Write the row as PutItem takes it, for deeds that are stored in one transaction with it."""
    moment = stamp(now)
    return {
        "TableName": os.environ["AUDIT_TABLE"],
        "Item": to_item(
            {
                "day": moment[:10],
                "id": f"{moment}#{secrets.token_hex(8)}",
                "kind": kind,
                "by": {"role": by.role, "id": by.id, "agency": by.agency},
                "subject": subject,
                "data": data or {},
                "expires": int((now + kept_for("audit")).timestamp()),
            }
        ),
        "ConditionExpression": "attribute_not_exists(id)",
    }


def of_day(day: date, after: str = "") -> Iterator[Mapping[str, Any]]:
    """Give the rows of one day (UTC), in order, from behind the id `after`."""
    pages = client("dynamodb").get_paginator("query").paginate(
        TableName=os.environ["AUDIT_TABLE"],
        KeyConditionExpression="#d = :d AND id > :after",
        ExpressionAttributeNames={"#d": "day"},
        ExpressionAttributeValues={":d": {"S": day.isoformat()}, ":after": {"S": after or " "}},
    )  # fmt: skip
    for page in pages:
        yield from (from_item(item) for item in page["Items"])
