"""A deadline that passes is told upwards, level by level, each once: unit, agency, national."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lapor.domain.deadlines import Wake, due, ladder, wake
from lapor.domain.lifecycle import may
from lapor.domain.report import OPEN, Clock, State
from lapor.domain.visibility import REPORTER, SYSTEM
from tests.domain.lives import LH, RULES, Life, disposed, in_progress, said_done

WIB = ZoneInfo("Asia/Jakarta")


def end(day: str) -> datetime:
    return datetime.fromisoformat(f"2026-{day} 23:59:59").replace(tzinfo=WIB)


def after(day: str) -> datetime:
    """The first moment after a day."""
    return datetime.fromisoformat(f"2026-{day} 00:00:00").replace(tzinfo=WIB)


def told(life: Life) -> list[tuple[str, str]]:
    """Which clock was told to whom, in order."""
    return [(e.data["clock"], e.data["to"]) for e in life.events if e.kind == "escalated"]


def test_a_unit_that_does_not_act_is_told_to_its_agency_and_then_to_the_national_admin() -> None:
    life = disposed()
    assert wake(life.report, RULES) == Wake(
        end("11-30"), "escalate", Clock.FIRST_FOLLOW_UP, "agency"
    )
    life.at(after("12-01")).swept()
    assert (told(life), life.report.level) == ([("first_follow_up", "agency")], "agency")
    assert wake(life.report, RULES) == Wake(
        end("12-02"), "escalate", Clock.FIRST_FOLLOW_UP, "national"
    )
    life.at(after("12-03")).swept()
    assert told(life) == [("first_follow_up", "agency"), ("first_follow_up", "national")]
    assert life.report.level == "national"
    assert wake(life.report, RULES) == Wake(end("12-11"), "escalate", Clock.RESOLUTION, "agency")


@pytest.mark.parametrize(
    "make", [lambda: disposed(None), lambda: Life().routed(), Life], ids=["agency", "new", "nobody"]
)
def test_what_no_unit_has_is_told_to_the_national_admin_at_once(make: Callable[[], Life]) -> None:
    life = make()
    assert ladder(life.report) == ("national",)
    woken = wake(life.report, RULES)
    assert woken is not None
    assert (woken.move, woken.to) == ("escalate", "national")
    life.at(after("12-01")).swept()
    assert [to for _, to in told(life)] == ["national"]


def test_a_sweep_that_comes_days_late_tells_every_level_once_and_in_order() -> None:
    life = disposed().wait(days=60).swept().swept().wait(days=60).swept()
    assert told(life) == [
        ("first_follow_up", "agency"),
        ("first_follow_up", "national"),
        ("resolution", "agency"),
        ("resolution", "national"),
    ]
    assert wake(life.report, RULES) is None


def test_nothing_is_told_at_the_last_second() -> None:
    life = disposed().at(end("11-30")).swept()
    assert told(life) == []


@pytest.mark.parametrize(
    "life",
    [
        said_done().confirmed(),
        Life().archived(),
        Life().withdrawn(),
        in_progress().wait(days=61).consented().referred(),
    ],
    ids=["closed", "archived", "withdrawn", "referred"],
)
def test_an_ended_report_never_escalates(life: Life) -> None:
    seen = len(life.events)
    assert len(life.wait(days=300).swept().events) == seen


def test_a_held_report_does_not_escalate_and_goes_on_from_where_it_stood() -> None:
    life = disposed().at(after("11-30")).asked()
    assert told(life.wait(days=10).swept()) == []
    life.replied()
    woken = wake(life.report, RULES)
    assert woken is not None
    assert woken.to == "agency"
    assert woken.at == end("12-10"), "one working day was left, and the 10th is a Thursday"


def test_a_follow_up_takes_the_report_off_its_level() -> None:
    late = disposed().at(after("12-03")).swept()
    assert late.report.level == "national"
    assert late.followed_up().report.level is None


def test_a_clock_that_starts_again_climbs_from_the_first_level_again() -> None:
    life = in_progress().replied().wait(days=10).swept().followed_up()
    life.replied().wait(days=12).swept()
    answers = [to for clock, to in told(life) if clock == "answer"]
    assert answers == ["agency", "national", "agency", "national"]


def test_a_second_clock_never_lowers_the_level_that_the_first_has_reached() -> None:
    life = disposed().at(after("12-12")).swept()
    assert told(life)[-1] == ("resolution", "agency")
    assert life.report.level == "national", "the first follow-up is still missing"


def test_a_level_falls_to_the_highest_of_the_clocks_that_still_run() -> None:
    life = disposed().at(after("12-12")).swept().followed_up()
    assert life.report.clocks.keys() == {Clock.RESOLUTION}
    assert life.report.level == "agency"


def test_handing_back_after_the_agency_was_told_still_reaches_the_national_admin() -> None:
    life = disposed().at(after("12-01")).swept().handed_back()
    assert wake(life.report, RULES) == Wake(
        end("12-02"), "escalate", Clock.FIRST_FOLLOW_UP, "national"
    )


def test_passing_a_report_on_after_the_national_admin_was_told_tells_nobody_twice() -> None:
    life = disposed(None).at(after("12-01")).swept().forwarded(LH).wait(days=4).swept()
    assert told(life) == [("first_follow_up", "national")]


def test_a_new_holder_within_the_agency_gets_no_new_time() -> None:
    life = disposed().at(after("11-30")).forwarded(LH)
    woken = wake(life.report, RULES)
    assert woken is not None
    assert woken.at == end("11-30")


@pytest.mark.parametrize(
    ("make", "woken"),
    [
        (said_done, Wake(end("12-07"), "expire", Clock.REPLY_WINDOW)),
        (lambda: Life().held(), Wake(end("12-23"), "lapse", Clock.CLARIFICATION)),
        (lambda: disposed().asked(), Wake(end("12-23"), "resume", Clock.CLARIFICATION)),
        (in_progress, Wake(end("12-11"), "escalate", Clock.RESOLUTION, "agency")),
        (lambda: in_progress().replied(), Wake(end("11-30"), "escalate", Clock.ANSWER, "agency")),
        (
            lambda: disposed().returned().wait(days=1).routed(),
            Wake(end("11-26"), "escalate", Clock.VERIFICATION, "national"),
        ),
    ],
)
def test_the_system_wakes_for_the_next_thing(make: Callable[[], Life], woken: Wake) -> None:
    assert wake(make().report, RULES) == woken


def test_what_the_system_may_do_it_may_not_do_early() -> None:
    life = said_done().at(end("12-07"))
    assert life.swept().report.state is State.IN_PROGRESS
    life.wait(seconds=1).swept()
    assert (life.report.state, life.report.closed_how) == (State.CLOSED, "unanswered")


@pytest.mark.parametrize(
    "make",
    [
        lambda: said_done().followed_up(),
        lambda: said_done().asked().wait(days=31).swept(),
    ],
    ids=["done taken back", "question after done unanswered"],
)
def test_an_open_report_always_has_something_that_will_end_its_waiting(
    make: Callable[[], Life],
) -> None:
    life = make()
    assert life.report.state in OPEN
    assert life.report.clocks, "no clock runs: it would stay open for ever"
    assert wake(life.report, RULES) is not None


def test_the_system_offers_no_calls() -> None:
    late = Life().wait(days=30)
    assert may(late.report, SYSTEM, late.now, RULES) == []
    assert "escalate" not in may(late.report, REPORTER, late.now, RULES)


def test_two_deadlines_on_one_day_tell_each_level_once() -> None:
    """For a request for information first follow-up and resolution run out together."""
    life = Life(kind="information").routed().verified()
    life.wait(days=60).swept()
    assert told(life) == [("first_follow_up", "agency"), ("first_follow_up", "national")]


def test_taking_back_that_it_is_done_moves_no_deadline() -> None:
    life = in_progress()
    before = due(life.report, Clock.RESOLUTION, RULES)
    life.wait(days=3).followed_up(done=True).wait(days=1).followed_up()
    assert due(life.report, Clock.RESOLUTION, RULES) == before


def test_a_clock_that_resumes_late_tells_nobody_again_who_was_told_before() -> None:
    life = disposed().followed_up().at(after("12-12")).swept().at(after("12-16")).swept()
    every = [("resolution", "agency"), ("resolution", "national")]
    assert told(life) == every

    life.followed_up(done=True)
    assert (life.report.level, life.report.raised) == (None, {})
    life.followed_up().swept()

    assert (told(life), life.report.level) == (every, "national")


def test_a_clock_that_was_stopped_in_time_once_more_has_told_nobody() -> None:
    life = disposed().followed_up().at(after("12-12")).swept().replied().followed_up(done=True)
    assert told(life) == [("resolution", "agency")]

    life.replied().followed_up(done=True).followed_up()

    assert life.report.raised == {}
