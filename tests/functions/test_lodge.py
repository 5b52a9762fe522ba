"""POST /api/v1/reports: another front-end files for a citizen, with its key instead of work."""

import uuid
from typing import Any

import pytest

from tests.functions.world import World, sample, without

ONCE = "7f3c1c52-8f0e-4b8e-9a44-0d6a1e5b2c90"


@pytest.fixture
def made(world: World) -> Any:
    return world.new_key(scopes=["submit"])


def test_a_report_is_filed_as_on_our_own_page_and_says_by_whose_key(
    world: World, made: Any
) -> None:
    body = sample(agency="35.78", category="jalan-rusak")

    answer = world.lodge(made["key"], body, ONCE)

    assert answer.status == 201, answer.text
    assert "proof" not in answer.text
    (event,) = world.ledger(answer.json["number"])
    assert event["data"]["channel"] == "key"
    assert event["data"]["via"] == {"key": f"key#{made['id']}", "agency": "32.73"}
    assert event["by"] == {"role": "reporter", "id": ""}
    (person,) = world.rows("PEOPLE")
    assert {"identity", "contact"} <= person.keys()
    for known in ("Warga Contoh", "0812", "warga@contoh.example", ONCE, made["key"]):
        assert known not in str(event) + str(person)
    world.settle()
    assert world.track(answer.json["number"], answer.json["access_code"]).status == 200
    assert world.kinds(answer.json["number"]) == ["submitted", "routed"]


def test_the_same_receipt_whichever_door_the_same_words_come_by(world: World, made: Any) -> None:
    first = world.lodge(made["key"], sample(), ONCE)

    assert world.lodge(made["key"], sample(), ONCE).raw == first.raw
    assert world.submit(sample(), ONCE).json == first.json
    assert world.lodge(made["key"], sample(anonymous=True), ONCE).problem() == (409, "key_reused")
    assert len(world.rows("LEDGER")) == len(world.rows("PEOPLE")) == 1


@pytest.mark.parametrize(
    "body",
    [
        sample(title="x"),
        sample(reporter=None),
        sample(place={"province": "99", "regency": "99.99", "address": "x"}),
        sample(agency="99.99"),
        sample(channel="web"),
        without(sample(), "class"),
        "{",
        "[]",
    ],
)
def test_what_our_own_page_may_not_send_no_key_may(world: World, made: Any, body: Any) -> None:
    answer = world.lodge(made["key"], body)

    assert answer.status in (400, 422)
    assert answer.raw == world.submit(body).raw
    assert world.rows("LEDGER") == world.rows("PEOPLE") == []


@pytest.mark.parametrize("once", ["", "1", "x" * 300, "abc def"])
def test_an_idempotency_key_is_needed_here_too(world: World, made: Any, once: str) -> None:
    answer = world.lodge(made["key"], sample(), idempotency_key=once)

    assert answer.status in (400, 422), answer.text
    assert answer.raw == world.submit(sample(), idempotency_key=once, proof="x").raw
    assert world.rows("LEDGER") == []


def test_the_filing_costs_a_submission_and_two_counts(world: World, made: Any) -> None:
    world.lodge(made["key"], sample())
    world.lodge(made["key"], sample())
    since = len(world.wire.calls)

    world.lodge(made["key"], sample(), str(uuid.uuid4()))

    assert world.wire.names(since) == [
        *("UpdateItem Limits", "UpdateItem Limits"),
        *("GenerateDataKey", "GenerateDataKey", "PutItem People", "PutItem Ledger"),
    ]


def test_an_officer_sees_by_whose_key_a_report_came_and_the_public_does_not(
    world: World, made: Any
) -> None:
    number = world.lodge(made["key"], sample(agency="32.73")).json["number"]
    world.settle()
    world.did("admin.bandung", number, "verify", {"agency": "32.73", "unit": None})

    seen = world.case("admin.bandung", number).json["events"][0]["data"]

    assert seen["via"]["agency"] == "32.73"
    assert made["id"] not in world.published(number).text
