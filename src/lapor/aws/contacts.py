"""Which contacts of which reports were confirmed: marks on the rows of `People`, nothing opened.

Only confirmed contacts stand in the indexes `email` and `phone`, so that sealing writes to none.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import lost_condition
from lapor.aws.items import from_item, to_item
from lapor.domain.contacts import KINDS
from lapor.domain.event import Event, stamp
from lapor.domain.tokens import Citizen

Place = tuple[str, str]
"""Where a page ended: time of receipt and number of its last report."""


def known(first: Event) -> Mapping[str, Any]:
    """Give what is known of a reporter's contacts without opening them; a report may have none.

    `channels` that reach the person, `email_hash`, `box_hash`, `phone_hash`, and `confirmed_email`
    and `confirmed_phone` where the person has shown that the contact is theirs.
    """
    found = client("dynamodb").get_item(
        TableName=os.environ["PEOPLE_TABLE"],
        Key={"report": {"S": first.report}},
        ProjectionExpression="fingerprint, channels, email_hash, box_hash, phone_hash, "
        "confirmed_email, confirmed_phone, silent",
        ConsistentRead=True,
    )
    row = from_item(found.get("Item", {}))
    return row if row.get("fingerprint") == first.data["fingerprint"] else {}


def confirmed(row: Mapping[str, Any]) -> Mapping[str, bool]:
    """Say of each channel of a row whether its contact was confirmed."""
    return {c: f"confirmed_{KINDS[c]}" in row for c in row.get("channels", ())}


def confirm(first: Event, channel: str) -> bool:
    """Mark the contact of a report as confirmed; says whether there was one to mark."""
    kind = KINDS[channel]
    try:
        client("dynamodb").update_item(
            TableName=os.environ["PEOPLE_TABLE"],
            Key={"report": {"S": first.report}},
            UpdateExpression=f"SET confirmed_{kind} = {kind}_hash, received_at = :at",
            ConditionExpression=f"fingerprint = :f AND attribute_exists({kind}_hash)",
            ExpressionAttributeValues=to_item(
                {":f": first.data["fingerprint"], ":at": stamp(first.at)}
            ),
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
        return False
    return True


def silence(report: str, *, silent: bool = True) -> None:
    """Note that a report's reporter wants no more news of it, or wants them again."""
    change = "SET silent = :yes" if silent else "REMOVE silent"
    values = {"ExpressionAttributeValues": {":yes": {"BOOL": True}}} if silent else {}
    try:
        client("dynamodb").update_item(
            TableName=os.environ["PEOPLE_TABLE"],
            Key={"report": {"S": report}},
            UpdateExpression=change,
            ConditionExpression="attribute_exists(channels)",
            **values,
        )
    except ClientError as error:  # nobody to send to: nothing is sent
        if not lost_condition(error):
            raise


def reports_of(
    citizen: Citizen, limit: int, after: Place | None = None
) -> tuple[Sequence[str], Place | None]:
    """Give a page of the reports whose contact was confirmed as this one, newest first."""
    kind = KINDS[citizen.channel]
    own = f"confirmed_{kind}"
    query: dict[str, Any] = {}
    if after:
        start = {own: citizen.contact, "received_at": after[0], "report": after[1]}
        query["ExclusiveStartKey"] = to_item(start)
    page = client("dynamodb").query(
        TableName=os.environ["PEOPLE_TABLE"],
        IndexName=kind,
        KeyConditionExpression=f"{own} = :c",
        ExpressionAttributeValues={":c": {"S": citizen.contact}},
        ScanIndexForward=False,
        Limit=limit,
        **query,
    )
    last = from_item(page["LastEvaluatedKey"]) if "LastEvaluatedKey" in page else None
    numbers = [item["report"]["S"] for item in page["Items"]]
    return numbers, (last["received_at"], last["report"]) if last else None
