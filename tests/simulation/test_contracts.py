"""The stand-ins of the simulation answer as moto does: the same calls, the same answers.

Else the simulation would prove nothing.
"""

import itertools
import json
import random
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import boto3
import moto
import pytest
from botocore.exceptions import ClientError
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.functions import tables
from tests.functions.conftest import MONDAY, SETTINGS, session
from tests.simulation.cloud import Cloud, Paginator
from tests.simulation.dynamodb import DynamoDB
from tests.simulation.expressions import Unsupported
from tests.simulation.services import Kms, Mailer, Queue, Sqs

Calls = list[tuple[str, dict[str, Any]]]
NOT_COMPARED = {
    "ResponseMetadata", "ScannedCount", "ConsumedCapacity", "ItemCollectionMetrics",
}  # fmt: skip


def outcome(call: Callable[[], Any]) -> Any:
    """Give what a call comes to: its answer, or its error with what stood in the way."""
    try:
        answer = call()
    except ClientError as error:
        found: Mapping[str, Any] = error.response
        if "CancellationReasons" in found:
            reasons = [(r["Code"], r.get("Item")) for r in found["CancellationReasons"]]
            return found["Error"]["Code"], reasons
        return found["Error"]["Code"], found.get("Item")
    return {k: v for k, v in answer.items() if k not in NOT_COMPARED}


class Both:
    """Moto's tables beside those of the simulation."""

    def __init__(self) -> None:
        self.moto: Any = boto3.client("dynamodb")
        self.records: list[tuple[str, Any]] = []
        self.memory = DynamoDB(self._heard)

    def _heard(self, table: str, name: str, item: Any) -> None:
        if table == "Ledger":
            self.records.append((name, item))

    def call(self, operation: str, **params: Any) -> Any:
        """Do a call twice over; the answers must be equal."""
        theirs = outcome(lambda: getattr(self.moto, operation)(**params))
        ours = outcome(lambda: self.memory.call(operation, params))
        if params.get("ReturnValues") == "UPDATED_NEW" and isinstance(theirs, dict):
            for name in params["Key"]:  # moto counts the key of a new item, DynamoDB does not
                theirs["Attributes"].pop(name, None)
        assert ours == theirs, f"{operation} {params}"
        return ours

    def pages(self, **params: Any) -> list[Any]:
        """Read all pages of a query; each must be equal."""
        found = []
        while True:
            found.append(self.call("query", **params))
            if "LastEvaluatedKey" not in found[-1]:
                return found
            params["ExclusiveStartKey"] = found[-1]["LastEvaluatedKey"]


@pytest.fixture(scope="module")
def both() -> Iterator[Both]:
    with pytest.MonkeyPatch.context() as patch, moto.mock_aws():
        for name, value in SETTINGS.items():
            patch.setenv(name, value)
        patch.setattr(boto3, "DEFAULT_SESSION", session())
        tables.hasten(patch)
        tables.make()
        yield Both()


def event(report: str, seq: int, **more: Any) -> dict[str, Any]:
    data = {"M": {"lock": {"S": f"lock of {report}"}, "done": {"BOOL": True}}}
    row = {"report": {"S": report}, "seq": {"N": str(seq)}, "hash": {"S": f"h{seq}"}, "data": data}
    return {**row, "text": {"M": {"body": {"S": "Isi"}}}, "salt": {"S": "s"}, **more}


def desk(report: str, seq: int, **more: str) -> dict[str, Any]:
    row = {"report": {"S": report}, "last_seq": {"N": str(seq)}, "confidential": {"BOOL": False}}
    return {**row, "head": {"S": f"h{seq}"}, **{name: {"S": value} for name, value in more.items()}}


def where(name: str, value: str) -> dict[str, Any]:
    return {
        "KeyConditionExpression": "#k = :k",
        "ExpressionAttributeNames": {"#k": name},
        "ExpressionAttributeValues": {":k": {"S": value}},
    }


APPEND = {
    "TableName": "Ledger",
    "ConditionExpression": "attribute_not_exists(seq)",
    "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
}
REDACT = {
    "TableName": "Ledger",
    "UpdateExpression": "REMOVE #t, salt",
    "ConditionExpression": "#h = :h",
    "ExpressionAttributeNames": {"#t": "text", "#h": "hash"},
}
COUNT = {
    "TableName": "Limits",
    "Key": {"what": {"S": "tries"}},
    "UpdateExpression": "SET expires = :e ADD tries :one",
    "ConditionExpression": "attribute_not_exists(tries) OR tries < :limit",
    "ExpressionAttributeValues": {":e": {"N": "99"}, ":one": {"N": "1"}, ":limit": {"N": "2"}},
}
SPEND = {
    "TableName": "Limits",
    "Key": {"what": {"S": "code"}},
    "UpdateExpression": "SET tries = tries + :one",
    "ConditionExpression": "ends > :now AND tries < :most AND attribute_not_exists(spent_at)",
    "ExpressionAttributeValues": {
        ":one": {"N": "1"}, ":now": {"N": "5"}, ":most": {"N": "2"},
    },
    "ReturnValues": "ALL_NEW",
}  # fmt: skip
SHRED = {
    "TableName": "People",
    "Key": {"report": {"S": "A"}},
    "UpdateExpression": "REMOVE #i, contact SET erased = if_not_exists(erased, :now)",
    "ConditionExpression": "fingerprint = :f",
    "ExpressionAttributeNames": {"#i": "identity"},
    "ReturnValues": "UPDATED_OLD",
}
CLAIM = {"event": {"S": "A#1"}, "channel": {"S": "sms#reporter"}, "at": {"S": "1"}}
TAKEN_OVER = {
    "TableName": "Sends",
    "ConditionExpression": "#at = :a AND #state = :s",
    "ExpressionAttributeNames": {"#at": "at", "#state": "state"},
    "ExpressionAttributeValues": {":a": {"S": "1"}, ":s": {"S": "claimed"}},
    "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
}
ABANDONED = {
    "TableName": "Sends",
    "ConditionExpression": "#state = :c OR #state = :w",
    "ExpressionAttributeNames": {"#state": "state"},
    "ExpressionAttributeValues": {":c": {"S": "claimed"}, ":w": {"S": "waiting"}},
    "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
}
HEARD = {
    "TableName": "Sends",
    "UpdateExpression": "SET #state = :new, heard_at = :at",
    "ConditionExpression": "#state IN (:s0, :s1)",
    "ExpressionAttributeNames": {"#state": "state"},
    "ExpressionAttributeValues": {
        ":new": {"S": "bounced"}, ":at": {"S": "5"}, ":s0": {"S": "claimed"}, ":s1": {"S": "sent"},
    },
    "ReturnValuesOnConditionCheckFailure": "ALL_OLD",
}  # fmt: skip
NEWER = {
    "TableName": "Desk",
    "ConditionExpression": "attribute_not_exists(report) OR last_seq < :s",
}
SEQ = "ExpressionAttributeValues"


def deed(report: str, seq: int, audit: str, **more: Any) -> dict[str, Any]:
    """An event with the audit row that speaks of it, as one transaction."""
    row = {"day": {"S": "2026-11-24"}, "id": {"S": audit}}
    once = {"TableName": "Audit", "Item": row, "ConditionExpression": "attribute_not_exists(id)"}
    put = {**APPEND, "Item": event(report, seq, **more)}
    return {"TransactItems": [{"Put": put}, {"Put": once}]}


TABLE_OF_CALLS: dict[str, Calls] = {
    "an event is appended once, and the loser sees the winner's": [
        ("put_item", {**APPEND, "Item": event("A", 1)}),
        ("put_item", {**APPEND, "Item": event("A", 1, hash={"S": "other"})}),
        ("put_item", {**APPEND, "Item": event("A", 2)}),
        ("query", {"TableName": "Ledger", "ConsistentRead": True,
                   "KeyConditionExpression": "report = :r", SEQ: {":r": {"S": "A"}}}),
        ("query", {"TableName": "Ledger", "KeyConditionExpression": "report = :r",
                   SEQ: {":r": {"S": "nobody"}}}),
        ("query", {"TableName": "Ledger", "ConsistentRead": True,
                   "KeyConditionExpression": "report = :r AND seq = :first",
                   "ProjectionExpression": "#d.#l",
                   "ExpressionAttributeNames": {"#d": "data", "#l": "lock"},
                   SEQ: {":r": {"S": "A"}, ":first": {"N": "1"}}}),
    ],
    "words are removed under the right hash only, and again without harm": [
        ("put_item", {**APPEND, "Item": event("R", 1)}),
        *[
            ("update_item", {**REDACT, "Key": {"report": {"S": "R"}, "seq": {"N": "1"}},
                             SEQ: {":h": {"S": value}}})
            for value in ("wrong", "h1", "h1")
        ],
        ("query", {"TableName": "Ledger", "KeyConditionExpression": "report = :r",
                   SEQ: {":r": {"S": "R"}}}),
    ],
    "a desk row gives way to newer ones only": [
        *[
            ("put_item", {**NEWER, "Item": desk("D", seq, title=f"{seq}"),
                          SEQ: {":s": {"N": str(seq)}}})
            for seq in (2, 10, 9, 10)
        ],
        ("get_item", {"TableName": "Desk", "Key": {"report": {"S": "D"}}}),
        ("get_item", {"TableName": "Desk", "Key": {"report": {"S": "D"}},
                      "ProjectionExpression": "last_seq, head"}),
        ("get_item", {"TableName": "Desk", "Key": {"report": {"S": "D"}},
                      "ProjectionExpression": "nothing_there"}),
        ("get_item", {"TableName": "Desk", "Key": {"report": {"S": "nobody"}},
                      "ProjectionExpression": "last_seq"}),
    ],
    "tries are counted up to their limit": [
        *[("update_item", {**COUNT, "ReturnValues": "UPDATED_NEW"}) for _ in range(3)],
        ("update_item", {"TableName": "Limits", "Key": {"what": {"S": "tries"}},
                         "UpdateExpression": "ADD tries :less",
                         SEQ: {":less": {"N": "-1"}}}),
        ("get_item", {"TableName": "Limits", "Key": {"what": {"S": "tries"}}}),
    ],
    "a code is tried as often as it may be, and spent once": [
        ("put_item", {"TableName": "Limits", "Item": {
            "what": {"S": "code"}, "ends": {"N": "10"}, "tries": {"N": "0"}}}),
        ("update_item", SPEND),
        ("update_item", {**SPEND, "UpdateExpression": "SET spent_at = :now",
                         "ConditionExpression":
                             "tries < :most AND attribute_not_exists(spent_at)",
                         SEQ: {":now": {"N": "5"}, ":most": {"N": "2"}}}),
        ("update_item", SPEND),
        ("update_item", {**SPEND, "Key": {"what": {"S": "no code"}}}),
    ],
    "an identity is kept, opened by part and shredded": [
        ("put_item", {"TableName": "People", "Item": {
            "report": {"S": "A"}, "identity": {"M": {"key": {"B": b"k"}}}, "expires": {"N": "5"},
            "contact": {"M": {"key": {"B": b"c"}}}, "fingerprint": {"S": "f"}},
            "ConditionExpression": "attribute_not_exists(report)",
            "ReturnValuesOnConditionCheckFailure": "ALL_OLD"}),
        ("update_item", {"TableName": "People", "Key": {"report": {"S": "A"}},
                         "UpdateExpression": "REMOVE expires", "ReturnValues": "ALL_NEW",
                         "ConditionExpression": "fingerprint = :f", SEQ: {":f": {"S": "f"}}}),
        ("get_item", {"TableName": "People", "Key": {"report": {"S": "A"}},
                      "ProjectionExpression": "fingerprint, #0, #1",
                      "ExpressionAttributeNames": {"#0": "contact", "#1": "quiet"}}),
        *[
            ("update_item", {**SHRED, SEQ: {":f": {"S": fingerprint}, ":now": {"S": now}}})
            for fingerprint, now in (("other", "1"), ("f", "2"), ("f", "3"))
        ],
        ("update_item", {**SHRED, "Key": {"report": {"S": "nobody"}},
                         SEQ: {":f": {"S": "f"}, ":now": {"S": "1"}}}),
        ("get_item", {"TableName": "People", "Key": {"report": {"S": "A"}}}),
    ],
    "a message is claimed once, taken over by one, and abandoned when it was begun": [
        *[
            ("put_item", {"TableName": "Sends", "Item": {**CLAIM, "state": {"S": state}},
                          "ConditionExpression": "attribute_not_exists(channel)",
                          "ReturnValuesOnConditionCheckFailure": "ALL_OLD"})
            for state in ("claimed", "second")
        ],
        *[
            ("put_item", {**TAKEN_OVER, "Item": {**CLAIM, "state": {"S": "claimed"},
                                                 "at": {"S": at}}})
            for at in ("2", "3")
        ],
        ("put_item", {**ABANDONED, "Item": {**CLAIM, "state": {"S": "given_up"}}}),
        ("put_item", {**ABANDONED, "Item": {**CLAIM, "state": {"S": "given_up"}}}),
        ("put_item", {**ABANDONED, "Item": {**CLAIM, "event": {"S": "never begun"}}}),
        ("batch_get_item", {"RequestItems": {"Sends": {"Keys": [
            {"event": {"S": name}, "channel": CLAIM["channel"]} for name in ("A#1", "B#1")]}}}),
    ],
    "what is heard of a message raises its state, and whoever is too late sees what stands": [
        *[
            ("update_item", {**HEARD, "Key": {"event": {"S": name}, "channel": CLAIM["channel"]}})
            for name in ("H#1", "H#2")
        ],
        ("put_item", {"TableName": "Sends", "Item": {
            **CLAIM, "event": {"S": "H#1"}, "state": {"S": "sent"}}}),
        *[
            ("update_item", {**HEARD, "Key": {"event": {"S": name}, "channel": CLAIM["channel"]}})
            for name in ("H#1", "H#1", "H#2")
        ],
    ],
    "units are found by the beginning of their names": [
        *[
            ("put_item", {"TableName": "Directory",
                          "Item": {"kind": {"S": "unit#1"}, "id": {"S": name}}})
            for name in ("1:a:z", "1:b", "1:a", "1:a:b")
        ],
        ("query", {"TableName": "Directory", "ProjectionExpression": "id",
                   "KeyConditionExpression": "kind = :k AND begins_with(id, :u)",
                   SEQ: {":k": {"S": "unit#1"}, ":u": {"S": "1:a:"}}}),
    ],
    "entries of an agency are found by its index, and only what fits a filter": [
        *[
            ("put_item", {"TableName": "Directory", "Item": {
                "kind": {"S": "officer"}, "id": {"S": name}, "agency": {"S": agency}, **more}})
            for name, agency, more in (("a", "x", {}), ("b", "y", {}),
                                       ("c", "x", {"suspended": {"BOOL": True}}))
        ],
        ("query", {"TableName": "Directory", "IndexName": "of_agency",
                   "KeyConditionExpression": "agency = :a AND kind = :k",
                   SEQ: {":a": {"S": "y"}, ":k": {"S": "officer"}}}),
        ("query", {"TableName": "Directory", "KeyConditionExpression": "kind = :k",
                   "FilterExpression":
                       "attribute_exists(suspended) AND attribute_not_exists(left_at)",
                   SEQ: {":k": {"S": "officer"}}}),
    ],
    "an event and its audit row are stored together or neither is": [
        ("transact_write_items", deed("T", 1, "first")),
        ("transact_write_items", deed("T", 1, "second", hash={"S": "other"})),
        ("transact_write_items", deed("T", 2, "first")),
        ("transact_write_items", deed("T", 2, "third")),
        ("query", {"TableName": "Ledger", "KeyConditionExpression": "report = :r",
                   SEQ: {":r": {"S": "T"}}}),
        ("query", {"TableName": "Audit", "KeyConditionExpression": "#d = :d",
                   "ExpressionAttributeNames": {"#d": "day"},
                   SEQ: {":d": {"S": "2026-11-24"}}}),
    ],
    "an audit row is written once and read from behind a place": [
        *[
            ("put_item", {"TableName": "Audit", "Item": {
                "day": {"S": "2026-11-23"}, "id": {"S": name}},
                "ConditionExpression": "attribute_not_exists(id)"})
            for name in ("1", "3", "2", "2")
        ],
        ("query", {"TableName": "Audit", "KeyConditionExpression": "#d = :d AND id > :after",
                   "ExpressionAttributeNames": {"#d": "day"},
                   SEQ: {":d": {"S": "2026-11-23"}, ":after": {"S": "1"}}}),
    ],
}  # fmt: skip
"""Calls as the code makes them, by what they are for."""


@pytest.mark.parametrize("name", TABLE_OF_CALLS)
def test_the_tables_answer_as_motos_do(both: Both, name: str) -> None:
    for operation, params in TABLE_OF_CALLS[name]:
        both.call(operation, **params)


def test_a_transaction_that_the_sdk_repeats_is_done_once() -> None:
    """DynamoDB knows it by its token, which botocore adds; moto looks at none."""
    heard: list[str] = []
    memory = DynamoDB(lambda table, name, item: heard.append(table))
    asked = {**deed("T", 1, "first"), "ClientRequestToken": "same"}

    assert [memory.call("transact_write_items", asked) for _ in range(2)] == [{}, {}]
    assert heard == ["Ledger", "Audit"]
    with pytest.raises(ClientError):
        memory.call("transact_write_items", {**asked, "ClientRequestToken": "another"})


def test_indexes_give_the_same_rows_in_the_same_order_and_pages(both: Both) -> None:
    for n in range(9):
        row = desk(
            f"I{n}", 1, inbox="a#open", due=f"{(n * 7) % 9}", wake_shard="0", wake=f"{n}",
            month="2026-11", received_at=f"{n}", changed="2026-11-23#0", title="Judul",
        )  # fmt: skip
        both.call("put_item", TableName="Desk", Item=row)
    both.call("put_item", TableName="Desk", Item=desk("I9", 1, inbox="a#open"))
    both.call("put_item", TableName="Desk", Item=desk("I8", 2, inbox="a#done", due="5"))

    for index, name, value in (
        ("inbox", "inbox", "a#open"), ("inbox", "inbox", "a#done"), ("due", "wake_shard", "0"),
        ("public", "month", "2026-11"), ("changed", "changed", "2026-11-23#0"),
    ):  # fmt: skip
        for more in ({}, {"Limit": 3}, {"Limit": 4}, {"Limit": 8}, {"Select": "COUNT"}):
            for forward in (True, False):
                query = {"TableName": "Desk", "IndexName": index, "ScanIndexForward": forward}
                both.pages(**query, **where(name, value), **more)

    due = {
        "KeyConditionExpression": "#k = :k AND #s < :s",
        "ExpressionAttributeNames": {"#k": "wake_shard", "#s": "wake"},
        "ExpressionAttributeValues": {":k": {"S": "0"}, ":s": {"S": "5"}},
    }
    (found,) = both.pages(TableName="Desk", IndexName="due", **due)
    assert [item["report"]["S"] for item in found["Items"]] == [f"I{n}" for n in range(5)]


def test_short_pages_come_to_the_same_in_the_end(both: Both) -> None:
    for n in range(7):
        both.call("put_item", TableName="Desk", Item=desk(f"S{n}", 1, inbox="s#open", due=f"{n}"))
    query = {"TableName": "Desk", "IndexName": "inbox", **where("inbox", "s#open")}
    whole = both.call("query", **query)["Items"]
    client = type("Client", (), {"query": lambda self, **p: both.memory.call("query", p)})()

    for size in (1, 2, 7):
        both.memory.page = lambda size=size: size  # type: ignore[misc]
        pages = list(Paginator(client, "query").paginate(**query))
        both.memory.page = lambda: None
        assert [item for page in pages for item in page["Items"]] == whole
        assert len(pages) > 7 // size, "the last one may be empty, as DynamoDB's may"


def test_keys_that_are_left_over_are_those_that_are_missing(both: Both) -> None:
    keys = [{"report": {"S": f"B{n}"}} for n in range(5)]
    for n in range(4):
        both.call("put_item", TableName="Desk", Item=desk(f"B{n}", 1))
    by_name = lambda item: item["report"]["S"]  # noqa: E731
    whole = both.call("batch_get_item", RequestItems={"Desk": {"Keys": keys}})
    assert whole["UnprocessedKeys"] == {}

    found, wanted = [], {"Desk": {"Keys": keys}}
    both.memory.left_over = lambda many: many - 1
    while wanted:
        answer = both.memory.call("batch_get_item", {"RequestItems": wanted})
        found += answer["Responses"]["Desk"]
        wanted = answer["UnprocessedKeys"]
    both.memory.left_over = lambda many: 0

    assert sorted(found, key=by_name) == sorted(whole["Responses"]["Desk"], key=by_name)


def test_the_stream_carries_the_same_records_in_the_same_order(both: Both) -> None:
    streams = boto3.client("dynamodbstreams")
    for seq in (1, 2):
        both.call("put_item", **APPEND, Item=event("STREAM", seq))
    both.call("put_item", **APPEND, Item=event("STREAM", 2))
    key = {"report": {"S": "STREAM"}, "seq": {"N": "1"}}
    for _ in range(2):
        both.call("update_item", **REDACT, Key=key, ExpressionAttributeValues={":h": {"S": "h1"}})

    (stream,) = streams.list_streams(TableName="Ledger")["Streams"]
    described = streams.describe_stream(StreamArn=stream["StreamArn"])["StreamDescription"]
    iterator = streams.get_shard_iterator(
        StreamArn=stream["StreamArn"],
        ShardId=described["Shards"][0]["ShardId"],
        ShardIteratorType="TRIM_HORIZON",
    )["ShardIterator"]
    records = streams.get_records(ShardIterator=iterator)["Records"]
    theirs = [
        (r["eventName"], r["dynamodb"]["NewImage"])
        for r in records
        if r["dynamodb"]["Keys"]["report"]["S"] == "STREAM"
    ]

    ours = [(name, item) for name, item in both.records if item["report"]["S"] == "STREAM"]
    assert ours == theirs[: len(ours)]
    assert [name for name, _ in ours] == ["INSERT", "INSERT", "MODIFY"]
    assert theirs[len(ours) :] in ([], theirs[-1:]), "an update that changes nothing is no record"


KEYS, NUMBERS = st.sampled_from("abc"), st.integers(0, 3)
STATES = st.sampled_from(["claimed", "waiting", "sent"])


def _put(key: str, sort: int, state: str, conditional: bool) -> tuple[str, dict[str, Any]]:
    item = {"report": {"S": key}, "seq": {"N": str(sort)}, "state": {"S": state}}
    return "put_item", {**(APPEND if conditional else {"TableName": "Ledger"}), "Item": item}


def _move(key: str, sort: int, old: str, new: str) -> tuple[str, dict[str, Any]]:
    return "update_item", {
        "TableName": "Ledger",
        "Key": {"report": {"S": key}, "seq": {"N": str(sort)}},
        "UpdateExpression": "SET #s = :new, begun = if_not_exists(begun, :new) ADD tries :one",
        "ConditionExpression": "attribute_not_exists(#s) OR #s = :old",
        "ExpressionAttributeNames": {"#s": "state"},
        "ExpressionAttributeValues": {
            ":new": {"S": new}, ":old": {"S": old}, ":one": {"N": "1"},
        },
        "ReturnValues": "ALL_NEW",
    }  # fmt: skip


def _read(key: str, sort: int, forward: bool, limit: int) -> tuple[str, dict[str, Any]]:
    return "query", {
        "TableName": "Ledger",
        "KeyConditionExpression": "report = :r AND seq >= :s",
        "ExpressionAttributeValues": {":r": {"S": key}, ":s": {"N": str(sort)}},
        "ScanIndexForward": forward,
        "Limit": limit,
    }


CALLS = st.one_of(
    st.builds(_put, KEYS, NUMBERS, STATES, st.booleans()),
    st.builds(_move, KEYS, NUMBERS, STATES, STATES),
    st.builds(_read, KEYS, NUMBERS, st.booleans(), st.integers(1, 3)),
)
_lives = itertools.count()


def _apart(value: Any, mark: str) -> Any:
    """Give each example keys of its own: making tables anew would take moto a second."""
    return json.loads(
        json.dumps(value).replace('"report": {"S": "', f'"report": {{"S": "{mark}')
        .replace('":r": {"S": "', f'":r": {{"S": "{mark}')
    )  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@example([_put("a", 1, "sent", True), _move("a", 1, "claimed", "sent"), _read("a", 0, False, 1)])
@given(st.lists(CALLS, min_size=5, max_size=25))
def test_any_sequence_of_calls_comes_to_the_same(both: Both, calls: Calls) -> None:
    mark = f"example-{next(_lives)}-"
    for operation, params in calls:
        both.call(operation, **_apart(params, mark))


@pytest.mark.parametrize(
    ("operation", "params"),
    [
        ("scan", {"TableName": "Desk"}),
        ("delete_item", {"TableName": "Desk", "Key": {"report": {"S": "A"}}}),
        ("get_item", {"TableName": "Desk", "Key": {"report": {"S": "A"}}, "Other": 1}),
        ("put_item", {"TableName": "Desk", "Item": desk("A", 1),
                      "ConditionExpression": "contains(title, :t)", SEQ: {":t": {"S": "x"}}}),
        ("put_item", {"TableName": "Desk", "Item": desk("A", 1),
                      "ConditionExpression": "attribute_exists(report)", SEQ: {":t": {"S": "x"}}}),
        ("query", {"TableName": "Desk", "IndexName": "inbox", "ConsistentRead": True,
                   **where("inbox", "a")}),
        ("query", {"TableName": "Ledger", "KeyConditionExpression": "seq = :s",
                   SEQ: {":s": {"N": "1"}}}),
        ("update_item", {"TableName": "Desk", "Key": {"report": {"S": "A"}},
                         "UpdateExpression": "DELETE title :t", SEQ: {":t": {"S": "x"}}}),
        ("transact_write_items", {"TransactItems": [{"Delete": {"TableName": "Desk"}}]}),
        ("transact_write_items", {"TransactItems": [
            {"Put": {"TableName": "Desk", "Item": desk("A", 1), "Other": 1}}]}),
    ],
)  # fmt: skip
def test_what_a_stand_in_does_not_know_it_refuses_loudly(
    operation: str, params: dict[str, Any]
) -> None:
    with pytest.raises(Unsupported):
        DynamoDB().call(operation, params)


class Queues:
    """Moto's queues beside those of the simulation: one with dead letters after three tries."""

    def __init__(self, name: str) -> None:
        self.moto: Any = boto3.client("sqs")
        dead = self.moto.create_queue(QueueName=f"{name}Dead")["QueueUrl"]
        arn = self.moto.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])
        redrive = {"deadLetterTargetArn": arn["Attributes"]["QueueArn"], "maxReceiveCount": 3}
        attributes: Any = {"RedrivePolicy": json.dumps(redrive)}
        self.moto.create_queue(QueueName=name, Attributes=attributes)
        described = {name: Queue(most=3, dead=f"{name}Dead"), f"{name}Dead": Queue()}
        self.now = MONDAY
        self.memory = Sqs(lambda: self.now, described)

    def call(self, operation: str, name: str, **params: Any) -> tuple[Any, Any]:
        """Do a call twice over; gives both answers without what each makes up."""
        url = self.moto.get_queue_url(QueueName=name)["QueueUrl"]
        theirs = outcome(lambda: getattr(self.moto, operation)(QueueUrl=url, **params))
        ours = outcome(lambda: self.memory.call(operation, {"QueueUrl": url, **params}))
        return _made_up(ours), _made_up(theirs)


def _made_up(answer: Any) -> Any:
    """Leave out ids, receipts and digests."""
    if isinstance(answer, dict):
        own = {"MessageId", "ReceiptHandle", "MD5OfBody", "MD5OfMessageBody"}
        return {k: _made_up(v) for k, v in answer.items() if k not in own}
    return [_made_up(part) for part in answer] if isinstance(answer, list) else answer


def test_queues_take_batches_hide_what_was_received_and_put_the_hopeless_apart(
    both: Both,
) -> None:
    queues = Queues("Contract")
    batch = [{"Id": str(n), "MessageBody": f"body {n}"} for n in range(3)]
    wanted = {"MaxNumberOfMessages": 10, "AttributeNames": ["ApproximateReceiveCount"]}
    seen = []
    many = [{"Id": str(n), "MessageBody": "one too many"} for n in range(11)]
    for entries in (batch, many, [batch[0]] * 2):
        seen.append(queues.call("send_message_batch", "Contract", Entries=entries))
    for hidden in (0, 0, 30):
        seen.append(queues.call("receive_message", "Contract", **wanted, VisibilityTimeout=hidden))
    seen.append(queues.call("receive_message", "Contract", **wanted))

    assert [ours for ours, _ in seen] == [theirs for _, theirs in seen]
    counts = [m["Attributes"]["ApproximateReceiveCount"] for m in seen[5][0]["Messages"]]
    assert (counts, seen[6][0]) == (["3"] * 3, {})


def test_a_message_that_came_back_too_often_is_among_the_dead_letters(both: Both) -> None:
    queues = Queues("Hopeless")
    sent = [{"Id": "0", "MessageBody": "poison"}]
    seen = [queues.call("send_message_batch", "Hopeless", Entries=sent)]
    for _ in range(4):
        seen.append(queues.call("receive_message", "Hopeless", VisibilityTimeout=0))
    seen.append(queues.call("receive_message", "HopelessDead", VisibilityTimeout=0))

    assert [ours for ours, _ in seen] == [theirs for _, theirs in seen]
    assert seen[4:] == [({}, {}), ({"Messages": [{"Body": "poison"}]},) * 2]


def test_a_hidden_message_comes_back_after_its_time_and_a_deleted_one_never(both: Both) -> None:
    queues = Queues("Hidden")
    entries = [{"Id": str(n), "MessageBody": f"{n}"} for n in range(2)]
    queues.call("send_message_batch", "Hidden", Entries=entries)
    first, second = queues.memory.take("Hidden", 10)
    queues.memory.delete("Hidden", second.receipt)
    assert queues.memory.take("Hidden", 10) == []

    queues.now += timedelta(seconds=30)
    assert [m.body for m in queues.memory.take("Hidden", 10)] == [first.body]
    queues.now += timedelta(days=4)
    assert queues.memory.take("Hidden", 10) == [], "it has waited longer than it is kept"


def test_a_delayed_message_is_seen_when_its_delay_is_over(both: Both) -> None:
    queues = Queues("Delayed")
    later = [{"Id": "0", "MessageBody": "later", "DelaySeconds": 900}]
    seen = [queues.call("send_message_batch", "Delayed", Entries=later)]
    seen.append(queues.call("receive_message", "Delayed", VisibilityTimeout=0))
    soon = [{"Id": "0", "MessageBody": "now", "DelaySeconds": 0}]
    seen.append(queues.call("send_message_batch", "Delayed", Entries=soon))
    seen.append(queues.call("receive_message", "Delayed", VisibilityTimeout=0))

    assert [ours for ours, _ in seen] == [theirs for _, theirs in seen]
    assert (seen[1][0], seen[3][0]) == ({}, {"Messages": [{"Body": "now"}]})
    queues.now += timedelta(seconds=899)
    assert [m.body for m in queues.memory.take("Delayed", 10, 0)] == ["now"]
    queues.now += timedelta(seconds=1)
    assert [m.body for m in queues.memory.take("Delayed", 10, 0)] == ["later", "now"]


def test_providers_take_and_refuse_the_same(both: Both) -> None:
    ses: Any = boto3.client("sesv2")
    sns: Any = boto3.client("sns")
    boto3.client("ses").verify_email_identity(EmailAddress=SETTINGS["MAIL_FROM"])
    mailer = Mailer(SETTINGS["MAIL_FROM"])
    part = {"Data": "Isi", "Charset": "UTF-8"}
    message = {"Subject": part, "Body": {"Text": part, "Html": part},
               "Headers": [{"Name": "Auto-Submitted", "Value": "auto-generated"}]}  # fmt: skip
    mails = [
        {"FromEmailAddress": source, "Destination": {"ToAddresses": ["a@b.example"]},
         "ConfigurationSetName": SETTINGS["MAIL_EVENTS"], "Content": {"Simple": message},
         "EmailTags": [{"Name": "send", "Value": "tag"}]}
        for source in (SETTINGS["MAIL_FROM"], "nobody@else.example")
    ]  # fmt: skip
    kind = {"AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}}
    texts = [
        {"PhoneNumber": phone, "Message": "Isi", "MessageAttributes": kind}
        for phone in ("+6281200001234", "0812x")
    ]

    ours = [outcome(partial(mailer.call, "send_email", mail)) for mail in mails]
    ours += [outcome(partial(mailer.call, "publish", text)) for text in texts]
    theirs = [outcome(partial(ses.send_email, **mail)) for mail in mails]
    theirs += [outcome(partial(sns.publish, **text)) for text in texts]

    def told(answers: list[Any]) -> list[Any]:
        return [sorted(a) if isinstance(a, dict) else a[0] for a in answers]

    assert told(ours) == told(theirs)
    assert [to for _, to, _ in mailer.taken] == ["a@b.example", "+6281200001234"]
    assert mailer.carried == [{"send": "tag", "Auto-Submitted": "auto-generated"}]


def test_a_data_key_opens_under_its_own_context_only(both: Both) -> None:
    theirs: Any = boto3.client("kms")
    key = tables.people_key()
    ours = Kms(key, random.Random(1))  # noqa: S311 - a test
    context = {"report": "A", "part": "contact"}
    asked = {"KeyId": key, "KeySpec": "AES_256", "EncryptionContext": context}
    made = [theirs.generate_data_key(**asked), ours.call("generate_data_key", asked)]

    def opened(blob: Any, under: Mapping[str, str], mine: bool) -> Any:
        params = {"CiphertextBlob": blob, "EncryptionContext": under}
        return outcome(lambda: ours.call("decrypt", params) if mine else theirs.decrypt(**params))

    for mine, answer in enumerate(made):
        blob = answer["CiphertextBlob"]
        assert len(answer["Plaintext"]) == 32
        assert opened(blob, context, bool(mine))["Plaintext"] == answer["Plaintext"]
        other = {**context, "part": "identity"}
        assert opened(blob, other, bool(mine))[0] == "InvalidCiphertextException"


def test_services_that_nobody_stands_in_for_are_refused_loudly() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAIL_FROM", SETTINGS["MAIL_FROM"])
        cloud = Cloud(random.Random(1), lambda: datetime.now(UTC))  # noqa: S311 - a test
    with pytest.raises(Unsupported):
        cloud.client("cognito-idp")
    for service, operation in (
        ("sqs", "purge_queue"),
        ("sesv2", "send_bulk_email"),
        ("kms", "sign"),
    ):
        with pytest.raises(Unsupported):
            getattr(cloud.client(service), operation)()
