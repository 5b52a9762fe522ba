"""API keys of the agencies' own systems: made by a developer, shown once, listed, revoked.

How a call shows one is `bearer`'s business.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from lapor.aws import audit, directory
from lapor.aws.bearer import KIND, PREFIX, hashed
from lapor.aws.items import to_item
from lapor.aws.transactions import Lost, together
from lapor.domain.administration import NewKey
from lapor.domain.errors import NoEntry
from lapor.domain.event import Actor, stamp
from lapor.domain.roles import permits

Entry = Mapping[str, Any]

SHOWN = (
    "id", "name", "scopes", "created_at", "created_by", "expires_at", "revoked_at", "used_on",
)  # fmt: skip
"""What is told of a key: never its hash; `used_on` is the day (UTC) of its last use."""


def listed(by: Actor) -> list[Entry]:
    """Give the keys of the caller's agency, the newest first; their secrets are nowhere."""
    if not permits(by, "list_keys", by.agency):
        raise NoEntry
    found = directory.of_agency(by.agency or "", KIND)
    return [shown(e) for e in sorted(found, key=lambda e: e["created_at"], reverse=True)]


def shown(entry: Entry) -> Entry:
    """Write a key without its hash."""
    return {name: entry.get(name) for name in SHOWN}


def created(by: Actor, said: NewKey, now: datetime) -> Entry:
    """Make a key for the caller's agency; its text is in this answer and never again."""
    if not permits(by, "create_key", by.agency):
        raise NoEntry
    key_id, secret = secrets.token_hex(8), secrets.token_urlsafe(24)
    scopes = sorted(set(said.scopes))
    facts = {"agency": by.agency, "scopes": scopes, "days": said.days}
    row = audit.row("key_created", by, f"key#{key_id}", now, facts)
    entry = {
        "kind": KIND,
        "id": key_id,
        "agency": by.agency,
        "name": said.name,
        "scopes": scopes,
        "hash": hashed(key_id, secret),
        "created_at": stamp(now),
        "created_by": by.id,
        "expires_at": stamp(now + timedelta(days=said.days)),
    }
    put = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Item": to_item(entry),
        "ConditionExpression": "attribute_not_exists(id)",
    }
    together(row, {"Put": put})
    directory.forget(KIND, key_id)
    return {**shown(entry), "key": f"{PREFIX}_{key_id}_{secret}"}


def revoked(by: Actor, key_id: str, now: datetime) -> Entry:
    """End a key of the caller's agency; a key that has ended stays as it ended."""
    entry = directory.fresh(KIND, key_id)
    if entry is None or not permits(by, "revoke_key", entry["agency"]):
        raise NoEntry
    if entry.get("revoked_at"):
        return shown(entry)
    row = audit.row("key_revoked", by, f"key#{key_id}", now, {"agency": entry["agency"]})
    mark = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Key": to_item({"kind": KIND, "id": key_id}),
        "UpdateExpression": "SET revoked_at = :now",
        "ConditionExpression": "attribute_exists(id) AND attribute_not_exists(revoked_at)",
        "ExpressionAttributeValues": {":now": {"S": stamp(now)}},
    }
    with suppress(Lost):  # another was faster, and wrote it down
        together(row, {"Update": mark})
    directory.forget(KIND, key_id)
    return shown(directory.fresh(KIND, key_id) or entry)
