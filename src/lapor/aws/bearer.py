"""Calls that carry an API key (`Authorization: Bearer lapor_<id>_<secret>`): whose, and how many.

The id is public, the secret has 192 random bits; keys are found by their id and compared by keyed
hash. Wrong ones are not counted: nobody guesses 192 bits, and a counter would be a write that
strangers can cause.
"""

import hmac
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from lapor import registers
from lapor.aws import audit, directory, limits
from lapor.aws.http import Request
from lapor.aws.items import to_item
from lapor.aws.pepper import pepper
from lapor.aws.transactions import Lost, together
from lapor.domain.errors import BadKey
from lapor.domain.event import Actor, stamp
from lapor.domain.ids import mac
from lapor.domain.roles import KEY

KIND, PREFIX = "key", "lapor"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)

NOTHING: Mapping[str, Any] = {"hash": "0" * 64, "agency": "", "scopes": [], "expires_at": ""}
"""What an unknown key is compared with."""

NOBODY = ("-", "")
"""Whom a text that is no key is looked up as, so that it costs what a wrong key does."""

_TEXT = re.compile(rf"{PREFIX}_([0-9a-f]{{16}})_([A-Za-z0-9_-]{{32}})")


def caller(request: Request, scope: str) -> Actor:
    """Give whom a call's key acts for, count the call and record the day.

    Raises BadKey, and TooMany beyond the key's calls of a minute.
    """
    kind, _, key = request.headers.get("authorization", "").partition(" ")
    by = actor_of(key if kind.lower() == "bearer" else "", scope, request.now)
    most = registers.limits("key")["calls_per_minute"]
    limits.count(f"calls#{by.id}", most, MINUTE, request.now)
    _used(by, request.now)
    return by


def count_filing(by: Actor, now: datetime) -> None:
    """Count one more report that a key files today (UTC); raises TooMany."""
    limits.count(f"filed#{by.id}", registers.limits("key")["filed_per_day"], DAY, now)


def actor_of(key: str, scope: str, now: datetime) -> Actor:
    """Give whom a key acts for; raises BadKey.

    Missing, unknown, wrong, revoked and expired keys and those without the scope are all refused
    alike and at the same cost; a revoked one within the directory's minute.
    """
    fits = _TEXT.fullmatch(key)
    key_id, secret = fits.groups() if fits else NOBODY
    entry = directory.entry(KIND, key_id)
    if entry is None:  # made-up ids must not fill a warm function's memory
        directory.forget(KIND, key_id)
    found = entry or NOTHING
    right = hmac.compare_digest(hashed(key_id, secret), found["hash"])
    alive = not found.get("revoked_at") and stamp(now) < found["expires_at"]
    if not right or not alive or scope not in found["scopes"]:
        raise BadKey
    return Actor(KEY, f"{KIND}#{key_id}", found["agency"])


def hashed(key_id: str, secret: str) -> str:
    """Give the keyed hash by which a key is stored."""
    return mac(pepper(), "api-key", key_id, secret).hex()


def _used(by: Actor, now: datetime) -> None:
    """Record that a key is in use: one audit row a day (UTC), with the day in the key's entry.

    Both are written or neither; whoever comes second finds the day there already, and whoever comes
    at the very moment must come again (Unavailable): no use goes unrecorded.
    """
    key_id, day = by.id.removeprefix(f"{KIND}#"), stamp(now)[:10]
    if (directory.entry(KIND, key_id) or {}).get("used_on", "") >= day:
        return
    row = audit.row("key_used", by, by.id, now, {"agency": by.agency})
    mark = {
        "TableName": os.environ["DIRECTORY_TABLE"],
        "Key": to_item({"kind": KIND, "id": key_id}),
        "UpdateExpression": "SET used_on = :day",
        "ConditionExpression": "attribute_not_exists(used_on) OR used_on < :day",
        "ExpressionAttributeValues": {":day": {"S": day}},
    }
    with suppress(Lost):
        together(row, {"Update": mark})
    directory.forget(KIND, key_id)
