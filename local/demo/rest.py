"""When everything has come to rest: queues empty, the desk level with the ledger."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

from local.stack import client

QUIET = 0.5
"""Seconds without work after which nothing more is on its way from the ledger's stream."""

PATIENCE = 300
"""Seconds after which something is stuck and says so; a message that failed once, and comes back
after its queue's visibility timeout of 180 s, is not."""


def wait(numbers: Iterable[str], outputs: Mapping[str, str]) -> None:
    """Wait until these reports are on the desk as in the ledger and no queue holds a message."""
    until = time.monotonic() + PATIENCE
    behind = set(numbers)
    quiet_since = time.monotonic()
    while time.monotonic() < until:
        behind = {n for n in behind if not _level(n, outputs)}
        if behind or _busy():
            quiet_since = time.monotonic()
        elif time.monotonic() - quiet_since >= QUIET:
            return
        time.sleep(0.1)
    raise SystemExit(f"Not at rest after {PATIENCE} s; behind: {sorted(behind)}, queues: {_busy()}")


def dead_letters() -> Mapping[str, int]:
    """Count the messages of every dead-letter queue by its name."""
    return {name: n for name, n in _counts().items() if "Dead" in name}


def _busy() -> Mapping[str, int]:
    return {name: n for name, n in _counts().items() if n and "Dead" not in name}


def _counts() -> Mapping[str, int]:
    sqs = client("sqs")
    counts = {}
    for url in sqs.list_queues().get("QueueUrls", []):
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        found = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
        counts[url.rpartition("/")[2]] = sum(int(found[name]) for name in names)
    return counts


def _level(number: str, outputs: Mapping[str, str]) -> bool:
    """Say whether a report is routed and on the desk as it is in the ledger."""
    dynamodb: Any = client("dynamodb")
    events = dynamodb.query(
        TableName=outputs["LedgerTable"],
        KeyConditionExpression="report = :r",
        ExpressionAttributeValues={":r": {"S": number}},
        ProjectionExpression="seq, kind, #by",
        ExpressionAttributeNames={"#by": "by"},
    )["Items"]
    marks = [e["kind"]["S"] for e in events if e["by"]["M"]["role"]["S"] != "unit"]
    waiting = [kind for kind in marks if kind in ("submitted", "returned", "routed", "verified")]
    row = dynamodb.get_item(TableName=outputs["DeskTable"], Key={"report": {"S": number}})
    level = bool(events) and row.get("Item", {}).get("last_seq") == events[-1]["seq"]
    return level and waiting[-1] in ("routed", "verified")
