"""How long each thing may take: the rule set 62/2018 + 5/2025, counted by hand on a calendar."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from lapor.domain.deadlines import due, due_at, may_refer_from, reopen_until, reply_by
from lapor.domain.lifecycle import may
from lapor.domain.report import Clock, Report
from lapor.domain.visibility import REPORTER
from tests.domain.lives import MONDAY, RULES, Life, disposed, in_progress, said_done

WIB = ZoneInfo("Asia/Jakarta")


def end(text: str, zone: ZoneInfo = WIB) -> datetime:
    """The last second of a day, in UTC."""
    day = date.fromisoformat(text)
    return datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=zone).astimezone(UTC)


def test_a_report_of_monday_is_verified_by_the_third_working_day() -> None:
    report = Life().report
    assert due(report, Clock.VERIFICATION, RULES) == end("2026-11-26")
    assert due_at(report, RULES) == end("2026-11-26")


def test_the_first_follow_up_comes_by_the_fifth_working_day_after_the_disposition() -> None:
    report = Life().wait(days=1).routed().verified().report
    assert due(report, Clock.FIRST_FOLLOW_UP, RULES) == end("2026-12-01")


@pytest.mark.parametrize(
    ("report_class", "supervised", "day"),
    [
        ("information", False, "2026-08-10"),
        ("aspiration", False, "2026-08-10"),
        ("complaint", False, "2026-08-24"),  # the 17th is a holiday
        ("complaint", True, "2026-10-28"),  # the 17th and the 25th are holidays
    ],
)
def test_a_report_is_solved_within_the_days_of_its_class(
    report_class: str, supervised: bool, day: str
) -> None:
    monday = datetime(2026, 8, 3, 3, tzinfo=UTC)
    report = Life(monday, kind=report_class).verified(supervised=supervised).report
    assert due(report, Clock.RESOLUTION, RULES) == end(day)


def test_an_answer_to_the_reporter_comes_by_the_fifth_working_day_after_the_reply() -> None:
    report = in_progress().wait(days=2).replied().report
    assert due(report, Clock.ANSWER, RULES) == end("2026-12-02")


def test_the_reporter_has_ten_working_days_after_the_office_said_done() -> None:
    report = said_done().report
    assert reply_by(report, RULES) == end("2026-12-07")
    assert due_at(report, RULES) is None


def test_a_second_done_starts_the_ten_days_again() -> None:
    report = said_done().wait(days=3).followed_up(done=True).report
    assert reply_by(report, RULES) == end("2026-12-10")


@pytest.mark.parametrize("life", [Life().routed().held(), disposed().asked(), said_done().asked()])
def test_the_reporter_has_thirty_calendar_days_to_give_details(life: Life) -> None:
    assert reply_by(life.report, RULES) == end("2026-12-23")


def test_a_closed_report_can_be_reopened_until_the_tenth_working_day() -> None:
    closed = said_done().confirmed().report
    assert reopen_until(closed, RULES) == end("2026-12-07")
    assert reopen_until(said_done().report, RULES) is None


def test_a_reopened_report_is_answered_within_five_days_and_solved_within_its_class() -> None:
    report = said_done().wait(days=1).confirmed().wait(days=1).reopened().report
    assert due(report, Clock.ANSWER, RULES) == end("2026-12-02")
    assert due(report, Clock.RESOLUTION, RULES) == end("2026-12-15")


def test_the_ombudsman_may_take_over_after_sixty_calendar_days() -> None:
    report = Life().report
    assert may_refer_from(report, RULES) == end("2027-01-22")


@pytest.mark.parametrize("second", [0, 1])
def test_consent_is_possible_from_the_second_after_the_sixtieth_day(second: int) -> None:
    life = Life().at(end("2027-01-22")).wait(seconds=second)
    assert ("consent" in _offered(life)) == bool(second)


@pytest.mark.parametrize("second", [0, 1])
def test_reopening_is_possible_to_the_last_second_of_the_tenth_day(second: int) -> None:
    life = said_done().confirmed().at(end("2026-12-07")).wait(seconds=second)
    assert ("reopen" in _offered(life)) != bool(second)


def test_the_reopen_window_is_counted_from_what_is_stored_not_from_later_events() -> None:
    life = said_done().confirmed().wait(days=5).rated().noted()
    assert reopen_until(life.report, RULES) == end("2026-12-07")


def test_nothing_is_due_for_a_clock_that_does_not_run() -> None:
    assert due(Life().report, Clock.RESOLUTION, RULES) is None


def test_what_was_never_received_has_no_day_from_which_it_could_be_referred() -> None:
    assert may_refer_from(Report("0" * 12), RULES) is None


@pytest.mark.parametrize(
    ("filed", "day"),
    [
        ("2026-03-16T10:00+07:00", "2026-03-26"),  # Nyepi, Idul Fitri and cuti bersama 18 to 24
        ("2026-03-20T10:00+07:00", "2026-03-27"),  # filed on a holiday
        ("2026-12-23T10:00+07:00", "2026-12-30"),  # cuti bersama and Christmas
        ("2026-12-30T10:00+07:00", "2027-01-06"),  # New Year and the next year's holidays
        ("2026-11-27T10:00+07:00", "2026-12-02"),  # a Friday
        ("2026-11-28T10:00+07:00", "2026-12-02"),  # a Saturday
        ("2026-11-29T23:59+07:00", "2026-12-02"),  # a Sunday
        ("2028-02-25T10:00+07:00", "2028-03-01"),  # the 29th of February is a day like others
    ],
)
def test_weekends_holidays_and_joint_leave_are_no_working_days(filed: str, day: str) -> None:
    report = Life(datetime.fromisoformat(filed)).report
    assert due_at(report, RULES) == end(day)


def test_calendar_days_count_holidays_and_the_leap_day() -> None:
    held = Life(datetime(2028, 2, 1, 3, tzinfo=UTC)).held().report
    assert reply_by(held, RULES) == end("2028-03-02")


def test_a_tightened_class_shortens_the_time_that_is_left_from_the_same_start() -> None:
    life = disposed().returned().wait(days=1).routed().verified(kind="information")
    assert life.report.clocks[Clock.RESOLUTION] == MONDAY
    assert due(life.report, Clock.RESOLUTION, RULES) == end("2026-11-30")


def _offered(life: Life) -> list[str]:
    return may(life.report, REPORTER, life.now, RULES)
