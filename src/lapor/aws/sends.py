"""One row per message to a person: claimed before it is handed over, so that none is sent twice.

Its states are those of `domain/reached.py`: claimed → sent → delivered, bounced or complained; or
rejected (the provider will never take it), given_up, or withheld by us; or waiting, when the
provider refused for now. A crash between the hand-over and its record leaves a claim behind: a mail
is then sent once more (at most twice in all), an SMS is given up (at most once). What the provider
reports may come before we have recorded the hand-over; it stands.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import batched
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import code_of, did_nothing, lost_condition, never_taken
from lapor.aws.items import from_item, to_item
from lapor.domain.event import stamp
from lapor.domain.reached import FAILED, FINAL, Heard, again_in, below
from lapor.registers import kept_for

CLAIM = timedelta(seconds=60)
"""How long a claim may be somebody else's work in progress; above notify's time limit."""

TRIES = {"email": 2, "sms": 1}
"""How often a message may be handed over when it is unknown what became of the first time."""


OF_FAILURES = "failures#"
"""Begins the rows of the operator's daily mails, which are about no report."""


class InProgress(Exception):
    """Another worker has just claimed the message; come back later."""


class Later(Exception):
    """The provider did not take the message now; offer it again after `wait`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(wait)
        self.wait = wait


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
    it is not sent, or None. `hand_over` returns the provider's message id. Raises InProgress,
    Later when the provider surely did nothing, or what was raised when nobody knows.
    """
    row = _claimed(event, channel, now)
    if row["state"] in FINAL:
        return str(row["state"])
    if row["tries"] > TRIES[channel.partition("#")[0]]:
        return _ended(row, now, "given_up")
    if why := withheld():
        return _ended(row, now, why)
    try:
        provider = hand_over()
    except Exception as error:
        if isinstance(error, ClientError) and never_taken(error):
            return _ended(row, now, "rejected", why=code_of(error))
        if not did_nothing(error):
            raise
        wait = again_in(datetime.fromisoformat(row["first_at"]), now)
        if wait is None:
            return _ended(row, now, "given_up")
        _set(row, {**row, "state": "waiting", "tries": row["tries"] - 1})
        raise Later(wait) from error
    return _ended(row, now, "sent", provider=provider)


def tag(event: str, channel: str) -> str:
    """Name a message's row as the mail service may carry it: letters, digits, `-` and `_`.

    It says which event and what kind of recipient, never an address.
    """
    return urlsafe_b64encode(f"{event}#{channel}".encode()).decode().rstrip("=")


def of_tag(text: str) -> tuple[str, str]:
    """Give event and channel of the row that a tag names; raises ValueError."""
    named = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
    report, seq, channel = named.split("#", 2)
    return f"{report}#{seq}", channel


def record(heard: Heard, provider: str, now: datetime) -> bool:
    """Raise a row to what was heard of it, never lower it; says whether there is such a row."""
    states = {f":s{n}": {"S": state} for n, state in enumerate(below(heard.state))}
    key = to_item({"event": heard.event, "channel": heard.channel})
    failed = _failed(heard.state, now)
    marked = ", failed = :failed" if failed else ""
    values = {":new": heard.state, ":at": stamp(now), ":p": provider}
    values |= {":failed": failed["failed"]} if failed else {}
    try:
        client("dynamodb").update_item(
            TableName=os.environ["SENDS_TABLE"],
            Key=key,
            UpdateExpression=f"SET #state = :new, heard_at = :at, provider = :p{marked}",
            ConditionExpression=f"#state IN ({', '.join(states)})",
            ExpressionAttributeNames={"#state": "state"},
            ExpressionAttributeValues={**to_item(values), **states},
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
        return bool(error.response.get("Item"))
    return True


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


def failed_on(day: str) -> Iterator[dict[str, Any]]:
    """Give event, channel and state of the messages that failed on a day (UTC), by index."""
    paginator = client("dynamodb").get_paginator("query")
    pages = paginator.paginate(
        TableName=os.environ["SENDS_TABLE"],
        IndexName="failed",
        KeyConditionExpression="failed = :d",
        ExpressionAttributeValues={":d": {"S": day}},
    )
    for page in pages:
        yield from (from_item(item) for item in page["Items"])


def _claimed(event: str, channel: str, now: datetime) -> dict[str, Any]:
    expires = int((now + kept_for("sends")).timestamp())
    fresh = {"event": event, "channel": channel, "state": "claimed", "tries": 1, "at": stamp(now)}
    fresh |= {"first_at": stamp(now), "expires": expires}
    old = _put(fresh, "attribute_not_exists(channel)", {})
    if old is None or old["state"] in FINAL:
        return old or fresh
    if old["state"] == "claimed" and datetime.fromisoformat(old["at"]) > now - CLAIM:
        raise InProgress
    again = {**fresh, "tries": old["tries"] + 1, "first_at": old.get("first_at", old["at"])}
    if _put(again, *_as(old)) is not None:
        raise InProgress
    return again


def _ended(row: Mapping[str, Any], now: datetime, state: str, **more: str) -> str:
    return _set(row, {**row, "state": state, **more, **_failed(state, now)})


def _failed(state: str, now: datetime) -> dict[str, str]:
    """Name the day under which the operator finds a message that failed."""
    return {"failed": now.astimezone(UTC).date().isoformat()} if state in FAILED else {}


def _set(claimed: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """Store how a claim ended, unless the provider has told more already; gives what stands."""
    while (other := _put(row, *_as(claimed))) is not None:
        if other["state"] in FINAL:
            return str(other["state"])
        claimed = other
    return str(row["state"])


def _as(row: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """Give the condition that a row still stands as it was seen."""
    return "#at = :a AND #state = :s", {":a": {"S": row["at"]}, ":s": {"S": row["state"]}}


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
