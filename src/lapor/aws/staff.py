"""The officers in `Directory`: found by agency, and changed only while who changes them may.

Every change is one transaction that also checks the one who makes it: two admins who suspend each
other at once cannot both succeed, so an agency keeps one, and a suspended admin changes nobody even
in the minute in which a function still remembers him.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws import audit, clock, directory
from lapor.aws.clients import client
from lapor.aws.faults import code_of
from lapor.aws.items import to_item
from lapor.domain.errors import Refused, Taken, Unauthorized
from lapor.domain.event import Actor
from lapor.domain.signed_in import SignedIn

Entry = Mapping[str, Any]
KIND = directory.OFFICER


def add(by: Actor, entry: Entry) -> None:
    """Store a new officer, or again the same one; raises Taken when it is another."""
    same = ("agency", "unit", "role", "email")
    known = " AND ".join(f"#{n} = :{n}" for n in same if entry.get(n) is not None)
    put = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Item": to_item({"kind": KIND, "id": entry["username"], "edited": True, **entry}),
        "ConditionExpression": f"attribute_not_exists(id) OR ({known})",
        "ExpressionAttributeNames": {f"#{n}": n for n in same if entry.get(n) is not None},
        "ExpressionAttributeValues": to_item({f":{n}": entry.get(n) for n in same}),
    }
    _change(by, entry["username"], {"Put": put}, Taken())


def change(by: Actor, before: Entry, values: Entry) -> None:
    """Set values of an officer who is still what the caller has seen; None takes one away."""
    put = {n: v for n, v in values.items() if v is not None}
    gone = [n for n, v in values.items() if v is None]
    sets = ", ".join(f"#{n} = :{n}" for n in put) + ", edited = :edited"
    removes = " REMOVE " + ", ".join(f"#{n}" for n in gone) if gone else ""
    seen = {"role": before["role"], "agency": before.get("agency")}
    update = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Key": _key(before["id"]),
        "UpdateExpression": f"SET {sets.lstrip(', ')}{removes}",
        "ConditionExpression": "#r = :seen_role AND agency = :seen_agency",
        "ExpressionAttributeNames": {**{f"#{n}": n for n in values}, "#r": "role"},
        "ExpressionAttributeValues": to_item(
            {
                **{f":{n}": v for n, v in put.items()},
                ":edited": True,
                ":seen_role": seen["role"],
                ":seen_agency": seen["agency"],
            }
        ),
    }
    _change(by, before["id"], {"Update": update}, Taken())


def sign_out_everywhere(who: SignedIn, now: datetime) -> None:
    """Refuse from now on whatever was issued to this officer until now."""
    by = directory.actor(who)
    audit.record("signed_out_everywhere", by, f"officer#{by.id}", now, {"agency": by.agency})
    client("dynamodb").update_item(
        TableName=os.environ["DIRECTORY_TABLE"],
        Key=_key(by.id),
        UpdateExpression="SET signed_out_at = :now",
        ConditionExpression="attribute_exists(id)",
        ExpressionAttributeValues={":now": {"N": str(token_time())}},
    )
    directory.forget(KIND, by.id)


def token_time() -> int:
    """Give the present second by the clock of tokens, for `signed_out_at`."""
    return int(clock.of_tokens().timestamp())


def _change(by: Actor, username: str, write: dict[str, Any], lost: Refused) -> None:
    still = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Key": _key(by.id),
        "ConditionExpression": (
            "#r = :role AND agency = :agency AND attribute_not_exists(suspended)"
        ),
        "ExpressionAttributeNames": {"#r": "role"},
        "ExpressionAttributeValues": to_item({":role": by.role, ":agency": by.agency}),
    }
    try:
        client("dynamodb").transact_write_items(TransactItems=[write, {"ConditionCheck": still}])
    except ClientError as error:
        if code_of(error) != "TransactionCanceledException":
            raise
        reasons = [r.get("Code") for r in error.response.get("CancellationReasons", [])]
        if reasons[1:] == ["ConditionalCheckFailed"]:
            raise Unauthorized from None
        if reasons[:1] == ["ConditionalCheckFailed"]:
            raise lost from None
        raise
    directory.forget(KIND, username)


def _key(username: str) -> dict[str, Any]:
    return {"kind": {"S": KIND}, "id": {"S": username}}
