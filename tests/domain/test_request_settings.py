"""What is sent to change calendars, limits, holidays and the ladder, and how it is kept."""

from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import BaseModel

from lapor import registers
from lapor.domain.errors import Invalid
from lapor.domain.rules import ladder_of
from lapor.domain.settings import AgencyCalendar, Holidays, NewLadder, OwnLimits
from lapor.domain.validation import check

CONTEXT = registers.context(datetime(2026, 11, 23, tzinfo=UTC))
CLOSURE = {"from": "2026-12-28", "to": "2026-12-31", "name": "Penutupan  tahun"}
WEEK: dict[str, Any] = {
    "agency": "32.73",
    "week": [5, 1, 1, 3],
    "opens": "07:30",
    "closes": "15:00",
    "works_joint_leave": True,
    "closures": [CLOSURE, {**CLOSURE, "from": "2026-12-01", "to": "2026-12-01"}],
}


def errors(model: type[BaseModel], value: Any) -> list[tuple[str, str]]:
    with pytest.raises(Invalid) as caught:
        check(model, value, CONTEXT)
    return [(e.pointer, e.code) for e in caught.value.errors]


def test_a_calendar_is_kept_in_order_and_without_what_came_twice() -> None:
    said = check(AgencyCalendar, WEEK, CONTEXT)
    assert said.entry() == {
        "week": [1, 3, 5],
        "opens": "07:30",
        "closes": "15:00",
        "works_joint_leave": True,
        "closures": [
            {"from": "2026-12-01", "to": "2026-12-01", "name": "Penutupan tahun"},
            {"from": "2026-12-28", "to": "2026-12-31", "name": "Penutupan tahun"},
        ],
    }


@pytest.mark.parametrize("hour", ["24:00", "8:00", "08:60", "08.00", "", "08:00:00", "pagi"])
def test_an_hour_is_two_digits_and_two_digits(hour: str) -> None:
    assert errors(AgencyCalendar, {**WEEK, "opens": hour}) == [("/opens", "bad_format")]


def test_limits_are_kept_with_the_day_from_which_they_bind() -> None:
    value = {"of": "agency", "id": "32.73", "valid_from": "2026-11-01", "days": {"answer": 2}}
    assert check(OwnLimits, value, CONTEXT).entry() == {
        "valid_from": "2026-11-01",
        "days": {"answer": 2},
    }
    assert errors(OwnLimits, {**value, "of": "village"}) == [("/of", "unknown_code")]
    assert errors(OwnLimits, {**value, "days": {"answer": "2"}}) == [("/days/answer", "wrong_type")]


def test_holidays_are_kept_by_year_each_in_order() -> None:
    new = {"date": "2026-01-01", "name": "Tahun Baru", "kind": "national"}
    late = {"date": "2026-12-24", "name": "Cuti bersama Natal", "kind": "joint"}
    said = check(Holidays, {"years": {"2026": [late, new]}}, CONTEXT)
    assert said.entry() == {"2026": [new, late]}
    assert errors(Holidays, {"years": {"20x6": []}}) == [("/years/20x6/[key]", "bad_format")]


def test_a_ladder_is_kept_as_the_register_has_it() -> None:
    rung = {"level": "national", "days": 0, "to": ["national"], "instead": None}
    said = check(NewLadder, {"share": 80, "rungs": [rung]}, CONTEXT)
    assert ladder_of(said.entry()).share == 0.8
    assert said.entry()["rungs"] == [rung]
    assert errors(NewLadder, {"share": 101, "rungs": [rung]}) == [("/share", "out_of_range")]
