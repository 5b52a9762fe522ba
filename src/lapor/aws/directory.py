"""The directory of agencies, units, officers and rules: read by all, remembered for a minute."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

from lapor.aws.clients import client
from lapor.aws.items import from_item
from lapor.domain.document import Names
from lapor.domain.errors import Unauthorized
from lapor.domain.event import Actor
from lapor.domain.roles import MONITOR, PERMISSIONS, READS, SignedIn
from lapor.registers import place_names

REMEMBERED = 60.0
"""Seconds; an officer who is suspended loses access within them."""

OFFICER = "officer"
"""The kind of officers' entries."""

Entry = Mapping[str, Any]
_memory: dict[tuple[str, str], tuple[float, Entry | None]] = {}
_lists: dict[str, tuple[float, list[str]]] = {}


def entry(kind: str, key: str) -> Entry | None:
    """Give one entry of the directory, or None."""
    known = _memory.get((kind, key))
    if known and known[0] > time.monotonic():
        return known[1]
    found = client("dynamodb").get_item(
        TableName=os.environ["DIRECTORY_TABLE"], Key={"kind": {"S": kind}, "id": {"S": key}}
    )
    value = from_item(found["Item"]) if "Item" in found else None
    _memory[kind, key] = (time.monotonic() + REMEMBERED, value)
    return value


def fresh(kind: str, key: str) -> Entry | None:
    """Give one entry as it is now, for those who are about to change it."""
    found = client("dynamodb").get_item(
        TableName=os.environ["DIRECTORY_TABLE"],
        Key={"kind": {"S": kind}, "id": {"S": key}},
        ConsistentRead=True,
    )
    return from_item(found["Item"]) if "Item" in found else None


def unchanged(before: Entry) -> tuple[str, dict[str, Any]]:
    """Give the condition, and its values, that an entry's settings are as they were read."""
    version = before.get("settings_version")
    if version is None:
        return "attribute_not_exists(settings_version)", {}
    return "settings_version = :v", {":v": {"N": str(version)}}


def forget(kind: str | None = None, key: str = "") -> None:
    """Drop what is remembered of an entry that was just changed; of all, for tests."""
    if kind is None:
        _memory.clear()
        _lists.clear()
    else:
        _memory.pop((kind, key), None)


def agency(key: str) -> Entry | None:
    """Give an agency by id."""
    return entry("agency", key)


def below(key: str) -> list[str]:
    """Give the agencies below an agency, at any depth."""
    return list((entry("below", key) or {}).get("agencies", []))


def every(kind: str, attributes: Sequence[str] = ()) -> Iterator[Entry]:
    """Give all entries of a kind, or only some attributes of each."""
    names = {f"#{name}": name for name in attributes}
    some: Any = {"ProjectionExpression": ", ".join(names), "ExpressionAttributeNames": names}
    pages = client("dynamodb").get_paginator("query").paginate(
        TableName=os.environ["DIRECTORY_TABLE"],
        KeyConditionExpression="kind = :k",
        ExpressionAttributeValues={":k": {"S": kind}},
        **(some if names else {}),
    )  # fmt: skip
    return (from_item(item) for page in pages for item in page["Items"])


def several(keys: Sequence[tuple[str, str]]) -> list[Entry]:
    """Give the entries that there are of many, by kind and id."""
    table = os.environ["DIRECTORY_TABLE"]
    found: list[Entry] = []
    for some in batched(keys, 100, strict=False):
        wanted: Any = {table: {"Keys": [{"kind": {"S": k}, "id": {"S": i}} for k, i in some]}}
        while wanted:
            answer = client("dynamodb").batch_get_item(RequestItems=wanted)
            found += [from_item(item) for item in answer["Responses"][table]]
            wanted = answer["UnprocessedKeys"]
    return found


def learn(kind: str) -> None:
    """Remember all entries of a kind: naming many of them then costs these pages alone."""
    until = time.monotonic() + REMEMBERED
    _memory.update({(kind, value["id"]): (until, value) for value in every(kind)})


def unit(key: str) -> Entry | None:
    """Give a unit by its full id, `agency:slug`."""
    return entry(f"unit#{key.partition(':')[0]}", key)


def units_within(key: str | None) -> list[str]:
    """Give a unit and its sub-units, by full id; none for no unit."""
    if key is None:
        return []
    agency = key.partition(":")[0]
    known = _lists.get(key)
    if known and known[0] > time.monotonic():
        return known[1]
    found = client("dynamodb").query(
        TableName=os.environ["DIRECTORY_TABLE"],
        KeyConditionExpression="kind = :k AND begins_with(id, :u)",
        ExpressionAttributeValues={":k": {"S": f"unit#{agency}"}, ":u": {"S": f"{key}:"}},
        ProjectionExpression="id",
    )
    units = [key, *(item["id"]["S"] for item in found["Items"])]
    _lists[key] = (time.monotonic() + REMEMBERED, units)
    return units


def of_agency(agency: str, kind: str = OFFICER) -> list[Entry]:
    """Give an agency's entries of a kind, officers or keys, by the index `of_agency`."""
    pages = client("dynamodb").get_paginator("query").paginate(
        TableName=os.environ["DIRECTORY_TABLE"],
        IndexName="of_agency",
        KeyConditionExpression="agency = :a AND kind = :k",
        ExpressionAttributeValues={":a": {"S": agency}, ":k": {"S": kind}},
    )  # fmt: skip
    return [from_item(item) for page in pages for item in page["Items"]]


def active(agency: str, role: str) -> list[Entry]:
    """Give the officers of a role at an agency who may sign in, in the order of their names."""
    found = [o for o in of_agency(agency) if o["role"] == role and not o.get("suspended")]
    return sorted(found, key=lambda officer: str(officer["id"]))


def rule(category: str) -> Entry | None:
    """Give the routing rule of a category."""
    return entry("rule", category)


def officer(who: SignedIn) -> Entry:
    """Give a signed-in officer's entry; raises Unauthorized.

    Unknown and suspended officers are refused, and whoever signed in before the officer signed out
    everywhere (`signed_out_at`, Unix seconds): each within `REMEMBERED`.
    """
    found = entry(OFFICER, who.username)
    if found is None or found.get("suspended") or who.since <= found.get("signed_out_at", -1):
        raise Unauthorized
    return found


def actor(who: SignedIn) -> Actor:
    """Give what an officer may act as; the scope comes from here, never from the token."""
    found = officer(who)
    role, agency = found["role"], found.get("agency")
    watched = below(agency) if role == MONITOR and agency else []
    return Actor(role, who.username, agency, found.get("unit"), frozenset(watched))


def office_name(key: str | None) -> str | None:
    """Give the name of an agency or a unit."""
    if key is None:
        return None
    found = unit(key) if ":" in key else agency(key)
    return found["name"] if found else key


def approves(key: str | None) -> bool:
    """Say whether an agency lets no final answer out before its leader has approved it."""
    found = agency(key) if key else None
    return bool(found and found.get("approves"))


def profile(who: SignedIn) -> Mapping[str, Any]:
    """Give what an officer's pages show: who it is, and which pages are of use."""
    found = officer(who)
    role = found["role"]
    return {
        "username": who.username,
        "name": found["name"],
        "role": role,
        "agency": found.get("agency"),
        "agency_name": office_name(found.get("agency")),
        "unit": found.get("unit"),
        "unit_name": office_name(found.get("unit")),
        "reads": role in READS,
        "may": sorted(action for action, roles in PERMISSIONS.items() if role in roles),
    }


NAMES = Names(office_name, lambda code: place_names().get(code) if code else None, approves)
"""What documents say of offices and places."""
