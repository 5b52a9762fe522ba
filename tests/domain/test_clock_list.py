"""All clocks at once: what was promised until when, whether it was kept, and the law's own two."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from lapor.domain.clocks import Deadline, clocks, next_due
from tests.domain.lives import JABAR, MONDAY, RULES, Life, disposed, in_progress, said_done

WIB = ZoneInfo("Asia/Jakarta")


def end(day: str) -> datetime:
    year = 2027 if day < "06" else 2026
    return datetime.fromisoformat(f"{year}-{day} 23:59:59").replace(tzinfo=WIB)


def listed(life: Life) -> dict[str, list[Deadline]]:
    """The clocks of a report by name; one that ran several times has several."""
    found: dict[str, list[Deadline]] = {}
    for clock in clocks(life.report, RULES, life.now):
        found.setdefault(clock.name, []).append(clock)
    return found


def test_a_new_report_has_the_verification_and_the_two_clocks_of_the_law() -> None:
    assert clocks(Life().report, RULES, MONDAY) == [
        Deadline("statutory_decision", MONDAY, end("01-22"), False, None, False),
        Deadline("statutory_response", MONDAY, end("12-07"), False, None, False),
        Deadline("verification", MONDAY, end("11-26"), False, None, False),
    ]


def test_a_clock_that_was_met_in_time_says_when_and_one_that_was_met_late_is_breached() -> None:
    in_time, late = Life().wait(days=3).verified(), Life().wait(days=4).verified()
    at = MONDAY + timedelta(days=3)
    assert listed(in_time)["verification"] == [
        Deadline("verification", MONDAY, end("11-26"), False, at, False)
    ]
    assert listed(late)["verification"][0].breached
    assert listed(late)["statutory_response"][0].met_at == at + timedelta(days=1)


def test_a_clock_whose_time_is_over_is_breached_before_anybody_does_anything() -> None:
    life = disposed().wait(days=8)
    (follow_up,) = listed(life)["first_follow_up"]
    (resolution,) = listed(life)["resolution"]
    assert (follow_up.met_at, follow_up.breached, resolution.breached) == (None, True, False)


def test_a_question_pauses_the_offices_clocks_and_no_clock_of_the_reporter() -> None:
    life = disposed().wait(days=1).asked()
    found = listed(life)
    paused = {name for name, (clock,) in found.items() if clock.paused}
    assert paused == {"first_follow_up", "resolution", "statutory_decision"}
    assert {found[name][0].due_at for name in paused} == {None}
    assert found["clarification"][0].due_at == end("12-24")


def test_a_pause_moves_a_running_clock_and_not_one_that_was_met_before_it() -> None:
    life = disposed().wait(days=1).followed_up().asked().wait(days=7).replied()
    found = listed(life)
    assert found["first_follow_up"][0].due_at == end("11-30")
    assert found["resolution"][0].due_at == end("12-18"), "five working days ended in the pause"
    assert found["statutory_decision"][0].due_at == end("01-29"), "and seven days of the calendar"


def test_what_was_late_before_a_question_stays_late_while_it_waits() -> None:
    life = disposed().wait(days=9).asked().wait(days=3)
    (clock,) = listed(life)["first_follow_up"]
    assert (clock.paused, clock.due_at, clock.breached) == (True, None, True)


def test_each_answer_to_a_reply_has_a_clock_of_its_own() -> None:
    life = in_progress().replied().wait(days=1).followed_up().replied().wait(days=9).followed_up()
    first, second = listed(life)["answer"]
    assert (first.breached, second.breached) == (False, True)
    assert first.met_at == second.started_at == MONDAY + timedelta(days=1)


def test_done_meets_the_resolution_and_taking_it_back_lets_it_run_on_as_one_clock() -> None:
    done = said_done().wait(days=1)
    back = said_done().wait(days=1).followed_up()
    assert [c.met_at for c in listed(done)["resolution"]] == [MONDAY]
    assert [c.met_at for c in listed(back)["resolution"]] == [None]
    assert [c.met_at for c in listed(done)["statutory_decision"]] == [MONDAY]
    assert [c.met_at for c in listed(back)["statutory_decision"]] == [None]


def test_who_disputes_starts_a_second_resolution_and_the_first_one_stays_in_the_list() -> None:
    life = said_done().wait(days=1).replied()
    first, second = listed(life)["resolution"]
    assert (first.met_at, second.met_at) == (MONDAY, None)
    assert second.started_at == life.now
    assert listed(life)["statutory_decision"][0].met_at is None


def test_a_window_that_the_reporter_let_pass_says_so() -> None:
    life = said_done().wait(days=15).swept()
    (window,) = listed(life)["reply_window"]
    assert (window.met_at, window.breached) == (life.now, True)
    assert all(c.met_at for c in clocks(life.report, RULES, life.now))


def test_an_ended_report_has_no_running_clock_but_all_that_ran() -> None:
    life = disposed().wait(days=1).withdrawn()
    assert {c.name for c in clocks(life.report, RULES, life.now)} == {
        *("verification", "first_follow_up", "resolution"),
        *("statutory_response", "statutory_decision"),
    }
    assert next_due(life.report, RULES) is None


def test_archiving_answers_what_the_law_demands() -> None:
    found = listed(Life().wait(days=2).archived())
    at = MONDAY + timedelta(days=2)
    assert [found[n][0].met_at for n in ("statutory_response", "statutory_decision")] == [at, at]


def test_the_next_clock_is_the_one_that_runs_out_first_for_an_office() -> None:
    assert next_due(Life().report, RULES) == "verification"
    assert next_due(disposed().report, RULES) == "first_follow_up"
    assert next_due(disposed().returned().routed(JABAR).report, RULES) == "verification"
    assert next_due(said_done().report, RULES) is None
    assert next_due(disposed().asked().report, RULES) is None


def test_a_comment_or_a_note_changes_no_clock() -> None:
    for make in (Life, disposed, in_progress):
        life = make().wait(days=1)
        before = clocks(life.report, RULES, life.now)
        assert clocks(life.noted().report, RULES, life.now) == before
    life = disposed().wait(days=1)
    before = clocks(life.report, RULES, life.now)
    assert clocks(life.replied().report, RULES, life.now) == before, "more details move nothing"
