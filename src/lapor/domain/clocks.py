"""All clocks of a report in one list: what was promised until when, and whether it was kept."""

from datetime import datetime
from typing import NamedTuple

from lapor.domain.deadlines import after, due
from lapor.domain.report import OPEN, THEIRS, Clock, Report, Run
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
    return after(started, limit, report.zone, pauses, rules)
