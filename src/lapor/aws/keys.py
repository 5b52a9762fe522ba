"""API keys of the agencies' own systems: shown once, stored as a keyed hash, found by their id.

A key reads `lapor_<id>_<secret>`: the id is public, the secret has 192 random bits.
"""

import hmac
import os
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws import audit, directory
from lapor.aws.clients import client
from lapor.aws.faults import lost_condition
from lapor.aws.items import to_item
from lapor.aws.pepper import pepper
from lapor.domain.administration import NewKey
from lapor.domain.errors import NoEntry, Unauthorized
from lapor.domain.event import Actor, stamp
from lapor.domain.ids import mac
from lapor.domain.roles import DEVELOPER, permits

Entry = Mapping[str, Any]
KIND, PREFIX = "key", "lapor"
NOTHING: Entry = {"hash": "0" * 64, "agency": "", "scopes": [], "expires_at": ""}


def actor_of(key: str, scope: str, now: datetime) -> Actor:
    """Give whom a key acts for; raises Unauthorized.

    Unknown, wrong, revoked and expired keys and those without the scope are all refused alike and
    at the same cost; a revoked one within the directory's minute.
    """
    prefix, _, rest = key[:200].partition("_")
    key_id, _, secret = rest.partition("_")
    found = (directory.entry(KIND, key_id) if key_id else None) or NOTHING
    right = hmac.compare_digest(_hash(key_id, secret), found["hash"])
    alive = not found.get("revoked_at") and stamp(now) < found["expires_at"]
    if prefix != PREFIX or not right or not alive or scope not in found["scopes"]:
        raise Unauthorized
    return Actor(DEVELOPER, f"{KIND}#{key_id}", found["agency"])


def listed(by: Actor) -> list[Entry]:
    """Give the keys of the caller's agency, the newest first; their secrets are nowhere."""
    if not permits(by, "list_keys", by.agency):
        raise NoEntry
    found = directory.of_agency(by.agency or "", KIND)
    return [shown(e) for e in sorted(found, key=lambda e: e["created_at"], reverse=True)]


def shown(entry: Entry) -> Entry:
    """Write a key without its hash."""
    names = ("id", "name", "scopes", "created_at", "created_by", "expires_at", "revoked_at")
    return {name: entry.get(name) for name in names}


def created(by: Actor, said: NewKey, now: datetime) -> Entry:
    """Make a key for the caller's agency; its text is in this answer and never again."""
    if not permits(by, "create_key", by.agency):
        raise NoEntry
    key_id, secret = secrets.token_hex(8), secrets.token_urlsafe(24)
    scopes = sorted(set(said.scopes))
    facts = {"agency": by.agency, "scopes": scopes, "days": said.days}
    audit.record("key_created", by, f"key#{key_id}", now, facts)
    entry = {
        "kind": KIND,
        "id": key_id,
        "agency": by.agency,
        "name": said.name,
        "scopes": scopes,
        "hash": _hash(key_id, secret),
        "created_at": stamp(now),
        "created_by": by.id,
        "expires_at": stamp(now + timedelta(days=said.days)),
    }
    client("dynamodb").put_item(
        TableName=os.environ["DIRECTORY_TABLE"],
        Item=to_item(entry),
        ConditionExpression="attribute_not_exists(id)",
    )
    directory.forget(KIND, key_id)
    return {**shown(entry), "key": f"{PREFIX}_{key_id}_{secret}"}


def revoked(by: Actor, key_id: str, now: datetime) -> Entry:
    """End a key of the caller's agency; a key that has ended stays as it ended."""
    entry = directory.entry(KIND, key_id)
    if entry is None or not permits(by, "revoke_key", entry["agency"]):
        raise NoEntry
    if entry.get("revoked_at"):
        return shown(entry)
    audit.record("key_revoked", by, f"key#{key_id}", now, {"agency": entry["agency"]})
    ended = {**entry, "revoked_at": stamp(now)}
    try:
        client("dynamodb").put_item(
            TableName=os.environ["DIRECTORY_TABLE"],
            Item=to_item(ended),
            ConditionExpression="attribute_exists(id) AND attribute_not_exists(revoked_at)",
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
    directory.forget(KIND, key_id)
    return shown(ended)


def _hash(key_id: str, secret: str) -> str:
    return mac(pepper(), "api-key", key_id, secret).hex()
