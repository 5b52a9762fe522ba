"""A day ends when it ends at the agency: WIB, WITA and WIT against UTC."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from lapor.domain.deadlines import days_left, due, due_at, is_late, working_days_left
from lapor.domain.report import Clock
from tests.domain.lives import MONDAY, RULES, Life, disposed

ZONES = {"Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9}


def at(zone: str, day: int, clock: str) -> datetime:
    """A moment of November 2026 in a zone; the 23rd is a Monday."""
    hour, minute, second = (int(part) for part in clock.split(":"))
    return datetime(2026, 11, day, hour, minute, second, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("day", "clock", "last"),
    [
        (23, "00:00:00", 26),
        (23, "23:59:59", 26),
        (24, "00:00:00", 27),
        (22, "23:59:59", 25),  # a Sunday
        (20, "23:59:59", 25),  # a Friday
        (21, "00:00:00", 25),  # a Saturday
    ],
)
def test_the_local_day_of_the_filing_is_day_zero(
    zone: str, day: int, clock: str, last: int
) -> None:
    report = Life(at(zone, day, clock), zone=zone).report
    assert due_at(report, RULES) == at(zone, last, "23:59:59")


@pytest.mark.parametrize(("zone", "offset"), ZONES.items())
def test_a_deadline_is_kept_in_utc(zone: str, offset: int) -> None:
    deadline = due_at(Life(zone=zone).report, RULES)
    assert deadline == datetime(2026, 11, 26, 23 - offset, 59, 59, tzinfo=UTC)
    assert deadline.utcoffset() == timedelta(0)


def test_one_instant_is_monday_in_the_west_and_tuesday_in_the_middle_and_the_east() -> None:
    instant = datetime(2026, 11, 23, 16, 30, tzinfo=UTC)
    days = [due_at(Life(instant, zone=zone).report, RULES) for zone in ZONES]
    assert days == [
        at("Asia/Jakarta", 26, "23:59:59"),
        at("Asia/Makassar", 27, "23:59:59"),
        at("Asia/Jayapura", 27, "23:59:59"),
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_the_last_second_is_in_time_and_the_next_is_late(zone: str) -> None:
    report = Life(zone=zone).report
    assert not is_late(report, RULES, at(zone, 26, "23:59:59"))
    assert is_late(report, RULES, at(zone, 27, "00:00:00"))


@pytest.mark.parametrize(
    ("day", "clock", "left"),
    [
        (23, "10:00:00", 3),
        (23, "23:59:59", 3),
        (24, "00:00:00", 2),
        (26, "00:00:00", 0),
        (26, "23:59:59", 0),
        (27, "00:00:00", -1),
        (28, "12:00:00", -1),  # a Saturday adds no working day
        (30, "00:00:00", -2),
    ],
)
@pytest.mark.parametrize("zone", ZONES)
def test_working_days_left_change_at_local_midnight(
    zone: str, day: int, clock: str, left: int
) -> None:
    report = Life(at(zone, 23, "08:00:00"), zone=zone).report
    assert working_days_left(report, RULES, at(zone, day, clock)) == left
    moment = at(zone, 26, "23:59:59")
    assert days_left(moment, zone, RULES.calendar, at(zone, day, clock)) == left


def test_a_disposition_to_another_time_zone_counts_in_the_new_one() -> None:
    east = "91.71"
    report = disposed().returned().routed(None, "national").verified(east, None).report
    assert report.zone == "Asia/Jayapura"
    assert due(report, Clock.FIRST_FOLLOW_UP, RULES) == at("Asia/Jayapura", 30, "23:59:59")
    assert report.clocks[Clock.FIRST_FOLLOW_UP] == MONDAY


def test_clocks_that_differ_by_five_minutes_over_midnight_give_the_day_of_the_event() -> None:
    before, after = at("Asia/Jakarta", 23, "23:58:00"), at("Asia/Jakarta", 24, "00:03:00")
    assert due_at(Life(before).report, RULES) == at("Asia/Jakarta", 26, "23:59:59")
    assert due_at(Life(after).report, RULES) == at("Asia/Jakarta", 27, "23:59:59")
    answered_before_it_was_asked = disposed().at(after).asked().at(before).replied().report
    assert due(answered_before_it_was_asked, Clock.FIRST_FOLLOW_UP, RULES) == at(
        "Asia/Jakarta", 30, "23:59:59"
    )
