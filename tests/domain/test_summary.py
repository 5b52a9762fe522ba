"""Figures are counted from lists that are read most urgent first, and say when they are bounds."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lapor.domain.summary import (
    Figure,
    Figures,
    Line,
    Pile,
    Urgency,
    by_unit,
    counted,
    urgency,
    written,
)
from tests.domain.lives import RULES

LATE, SOON, NOT_YET = Urgency
PU, LH = "32.73:dinas-pu", "32.73:dinas-lh"
EMPTY = Pile([])
MONDAY = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Jakarta"))


def at(day: str, zone: str = "Asia/Jakarta") -> datetime:
    return datetime.fromisoformat(f"{day}T23:59:59").replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("due", "zone", "expected"),
    [
        (None, "Asia/Jakarta", NOT_YET),
        (at("2026-11-20"), "Asia/Jakarta", LATE),
        (at("2026-11-23"), "Asia/Jakarta", SOON),
        (at("2026-11-25"), "Asia/Jakarta", SOON),
        (at("2026-11-26"), "Asia/Jakarta", NOT_YET),
        (at("2026-11-25", "Asia/Jayapura"), "Asia/Jayapura", SOON),
    ],
)
def test_what_has_two_working_days_left_is_soon_due(
    due: datetime | None, zone: str, expected: Urgency
) -> None:
    assert urgency(due, zone, RULES.calendar, MONDAY) is expected


def test_a_weekend_and_a_day_off_do_not_count() -> None:
    friday = datetime(2026, 12, 23, 10, tzinfo=ZoneInfo("Asia/Jakarta"))  # 24 and 25 are off
    assert urgency(at("2026-12-29"), "Asia/Jakarta", RULES.calendar, friday) is SOON
    assert urgency(at("2026-12-30"), "Asia/Jakarta", RULES.calendar, friday) is NOT_YET


def test_a_deadline_of_this_very_second_is_not_late_yet() -> None:
    assert urgency(MONDAY, "Asia/Jakarta", RULES.calendar, MONDAY) is SOON


PILES = {
    "submitted": Pile([Line(None, LATE), Line(None, SOON)]),
    "disposed": Pile([Line(PU, LATE), Line(LH, SOON), Line(PU, NOT_YET)]),
    "on_hold": Pile([Line(PU, NOT_YET)]),
}
WAITING = Pile([Line(LH, SOON)])


def test_an_office_has_its_open_reports_by_state_and_by_urgency() -> None:
    assert counted(PILES, WAITING) == Figures(
        open=Figure(6),
        late=Figure(2),
        soon=Figure(2),
        approval=Figure(1),
        states={"submitted": Figure(2), "disposed": Figure(3), "on_hold": Figure(1)},
    )


def test_each_unit_has_its_own_and_what_no_unit_has_stands_apart() -> None:
    found = by_unit(PILES, WAITING)

    def told(unit: str | None) -> tuple[int, ...]:
        its = found[unit]
        assert its.soon
        assert its.approval is not None
        return its.open.count, its.late.count, its.soon.count, its.approval.count

    assert {unit: told(unit) for unit in found} == {
        None: (2, 1, 1, 0),
        PU: (3, 1, 0, 0),
        LH: (1, 0, 1, 1),
    }


def test_the_units_figures_add_up_to_the_offices() -> None:
    total = Figures(states={})
    for part in by_unit(PILES, WAITING).values():
        total = total.plus(part)
    assert total == counted(PILES, WAITING)


@pytest.mark.parametrize(
    ("lines", "late", "soon"),
    [
        ([LATE, LATE], Figure(2, more=True), Figure(0, more=True)),
        ([LATE, SOON], Figure(1), Figure(1, more=True)),
        ([LATE, SOON, NOT_YET], Figure(1), Figure(1)),
        ([], Figure(0, more=True), Figure(0, more=True)),
    ],
)
def test_of_a_list_that_goes_on_only_what_its_last_row_has_passed_is_exact(
    lines: list[Urgency], late: Figure, soon: Figure
) -> None:
    pile = Pile([Line(PU, one) for one in lines], more=True)

    found = counted({"disposed": pile, "on_hold": EMPTY}, EMPTY)

    assert (found.late, found.soon) == (late, soon)
    assert found.open == Figure(len(lines), more=True)
    assert found.states == {"disposed": Figure(len(lines), more=True), "on_hold": Figure(0)}
    assert found.approval == Figure(0)


def test_a_unit_of_a_list_that_goes_on_may_have_more_behind_it() -> None:
    pile = Pile([Line(PU, LATE), Line(LH, NOT_YET)], more=True)
    found = by_unit({"disposed": pile}, EMPTY)[PU]
    assert (found.open, found.late) == (Figure(1, more=True), Figure(1))


def test_what_one_of_two_has_not_counted_has_no_sum() -> None:
    tree = Figures(Figure(9), Figure(4, more=True), None, None, None)
    whole = counted(PILES, WAITING)

    for total in (tree.plus(whole), whole.plus(tree)):
        assert total == Figures(Figure(15), Figure(6, more=True), None, None, None)


def test_figures_are_written_as_the_api_gives_them() -> None:
    tree = Figures(Figure(9, more=True), Figure(4), None, None, {"disposed": Figure(9, more=True)})
    assert written(tree) == {
        "open": {"count": 9, "more": True},
        "late": {"count": 4, "more": False},
        "soon": None,
        "approval": None,
        "states": {"disposed": {"count": 9, "more": True}},
    }
