"""Whatever people and the system do in whatever order, what must hold of a report holds."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from lapor.domain import approval, rights
from lapor.domain.clocks import ripe, wake
from lapor.domain.deadlines import due
from lapor.domain.event import Actor, broken_link, stamp
from lapor.domain.lifecycle import allowed, applied, fold
from lapor.domain.moves import MOVES, Move
from lapor.domain.report import OPEN, THEIRS, Clock, Report, State
from lapor.domain.visibility import REPORTER, SYSTEM
from tests.domain.lives import (
    BANDUNG,
    JABAR,
    KEMENKES,
    NATIONAL,
    OMBUDSMAN,
    RULES,
    SECOND,
    SURABAYA,
    Life,
    disposed,
    in_progress,
    officer_of,
    said_done,
)

AGENCIES = (BANDUNG, SURABAYA, JABAR, KEMENKES)


def _old(**filed: Any) -> Life:
    """A report of which everybody was told, and which is soon open for 60 days."""
    return in_progress(**filed).wait(days=50).swept().wait(days=10)


STARTS: tuple[Callable[..., Life], ...] = (Life, disposed, in_progress, said_done, _old)
WAITS = (0, 1, 20, 50, 200, 800)
"""Hours between two moves: most are short, some longer than any clock."""

RUNNING = {
    State.SUBMITTED: {Clock.FIRST_FOLLOW_UP, Clock.VERIFICATION, Clock.RESOLUTION},
    State.DISPOSED: {Clock.FIRST_FOLLOW_UP, Clock.RESOLUTION},
    State.IN_PROGRESS: {Clock.ANSWER, Clock.RESOLUTION, Clock.REPLY_WINDOW},
    State.REPLIED: {Clock.ANSWER, Clock.RESOLUTION},
}
"""The clocks that make sense in a state; on hold they are those of the state before, and one."""

steps = st.lists(
    st.tuples(st.integers(0, 59), st.sampled_from(WAITS), st.sampled_from(AGENCIES)),
    min_size=1,
    max_size=16,
)
lives = st.builds(
    lambda start, **filed: start(**filed),
    st.sampled_from(STARTS),
    zone=st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"]),
    confidential=st.booleans(),
    kind=st.sampled_from(["complaint", "aspiration", "information"]),
)


def people(report: Report) -> list[Actor]:
    found = [REPORTER, SYSTEM, NATIONAL, SECOND, OMBUDSMAN]
    found += [officer_of("agency", report.agency)] if report.agency else []
    found += [Actor("leader", "pimpinan", report.agency)] if report.agency else []
    found += [officer_of("unit", report.unit)] if report.unit else []
    return found


def facts(row: Move, life: Life, agency: str) -> dict[str, Any]:
    """Facts as the functions would give them with this move."""
    report = life.report
    match row.event:
        case "routed":
            return {"agency": agency, "unit": None, "how": "rule", "zone": "Asia/Jayapura"}
        case "verified":
            return {
                "agency": agency,
                "unit": f"{agency}:dinas-pu" if agency == BANDUNG else None,
                "zone": "Asia/Jakarta",
                "class": report.report_class,
                "supervised": report.report_class == "complaint" and agency == JABAR,
                "category": report.category,
            }
        case "returned":
            unit = report.unit if row.name == "hand_back" else None
            return {"reason": "bukan-wewenang", "agency": report.agency, "unit": unit}
        case "followed_up" if row.name == "approve" and report.proposal:
            return dict(approval.approved(report, life.events, report.proposal.seq)[0])
        case "followed_up" | "proposed":
            return {"done": row.done}
        case "declined":
            return dict(approval.given_back(report))
        case "forwarded":
            return {"unit": f"{report.agency}:dinas-lh"}
        case "masked" | "unmasked":
            return {"of": 1, "part": "body", "spans": [[0, 9]]}
        case "redacted":
            return {"of": 1, "reason": "data-pribadi"}
        case "escalated" | "reminded" | "offered":
            woken = ripe(report, RULES, life.now)
            assert woken
            return {"clock": woken.clock, "due": stamp(woken.at), "to": woken.to}
        case "blocked":
            return {"reason": "ancaman", "until": stamp(life.now + timedelta(days=9))}
        case "subject_requested":
            right = ("export", "erase", "restrict")[len(life.events) % 3]
            return dict(rights.claimed(report, right, "2026-11-23"))
        case "subject_refused":
            return {"right": min(report.asked)}
        case "erased":
            parts = ("identity",) if report.state in OPEN else ("identity", "words")
            return rights.erasure(report, life.events, *parts)
        case _:
            return {}


def walked(life: Life, path: list[tuple[int, int, str]]) -> list[Report]:
    """Take the allowed moves that the numbers choose; give the report after every event."""
    reports = [life.report]
    for choice, hours, agency in path:
        life.wait(hours=hours)
        report = reports[-1]
        rows = {
            row.name: (by, row)
            for by in people(report)
            for row in allowed(report, by, life.now, RULES)
        }
        by, row = list(rows.values())[choice % len(rows)]
        demanded = bool(row.approval)
        life.does(by, row.name, None, approval=demanded, **facts(row, life, agency))
        reports.append(life.report)
    return reports


def check_clocks(report: Report) -> None:
    held = report.state is State.ON_HOLD
    assert (Clock.CLARIFICATION in report.clocks) == held
    assert [p.until is None for p in report.pauses] == [False] * len(report.pauses[:-1]) + (
        [held] if report.pauses else []
    )
    assert (report.held_from is not None) == held
    state = report.held_from or report.state
    running = set(report.clocks) - {Clock.CLARIFICATION}
    assert running <= RUNNING.get(state, set()), (state, running)
    assert set(report.raised) <= running - THEIRS
    assert (report.level is not None) == bool(report.raised)


def check_wake(report: Report) -> None:
    """Nothing wakes the system exactly when no clock can bring anything more."""
    theirs = set(report.clocks) & THEIRS
    offices = set() if report.paused else set(report.clocks) - THEIRS
    top = RULES.ladder.rungs[-1].level
    ended = {due(report, c, RULES) for c, told in report.raised.items() if top in told}
    climbing = {c for c in offices if due(report, c, RULES) not in ended}
    offer = report.state in OPEN and not (report.offered or report.consented)
    woken = wake(report, RULES)
    assert (woken is not None) == bool(theirs or climbing or offer)
    if woken:
        assert woken.clock in theirs | climbing | ({None} if offer else set())
        assert (woken.to is not None) == (woken.move == "escalate")
        assert (woken.clock is None) == (woken.move == "offer")


@settings(max_examples=200)
@given(life=lives, path=steps)
def test_every_allowed_path_keeps_what_must_hold(life: Life, path: list[Any]) -> None:
    reports = walked(life, path)

    assert broken_link(life.events) is None
    assert fold(life.events) == reports[-1]
    first = reports[0].version
    assert [r.version for r in reports] == list(range(first, len(life.events) + 1))
    for report in reports:
        check_clocks(report)
        check_wake(report)
        ended = report.closed_how not in (None, "spam")
        assert ended == (report.state is State.CLOSED)
        assert report.closed_how != "spam" or report.state is State.ARCHIVED
        assert (report.closed_at is not None) == (report.state not in OPEN)
        assert report.unit is None or report.unit.startswith(f"{report.agency}:")
    for before, after in pairwise(reports):
        event = life.events[after.version - 1]
        assert applied(before, event) == after
        assert after.published >= before.published
        assert after.returned_by[: len(before.returned_by)] == before.returned_by
        if before.state not in OPEN and after.state is not before.state:
            back = {State.CLOSED: "reopened", State.ARCHIVED: "appealed"}
            assert event.kind == back[before.state]
            assert before.closed_how in ("confirmed", "unanswered", "spam")


@given(life=lives, path=steps)
def test_every_allowed_path_leaves_an_open_report_with_a_clock_that_runs(
    life: Life, path: list[Any]
) -> None:
    for report in walked(life, path):
        assert (report.state in OPEN) == bool(report.clocks)


@given(life=lives, path=steps)
def test_in_every_allowed_path_sweeping_comes_to_rest_and_tells_no_level_twice(
    life: Life, path: list[Any]
) -> None:
    walked(life, path)
    seen = len(life.events)
    for _ in range(3):  # a hold that lapses lets the clocks of the offices run again
        life.wait(days=200).swept()
    told = [(e.data["clock"], e.data["to"]) for e in life.events[seen:] if e.kind == "escalated"]
    assert len(told) == len(set(told))
    assert wake(life.report, RULES) is None
    report = life.report
    if report.state in OPEN and report.clocks:
        assert report.level == "national"


@settings(max_examples=30)
@given(path=steps, times=st.lists(st.integers(-300, 300), min_size=20, max_size=20))
def test_clocks_that_are_minutes_apart_break_nothing(path: list[Any], times: list[int]) -> None:
    life = Life()
    for step, drift in zip(path, times, strict=False):
        walked(life, [step])
        life.now += timedelta(seconds=drift)
    assert broken_link(life.events) is None
    check_clocks(life.report)


def test_the_paths_can_reach_every_kind_of_event() -> None:
    random, wanted, taken = Random(5), {row.event for row in MOVES}, set()  # noqa: S311 - no secret
    for _ in range(1600):
        life = random.choice(STARTS)()
        path = [
            (random.randrange(60), random.choice(WAITS), random.choice(AGENCIES)) for _ in range(16)
        ]
        walked(life, path)
        taken |= {event.kind for event in life.events}
    assert taken == wanted
