"""The desk: one row per report for lists, rebuilt from the ledger by `make rebuild`.

Indexes: `inbox` and `unit_inbox` (holder + state, by deadline), `approval` (what waits for an
agency's leader, by deadline), `raised` (what the national admin must see), `above` (a monitor's
piles, by time of receipt), `due` (shard, next automatic action), `public` (month, time of receipt)
and `changed` (day of the last event in UTC and shard, for the day's root).
"""

import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import lost_condition
from lapor.aws.items import from_item, to_item
from lapor.domain import deadlines
from lapor.domain.deadlines import Rules
from lapor.domain.event import stamp
from lapor.domain.report import OPEN, Report
from lapor.domain.retention import next_at
from lapor.domain.visibility import PUBLIC, is_listed, title
from lapor.registers import retention, top_of

WAKE_SHARDS = 8
"""Partitions of the `due` and `changed` indexes, so that no wave or day hits a single key."""

NEVER = "9999"
"""Sorts reports without a deadline behind all others."""

KEEP = "keep#"
"""Begins the shards of reports from which something must go."""

Row = Mapping[str, Any]


def row_of(report: Report, rules: Rules) -> Row:
    """Write the row of a report: facts for lists, no text beside the title, no person."""
    woken = _woken(report, rules)
    due = deadlines.due_at(report, rules)
    tab = report.state if report.state in OPEN else "done"
    left = deadlines.working_days_left(report, rules, report.updated_at or _EPOCH)
    return {
        "report": report.number,
        "last_seq": report.version,
        "head": report.head,
        "state": report.state,
        "closed_how": report.closed_how,
        "class": report.report_class,
        "supervised": report.supervised,
        "category": report.category,
        "title": report.title,
        "public_title": title(report, PUBLIC) if is_listed(report) else None,
        "place": dict(report.place),
        "zone": report.zone,
        "agency": report.agency,
        "unit": report.unit,
        "level": report.level,
        "arbiter": report.to_arbiter and report.agency is None,
        "anonymous": report.anonymous,
        "confidential": report.confidential,
        "from_blocked": report.from_blocked or None,
        "received_at": _stamp(report.received_at),
        "updated_at": _stamp(report.updated_at),
        "due_at": _stamp(due),
        "left_at_pause": left if report.paused else None,
        "inbox": f"{report.agency or 'national'}#{tab}",
        "unit_inbox": f"{report.unit}#{tab}" if report.unit else None,
        "awaits": report.agency if report.proposal else None,
        "raised": "national" if _for_national(report) else None,
        "above": _above(report),
        "due": _sort_key(report, due),
        "subject_due": _stamp(min(report.asked.values(), default=None)),
        "wake_shard": woken[0] if woken else None,
        "wake": woken[1] if woken else None,
        "month": _month(report) if is_listed(report) else None,
        "changed": f"{stamp(report.updated_at or _EPOCH)[:10]}#{_shard(report.number)}",
    }


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


def due_before(moment: datetime, what: str = "") -> Iterator[str]:
    """Give the reports whose next automatic action is due, by index and never by scan.

    `what` is KEEP for what retention takes from ended reports.
    """
    for shard in range(WAKE_SHARDS):
        query = asked("due", ("wake_shard", f"{what}{shard}"), ("wake", stamp(moment)))
        for page in _pages(query):
            yield from (item["report"]["S"] for item in page["Items"])


def changed_on(day: date) -> Iterator[tuple[str, int, str]]:
    """Give number, last event and its hash of every report whose last event was on a day (UTC)."""
    for shard in range(WAKE_SHARDS):
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


def _sort_key(report: Report, due: datetime | None) -> str:
    """Order by deadline; the number makes keys unique, so that pages neither skip nor repeat."""
    if report.state not in OPEN:
        moment = _stamp(report.closed_at)
    else:
        moment = _stamp(due) or f"{NEVER}{_stamp(report.received_at)}"
    return f"{moment}#{report.number}"


def _for_national(report: Report) -> bool:
    """Whether the national admin must look: late to the top, or to decide something."""
    look = report.look is not None and report.look.until is None
    objected = report.objected and report.blocked_until is not None
    return report.level == "national" or look or objected or bool(report.asked)


def _woken(report: Report, rules: Rules) -> tuple[str, str] | None:
    """Give shard and moment of what comes next by itself: a deadline, or after the end retention.

    Retention has shards of its own, so that the sweep of deadlines does not see it.
    """
    if wake := deadlines.wake(report, rules):
        return _shard(report.number), stamp(wake.at)
    if moment := next_at(report, retention()):
        return f"{KEEP}{_shard(report.number)}", stamp(moment)
    return None


def _above(report: Report) -> str | None:
    """Name the monitor's pile: the top of the agency's tree, and late, open or done."""
    if report.agency is None:
        return None
    pile = "done" if report.state not in OPEN else "late" if report.level else "open"
    return f"{top_of(report.agency)}#{pile}"


def _month(report: Report) -> str:
    return stamp(report.received_at or _EPOCH)[:7]


def _shard(number: str) -> str:
    return str(zlib.crc32(number.encode()) % WAKE_SHARDS)


def _stamp(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00Z")
