"""How hard the work is: it grows with what was let in lately, and not with who asks for work."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from altcha import Payload

from lapor.aws import limits, load
from local.solve import solved
from tests.functions.world import World, sample, stream_record

KEY = "7f3c1c52-8f0e-4b8e-9a44-0d6a1e5b2c90"
MINUTE = timedelta(minutes=1)
QUIET, BUSY = range(50, 100), range(200, 400)


def work(world: World) -> int:
    """Give how many keys a challenge of now takes."""
    challenge: Mapping[str, Any] = world.challenge(KEY).json
    return Payload.from_base64(solved(challenge)).solution.counter


def let_in(world: World, before: timedelta = timedelta()) -> int:
    """Give how many were counted in the minute of now, or in an earlier one."""
    return limits.tried("let-in", MINUTE, world.now - before)


def test_who_asks_for_challenges_makes_nobody_work_harder(world: World) -> None:
    for _ in range(130):
        world.challenge(KEY)

    assert work(world) in QUIET
    assert world.rows("LIMITS") == []


def test_the_work_grows_with_what_was_let_in_and_falls_when_it_is_quiet_again(
    world: World,
) -> None:
    world.at("2026-11-23", "10:00")
    load.let_in(world.now, 120)

    assert work(world) in BUSY
    world.now += MINUTE
    assert work(world) in BUSY, "the last whole minute counts, so that a new one is not easy"
    world.now += MINUTE
    assert work(world) in QUIET


def test_reports_and_codes_that_came_in_are_counted_and_refused_ones_are_not(
    world: World,
) -> None:
    world.submit(sample())
    world.submit(sample())
    assert let_in(world) == 0, "filing itself counts nothing"
    world.settle()
    assert let_in(world) == 2

    world.submit(sample(), KEY, proof="")
    world.submit(sample(title="x"))
    assert world.me("codes", {"email": "a@contoh.example"}).status == 202
    assert world.me("codes", {"email": "a@contoh.example"}, proof="x").status == 400
    world.settle()
    assert let_in(world) == 3


def test_a_stream_batch_is_counted_in_one_write(world: World) -> None:
    for _ in range(3):
        world.submit(sample())
    records = world.stream_records()
    before = len(world.wire.calls)

    assert world.invoke("project", {"Records": records}) == {"batchItemFailures": []}

    assert [n for n in world.wire.names(before) if "Limits" in n] == ["UpdateItem Limits"]
    assert let_in(world) == 3


def test_other_events_and_changes_of_a_report_are_no_load(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    world.now += MINUTE
    world.did("admin.bandung", number, "verify", {"agency": "32.73", "unit": None})
    (first, *_) = world.rows("LEDGER", raw=True)
    world.invoke("project", {"Records": [stream_record(first, 1, "MODIFY")]})

    assert (let_in(world), let_in(world, MINUTE)) == (0, 1)


def test_a_report_that_comes_again_after_a_failure_is_counted_once(world: World) -> None:
    """Given a batch of three whose second fails, when all from there come again, there are 3."""
    for _ in range(3):
        world.submit(sample())
    records = world.stream_records()
    world.wire.disturb("PutItem Desk", "ThrottlingException", skip=1, times=1)

    failed = world.invoke("project", {"Records": records})["batchItemFailures"]
    assert [f["itemIdentifier"] for f in failed] == [records[1]["dynamodb"]["SequenceNumber"]]
    assert let_in(world) == 1
    assert world.invoke("project", {"Records": records[1:]}) == {"batchItemFailures": []}
    assert let_in(world) == 3


def test_a_stream_that_catches_up_after_an_hour_is_no_flood(world: World) -> None:
    world.submit(sample())
    world.now += timedelta(hours=1)

    world.settle()

    assert "let-in" not in str(world.rows("LIMITS"))


def test_a_counter_that_cannot_be_written_holds_up_neither_the_desk_nor_a_code(
    world: World,
) -> None:
    number = world.submit(sample()).json["number"]
    world.wire.disturb("UpdateItem Limits", "ProvisionedThroughputExceededException", times=1)

    world.settle()

    assert world.row(number)["state"] == "submitted"
    assert '"message":"load not counted"' in world.log.getvalue()


def test_a_counter_that_cannot_be_read_makes_nobody_work_harder(world: World) -> None:
    load.let_in(world.now, 4000)
    world.wire.disturb("GetItem Limits", "ProvisionedThroughputExceededException")

    assert work(world) in QUIET
    assert '"message":"load not read"' in world.log.getvalue()


def test_a_counter_that_may_not_be_read_is_our_fault(world: World) -> None:
    world.wire.disturb("GetItem Limits", "AccessDeniedException")

    assert world.challenge(str(uuid.uuid4())).problem() == (500, "internal")


@pytest.mark.parametrize("many", [1, 119])
def test_a_usual_day_is_quiet(world: World, many: int) -> None:
    load.let_in(world.now, many)

    assert work(world) in QUIET
