"""The officers in `Directory`: found by agency, and changed only while who changes them may.

Every change is one transaction that also checks the one who makes it: two admins who suspend each
other at once cannot both succeed, so an agency keeps one, and a suspended admin changes nobody even
in the minute in which a function still remembers him. No change writes a whole entry, so none can
take back what another has just written: a suspension, an end of all sessions, a hand.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapor.aws import audit, clock, directory
from lapor.aws.clients import client
from lapor.aws.items import to_item
from lapor.aws.transactions import Lost, Row, together
from lapor.domain.errors import Taken, Unauthorized
from lapor.domain.event import Actor, stamp
from lapor.domain.hands import Account
from lapor.domain.roles import SignedIn

Entry = Mapping[str, Any]
KIND = directory.OFFICER
SEEN = "#role = :seen_role AND #agency = :seen_agency"
"""The officer is still who the caller has seen."""


def account(username: str) -> Account:
    """Read in whose hands an account is; one that is no longer there is in its officer's own.

    An entry that was invited or changed here and does not say by whom is older than `given_by`.
    """
    found = directory.fresh(KIND, username) or {}
    given = frozenset(found.get("given_by", ()))
    traced = bool(given) or not found.get("edited")
    return Account(username, found.get("email"), given, found.get("given_at", ""), traced)


def add(by: Actor, entry: Entry, row: Row, now: datetime) -> None:
    """Store a new officer, or again the same one; raises Taken when it is another.

    What happened to the same one meanwhile stays: who is suspended is so after an invitation too.
    """
    same = [n for n in ("agency", "unit", "role", "email") if entry.get(n) is not None]
    known = " AND ".join(f"#{n} = :{n}" for n in same)
    condition = f"attribute_not_exists(id) OR ({known})"
    _give(by, entry["username"], entry, condition, {}, row, now)


def give(by: Actor, before: Entry, values: Entry, row: Row, now: datetime) -> None:
    """Set values of an officer as `change` does, whose account comes into the caller's hands."""
    _give(by, before["id"], values, SEEN, _seen(before), row, now)


def change(by: Actor, before: Entry, values: Entry, row: Row) -> None:
    """Set values of an officer who is still what the caller has seen; None takes one away."""
    _change(by, before["id"], _update(before["id"], values, SEEN, _seen(before)), row)


def sign_out_everywhere(who: SignedIn, now: datetime) -> None:
    """Refuse from now on whatever was issued to this officer until now."""
    by = directory.actor(who)
    row = audit.row("signed_out_everywhere", by, f"officer#{by.id}", now, {"agency": by.agency})
    mark = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Key": key(by.id),
        "UpdateExpression": "SET signed_out_at = :now",
        "ConditionExpression": "attribute_exists(id)",
        "ExpressionAttributeValues": {":now": {"N": str(token_time())}},
    }
    together(row, {"Update": mark})
    directory.forget(KIND, by.id)


def strip(entry: Entry, row: Row) -> bool:
    """Take name, address and office from a suspended officer; says no when somebody restored it.

    The entry is `leaving` until `mark_left`.
    """
    update = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Key": key(entry["id"]),
        "UpdateExpression": "SET leaving = :t REMOVE #name, email, agency, #unit",
        "ConditionExpression": "attribute_exists(suspended) AND signed_out_at = :seen",
        "ExpressionAttributeNames": {"#name": "name", "#unit": "unit"},
        "ExpressionAttributeValues": to_item({":t": True, ":seen": entry["signed_out_at"]}),
    }
    try:
        together(row, {"Update": update})
    except Lost:
        return False
    return True


def mark_left(username: str, now: datetime) -> None:
    """Note that nothing but the user name of an officer is left anywhere."""
    client("dynamodb").update_item(
        TableName=os.environ["DIRECTORY_TABLE"],
        Key=key(username),
        UpdateExpression="SET left_at = :now REMOVE leaving",
        ConditionExpression="attribute_exists(leaving)",
        ExpressionAttributeValues={":now": {"S": stamp(now)}},
    )


def token_time() -> int:
    """Give the present second by the clock of tokens, for `signed_out_at`."""
    return int(clock.of_tokens().timestamp())


def _seen(before: Entry) -> Entry:
    return {":seen_role": before["role"], ":seen_agency": before.get("agency")}


def _give(
    by: Actor, username: str, values: Entry, condition: str, seen: Entry, row: Row, now: datetime
) -> None:
    giver = account(by.id)
    update = _update(username, {**values, "given_at": stamp(now)}, condition, seen)
    update["UpdateExpression"] += " ADD given_by :hands"
    update["ExpressionAttributeValues"] |= to_item({":hands": set(giver.hands)})
    _change(by, username, update, row, giver)


def _update(username: str, values: Entry, condition: str, seen: Entry) -> dict[str, Any]:
    put = {n: v for n, v in values.items() if v is not None} | {"edited": True}
    gone = [n for n, v in values.items() if v is None]
    sets = "SET " + ", ".join(f"#{n} = :{n}" for n in put)
    removes = " REMOVE " + ", ".join(f"#{n}" for n in gone) if gone else ""
    return {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Key": key(username),
        "UpdateExpression": f"{sets}{removes}",
        "ConditionExpression": condition,
        "ExpressionAttributeNames": {f"#{n}": n for n in (*put, *gone, "role", "agency")},
        "ExpressionAttributeValues": to_item({**{f":{n}": v for n, v in put.items()}, **seen}),
    }


def _change(
    by: Actor, username: str, update: dict[str, Any], row: Row, giver: Account | None = None
) -> None:
    """Make and record a change if who makes it still may, and as a giver is in no other hands."""
    own = "#r = :role AND agency = :agency AND attribute_not_exists(suspended)"
    values = {":role": by.role, ":agency": by.agency}
    if giver and giver.given_at:
        own += " AND given_at = :given_at"
        values[":given_at"] = giver.given_at
    elif giver:
        own += " AND attribute_not_exists(given_at)"
    still = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Key": key(by.id),
        "ConditionExpression": own,
        "ExpressionAttributeNames": {"#r": "role"},
        "ExpressionAttributeValues": to_item(values),
    }
    try:
        together(row, {"Update": update}, {"ConditionCheck": still})
    except Lost as lost:
        raise (Unauthorized if 1 in lost.parts else Taken) from None
    directory.forget(KIND, username)


def key(username: str) -> dict[str, Any]:
    """Give the key of an officer's entry."""
    return {"kind": {"S": KIND}, "id": {"S": username}}
