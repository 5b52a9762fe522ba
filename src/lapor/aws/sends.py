"""One row per message to a person: claimed before it is handed over, so that none is sent twice.

States: claimed → sent, rejected (the provider will never take it), given_up, or withheld by us:
capped (the contact got too many), muted (it is blocked), foreign (no Indonesian mobile number); or
waiting, when the provider refused for now. A crash between the hand-over and its record leaves a
claim behind: a mail is then sent once more (at most twice in all), an SMS is given up (at most
once).
"""

import os
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from itertools import batched
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import code_of, lost_condition, never_taken, refused_before_work
from lapor.aws.items import from_item, to_item
from lapor.domain.event import stamp
from lapor.registers import kept_for

CLAIM = timedelta(seconds=60)
"""How long a claim may be somebody else's work in progress; above notify's time limit."""

TRIES = {"email": 2, "sms": 1}
"""How often a message may be handed over when it is unknown what became of the first time."""

WITHHELD = frozenset({"capped", "muted", "foreign"})
FINAL = frozenset({"sent", "rejected", "given_up"}) | WITHHELD


class InProgress(Exception):
    """Another worker has just claimed the message; come back later."""


def once(
    event: str,
    channel: str,
    now: datetime,
    hand_over: Callable[[], str],
    withheld: Callable[[], str | None],
) -> str:
    """Send one message unless it was sent; gives the row's final state.

    `event` is `report#seq`, `channel` is `email#<recipient>` or `sms#<recipient>` without any
    address. `withheld` is asked once the message is ours to send: the state of WITHHELD for which
    it is not sent, or None. `hand_over` returns the provider's message id. Raises InProgress, or
    what the provider raised when it may take the message later.
    """
    row = _claimed(event, channel, now)
    if row["state"] in FINAL:
        return str(row["state"])
    if row["tries"] > TRIES[channel.partition("#")[0]]:
        return _set({**row, "state": "given_up"})
    if why := withheld():
        return _set({**row, "state": why})
    try:
        provider = hand_over()
    except ClientError as error:
        if never_taken(error):
            return _set({**row, "state": "rejected", "why": code_of(error)})
        if refused_before_work(error):
            _set({**row, "state": "waiting", "tries": row["tries"] - 1})
        raise
    return _set({**row, "state": "sent", "provider": provider})


def abandon(event: str, who: str, now: datetime) -> None:
    """End what was begun of telling somebody who may be told no more; costs two writes.

    Else the claim of a process that died before an erasure or a restriction would stay for ever.
    """
    begun = {":c": {"S": "claimed"}, ":w": {"S": "waiting"}}
    for kind in TRIES:
        expires = int((now + kept_for("sends")).timestamp())
        row = {"event": event, "channel": f"{kind}#{who}", "state": "given_up", "at": stamp(now)}
        _put({**row, "expires": expires}, "#state = :c OR #state = :w", begun)


def to_reporter(report: str, events: Iterable[int]) -> list[dict[str, Any]]:
    """Give the rows of messages to a report's reporter, in order."""
    table = os.environ["SENDS_TABLE"]
    keys = [
        to_item({"event": f"{report}#{seq}", "channel": f"{kind}#reporter"})
        for seq in events
        for kind in TRIES
    ]
    found = []
    for some in batched(keys, 100, strict=False):
        wanted: Any = {table: {"Keys": list(some)}}
        while wanted:
            answer = client("dynamodb").batch_get_item(RequestItems=wanted)
            found += [from_item(item) for item in answer["Responses"][table]]
            wanted = answer["UnprocessedKeys"]
    return sorted(found, key=lambda row: (int(row["event"].partition("#")[2]), row["channel"]))


def _claimed(event: str, channel: str, now: datetime) -> dict[str, Any]:
    expires = int((now + kept_for("sends")).timestamp())
    fresh = {"event": event, "channel": channel, "state": "claimed", "tries": 1, "at": stamp(now)}
    fresh |= {"expires": expires}
    old = _put(fresh, "attribute_not_exists(channel)", {})
    if old is None or old["state"] in FINAL:
        return old or fresh
    if old["state"] == "claimed" and datetime.fromisoformat(old["at"]) > now - CLAIM:
        raise InProgress
    again = {**fresh, "tries": old["tries"] + 1}
    unchanged = {":a": {"S": old["at"]}, ":s": {"S": old["state"]}}
    if _put(again, "#at = :a AND #state = :s", unchanged) is not None:
        raise InProgress
    return again


def _put(
    row: Mapping[str, Any], condition: str, values: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Store a row, or give the one that stands in the way, which may be none."""
    query: dict[str, Any] = {}
    if values:
        names = {f"#{name}": name for name in ("at", "state") if f"#{name}" in condition}
        query = {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
    try:
        client("dynamodb").put_item(
            TableName=os.environ["SENDS_TABLE"],
            Item=to_item(row),
            ConditionExpression=condition,
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
            **query,
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
        return from_item(error.response.get("Item", {}))  # type: ignore[arg-type]
    return None


def _set(row: Mapping[str, Any]) -> str:
    client("dynamodb").put_item(TableName=os.environ["SENDS_TABLE"], Item=to_item(row))
    return str(row["state"])
