"""When everything has come to rest: queues empty, the desk level with the ledger."""

import time
from collections.abc import Iterable, Mapping
from typing import Any

from local.stack import client

PATIENCE = 120
"""Seconds after which something is stuck and says so."""


def wait(numbers: Iterable[str], outputs: Mapping[str, str]) -> None:
    """Wait until these reports are on the desk as in the ledger and no queue holds a message."""
    until = time.monotonic() + PATIENCE
    behind = set(numbers)
    while time.monotonic() < until:
        behind = {n for n in behind if not _level(n, outputs)}
        if not behind and not _busy():
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
    dynamodb: Any = client("dynamodb")
    last = dynamodb.query(
        TableName=outputs["LedgerTable"],
        KeyConditionExpression="report = :r",
        ExpressionAttributeValues={":r": {"S": number}},
        ProjectionExpression="seq",
        ScanIndexForward=False,
        Limit=1,
    )["Items"]
    row = dynamodb.get_item(TableName=outputs["DeskTable"], Key={"report": {"S": number}})
    return bool(last) and row.get("Item", {}).get("last_seq") == last[0]["seq"]
