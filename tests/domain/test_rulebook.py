"""Whose rules bind a report: the nation's of its day, and what somebody made tighter."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lapor import registers
from lapor.data import load
from lapor.domain.deadlines import due, due_at, reopen_until, reply_by
from lapor.domain.errors import FieldError
from lapor.domain.report import Clock
from lapor.domain.rulebook import (
    wrong_calendar,
    wrong_holidays,
    wrong_ladder,
    wrong_limits,
)
from lapor.domain.rules import Ladder, Limit, Own, RuleSet, Rung, ladder_of, own_of
from tests.domain.lives import MONDAY, RULES, Life, disposed, said_done

BOOK = registers.book()
WIB = ZoneInfo("Asia/Jakarta")
SINCE = date(2026, 1, 1)

CALENDAR: dict[str, Any] = {
    "week": [1, 2, 3, 4, 5],
    "opens": "08:00",
    "closes": "16:00",
    "works_joint_leave": False,
    "closures": [],
}


def day_of(moment: datetime | None) -> str:
    assert moment
    return moment.astimezone(WIB).strftime("%m-%d %H:%M:%S")


def first(**settings: Any) -> str:
    """When the first follow-up is due under an agency's settings."""
    rules = BOOK.rules(disposed().report, settings)
    return day_of(due(disposed().report, Clock.FIRST_FOLLOW_UP, rules))


def wrong(errors: Any) -> list[tuple[str, str]]:
    return [(e.pointer, e.code) for e in errors]


def test_what_ships_binds_who_has_settled_nothing() -> None:
    assert BOOK.rules(disposed().report) == RULES
    assert BOOK.rules(disposed().report, {"id": "32.73"}) == RULES


def test_a_report_keeps_the_rule_set_of_the_day_on_which_it_came() -> None:
    new = RuleSet("next", date(2026, 11, 24), {**RULES.limits, "verification": Limit(1)})
    book = replace(BOOK, sets=[*BOOK.sets, new])
    before, after = Life(), Life(MONDAY.replace(day=24))
    assert book.rules(before.report).id == "62/2018 + 5/2025"
    assert day_of(due_at(before.report, book.rules(before.report))) == "11-26 23:59:59"
    assert book.rules(after.report).id == "next"
    assert day_of(due_at(after.report, book.rules(after.report))) == "11-25 23:59:59"
    assert book.in_force(date(1999, 1, 1)) is BOOK.sets[0], "the oldest, for what is older"


def test_the_day_of_receipt_is_that_of_the_reports_zone() -> None:
    new = RuleSet("next", date(2026, 11, 24), RULES.limits)
    book = replace(BOOK, sets=[*BOOK.sets, new])
    late = MONDAY.replace(hour=16)  # 23:00 in Jakarta, 01:00 of the next day in Jayapura
    assert book.rules(Life(late).report).id == "62/2018 + 5/2025"
    assert book.rules(Life(late, zone="Asia/Jayapura").report).id == "next"


def test_an_agency_a_province_and_a_category_may_be_tighter_and_the_tightest_binds() -> None:
    def limit(**own: Own) -> int:
        holder = {"limits": {"valid_from": "2026-01-01", "days": dict(own["agency"].days)}}
        book = replace(
            BOOK, provinces={"32": own["province"]}, categories={"jalan-rusak": own["category"]}
        )
        return book.rules(disposed().report, holder).limits["first_follow_up"].days

    def named(days: int) -> Own:
        return Own(SINCE, {"first_follow_up": days})

    assert limit(agency=named(2), province=named(3), category=named(4)) == 2
    assert limit(agency=named(4), province=named(3), category=named(4)) == 3
    assert limit(agency=named(5), province=named(4), category=named(1)) == 1
    assert limit(agency=named(9), province=named(9), category=named(9)) == 5, "never looser"


def test_a_tighter_limit_binds_what_comes_from_its_day_on() -> None:
    own = {"valid_from": "2026-11-24", "days": {"first_follow_up": 1}}
    assert first(limits=own) == "11-30 23:59:59"
    assert first(limits={**own, "valid_from": "2026-11-23"}) == "11-24 23:59:59"


def test_an_office_with_a_calendar_of_its_own_counts_its_own_days() -> None:
    six = {**CALENDAR, "week": [1, 2, 3, 4, 5, 6]}
    closed = {**CALENDAR, "closures": [{"from": "2026-11-25", "to": "2026-11-26", "name": "HUT"}]}
    assert first(calendar=CALENDAR) == "11-30 23:59:59"
    assert first(calendar=six) == "11-28 23:59:59"
    assert first(calendar=closed) == "12-02 23:59:59"


def test_an_office_may_work_on_joint_leave_and_none_on_a_national_holiday() -> None:
    joint = min(BOOK.joint_leave - BOOK.holidays)
    holiday = next(d for d in sorted(BOOK.holidays) if d.weekday() < 5)
    usual = BOOK.calendar({"calendar": CALENDAR})
    works = BOOK.calendar({"calendar": {**CALENDAR, "works_joint_leave": True}})
    assert (usual.works(joint), works.works(joint)) == (False, True)
    assert (usual.works(holiday), works.works(holiday)) == (False, False)


def test_an_offices_own_week_neither_shortens_nor_stretches_the_reporters_time() -> None:
    every = {**CALENDAR, "week": [1, 2, 3, 4, 5, 6, 7], "works_joint_leave": True}
    closed = {**CALENDAR, "closures": [{"from": "2026-12-01", "to": "2026-12-04", "name": "HUT"}]}
    for own in (every, closed):
        life = said_done()
        rules = BOOK.rules(life.report, {"calendar": own})
        assert reply_by(life.report, rules) == reply_by(life.report, RULES)
        ended = life.confirmed().report
        assert reopen_until(ended, rules) == reopen_until(ended, RULES)


def test_hours_are_those_of_the_office() -> None:
    calendar = BOOK.calendar({"calendar": {**CALENDAR, "opens": "07:30", "closes": "15:00"}})
    assert (calendar.opens, calendar.closes) == (time(7, 30), time(15))


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({}, []),
        ({"week": []}, [("/week", "too_few_days")]),
        ({"week": [1, 2, 3, 4]}, [("/week", "too_few_days")]),
        ({"week": [1, 2, 3, 4, 5, 6, 7]}, []),
        ({"closes": "08:00"}, [("/closes", "before_start")]),
        (
            {"closures": [{"from": "2026-12-02", "to": "2026-12-01"}]},
            [("/closures/0/to", "before_start")],
        ),
        ({"closures": [{"from": "2026-12-01", "to": "2026-12-31"}]}, []),
        (
            {"closures": [{"from": "2026-12-01", "to": "2027-01-01"}]},
            [("/closures/0/to", "closed_too_long")],
        ),
        (
            {
                "closures": [
                    {"from": "2026-12-01", "to": "2026-12-03"},
                    {"from": "2026-12-03", "to": "2026-12-04"},
                    {"from": "2026-12-05", "to": "2026-12-05"},
                ]
            },
            [("/closures/1/from", "overlaps")],
        ),
        (
            {
                "closures": [
                    {"from": "2026-11-30", "to": "2026-12-18"},
                    {"from": "2026-12-21", "to": "2026-12-31"},
                ]
            },
            [("/closures/1/to", "closed_too_long")],
        ),
        (
            {
                "closures": [
                    {"from": "2026-11-30", "to": "2026-12-18"},
                    {"from": "2026-12-22", "to": "2026-12-31"},
                ]
            },
            [],
        ),
        (
            {
                "closures": [
                    {"from": f"2026-{month:02}-01", "to": f"2026-{month:02}-21"} for month in (1, 3)
                ]
            },
            [("/closures", "closed_too_often")],
        ),
    ],
)
def test_a_calendar_that_cannot_be_is_refused_with_the_reason(
    changes: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    assert wrong(wrong_calendar({**CALENDAR, **changes})) == errors


@pytest.mark.parametrize(
    ("days", "errors"),
    [
        ({}, []),
        ({"verification": 3, "answer": 1}, []),
        ({"first_follow_up": 6}, [("/days/first_follow_up", "looser")]),
        ({"resolution.complaint": 0}, [("/days/resolution.complaint", "out_of_range")]),
        ({"reply_window": 5}, [("/days/reply_window", "unknown_code")]),
        ({"statutory_response": 5}, [("/days/statutory_response", "unknown_code")]),
        ({"coffee": 1}, [("/days/coffee", "unknown_code")]),
    ],
)
def test_a_limit_that_is_looser_or_takes_from_reporters_is_refused_with_the_reason(
    days: dict[str, int], errors: list[tuple[str, str]]
) -> None:
    assert wrong(wrong_limits(days, RULES.limits)) == errors


def test_how_loose_a_limit_may_be_is_said() -> None:
    found = list(wrong_limits({"first_follow_up": 6}, RULES.limits))
    assert found == [FieldError("/days/first_follow_up", "looser", {"max": 5})]


def year(name: str, *days: str) -> dict[str, list[dict[str, str]]]:
    return {name: [{"date": f"{name}-{day}", "name": "Libur", "kind": "national"} for day in days]}


@pytest.mark.parametrize(
    ("years", "today", "errors"),
    [
        (year("2026", "01-01"), date(2026, 9, 30), []),
        (year("2026", "01-01"), date(2026, 10, 1), [("/years/2027", "missing")]),
        (year("2026", "01-01") | year("2027", "01-01"), date(2026, 10, 1), []),
        (
            year("2024", "01-01") | year("2026", "01-01"),
            date(2026, 3, 1),
            [("/years/2025", "missing")],
        ),
        ({"2026": []}, date(2026, 3, 1), [("/years/2026", "missing")]),
        ({}, date(2026, 3, 1), [("/years/2026", "missing")]),
        (
            {"2026": [{"date": "2027-01-01", "name": "Libur", "kind": "national"}]},
            date(2026, 3, 1),
            [("/years/2026/0/date", "other_year")],
        ),
        (
            year("2026", "01-01", "01-01"),
            date(2026, 3, 1),
            [("/years/2026/1/date", "repeated")],
        ),
    ],
)
def test_a_missing_year_a_foreign_day_and_one_twice_are_refused_with_the_reason(
    years: dict[str, list[dict[str, str]]], today: date, errors: list[tuple[str, str]]
) -> None:
    assert wrong(wrong_holidays(years, today)) == errors


def test_the_ladder_that_ships_is_none_that_would_be_refused() -> None:
    assert list(wrong_ladder(ladder_of(load("ladder")))) == []
    assert list(wrong_holidays(load("holidays"), date(2026, 11, 1))) == []


def rungs(*changed: Rung) -> Ladder:
    """The ladder that ships with some rungs changed."""
    by_level = {rung.level: rung for rung in BOOK.ladder.rungs} | {r.level: r for r in changed}
    return Ladder(0.8, tuple(by_level.values()))


@pytest.mark.parametrize(
    ("ladder", "errors"),
    [
        (Ladder(0, BOOK.ladder.rungs), [("/share", "out_of_range")]),
        (Ladder(1, BOOK.ladder.rungs), [("/share", "out_of_range")]),
        (Ladder(0.8, ()), [("/rungs", "no_top")]),
        (
            Ladder(0.8, BOOK.ladder.rungs[:3]),
            [("/rungs", "no_top"), *[(f"/rungs/{n}/instead", "cycle") for n in (0, 1, 2)]],
        ),
        (
            Ladder(0.8, BOOK.ladder.rungs[::-1]),
            [
                *[("/rungs", "rungs_order"), ("/rungs", "no_top")],
                *[(f"/rungs/{n}/days", "wrong_order") for n in (1, 2, 3)],
            ],
        ),
        (
            rungs(Rung("leader", 9, ("leader",), "national")),
            [("/rungs/2/days", "wrong_order"), ("/rungs/3/days", "wrong_order")],
        ),
        (rungs(Rung("leader", 2, (), "national")), [("/rungs/1/to", "nobody")]),
        (rungs(Rung("leader", 2, ("friends",), "national")), [("/rungs/1/to", "nobody")]),
        (
            rungs(
                Rung("leader", 2, ("leader",), "monitor"),
                Rung("monitor", 4, ("monitor",), "leader"),
            ),
            [("/rungs/1/instead", "cycle"), ("/rungs/2/instead", "cycle")],
        ),
        (rungs(Rung("leader", 2, ("leader",), None)), [("/rungs/1/instead", "cycle")]),
        (rungs(Rung("leader", 2, ("leader",), "mayor")), [("/rungs/1/instead", "cycle")]),
    ],
)
def test_a_ladder_with_a_cycle_or_nobody_on_it_is_refused_with_the_reason(
    ladder: Ladder, errors: list[tuple[str, str]]
) -> None:
    assert wrong(wrong_ladder(ladder)) == errors


def test_own_limits_are_read_as_the_directory_keeps_them() -> None:
    kept = {"valid_from": "2026-01-01", "days": {"answer": 2}}
    assert own_of(kept) == Own(SINCE, {"answer": 2})
