"""Deadlines: a pure function of a report's clocks, its pauses, the rule set and the calendar.

A working day counts when it ends, in the agency's time zone, while the clock runs. The day on
which a clock starts is day 0; a deadline of n days passes with the last second of the n-th day.
So a hold moves a deadline by exactly the working days that ended in it, and nothing else does.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lapor.domain.calendar import DAY, Calendar, end_of, local_day
from lapor.domain.report import LEVELS, OPEN, THEIRS, Clock, Pause, Report, State


class Limit(NamedTuple):
    """How long something may take, in `working` or `calendar` days."""

    days: int
    unit: str = "working"


@dataclass(frozen=True, slots=True)
class Rules:
    """A rule set (law and year) with the calendar that its working days follow."""

    id: str
    limits: Mapping[str, Limit]
    calendar: Calendar

    def limit(self, report: Report, clock: Clock) -> Limit:
        """Give the limit of a clock for this report; resolution depends on its class."""
        if clock is not Clock.RESOLUTION:
            return self.limits[clock]
        oversight = (
            "_supervised" if report.supervised and report.report_class == "complaint" else ""
        )
        return self.limits[f"resolution.{report.report_class}{oversight}"]


class Wake(NamedTuple):
    """The next thing that the system does by itself: a move, its clock, and after which moment."""

    at: datetime
    move: str
    clock: Clock
    to: str | None = None


def due(report: Report, clock: Clock, rules: Rules, extra: int = 0) -> datetime | None:
    """Give the moment at which a running clock runs out; None while it is paused or off.

    `extra` adds days of the same unit: the rungs of the escalation ladder.
    """
    started = report.clocks.get(clock)
    if started is None:
        return None
    pauses = () if clock in THEIRS else report.pauses
    if any(p.until is None for p in pauses):
        return None
    limit = rules.limit(report, clock)
    return _after(started, Limit(limit.days + extra, limit.unit), report.zone, pauses, rules)


def due_at(report: Report, rules: Rules) -> datetime | None:
    """Give the nearest moment by which an office must act, or None when none must."""
    moments = [due(report, clock, rules) for clock in report.clocks if clock not in THEIRS]
    return min((m for m in moments if m), default=None)


def reply_by(report: Report, rules: Rules) -> datetime | None:
    """Give the moment until which the reporter may answer before the system goes on."""
    moments = [due(report, clock, rules) for clock in report.clocks if clock in THEIRS]
    return min((m for m in moments if m), default=None)


def is_late(report: Report, rules: Rules, now: datetime) -> bool:
    """Say whether an office has let a deadline pass."""
    deadline = due_at(report, rules)
    return deadline is not None and deadline < now


def days_left(moment: datetime, zone: str, calendar: Calendar, now: datetime) -> int:
    """Count working days until a moment: 0 on its day, negative when it has passed."""
    where = ZoneInfo(zone)
    return calendar.between(local_day(now, where), local_day(moment, where))


def working_days_left(report: Report, rules: Rules, now: datetime) -> int | None:
    """Count the working days that the offices have left; frozen while paused, None if none runs."""
    if report.paused:
        return min((_left_at_pause(report, c, rules) for c in _offices(report)), default=None)
    moment = due_at(report, rules)
    return None if moment is None else days_left(moment, report.zone, rules.calendar, now)


def reopen_until(report: Report, rules: Rules) -> datetime | None:
    """Give the moment until which a closed report may be reopened; None when it never may."""
    if report.closed_at is None or report.closed_how not in ("confirmed", "unanswered"):
        return None
    return _after(report.closed_at, rules.limits["reopen_window"], report.zone, (), rules)


def appeal_until(report: Report, rules: Rules) -> datetime | None:
    """Give until when its reporter may appeal against spam; None when never, or done."""
    if report.closed_at is None or report.closed_how != "spam" or report.appealed:
        return None
    return _after(report.closed_at, rules.limits["appeal"], report.zone, (), rules)


def may_refer_from(report: Report, rules: Rules) -> datetime | None:
    """Give the moment from which the Ombudsman may take an open report over."""
    if report.received_at is None:
        return None
    return _after(report.received_at, rules.limits["referral"], report.zone, (), rules)


def ladder(report: Report) -> tuple[str, ...]:
    """Give the levels that are told, one after the other, when the holder lets a deadline pass."""
    return LEVELS if report.unit else LEVELS[1:]


def wake(report: Report, rules: Rules) -> Wake | None:
    """Give the next thing that the system will do by itself for this report, if any."""
    if report.state not in OPEN:
        return None
    found = (
        _silence(report, clock, rules) if clock in THEIRS else _rung(report, clock, rules)
        for clock in report.clocks
    )
    return min((w for w in found if w), default=None, key=lambda w: (w.at, w.clock))


def _silence(report: Report, clock: Clock, rules: Rules) -> Wake | None:
    """Give what follows when the reporter does not answer."""
    moment = due(report, clock, rules)
    return Wake(moment, _when_silent(report, clock), clock) if moment else None


def _rung(report: Report, clock: Clock, rules: Rules) -> Wake | None:
    """Give the next level to be told; two clocks that run out together tell each level once."""
    first = due(report, clock, rules)
    told = {
        level
        for other, levels in report.raised.items()
        for level in levels
        if due(report, other, rules) == first
    }
    rungs = ladder(report)
    to = next((level for level in rungs if _above(level, told)), None)
    if first is None or to is None:
        return None
    rung = max(rungs.index(to), len(report.raised.get(clock, ())))
    moment = due(report, clock, rules, rung * rules.limits["escalation_step"].days)
    return Wake(moment, "escalate", clock, to) if moment else None


def _above(level: str, told: Collection[str]) -> bool:
    """Say whether a level is higher than all that know already of a passed deadline."""
    return all(LEVELS.index(level) > LEVELS.index(known) for known in told)


def _when_silent(report: Report, clock: Clock) -> str:
    if clock is Clock.REPLY_WINDOW:
        return "expire"
    return "lapse" if report.held_from is State.SUBMITTED else "resume"


def _offices(report: Report) -> list[Clock]:
    return [clock for clock in report.clocks if clock not in THEIRS]


def _left_at_pause(report: Report, clock: Clock, rules: Rules) -> int:
    where, since = ZoneInfo(report.zone), report.pauses[-1].since
    before = report.pauses[:-1]
    end = _after(report.clocks[clock], rules.limit(report, clock), report.zone, before, rules)
    return rules.calendar.between(local_day(since, where), local_day(end, where))


def _after(
    start: datetime, limit: Limit, zone: str, pauses: tuple[Pause, ...], rules: Rules
) -> datetime:
    where = ZoneInfo(zone)
    day, left = local_day(start, where), limit.days
    while left > 0:
        day += DAY
        counts = limit.unit == "calendar" or rules.calendar.works(day)
        if counts and not _paused_at(end_of(day, where), pauses):
            left -= 1
    return end_of(day, where)


def _paused_at(moment: datetime, pauses: tuple[Pause, ...]) -> bool:
    return any(p.since <= moment and (p.until is None or moment < p.until) for p in pauses)
