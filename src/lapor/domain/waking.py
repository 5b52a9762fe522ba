"""What the system does by itself: reminders, the rungs of the ladder, what silence brings about.

Nothing is stored but what was done: the next thing follows from the events, the rules and the
calendar, so that a comment moves nothing and a holiday that is added later moves everything.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from lapor.domain.deadlines import due, may_refer_from, remind_at
from lapor.domain.report import LEVELS, OPEN, THEIRS, Clock, Report, State
from lapor.domain.rules import Rules


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
