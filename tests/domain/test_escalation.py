"""A deadline that passes is told upwards, rung by rung, each once, after a reminder in time."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from lapor.domain.clocks import Wake, ripe, wake
from lapor.domain.deadlines import due
from lapor.domain.lifecycle import may
from lapor.domain.report import OPEN, Clock, State
from lapor.domain.visibility import REPORTER, SYSTEM
from tests.domain.lives import LH, RULES, Life, disposed, in_progress, said_done

WIB = ZoneInfo("Asia/Jakarta")
LADDER = ["agency", "leader", "monitor", "national"]


def end(day: str) -> datetime:
    return datetime.fromisoformat(f"2026-{day} 23:59:59").replace(tzinfo=WIB)


def after(day: str) -> datetime:
    """The first moment after a day."""
    return datetime.fromisoformat(f"2026-{day} 00:00:00").replace(tzinfo=WIB)


def hour(day: str, clock: str) -> datetime:
    """A moment of a day."""
    return datetime.fromisoformat(f"2026-{day} {clock}").replace(tzinfo=WIB)


def told(life: Life) -> list[tuple[str, str]]:
    """Which clock was told to whom, in order."""
    return [(e.data["clock"], e.data["to"]) for e in life.events if e.kind == "escalated"]


def reminded(life: Life) -> list[tuple[str, str]]:
    """Of which clock the holder was reminded, and when (WIB)."""
    return [
        (e.data["clock"], f"{e.at.astimezone(WIB):%m-%d %H:%M}")
        for e in life.events
        if e.kind == "reminded"
    ]


def test_a_unit_that_does_not_act_is_told_rung_by_rung_two_working_days_apart() -> None:
    life = disposed()
    seen = []
    for day in ("12-01", "12-03", "12-05", "12-09"):
        life.at(after(day)).swept()
        seen.append((told(life)[-1], life.report.level))
    assert seen == [(("first_follow_up", level), level) for level in LADDER]
    assert [e.data["due"][:16] for e in life.events if e.kind == "escalated"] == [
        f"2026-{day}T16:59" for day in ("11-30", "12-02", "12-04", "12-08")
    ]
    assert wake(life.report, RULES) == Wake(hour("12-09", "09:36"), "remind", Clock.RESOLUTION)


def test_what_the_agency_holds_itself_climbs_from_its_own_admin() -> None:
    life = disposed(None).at(after("12-30")).swept()
    assert [to for clock, to in told(life) if clock == "first_follow_up"] == LADDER


@pytest.mark.parametrize("make", [Life, lambda: Life().routed(None, "national")])
def test_what_nobody_is_responsible_for_is_told_to_the_national_admin_at_once(
    make: Callable[[], Life],
) -> None:
    life = make()
    life.at(after("11-27")).swept()
    assert told(life) == [("verification", "national")]
    life.wait(days=30).swept()
    assert [to for _, to in told(life)] == ["national"]


def test_a_sweep_that_comes_days_late_tells_every_level_once_and_in_order() -> None:
    life = disposed().wait(days=50).swept().swept().wait(days=50).swept()
    assert told(life) == [
        (clock, to) for clock in ("first_follow_up", "resolution") for to in LADDER
    ]
    assert reminded(life) == [], "who is late needs no reminder"


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
    life = disposed().at(hour("11-27", "10:00")).asked()
    assert told(life.wait(days=10).swept()) == []
    life.replied()
    woken = wake(life.report, RULES)
    assert woken == Wake(hour("12-08", "08:00"), "remind", Clock.FIRST_FOLLOW_UP)
    life.at(hour("12-08", "08:01")).swept()
    woken = wake(life.report, RULES)
    assert woken
    assert woken.to == "agency"
    assert woken.at == end("12-08"), "two working days were left: Monday the 7th and Tuesday"


def test_a_follow_up_takes_the_report_off_its_level() -> None:
    late = disposed().at(after("12-09")).swept()
    assert late.report.level == "national"
    assert late.followed_up().report.level is None


def test_a_clock_that_starts_again_climbs_from_the_first_level_again() -> None:
    life = in_progress().replied().wait(days=18).swept().followed_up()
    life.replied().wait(days=24).swept()
    assert [to for clock, to in told(life) if clock == "answer"] == LADDER * 2


def test_a_second_clock_never_lowers_the_level_that_the_first_has_reached() -> None:
    life = disposed().at(after("12-12")).swept()
    assert told(life)[-1] == ("resolution", "agency")
    assert life.report.level == "national", "the first follow-up is still missing"


def test_a_level_falls_to_the_highest_of_the_clocks_that_still_run() -> None:
    life = disposed().at(after("12-12")).swept().followed_up()
    assert life.report.clocks.keys() == {Clock.RESOLUTION}
    assert life.report.level == "agency"


def test_handing_back_after_the_agency_was_told_goes_on_with_the_next_rung() -> None:
    life = disposed().at(after("12-01")).swept().handed_back()
    woken = wake(life.report, RULES)
    assert woken == Wake(end("12-02"), "escalate", Clock.FIRST_FOLLOW_UP, "leader")


def test_a_late_report_that_is_returned_and_has_nobody_goes_to_the_national_admin_at_once() -> None:
    life = disposed().at(after("12-01")).swept().returned().routed(None, "national")
    assert wake(life.report, RULES) == Wake(
        end("11-30"), "escalate", Clock.FIRST_FOLLOW_UP, "national"
    )


def test_passing_a_report_on_after_the_national_admin_was_told_tells_nobody_twice() -> None:
    life = disposed(None).at(after("12-09")).swept().forwarded(LH).wait(days=2).swept()
    assert told(life) == [("first_follow_up", level) for level in LADDER]


def test_a_new_holder_within_the_agency_gets_no_new_time() -> None:
    life = disposed().at(hour("11-30", "08:30")).swept().forwarded(LH)
    woken = wake(life.report, RULES)
    assert woken
    assert woken.at == end("11-30")


@pytest.mark.parametrize(
    ("make", "woken"),
    [
        (said_done, Wake(end("12-07"), "expire", Clock.REPLY_WINDOW)),
        (lambda: Life().held(), Wake(end("12-23"), "lapse", Clock.CLARIFICATION)),
        (lambda: disposed().asked(), Wake(end("12-23"), "resume", Clock.CLARIFICATION)),
        (in_progress, Wake(hour("12-09", "09:36"), "remind", Clock.RESOLUTION)),
        (
            lambda: in_progress().at(hour("12-09", "09:37")).swept(),
            Wake(end("12-11"), "escalate", Clock.RESOLUTION, "agency"),
        ),
        (
            lambda: in_progress().replied(),
            Wake(hour("11-30", "08:00"), "remind", Clock.ANSWER),
        ),
        (Life, Wake(hour("11-26", "11:12"), "remind", Clock.VERIFICATION)),
        (
            lambda: Life().at(hour("11-26", "11:13")).swept(),
            Wake(end("11-26"), "escalate", Clock.VERIFICATION, "national"),
        ),
        (
            lambda: disposed().at(after("12-09")).swept().wait(days=35).swept(),
            Wake(end("01-22").replace(year=2027), "offer", None),
        ),
    ],
)
def test_the_system_wakes_for_the_next_thing(make: Callable[[], Life], woken: Wake) -> None:
    assert wake(make().report, RULES) == woken


@pytest.mark.parametrize(
    ("moment", "move"),
    [
        ("11-28 07:59", None),  # a Saturday
        ("11-29 12:00", None),
        ("11-30 07:59", None),
        ("11-30 08:01", "remind"),
        ("11-30 15:59", "remind"),
        ("11-30 16:00", None),
        ("11-30 21:00", None),
        ("12-01 00:00", "escalate"),
        ("12-01 09:00", "escalate"),
    ],
)
def test_a_reminder_comes_in_working_hours_or_not_at_all(moment: str, move: str | None) -> None:
    day, _, clock = moment.partition(" ")
    woken = ripe(disposed().report, RULES, hour(day, clock))
    assert (woken.move if woken else None) == move


def test_the_holder_is_reminded_once_of_clocks_that_run_out_together() -> None:
    """For a request for information first follow-up and resolution run out together."""
    life = Life(kind="information").routed().verified()
    life.at(hour("11-30", "09:00")).swept().at(hour("11-30", "10:00")).swept()
    assert reminded(life) == [("first_follow_up", "11-30 09:00")]
    life.followed_up().wait(hours=1).swept()
    assert len(reminded(life)) == 2, "resolution is still due"


def test_a_reminder_of_a_clock_that_starts_again_comes_again() -> None:
    life = in_progress().replied().at(hour("11-30", "09:00")).swept().followed_up()
    life.replied().at(hour("12-07", "09:00")).swept()
    answers = [when for clock, when in reminded(life) if clock == "answer"]
    assert answers == ["11-30 09:00", "12-07 09:00"]


def test_who_answers_in_the_evening_reminds_nobody_before_the_morning() -> None:
    life = disposed().at(hour("11-27", "09:00")).asked().at(hour("12-07", "20:00")).replied()
    assert wake(life.report, RULES) == Wake(hour("12-08", "08:00"), "remind", Clock.FIRST_FOLLOW_UP)


def test_the_ombudsman_is_offered_once_after_sixty_days_even_while_the_reporter_is_asked() -> None:
    life = in_progress().wait(days=50).asked().wait(days=11).swept()
    assert [e.kind for e in life.events[-1:]] == ["offered"]
    assert life.last.data == {"due": "2027-01-22T16:59:59.000Z"}
    assert [e.kind for e in life.wait(days=5).swept().events].count("offered") == 1
    assert "consent" in may(life.report, REPORTER, life.now, RULES)


def test_who_has_agreed_already_is_offered_nothing() -> None:
    life = in_progress().wait(days=61).consented().swept()
    assert "offered" not in [e.kind for e in life.events]


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
    life.wait(days=50).swept()
    assert told(life) == [("first_follow_up", level) for level in LADDER]


def test_taking_back_that_it_is_done_moves_no_deadline() -> None:
    life = in_progress()
    before = due(life.report, Clock.RESOLUTION, RULES)
    life.wait(days=3).followed_up(done=True).wait(days=1).followed_up()
    assert due(life.report, Clock.RESOLUTION, RULES) == before


def test_a_clock_that_resumes_late_tells_nobody_again_who_was_told_before() -> None:
    life = disposed().followed_up().at(after("12-12")).swept().at(after("12-22")).swept()
    every = [("resolution", level) for level in LADDER]
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
