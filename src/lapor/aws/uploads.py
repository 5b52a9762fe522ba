"""Uploads that were asked for: who may send which file, until it has arrived or is given up.

One short-lived row per upload in the table `Uploads`. It binds the file to who asked, so that
nothing that the browser sends with the file is believed; what became of it, the ledger says.
"""

import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from lapor.aws.clients import client
from lapor.aws.items import from_item, to_item
from lapor.domain import files
from lapor.domain.event import Actor, Event, stamp
from lapor.registers import kept_for

SENDING = timedelta(minutes=10)
"""How long a browser may begin to send the file."""

GIVEN_UP = timedelta(hours=1)
"""After this an upload counts as expired; one that arrives later is still checked and taken."""


@dataclass(frozen=True, slots=True)
class Upload:
    """An upload that was asked for: a type, a size in bytes, and by whom."""

    report: str
    file: str
    type: str
    size: int
    role: str
    officer: str
    asked_at: datetime

    def state(self, now: datetime) -> str:
        """Say whether it may still arrive: `pending` or `expired`."""
        return "pending" if now < self.asked_at + GIVEN_UP else "expired"


def ask(report: str, kind: str, size: int, by: Actor, now: datetime) -> Upload:
    """Note an upload and give it an id that cannot be guessed."""
    upload = Upload(report, secrets.token_hex(16), kind, size, by.role, by.id, now)
    row = {
        "report": upload.report,
        "file": upload.file,
        "type": upload.type,
        "size": upload.size,
        "by": {"role": upload.role, "id": upload.officer},
        "asked_at": stamp(now),
        "expires": int((now + kept_for("uploads")).timestamp()),
    }
    client("dynamodb").put_item(
        TableName=os.environ["UPLOADS_TABLE"],
        Item=to_item(row),
        ConditionExpression="attribute_not_exists(report)",
    )
    return upload


def asked(report: str, file: str) -> Upload | None:
    """Give the upload that belongs to an object, or None when nobody asked for it."""
    found = client("dynamodb").get_item(
        TableName=os.environ["UPLOADS_TABLE"],
        Key={"report": {"S": report}, "file": {"S": file}},
        ConsistentRead=True,
    )
    return _read(from_item(found["Item"])) if "Item" in found else None


def open_ones(report: str, role: str, events: Sequence[Event]) -> list[Upload]:
    """Give the uploads of one side of a report of which the ledger does not know the end."""
    pages = client("dynamodb").get_paginator("query").paginate(
        TableName=os.environ["UPLOADS_TABLE"],
        KeyConditionExpression="report = :r",
        ExpressionAttributeValues={":r": {"S": report}},
        ConsistentRead=True,
    )  # fmt: skip
    rows = [_read(from_item(item)) for page in pages for item in page["Items"]]
    theirs = [row for row in rows if files.side(row.role) == files.side(role)]
    open_rows = [row for row in theirs if not files.settled(events, row.file)]
    return sorted(open_rows, key=lambda row: row.asked_at)


def _read(row: Mapping[str, Any]) -> Upload:
    return Upload(
        row["report"],
        row["file"],
        row["type"],
        row["size"],
        row["by"]["role"],
        row["by"]["id"],
        datetime.fromisoformat(row["asked_at"]),
    )
