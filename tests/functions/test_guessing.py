"""Guessing access codes: counted by report, told to stop, and no way to lock a reporter out."""

from datetime import timedelta
from typing import Any

import pytest

from lapor.aws.pepper import pepper
from lapor.domain import ids
from tests.functions.world import World

WRONG = "0000-0000-0000-0000"
NOWHERE = "0000-0000-0000"
CALLS = [
    ("reply", {"text": "Masih rusak."}),
    ("close", {"rating": 5}),
    ("withdraw", {}),
    ("appeal", {"text": "Ini bukan spam."}),
]


def guess(world: World, number: str, times: int) -> list[int]:
    return [world.track(number, f"{n:016}").status for n in range(1, times + 1)]


def test_twenty_wrong_codes_in_an_hour_are_not_found_and_the_next_must_wait(world: World) -> None:
    number, _ = world.filed()
    world.at("2026-11-23", "10:59")

    assert guess(world, number, 21) == [404] * 20 + [429]
    answer = world.track(number, WRONG)
    assert answer.problem() == (429, "too_many")
    assert (answer.json["retry_after"], answer.headers["retry-after"]) == (60, "60")
    assert answer.json["detail"] == "Tunggu 60 detik, lalu coba lagi. Tidak ada yang hilang."


def test_a_number_that_nobody_has_is_counted_alike(world: World) -> None:
    number, _ = world.filed()
    known, unknown = guess(world, number, 22), guess(world, NOWHERE, 22)

    assert known == unknown
    since = len(world.wire.calls)
    wrong = world.track(number, WRONG)
    between = len(world.wire.calls)
    nowhere = world.track(NOWHERE, WRONG)
    assert wrong.raw == nowhere.raw
    assert world.wire.names(since)[: between - since] == world.wire.names(between)


def test_nothing_of_a_report_is_read_for_a_stranger(world: World) -> None:
    """A long confidential report must not take longer to refuse than a number that nobody has."""
    number, code = world.disposed(confidential=True)
    for _ in range(5):
        world.reporter(number, code, "reply", {"text": "Ada tambahan. " * 100})
    asked = []
    for which in (number, NOWHERE):
        since = len(world.wire.calls)
        answers = [world.track(which, WRONG), world.track(which), world.published(which)]
        assert [answer.status for answer in answers] == [404] * 3
        for call in world.wire.calls[since:]:
            asked.append((which, call.name, call.params))

    stranger = [(name, _plain(params, which)) for which, name, params in asked]
    assert stranger[: len(stranger) // 2] == stranger[len(stranger) // 2 :]
    assert [name for name, _ in stranger][:4] == [
        *("Query Ledger", "UpdateItem Limits"),
        *("GetItem Desk", "GetItem Desk"),
    ]
    (lock,) = {str(params) for name, params in stranger[:4] if name == "Query Ledger"}
    assert "seq = :first" in lock
    assert "ProjectionExpression" in lock


def _plain(params: dict[str, Any], number: str) -> str:
    """Write what was asked without the number, or the count of guesses at it."""
    wrong = ids.mac(pepper(), "guesses", number.replace("-", "")).hex()
    return str(params).replace(number.replace("-", ""), "N").replace(wrong, "W")


def test_the_right_code_opens_however_often_others_guessed(world: World) -> None:
    """Given a stranger who guesses, when the reporter comes, the report is open as ever."""
    number, code = world.filed()
    guess(world, number, 25)
    since = len(world.wire.calls)

    answer = world.track(number, code)

    assert answer.status == 200
    assert "UpdateItem Limits" not in world.wire.names(since), "and costs nothing more"
    assert world.reporter(number, code, "reply", {"text": "Ada tambahan."}).status == 200


def test_the_next_hour_begins_anew_and_other_reports_are_not_touched(world: World) -> None:
    number, _ = world.filed()
    other, _ = world.filed()
    guess(world, number, 25)

    assert world.track(other, WRONG).status == 404
    world.now += timedelta(hours=1)
    assert world.track(number, WRONG).status == 404


@pytest.mark.parametrize(("action", "body"), CALLS)
def test_every_call_with_a_code_counts(world: World, action: str, body: object) -> None:
    number, _ = world.filed()
    guess(world, number, 19)

    assert world.reporter(number, WRONG, action, body).status == 404
    assert world.reporter(number, WRONG, action, body).status == 429
    assert world.kinds(number) == ["submitted", "routed"]


def test_without_a_code_a_report_is_read_as_the_public_may_and_nothing_is_counted(
    world: World,
) -> None:
    number, _ = world.filed()
    guess(world, number, 25)

    assert world.track(number).status == 200


def test_the_counters_name_no_report_and_expire(world: World) -> None:
    number, _ = world.filed()
    guess(world, number, 3)

    stored = str([r for r in world.rows("LIMITS") if r["what"].startswith("code#")])
    assert number.replace("-", "") not in stored
    assert "expires" in stored
