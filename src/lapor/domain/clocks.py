"""A report's clocks: what was promised until when, and what the system does when they run out.

Nothing is stored but what was done: reminders, the rungs of the ladder and what silence brings
about follow from the events, the rules and the calendar, so that a comment moves nothing and a
holiday that is added later moves everything.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lapor.domain.deadlines import after, due, may_refer_from, remind_at
from lapor.domain.report import LEVELS, OPEN, THEIRS, Clock, Report, Run, State
from lapor.domain.rules import Limit, Rules

STATUTORY_RESPONSE, STATUTORY_DECISION = "statutory_response", "statutory_decision"
"""What the law demands beside SP4N's own limits: UU 25/2009 art. 44 and Perpres 76/2013.

Both are counted in calendar days from the receipt, the days in which the reporter was asked for
details not among them: the file was not complete.
"""


class Deadline(NamedTuple):
    """One clock. `due_at` is None while it is paused, `met_at` while it runs.

    `breached` says that it was not met in time, or is not met though the time is over; for the
    reporter's own windows, that they went by.
    """

    name: str
    started_at: datetime
    due_at: datetime | None
    paused: bool
    met_at: datetime | None
    breached: bool


def clocks(report: Report, rules: Rules, now: datetime) -> list[Deadline]:
    """Give the clocks that ran and run, in the order of their start.

    A pure function of the report's events (`report` is their fold), the rules and the calendar.
    """
    found = [_ended(report, run, rules) for run in report.runs]
    found += [_running(report, clock, rules, now) for clock in report.clocks]
    found += _statutory(report, rules, now)
    return sorted(found, key=lambda clock: (clock.started_at, clock.name))


def next_due(report: Report, rules: Rules) -> str | None:
    """Name the clock that runs out next for an office, or None when none runs."""
    running = [(due(report, c, rules), c) for c in report.clocks if c not in THEIRS]
    return min(((at, clock) for at, clock in running if at), default=(None, None))[1]


def _ended(report: Report, run: Run, rules: Rules) -> Deadline:
    limit = rules.limit(report, run.clock)
    end = _due(report, run.started, limit, run.ended, rules, run.clock not in THEIRS)
    return Deadline(run.clock, run.started, end, False, run.ended, end < run.ended)


def _running(report: Report, clock: Clock, rules: Rules, now: datetime) -> Deadline:
    started = report.clocks[clock]
    pausable = clock not in THEIRS
    paused = pausable and report.paused
    until = report.pauses[-1].since if paused else now
    end = _due(report, started, rules.limit(report, clock), until, rules, pausable)
    return Deadline(clock, started, None if paused else end, paused, None, end < until)


def _statutory(report: Report, rules: Rules, now: datetime) -> list[Deadline]:
    received = report.received_at
    if received is None:
        return []
    met = {STATUTORY_RESPONSE: report.heard_at, STATUTORY_DECISION: _decided_at(report)}
    found = []
    for name, at in met.items():
        paused = report.paused and at is None
        until = at or (report.pauses[-1].since if paused else now)
        end = _due(report, received, rules.limits[name], until, rules, True)
        found.append(Deadline(name, received, None if paused else end, paused, at, end < until))
    return found


def _decided_at(report: Report) -> datetime | None:
    """Give when the report was decided: with an answer that stands, or with its end."""
    if report.state not in OPEN:
        return report.closed_at
    if Clock.RESOLUTION in report.clocks:
        return None
    ended = [run.ended for run in report.runs if run.clock is Clock.RESOLUTION]
    return ended[-1] if ended else None


def _due(
    report: Report,
    started: datetime,
    limit: Limit,
    until: datetime,
    rules: Rules,
    pausable: bool,
) -> datetime:
    """Give when a clock runs or ran out, with the pauses that had begun until a moment."""
    pauses = tuple(p for p in report.pauses if pausable and p.since < until and p.until is not None)
    calendar = rules.calendar if pausable else rules.counts(None)
    return after(started, limit, report.zone, pauses, calendar)


class Wake(NamedTuple):
    """The next thing that the system does by itself: a move, its clock, and after which moment."""

    at: datetime
    move: str
    clock: Clock | None
    to: str | None = None


def wake(report: Report, rules: Rules) -> Wake | None:
    """Give the next thing that the system will do by itself for this report, if any."""
    return min(_coming(report, rules), default=None, key=_order)


def ripe(report: Report, rules: Rules, now: datetime) -> Wake | None:
    """Give the next thing that is to be done at this moment, if any.

    A reminder waits for working hours, and is dropped once its deadline has passed.
    """
    found = (w for w in _coming(report, rules) if w.at < now and _fits(w, report, rules, now))
    return min(found, default=None, key=_order)


def _fits(woken: Wake, report: Report, rules: Rules, now: datetime) -> bool:
    if woken.move != "remind" or woken.clock is None:
        return True
    deadline = due(report, woken.clock, rules)
    works = rules.calendar.open_at(now, ZoneInfo(report.zone)) <= now
    return works and deadline is not None and now <= deadline


def _coming(report: Report, rules: Rules) -> Iterator[Wake]:
    if report.state not in OPEN:
        return
    for clock in report.clocks:
        found = (
            (_silence(report, clock, rules),)
            if clock in THEIRS
            else (_reminder(report, clock, rules), _rung(report, clock, rules))
        )
        yield from (woken for woken in found if woken)
    since = may_refer_from(report, rules)
    if since and not report.offered and not report.consented:
        yield Wake(since, "offer", None)


def _order(woken: Wake) -> tuple[datetime, str, str]:
    return woken.at, woken.clock or "", woken.move


def _silence(report: Report, clock: Clock, rules: Rules) -> Wake | None:
    """Give what follows when the reporter does not answer."""
    moment = due(report, clock, rules)
    return Wake(moment, _when_silent(report, clock), clock) if moment else None


def _reminder(report: Report, clock: Clock, rules: Rules) -> Wake | None:
    """Give when the holder is reminded, once for clocks that run out together.

    Who was told that it is late needs no reminder.
    """
    first = due(report, clock, rules)
    known = report.reminded | {other for other, levels in report.raised.items() if levels}
    if first is None or any(due(report, other, rules) == first for other in known):
        return None
    moment = remind_at(report, clock, rules)
    return Wake(moment, "remind", clock) if moment else None


def _rung(report: Report, clock: Clock, rules: Rules) -> Wake | None:
    """Give the next level to be told; two clocks that run out together tell each level once."""
    first = due(report, clock, rules)
    if first is None:
        return None
    told = {
        level
        for other, levels in report.raised.items()
        for level in levels
        if due(report, other, rules) == first
    }
    highest = max((LEVELS.index(level) for level in told), default=-1)
    rungs = rules.ladder.for_(report)
    rung = next((rung for rung in rungs if LEVELS.index(rung.level) > highest), None)
    moment = due(report, clock, rules, rung.days) if rung else None
    return Wake(moment, "escalate", clock, rung.level) if rung and moment else None


def _when_silent(report: Report, clock: Clock) -> str:
    if clock is Clock.REPLY_WINDOW:
        return "expire"
    return "lapse" if report.held_from is State.SUBMITTED else "resume"
