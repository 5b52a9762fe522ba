"""The bucket of the roots: each day's root, published, and its tree, kept to prove what is in it.

`roots/<day>.json` is the public root. `trees/<day>/<root>/` holds its `leaves`, the directory of
their `parts` and, as lines of JSON, what was `sealed`. Everything is written once and locked.
"""

import json
import os
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from botocore.exceptions import ClientError

from lapor.aws import audit, desk
from lapor.aws.clients import client
from lapor.domain.errors import NotFound
from lapor.domain.event import Event, stamp
from lapor.domain.merkle import leaf_hash
from lapor.domain.proof import leaf_of
from lapor.domain.tree import (
    PART,
    SIZE,
    Tree,
    audit_leaf,
    part_of,
    path_in,
    planted,
    root_leaf,
    split,
)

WIB = ZoneInfo("Asia/Jakarta")
LAG = timedelta(hours=12)
"""How much later than its event the desk may be written: the longest that the stream is retried."""

Root = Mapping[str, Any]


def days(after: str = "", limit: int = 1000) -> list[str]:
    """Give the days that have a root, in order, from `after` (a day or the beginning of one) on."""
    page = client("s3").list_objects_v2(
        Bucket=os.environ["ROOTS_BUCKET"],
        Prefix="roots/",
        StartAfter=f"roots/{after}",
        MaxKeys=limit,
    )
    return [item["Key"][len("roots/") : -len(".json")] for item in page.get("Contents", [])]


def newest(now: datetime, count: int = 1) -> list[Root]:
    """Give the latest roots of this year and the last, newest first."""
    found = days(str(now.year - 1))
    return [of_day(day) for day in found[: -count - 1 : -1]]


def of_day(day: str) -> Root:
    """Read the root of a day (`2026-11-23`); raises NotFound."""
    try:
        date.fromisoformat(day)
        root: Root = json.loads(_read(f"roots/{day}.json"))
    except ValueError:
        raise NotFound from None
    except ClientError as error:
        if error.response["Error"]["Code"] == "NoSuchKey":
            raise NotFound from None
        raise
    return root


def seal(now: datetime) -> int | None:
    """Seal yesterday (WIB) and all that is not sealed yet; gives how much, None if it was sealed.

    A day that was missed is sealed with the next. Of two that run at once, one writes the root.
    """
    day = (now.astimezone(WIB) - timedelta(days=1)).date().isoformat()
    previous = next(iter(newest(now)), None)
    if previous and previous["day"] >= day:
        return None
    before = set(leaves_of(previous)) if previous else set()
    since = datetime.fromisoformat(previous["at"]) - LAG if previous else now - timedelta(days=1)
    new = {
        leaf: line
        for each in _days(since, now)
        for leaf, line in _changes(each)
        if leaf_hash(leaf) not in before
    }
    chained = [root_leaf(previous)] if previous else []
    tree = planted([*new, *chained], lambda: secrets.token_bytes(SIZE))
    return len(new) if _kept(tree, day, previous, now, new.values()) else None


def inclusion(number: str, events: Sequence[Event], now: datetime) -> Mapping[str, Any] | None:
    """Give day, event, root and path of the latest hash that is sealed, or None.

    The last event before the latest root is in the first root after it; if the desk was late or
    another event came between midnight and the root, then the one before is, or the next root: at
    most 22 requests, 6 as a rule.
    """
    latest = next(iter(newest(now)), None)
    covered = [e for e in events if latest and stamp(e.at) <= latest["at"]]
    for event in covered[:-3:-1]:
        day = event.at.astimezone(WIB).date() - timedelta(days=1)
        for sealed in days(day.isoformat(), 3):
            root = of_day(sealed)
            path = _path(root, leaf_hash(leaf_of(number, event.hash)))
            if path is not None:
                return {"day": sealed, "seq": event.seq, "root": root["root"], "path": path}
    return None


def sealed_in(root: Root) -> Iterator[Mapping[str, Any]]:
    """Give what a root seals: `report`, `seq`, `head` of chains, `day`, `id`, `digest` of rows."""
    yield from map(json.loads, _read(_tree(root, "sealed")).splitlines())


def leaves_of(root: Root) -> list[bytes]:
    """Give the hashed leaves of a root's tree."""
    return split(_read(_tree(root, "leaves")))


def _changes(day: date) -> Iterator[tuple[bytes, Mapping[str, Any]]]:
    """Give the leaves of a day (UTC), each with what it stands for."""
    for number, seq, head in desk.changed_on(day):
        yield leaf_of(number, head), {"report": number, "seq": seq, "head": head}
    for row in audit.of_day(day):
        leaf = audit_leaf(row)
        yield leaf, {"day": row["day"], "id": row["id"], "digest": leaf.hex()}


def _kept(
    tree: Tree, day: str, previous: Root | None, now: datetime, sealed: Iterable[Mapping[str, Any]]
) -> bool:
    """Write a tree and then its root; says whether this was the first root of the day."""
    root = {
        "v": 1,
        "day": day,
        "at": stamp(now),
        "root": tree.root,
        "previous": {n: previous[n] for n in ("day", "root")} if previous else None,
        "algorithm": "RFC 6962 SHA-256",
    }
    lines = "\n".join(json.dumps(line) for line in sealed)
    _write(_tree(root, "leaves"), b"".join(tree.hashes))
    _write(_tree(root, "parts"), tree.parts)
    _write(_tree(root, "sealed"), lines.encode())
    return _write(f"roots/{day}.json", json.dumps(root).encode())


def _path(root: Root, hashed: bytes) -> list[tuple[str, str]] | None:
    parts = _read(_tree(root, "parts"))
    place = part_of(parts, hashed)
    first = place * PART * SIZE
    part = _read(_tree(root, "leaves"), f"bytes={first}-{first + PART * SIZE - 1}")
    return path_in(parts, place, part, hashed)


def _tree(root: Root, name: str) -> str:
    return f"trees/{root['day']}/{root['root']}/{name}"


def _days(since: datetime, now: datetime) -> Iterator[date]:
    first, last = (date.fromisoformat(stamp(moment)[:10]) for moment in (since, now))
    yield from (first + timedelta(days=n) for n in range((last - first).days + 1))


def _read(key: str, part: str | None = None) -> bytes:
    only = {"Range": part} if part else {}
    found = client("s3").get_object(Bucket=os.environ["ROOTS_BUCKET"], Key=key, **only)
    body: bytes = found["Body"].read()
    return body


def _write(key: str, body: bytes) -> bool:
    """Write what is not there yet; says whether it was written."""
    try:
        client("s3").put_object(
            Bucket=os.environ["ROOTS_BUCKET"], Key=key, Body=body, IfNoneMatch="*"
        )
    except ClientError as error:
        if error.response["Error"]["Code"] in ("PreconditionFailed", "ConditionalRequestConflict"):
            return False
        raise
    return True
