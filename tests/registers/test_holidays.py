"""The reviewed calendar agrees with an independent one, and does not run out unnoticed."""

from datetime import UTC, date, datetime, timedelta

import holidays
import pytest

from lapor.data import load

CATEGORY_OF = {"national": "public", "joint": "government"}


@pytest.mark.parametrize("year", [2025, 2026, 2027])
@pytest.mark.parametrize("kind", ["national", "joint"])
def test_the_days_off_of_a_kind_are_those_of_the_holidays_library(kind: str, year: int) -> None:
    ours = {date.fromisoformat(d["date"]) for d in load("holidays")[str(year)] if d["kind"] == kind}
    theirs = set(holidays.country_holidays("ID", years=year, categories=CATEGORY_OF[kind]))
    assert ours - theirs == set()
    assert theirs - ours == set()


def test_a_day_stands_once_in_order_under_its_own_year_with_a_name_and_a_kind() -> None:
    for year, days in load("holidays").items():
        dates = [day["date"] for day in days]
        assert dates == sorted(set(dates))
        for day in days:
            assert date.fromisoformat(day["date"]).year == int(year)
            assert day["kind"] in CATEGORY_OF
            assert day["name"].startswith("Cuti bersama ") == (day["kind"] == "joint"), day


def test_a_joint_holiday_is_named_after_a_holiday_of_the_same_year() -> None:
    for days in load("holidays").values():
        national = {day["name"] for day in days if day["kind"] == "national"}
        joint = {d["name"].removeprefix("Cuti bersama ") for d in days if d["kind"] == "joint"}
        assert joint <= national


def test_the_calendar_reaches_at_least_30_days_beyond_today() -> None:
    # The decree for a year comes out in September or October of the year before it.
    last_known_day = date(max(int(year) for year in load("holidays")), 12, 31)
    assert last_known_day >= datetime.now(UTC).date() + timedelta(days=30)
