"""Which clocks run, and since when: every move starts and stops its own and leaves the others."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from tests.domain.lives import JABAR, MONDAY, Life, disposed, in_progress, said_done

Make = Callable[[], Life]


def later(life: Life) -> Life:
    """The next move comes a day later."""
    return life.wait(days=1)


RUNNING: Mapping[str, tuple[Make, Mapping[str, int]]] = {
    # what happened, one thing a day: the clocks that run, by the day on which they started
    "new": (Life, {"verification": 0}),
    "routed": (lambda: later(Life()).routed(), {"verification": 0}),
    "held": (lambda: later(Life()).held(), {"verification": 0, "clarification": 1}),
    "completed": (lambda: later(later(Life()).held()).replied(), {"verification": 0}),
    "disposed": (
        lambda: later(Life()).verified(),
        {"first_follow_up": 1, "resolution": 1},
    ),
    "handed back": (
        lambda: later(disposed()).handed_back(),
        {"first_follow_up": 0, "resolution": 0},
    ),
    "forwarded": (
        lambda: later(disposed()).forwarded(),
        {"first_follow_up": 0, "resolution": 0},
    ),
    "returned": (
        lambda: later(disposed()).returned(),
        {"verification": 1, "first_follow_up": 0, "resolution": 0},
    ),
    "returned when new": (lambda: later(Life().routed()).returned(), {"verification": 0}),
    "disposed again": (
        lambda: later(later(disposed()).returned()).routed(JABAR).verified(),
        {"first_follow_up": 0, "resolution": 0},
    ),
    "asked": (
        lambda: later(disposed()).asked(),
        {"first_follow_up": 0, "resolution": 0, "clarification": 1},
    ),
    "asked and answered": (
        lambda: later(later(disposed()).asked()).replied(),
        {"first_follow_up": 0, "resolution": 0},
    ),
    "asked in progress and answered": (
        lambda: later(later(in_progress()).asked()).replied(),
        {"answer": 2, "resolution": 0},
    ),
    "asked when replied and answered": (
        lambda: later(later(in_progress().replied()).asked()).replied(),
        {"answer": 0, "resolution": 0},
    ),
    "asked and resumed": (
        lambda: disposed().asked().wait(days=31).swept(),
        {"first_follow_up": 0, "resolution": 0},
    ),
    "in progress": (lambda: later(disposed()).followed_up(), {"resolution": 0}),
    "in progress twice": (lambda: later(in_progress()).followed_up(), {"resolution": 0}),
    "replied": (lambda: later(in_progress()).replied(), {"answer": 1, "resolution": 0}),
    "replied twice": (
        lambda: later(later(in_progress()).replied()).replied(),
        {"answer": 1, "resolution": 0},
    ),
    "answered": (lambda: later(in_progress().replied()).followed_up(), {"resolution": 0}),
    "said done": (lambda: later(disposed()).followed_up(done=True), {"reply_window": 1}),
    "said done again": (lambda: later(said_done()).followed_up(done=True), {"reply_window": 1}),
    "done taken back": (lambda: later(said_done()).followed_up(), {"resolution": 0}),
    "done and contradicted": (
        lambda: later(said_done()).replied(),
        {"answer": 1, "resolution": 1},
    ),
    "done and asked": (
        lambda: later(said_done()).asked(),
        {"clarification": 1, "resolution": 0},
    ),
    "reopened": (
        lambda: later(later(said_done()).confirmed()).reopened(),
        {"answer": 2, "resolution": 2},
    ),
    "confirmed": (lambda: later(said_done()).confirmed(), {}),
    "archived": (lambda: later(Life()).archived(), {}),
    "withdrawn": (lambda: later(disposed()).withdrawn(), {}),
}


@pytest.mark.parametrize("name", RUNNING)
def test_exactly_these_clocks_run_since_then(name: str) -> None:
    make, running = RUNNING[name]
    assert make().report.clocks == {
        clock: MONDAY + timedelta(days=day) for clock, day in running.items()
    }


@pytest.mark.parametrize("name", RUNNING)
def test_a_note_touches_no_clock(name: str) -> None:
    life = RUNNING[name][0]()
    before = life.report.clocks
    assert life.wait(days=1).noted().report.clocks == before
