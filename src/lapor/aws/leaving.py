"""Officers who have left: when their time is over only the user name stays, with the role.

So nobody gets the name again, with what the audit and the ledger say of it. `leaving` marks an
entry until all is done: first `Directory` with the audit row, then Cognito.
"""

import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from lapor.aws import audit, enrolment, staff
from lapor.aws.clients import client
from lapor.aws.items import from_item
from lapor.domain.visibility import SYSTEM
from lapor.registers import kept_for

RULE = "officers"

Entry = Mapping[str, Any]


def due(now: datetime) -> Iterator[tuple[Entry, datetime]]:
    """Give the officers of whom nothing but the user name is to stay, and since when."""
    pages = client("dynamodb").get_paginator("query").paginate(
        TableName=os.environ["DIRECTORY_TABLE"],
        KeyConditionExpression="kind = :k",
        FilterExpression="attribute_exists(suspended) AND attribute_exists(signed_out_at) "
        "AND attribute_not_exists(left_at)",
        ExpressionAttributeValues={":k": {"S": staff.KIND}},
    )  # fmt: skip
    for entry in (from_item(item) for page in pages for item in page["Items"]):
        since = _suspended(entry) + kept_for(RULE)
        if since <= now:
            yield entry, since


def forget(entry: Entry, now: datetime) -> bool:
    """Take who an officer was; says whether the officer was still suspended.

    Doing it again finishes what broke off.
    """
    username = entry["id"]
    if not entry.get("leaving"):
        facts = {"role": entry["role"], "agency": entry.get("agency"), "rule": RULE}
        row = audit.row("officer_forgotten", SYSTEM, f"officer#{username}", now, facts)
        if not staff.strip(entry, row):
            return False
    enrolment.remove(username)
    staff.mark_left(username, now)
    return True


def _suspended(entry: Entry) -> datetime:
    """Give when an officer was suspended; older entries say only when they were signed out."""
    if "suspended_at" in entry:
        return datetime.fromisoformat(entry["suspended_at"])
    return datetime.fromtimestamp(int(entry["signed_out_at"]), UTC)
