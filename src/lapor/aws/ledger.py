"""The ledger: events are appended, never changed; one conditional write decides every race."""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import lost_condition
from lapor.aws.items import from_item, to_item
from lapor.domain.errors import Changed, NotFound
from lapor.domain.event import Event, stamp
from lapor.domain.lifecycle import fold
from lapor.domain.report import Report


class Damaged(Exception):
    """Somebody has changed a report's events in the table: no reading of them makes sense."""


class Taken(Exception):
    """The event's place is taken; `stored` is the event that holds it."""

    def __init__(self, stored: Event) -> None:
        super().__init__(stored.seq)
        self.stored = stored


def append(event: Event) -> None:
    """Store an event at the end of its report; raises Changed when another came first."""
    try:
        _put(event)
    except Taken as taken:
        raise Changed(taken.stored.seq) from None


def open_with(event: Event) -> Event:
    """Store a first event, or give the one that this number has already; no read is needed."""
    try:
        _put(event)
    except Taken as taken:
        return taken.stored
    return event


def events(report: str) -> list[Event]:
    """Read a report's events in order; an unknown report has none."""
    found: list[Event] = []
    start: dict[str, Any] = {}
    while True:
        page = client("dynamodb").query(
            TableName=os.environ["LEDGER_TABLE"],
            KeyConditionExpression="report = :r",
            ExpressionAttributeValues={":r": {"S": report}},
            ConsistentRead=True,
            **start,
        )
        found += [from_row(from_item(item)) for item in page["Items"]]
        if "LastEvaluatedKey" not in page:
            return found
        start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def lock(report: str) -> str | None:
    """Read what a report's access code must fit, by one small read; None for an unknown report."""
    page = client("dynamodb").query(
        TableName=os.environ["LEDGER_TABLE"],
        KeyConditionExpression="report = :r AND seq = :first",
        ExpressionAttributeValues={":r": {"S": report}, ":first": {"N": "1"}},
        ProjectionExpression="#d.#l",
        ExpressionAttributeNames={"#d": "data", "#l": "lock"},
        ConsistentRead=True,
    )
    found = [from_item(item).get("data", {}).get("lock") for item in page["Items"]]
    return found[0] if found else None


def redact(event: Event) -> None:
    """Remove an event's words and their salt for good; doing it again changes nothing."""
    client("dynamodb").update_item(
        TableName=os.environ["LEDGER_TABLE"],
        Key={"report": {"S": event.report}, "seq": {"N": str(event.seq)}},
        UpdateExpression="REMOVE #t, salt",
        ConditionExpression="#h = :h",
        ExpressionAttributeNames={"#t": "text", "#h": "hash"},
        ExpressionAttributeValues={":h": {"S": event.hash}},
    )


def opened(report: str) -> tuple[Report, list[Event]]:
    """Read a report and its events; raises NotFound, or Damaged when they tell no life."""
    found = events(report)
    if not found:
        raise NotFound
    try:
        return fold(found), found
    except ValueError as error:
        raise Damaged(report) from error


def to_row(event: Event) -> dict[str, Any]:
    """Write an event as the table keeps it."""
    return {
        "report": event.report,
        "seq": event.seq,
        "kind": event.kind,
        "at": stamp(event.at),
        "by": {"role": event.role, "id": event.officer},
        "data": event.data,
        "text": event.text,
        "salt": event.salt,
        "digest": event.digest,
        "nonce": event.nonce,
        "prev": event.prev,
        "hash": event.hash,
        "v": event.v,
    }


def from_row(row: Mapping[str, Any]) -> Event:
    """Read an event from what the table keeps."""
    return Event(
        report=row["report"],
        seq=row["seq"],
        kind=row["kind"],
        at=datetime.fromisoformat(row["at"]),
        role=row["by"]["role"],
        officer=row["by"]["id"],
        data=row["data"],
        text=row.get("text"),
        salt=row.get("salt"),
        digest=row.get("digest"),
        nonce=row.get("nonce", ""),
        prev=row["prev"],
        hash=row["hash"],
        v=row["v"],
    )


def written(event: Event) -> dict[str, Any]:
    return {
        "TableName": os.environ["LEDGER_TABLE"],
        "Item": to_item(to_row(event)),
        "ConditionExpression": "attribute_not_exists(seq)",
        "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
    }


def _put(event: Event) -> None:
    try:
        client("dynamodb").put_item(**written(event))
    except ClientError as error:
        if not lost_condition(error):
            raise
        stored = from_row(from_item(error.response["Item"]))  # type: ignore[typeddict-item]
        if stored.hash != event.hash:  # an SDK retry meets its own first attempt
            raise Taken(stored) from None
