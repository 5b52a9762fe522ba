"""The desk: one row per report for lists, rebuilt from the ledger by `make rebuild`.

Indexes: `inbox` and `unit_inbox` (holder + state, by deadline), `approval` (what waits for an
agency's leader, by deadline), `raised` (what the national admin must see), `above` (a monitor's
piles, by time of receipt), `due` (shard, next automatic action), `public` (month, time of
receipt), `changed` (day of the last event in UTC and shard, for the day's root) and `of_agency`
(agency, day of the last public event and number of what is listed, for API keys).
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.desk_rows import SHARDS, Row
from lapor.aws.faults import lost_condition
from lapor.aws.items import from_item, to_item
from lapor.domain.event import stamp


def put(row: Row, *, again: bool = False) -> bool:
    """Store a row unless a newer one is there; says whether it was stored.

    `again` also replaces a row of the same event, as a rebuild must.
    """
    older = "<=" if again else "<"
    try:
        client("dynamodb").put_item(
            TableName=os.environ["DESK_TABLE"],
            Item=to_item(row),
            ConditionExpression=f"attribute_not_exists(report) OR last_seq {older} :seq",
            ExpressionAttributeValues={":seq": {"N": str(row["last_seq"])}},
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
        return False
    return True


def last_of(report: str) -> Row | None:
    """Give `seq` and `head` of the last event that the desk has seen; None when it has no row."""
    row = client("dynamodb").get_item(
        TableName=os.environ["DESK_TABLE"],
        Key={"report": {"S": report}},
        ProjectionExpression="last_seq, head",
    )
    known = from_item(row.get("Item", {}))
    return {"seq": known["last_seq"], "head": known["head"]} if "head" in known else None


def is_public(report: str) -> bool:
    """Say whether the public may know of a report, by one small read whatever the report holds.

    A report that the desk does not have yet is not public for the second that this takes.
    """
    answer = client("dynamodb").get_item(
        TableName=os.environ["DESK_TABLE"],
        Key={"report": {"S": report}},
        ProjectionExpression="confidential",
    )
    return from_item(answer.get("Item", {})).get("confidential") is False


def due_before(moment: datetime, what: str = "") -> Iterator[str]:
    """Give the reports whose next automatic action is due, by index and never by scan.

    `what` is KEEP for what retention takes from ended reports.
    """
    for shard in range(SHARDS):
        query = asked("due", ("wake_shard", f"{what}{shard}"), ("wake", stamp(moment)))
        for page in _pages(query):
            yield from (item["report"]["S"] for item in page["Items"])


def changed_on(day: date) -> Iterator[tuple[str, int, str]]:
    """Give number, last event and its hash of every report whose last event was on a day (UTC)."""
    for shard in range(SHARDS):
        query = asked("changed", ("changed", f"{day.isoformat()}#{shard}"))
        for page in _pages(query):
            for row in map(from_item, page["Items"]):
                yield row["report"], row["last_seq"], row["head"]


def listed(
    index: str,
    key: tuple[str, str],
    *,
    limit: int,
    after: Row | None,
    backwards: bool = False,
    before_due: str | None = None,
) -> tuple[list[Row], Row | None]:
    """Read one page of an index: rows in order and, when there is more, where to go on."""
    query = asked(index, key, ("due", before_due) if before_due else None)
    query |= {"ScanIndexForward": not backwards, "Limit": limit}
    if after:
        query["ExclusiveStartKey"] = to_item(after)
    page = client("dynamodb").query(TableName=os.environ["DESK_TABLE"], **query)
    more = from_item(page["LastEvaluatedKey"]) if "LastEvaluatedKey" in page else None
    return [from_item(item) for item in page["Items"]], more


def rows(reports: Sequence[str]) -> list[Row]:
    """Read the rows of up to 100 reports, in the order that was asked for."""
    table = os.environ["DESK_TABLE"]
    wanted: Any = {table: {"Keys": [{"report": {"S": report}} for report in reports]}}
    found: dict[str, Row] = {}
    while wanted and reports:
        answer = client("dynamodb").batch_get_item(RequestItems=wanted)
        read = [from_item(item) for item in answer["Responses"][table]]
        found |= {str(row["report"]): row for row in read}
        wanted = answer["UnprocessedKeys"]
    return [found[report] for report in reports if report in found]


def count(index: str, key: tuple[str, str], before_due: str | None = None) -> int:
    """Count the rows under one key of an index, optionally only those due before a moment."""
    query = asked(index, key, ("due", before_due) if before_due else None)
    return sum(page["Count"] for page in _pages({**query, "Select": "COUNT"}))


def asked(index: str, key: tuple[str, str], below: tuple[str, str] | None = None) -> dict[str, Any]:
    """Ask an index for a key, optionally with the sort key below a value.

    Every name is aliased: DynamoDB reserves many words, `month` among them.
    """
    condition, names, values = "#k = :k", {"#k": key[0]}, {":k": {"S": key[1]}}
    if below:
        condition += " AND #s < :s"
        names["#s"] = below[0]
        values[":s"] = {"S": below[1]}
    return {
        "IndexName": index,
        "KeyConditionExpression": condition,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": values,
    }


def _pages(query: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    paginator = client("dynamodb").get_paginator("query")
    yield from paginator.paginate(TableName=os.environ["DESK_TABLE"], **query)
