"""Counters: how often something may be tried in a window, and when it may be tried again."""

from datetime import timedelta

import pytest

from lapor.aws import limits
from lapor.domain.errors import TooMany
from tests.functions.world import World

HOUR = timedelta(hours=1)


def test_tries_are_counted_and_the_one_too_many_is_told_when_to_come_back(world: World) -> None:
    world.at("2026-11-23", "10:59")
    for _ in range(3):
        limits.count("sign-in#x", 3, HOUR, world.now)

    with pytest.raises(TooMany) as refused:
        limits.count("sign-in#x", 3, HOUR, world.now)

    assert refused.value.retry_after == 60
    assert limits.tried("sign-in#x", HOUR, world.now) == 3


def test_another_name_and_another_window_count_anew(world: World) -> None:
    limits.count("sign-in#x", 1, HOUR, world.now)

    limits.count("sign-in#y", 1, HOUR, world.now)
    limits.count("sign-in#x", 1, HOUR, world.now + HOUR)

    assert limits.tried("sign-in#z", HOUR, world.now) == 0


def test_counters_expire(world: World) -> None:
    limits.count("sign-in#x", 1, HOUR, world.now)

    (row,) = world.rows("LIMITS")

    assert world.now.timestamp() < int(row["expires"]) <= (world.now + 2 * HOUR).timestamp()


def test_counting_without_a_limit_gives_how_many_there_are_and_refuses_none(world: World) -> None:
    counts = [limits.counted("challenge", HOUR, world.now) for _ in range(3)]

    assert counts == [1, 2, 3]
    assert limits.counted("challenge", HOUR, world.now + HOUR, 5) == 5
    assert {int(r["tries"]) for r in world.rows("LIMITS")} == {3, 5}
    assert all(int(r["expires"]) > world.now.timestamp() for r in world.rows("LIMITS"))
