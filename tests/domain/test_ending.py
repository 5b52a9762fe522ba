"""How a report ends: three ways to close that are never mixed up, and clocks that all stop."""

import pytest

from lapor.domain.clocks import wake
from lapor.domain.deadlines import due_at, is_late, reopen_until, reply_by, working_days_left
from lapor.domain.report import OPEN, State
from tests.domain.lives import RULES, Life, disposed, in_progress, said_done
from tests.domain.situations import SITUATIONS

ENDED = [n for n, s in SITUATIONS.items() if s.life().report.state not in OPEN]


@pytest.mark.parametrize(
    ("life", "how"),
    [
        (said_done().confirmed(), "confirmed"),
        (in_progress().confirmed(), "confirmed"),
        (in_progress().replied().confirmed(rating=1), "confirmed"),
        (said_done().wait(days=30).swept(), "unanswered"),
        (Life().withdrawn(), "withdrawn"),
        (Life().held().withdrawn(), "withdrawn"),
        (said_done().withdrawn(), "withdrawn"),
    ],
)
def test_closed_says_how(life: Life, how: str) -> None:
    assert (life.report.state, life.report.closed_how) == (State.CLOSED, how)


@pytest.mark.parametrize(
    "life", [Life().archived(), Life().held().wait(days=31).swept(), disposed(), said_done()]
)
def test_what_is_not_closed_does_not_say_how(life: Life) -> None:
    assert life.report.closed_how is None


def test_a_rating_or_a_note_after_the_end_does_not_change_how_it_was_closed() -> None:
    closed = said_done().wait(days=30).swept()
    later = closed.wait(days=1).rated(5).noted().report
    assert (later.closed_how, later.closed_at) == ("unanswered", closed.events[-3].at)


def test_a_reopened_report_forgets_how_it_was_closed_and_can_be_closed_another_way() -> None:
    reopened = said_done().confirmed().reopened()
    assert (reopened.report.closed_how, reopened.report.closed_at) == (None, None)
    again = reopened.followed_up(done=True).wait(days=30).swept()
    assert again.report.closed_how == "unanswered"


@pytest.mark.parametrize("name", ENDED)
def test_in_an_ended_report_no_clock_runs_and_nothing_is_late(name: str) -> None:
    life = SITUATIONS[name].life().wait(days=400)
    report = life.report
    assert (report.clocks, report.raised, report.level) == ({}, {}, None)
    assert (wake(report, RULES), due_at(report, RULES), reply_by(report, RULES)) == (None,) * 3
    assert working_days_left(report, RULES, life.now) is None
    assert not is_late(report, RULES, life.now)
    assert life.swept().report == report


@pytest.mark.parametrize("name", ENDED)
def test_an_ended_report_waits_for_nobody_any_more(name: str) -> None:
    report = SITUATIONS[name].life().report
    assert not report.paused
    assert report.held_from is None
    assert all(pause.until for pause in report.pauses)


@pytest.mark.parametrize(
    "life",
    [
        Life().archived(),
        Life().held().wait(days=31).swept(),
        Life().withdrawn(),
        in_progress().wait(days=61).consented().referred(),
    ],
    ids=["archived", "lapsed", "withdrawn", "referred"],
)
def test_a_report_that_cannot_be_reopened_names_no_day_until_which_it_could(life: Life) -> None:
    assert reopen_until(life.report, RULES) is None


def test_a_report_reopened_after_a_rating_can_be_rated_when_it_is_closed_again() -> None:
    closed_again = said_done().confirmed(rating=5, solved=True).reopened()
    closed_again.followed_up(done=True).wait(days=30).swept()
    assert closed_again.rated(1, solved=False).report.rating == 1
