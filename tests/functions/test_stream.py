"""The ledger's stream: `relay` announces what happened, `project` keeps the desk in step."""

import itertools
from typing import Any

import pytest

from lapor.aws import queues
from tests.functions.world import World, sample, stream_record


def life(world: World) -> str:
    """Live through a report's whole life in the ledger alone; gives its number."""
    receipt = world.submit(sample(agency="32.73")).json
    number, code = receipt["number"], receipt["access_code"]
    short = number.replace("-", "")
    world.consume("route", {"report": short, "seq": 1, "kind": "submitted"})
    verify = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    steps = [
        world.officer("admin.bandung", number, "verify", verify),
        world.officer("pu.bandung", number, "follow-up", {"text": "Sudah.", "done": True}),
        world.reporter(number, code, "close", {"rating": 5}),
    ]
    assert [s.status for s in steps] == [200] * 3
    return str(number)


def test_every_event_is_announced_to_those_who_act_on_it(world: World) -> None:
    number = life(world)
    short = number.replace("-", "")

    answer = world.invoke("relay", {"Records": world.stream_records()})

    kinds = ["submitted", "routed", "verified", "followed_up", "closed"]
    assert answer == {"batchItemFailures": []}
    assert world.sent("ROUTE") == [{"v": 1, "report": short, "seq": 1, "kind": "submitted"}]
    assert world.sent("NOTIFY") == [
        {"v": 1, "report": short, "seq": n, "kind": kind} for n, kind in enumerate(kinds, start=1)
    ]
    assert world.sent("ESCALATE") == []


def test_messages_carry_report_seq_and_kind_and_nothing_else(world: World) -> None:
    world.finished()

    messages = world.sent("ROUTE") + world.sent("NOTIFY")

    assert messages
    assert {frozenset(m) for m in messages} == {frozenset({"v", "report", "seq", "kind"})}


def test_what_nobody_is_told_of_is_not_announced(world: World) -> None:
    number, code = world.finished()
    world.said(number, code, "close", {})
    before = len(world.sent("NOTIFY"))

    world.said(number, code, "rate", {"rating": 5, "solved": True})
    world.did("pu.bandung", number, "note", {"text": "Catatan penutup."})

    assert len(world.sent("NOTIFY")) == before


def test_a_return_is_announced_to_routing(world: World) -> None:
    number, _ = world.filed(agency="35.78")
    world.did("admin.surabaya", number, "return", {"reason": "bukan-wewenang"})

    assert [m["kind"] for m in world.sent("ROUTE")] == ["submitted", "returned"]


def test_only_the_records_that_failed_come_back(world: World) -> None:
    life(world)
    records = world.stream_records()
    world.wire.disturb("SendMessageBatch NOTIFY", "ThrottlingException", skip=1, times=1)

    answer = world.invoke("relay", {"Records": records})

    assert answer == {"batchItemFailures": [{"itemIdentifier": "2"}]}


def test_a_message_that_the_queue_keeps_back_is_a_failure(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    life(world)

    class Refusing:
        def send_message_batch(self, **kwargs: Any) -> Any:
            return {"Failed": [{"Id": "0", "Code": "InternalError", "SenderFault": False}]}

    monkeypatch.setattr(queues, "client", lambda service: Refusing())

    answer = world.invoke("relay", {"Records": world.stream_records()[:1]})

    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}]}


def test_changes_and_removals_are_no_events(world: World) -> None:
    life(world)
    (first, *_) = world.rows("LEDGER", raw=True)
    records = [stream_record(first, 1, "MODIFY")]
    removed = stream_record(first, 2, "REMOVE")
    del removed["dynamodb"]["NewImage"]

    for function in ("relay", "project"):
        answer = world.invoke(function, {"Records": [*records, removed]})
        assert answer == {"batchItemFailures": []}
    assert world.sent("NOTIFY") == []
    assert world.rows("DESK") == []


def test_in_whatever_order_events_come_the_row_is_the_fold(world: World) -> None:
    number = life(world)
    records = world.stream_records()

    for order in itertools.islice(itertools.permutations(records), 0, 120, 17):
        world.dynamodb.delete_item(TableName="Desk", Key={"report": {"S": number.replace("-", "")}})
        for record in order:
            answer = world.invoke("project", {"Records": [record]})
            assert answer == {"batchItemFailures": []}
        assert world.row(number)["state"] == "closed"


def test_a_stream_that_is_read_again_from_the_start_changes_nothing(world: World) -> None:
    number, _ = world.finished()
    before = world.everything()

    answer = world.invoke("project", {"Records": world.stream_records() * 2})

    assert answer == {"batchItemFailures": []}
    assert world.everything() == before
    assert world.row(number)["last_seq"] == 4


def test_an_old_row_never_overwrites_a_newer_one(world: World) -> None:
    """A slow projector has read the ledger before the last event; a quick one has written since."""
    receipt = world.submit(sample(agency="32.73")).json
    number, short = receipt["number"], receipt["number"].replace("-", "")
    record = world.stream_records()
    overtaken: list[bool] = []

    def meanwhile() -> None:
        overtaken.append(True)
        world.consume("route", {"report": short, "seq": 1, "kind": "submitted"})
        world.invoke("project", {"Records": world.stream_records()[1:]})

    world.wire.interrupt("PutItem Desk", meanwhile)
    answer = world.invoke("project", {"Records": record})

    assert answer == {"batchItemFailures": []}
    assert overtaken == [True]
    assert world.row(number)["last_seq"] == 2


def test_a_throttled_desk_gives_the_record_back_and_submissions_go_on(world: World) -> None:
    number = life(world)
    world.wire.disturb("PutItem Desk", "ProvisionedThroughputExceededException")

    answer = world.invoke("project", {"Records": world.stream_records()[:2]})
    meanwhile = world.submit(sample())

    assert answer == {"batchItemFailures": [{"itemIdentifier": "1"}, {"itemIdentifier": "2"}]}
    assert meanwhile.status == 201
    world.wire.calm()
    world.settle()
    assert world.row(number)["state"] == "closed"
    assert world.row(meanwhile.json["number"])["state"] == "submitted"
