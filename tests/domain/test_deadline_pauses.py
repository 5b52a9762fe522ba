"""While the reporter is asked the offices' clocks stand still; nothing else moves a deadline."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lapor.domain.clocks import wake
from lapor.domain.deadlines import due, due_at, is_late, working_days_left
from lapor.domain.report import Clock, State
from lapor.domain.visibility import SYSTEM
from tests.domain.lives import MONDAY, RULES, Life, disposed, in_progress

WIB = ZoneInfo("Asia/Jakarta")


def at(text: str) -> datetime:
    """A local moment of 2026 in Jakarta: `11-23 10:00`."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=WIB)


def end(day: str) -> datetime:
    return at(f"{day} 23:59:59")


def held(*pauses: tuple[str, str]) -> Life:
    """A report of Monday 23 November, held and answered at these times."""
    life = Life(MONDAY).routed()
    for since, until in pauses:
        life.at(at(since)).held().at(at(until)).replied()
    return life


@pytest.mark.parametrize(
    ("pauses", "day"),
    [
        ((), "11-26"),
        ((("11-23 10:00", "11-23 23:59"),), "11-26"),  # the same day
        ((("11-24 00:00", "11-24 23:59:58"),), "11-26"),  # a whole day, but not its end
        ((("11-23 23:59", "11-24 00:01"),), "11-26"),  # day zero does not count anyway
        ((("11-24 23:59", "11-25 00:01"),), "11-27"),  # two minutes over a midnight
        ((("11-24 10:00", "11-25 10:00"),), "11-27"),
        ((("11-24 10:00", "11-26 10:00"),), "11-30"),
        ((("11-26 10:00", "11-30 10:00"),), "11-30"),  # two ends: the 26th and the 27th
        ((("11-24 10:00", "11-25 10:00"), ("11-26 10:00", "11-27 10:00")), "11-30"),
        ((("11-24 10:00", "11-24 11:00"), ("11-24 12:00", "11-25 01:00")), "11-27"),
    ],
)
def test_a_hold_moves_the_deadline_by_the_working_days_that_ended_in_it(
    pauses: tuple[tuple[str, str], ...], day: str
) -> None:
    assert due_at(held(*pauses).report, RULES) == end(day)


@pytest.mark.parametrize(
    ("since", "until", "day"),
    [
        ("11-27 10:00", "11-27 20:00", "12-02"),  # no end of a day
        ("11-28 10:00", "11-29 20:00", "12-02"),  # a weekend alone
        ("11-27 10:00", "11-30 08:00", "12-02"),  # Friday's end: day zero
    ],
)
def test_a_hold_over_a_weekend_moves_nothing(since: str, until: str, day: str) -> None:
    life = Life(at("11-27 08:00")).routed().at(at(since)).held().at(at(until)).replied()
    assert due_at(life.report, RULES) == end(day)


def test_a_hold_over_holidays_and_joint_leave_moves_only_by_its_working_days() -> None:
    life = Life(at("03-16 10:00")).routed()
    plain = due_at(life.report, RULES)
    life.at(at("03-17 20:00")).held().at(at("03-25 08:00")).replied()
    assert plain == end("03-26")
    assert due_at(life.report, RULES) == end("03-27"), "only the 17th ended in the hold"


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
def test_a_hold_over_the_agencys_own_midnight_counts_and_over_utc_midnight_does_not(
    zone: str,
) -> None:
    where = ZoneInfo(zone)

    def local(text: str) -> datetime:
        return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=where)

    over = Life(MONDAY, zone=zone).at(local("24 23:59")).held().at(local("25 00:01")).replied()
    utc = Life(MONDAY, zone=zone).at(local("24 06:00")).held().at(local("24 10:00")).replied()
    assert due_at(over.report, RULES) == local("27 23:59:59")
    assert due_at(utc.report, RULES) == local("26 23:59:59")


def test_resolution_and_first_follow_up_both_stand_still_while_the_office_asks() -> None:
    life = disposed().at(at("11-24 10:00")).asked()
    assert due(life.report, Clock.FIRST_FOLLOW_UP, RULES) is None
    assert due(life.report, Clock.RESOLUTION, RULES) is None
    answered = life.at(at("11-26 10:00")).replied().report
    assert due(answered, Clock.FIRST_FOLLOW_UP, RULES) == end("12-02")
    assert due(answered, Clock.RESOLUTION, RULES) == end("12-15")


def test_while_it_is_paused_nothing_is_late_or_escalates_and_the_days_left_are_frozen() -> None:
    life = Life().routed().at(at("11-25 10:00")).held()
    for moment in ("11-25 10:00", "11-27 10:00", "12-20 10:00"):
        report = life.at(at(moment)).report
        assert report.paused
        assert due_at(report, RULES) is None
        assert not is_late(report, RULES, life.now)
        assert working_days_left(report, RULES, life.now) == 1
        woken = wake(report, RULES)
        assert woken is not None
        assert (woken.move, woken.at) == ("lapse", end("12-25"))
    assert life.swept().last.kind == "held"


def test_the_days_left_in_a_second_hold_count_the_first() -> None:
    life = held(("11-24 10:00", "11-25 10:00")).at(at("11-26 10:00")).held()
    assert working_days_left(life.report, RULES, life.now) == 1


def test_a_report_that_was_late_when_it_was_held_has_negative_days_left() -> None:
    life = Life().routed().at(at("11-30 10:00")).held()
    assert working_days_left(life.report, RULES, life.now) == -2


@pytest.mark.parametrize(
    "happens",
    [
        lambda life: life.replied(),
        lambda life: life.replied().replied().replied(),
        lambda life: life.noted(),
        lambda life: life.forwarded(),
        lambda life: life.handed_back(),
        lambda life: life.handed_back().forwarded(),
    ],
    ids=["reply", "replies", "note", "forward", "hand back", "hand back and forward"],
)
def test_replies_notes_and_passing_on_inside_the_agency_move_no_deadline(
    happens: Callable[[Life], Life],
) -> None:
    before = disposed().wait(days=2)
    after = happens(disposed().wait(days=2))
    assert after.report.clocks == before.report.clocks
    assert due_at(after.report, RULES) == due_at(before.report, RULES)


@pytest.mark.parametrize(
    "happens",
    [
        lambda life: life.replied(),
        lambda life: life.noted(),
        lambda life: life.forwarded(),
        lambda life: life.anonymised().concealed(),
    ],
    ids=["reply", "note", "forward", "protect"],
)
def test_further_replies_move_no_answer_that_is_due(happens: Callable[[Life], Life]) -> None:
    life = in_progress().replied().wait(days=2)
    before = life.report.clocks
    assert happens(life).report.clocks == before


def test_a_follow_up_moves_no_resolution() -> None:
    life = in_progress().wait(days=3).followed_up()
    assert due(life.report, Clock.RESOLUTION, RULES) == end("12-11")


def test_a_note_on_a_held_report_and_a_route_end_no_pause_and_move_nothing() -> None:
    noted = Life().routed().held().wait(days=2).noted().report
    assert (noted.state, len(noted.pauses), noted.pauses[0].until) == (State.ON_HOLD, 1, None)
    routed = Life().routed().wait(days=1)
    routed.does(SYSTEM, "route", agency=None, unit=None, how="national", zone=None)
    assert routed.report.clocks == {Clock.VERIFICATION: MONDAY}
