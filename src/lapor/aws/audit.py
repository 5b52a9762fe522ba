"""The audit rows: who used an identity, changed a permission or took data out, day by day.

What happens to one report is an event of that report; here stands what concerns no single one, or
must be found by time: breaches are looked up by day. Rows are only ever added.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import lost_condition
from lapor.aws.items import from_item, to_item
from lapor.domain.event import Actor, stamp
from lapor.registers import kept_for

READ = "report_read"
"""An officer's look at a report: kept apart from the deeds of a day, which are few."""

REMEMBERED = 10_000
"""Rows that a warm function knows to be stored; about 1 MB."""

_stored: set[tuple[str, str]] = set()


def record(
    kind: str, by: Actor, subject: str, now: datetime, data: Mapping[str, Any] | None = None
) -> None:
    """Store one row before something is read, sent or taken: such a deed without a row must not be.

    What is written to a table is stored `together` with its row: neither is there alone.
    `subject` names what was touched (`officer#<user>`, `report#<number>`, `key#<id>`), `data`
    small facts; neither ever holds a value that was read.
    """
    try:
        client("dynamodb").put_item(**row(kind, by, subject, now, data))
    except ClientError as error:
        if not lost_condition(error):
            raise  # else the id is ours alone: an SDK retry has met its own first attempt


def row(
    kind: str, by: Actor, subject: str, now: datetime, data: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Write the row as PutItem takes it, for deeds that are stored in one transaction with it."""
    moment = stamp(now)
    key = {"day": moment[:10], "id": f"{moment}#{secrets.token_hex(8)}"}
    return _put({**key, **_row(kind, by, subject, now, data)})


def once_a_day(
    kind: str, by: Actor, subject: str, now: datetime, data: Mapping[str, Any] | None = None
) -> None:
    """Store the day's (UTC) first row of this officer and subject, as `record` does, with its `at`.

    Costs one write, and none where this function remembers that the row is stored.
    """
    moment = stamp(now)
    day, name = _of_kind(moment[:10], kind), f"{subject}#{by.id}"
    if (day, name) in _stored:
        return
    try:
        first = {"day": day, "id": name, "at": moment, **_row(kind, by, subject, now, data)}
        client("dynamodb").put_item(**_put(first))
    except ClientError as error:
        if not lost_condition(error):
            raise
    if len(_stored) >= REMEMBERED:
        _stored.clear()
    _stored.add((day, name))


def forget() -> None:
    """Drop what is remembered, for tests."""
    _stored.clear()


def of_day(day: date, after: str = "", kind: str = "") -> Iterator[Mapping[str, Any]]:
    """Give the rows of one day (UTC) from behind the id `after`: its deeds in order of time.

    With a kind that is stored once a day, those of that kind, in order of subject and officer.
    """
    named = _of_kind(day.isoformat(), kind) if kind else day.isoformat()
    pages = client("dynamodb").get_paginator("query").paginate(
        TableName=os.environ["AUDIT_TABLE"],
        KeyConditionExpression="#d = :d AND id > :after",
        ExpressionAttributeNames={"#d": "day"},
        ExpressionAttributeValues={":d": {"S": named}, ":after": {"S": after or " "}},
    )  # fmt: skip
    for page in pages:
        yield from (from_item(item) for item in page["Items"])


def at(row: Mapping[str, Any]) -> str:
    """Give when a row was written (UTC)."""
    return str(row.get("at") or row["id"].partition("#")[0])


def _of_kind(day: str, kind: str) -> str:
    return f"{day}#{kind}"


def _row(
    kind: str, by: Actor, subject: str, now: datetime, data: Mapping[str, Any] | None
) -> dict[str, Any]:
    return {
        "kind": kind,
        "by": {"role": by.role, "id": by.id, "agency": by.agency},
        "subject": subject,
        "data": data or {},
        "expires": int((now + kept_for("audit")).timestamp()),
    }


def _put(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "TableName": os.environ["AUDIT_TABLE"],
        "Item": to_item(row),
        "ConditionExpression": "attribute_not_exists(id)",
    }
