"""Deadlines: a pure function of a report's clocks, its pauses, the rule set and the calendar.

A working day counts when it ends, in the agency's time zone, while the clock runs. The day on
which a clock starts is day 0; a deadline of n days passes with the last second of the n-th day.
So a hold moves a deadline by exactly the working days that ended in it, and nothing else does.
"""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from lapor.domain.calendar import DAY, Calendar, end_of, local_day
from lapor.domain.report import THEIRS, Clock, Pause, Report
from lapor.domain.rules import Limit, Rules


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
    limit = Limit(limit.days + extra, limit.unit)
    return after(started, limit, report.zone, pauses, rules.counts(clock))


def remind_at(report: Report, clock: Clock, rules: Rules) -> datetime | None:
    """Give the moment at which the ladder's share of an office's working time is gone.

    It lies in working hours, before the deadline, and not within a pause; None while the clock is
    paused or off. Of five days 80 % is the opening of the fifth, of three 40 % of the third's hours
    (`Calendar.hour`).
    """
    started = report.clocks.get(clock)
    if started is None or report.paused:
        return None
    where = ZoneInfo(report.zone)
    limit = rules.limit(report, clock)
    gone = int(rules.ladder.share * limit.days)
    share = rules.ladder.share * limit.days - gone
    day = _nth_day(
        local_day(started, where), Limit(gone + 1, limit.unit), where, report.pauses, rules.calendar
    )
    moment = rules.calendar.hour(day, share, where)
    resumed = max((p.until for p in report.pauses if p.until), default=moment)
    return rules.calendar.open_at(max(moment, resumed), where)


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
    return after(
        report.closed_at, rules.limits["reopen_window"], report.zone, (), rules.counts(None)
    )


def appeal_until(report: Report, rules: Rules) -> datetime | None:
    """Give until when its reporter may appeal against spam; None when never, or done."""
    if report.closed_at is None or report.closed_how != "spam" or report.appealed:
        return None
    return after(report.closed_at, rules.limits["appeal"], report.zone, (), rules.counts(None))


def may_refer_from(report: Report, rules: Rules) -> datetime | None:
    """Give the moment from which the Ombudsman may take an open report over."""
    if report.received_at is None:
        return None
    return after(report.received_at, rules.limits["referral"], report.zone, (), rules.counts(None))


def after(
    start: datetime, limit: Limit, zone: str, pauses: tuple[Pause, ...], calendar: Calendar
) -> datetime:
    """Give the last second of the day that is `limit` after a start, without paused days."""
    where = ZoneInfo(zone)
    return end_of(_nth_day(local_day(start, where), limit, where, pauses, calendar), where)


def _nth_day(
    day: date, limit: Limit, where: ZoneInfo, pauses: tuple[Pause, ...], calendar: Calendar
) -> date:
    left = limit.days
    while left > 0:
        day += DAY
        counts = limit.unit == "calendar" or calendar.works(day)
        if counts and not (pauses and _paused_at(end_of(day, where), pauses)):
            left -= 1
    return day


def _offices(report: Report) -> list[Clock]:
    return [clock for clock in report.clocks if clock not in THEIRS]


def _left_at_pause(report: Report, clock: Clock, rules: Rules) -> int:
    where, since = ZoneInfo(report.zone), report.pauses[-1].since
    before = report.pauses[:-1]
    limit = rules.limit(report, clock)
    end = after(report.clocks[clock], limit, report.zone, before, rules.calendar)
    return rules.calendar.between(local_day(since, where), local_day(end, where))


def _paused_at(moment: datetime, pauses: tuple[Pause, ...]) -> bool:
    return any(p.since <= moment and (p.until is None or moment < p.until) for p in pauses)
