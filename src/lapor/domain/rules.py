"""The rules in force for one report, and the book from which they are put together.

National rule sets have versions by date of receipt. An agency, a province or a category may be
tighter than the nation, never looser; an office may have a calendar of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from lapor.domain.calendar import DAY, Calendar, local_day
from lapor.domain.report import THEIRS, Clock, Report


class Limit(NamedTuple):
    """How long something may take, in `working` or `calendar` days."""

    days: int
    unit: str = "working"


class Rung(NamedTuple):
    """One level of the ladder.

    `days` after the deadline (of its own unit) those of `to` are told; when there is nobody among
    them, who stands on the rung `instead` is told in their place.
    """

    level: str
    days: int
    to: tuple[str, ...]
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Who is told of a deadline, and when: first the holder at `share` of its working time."""

    share: float
    rungs: tuple[Rung, ...]

    def for_(self, report: Report) -> tuple[Rung, ...]:
        """Give the rungs for a report; what no agency has goes to the last one at once."""
        return self.rungs if report.agency else (self.rungs[-1]._replace(days=0),)


@dataclass(frozen=True, slots=True)
class Rules:
    """A rule set (law and year) as it binds the holder of a report; `Book.rules` makes it."""

    id: str
    limits: Mapping[str, Limit]
    calendar: Calendar
    ladder: Ladder = Ladder(0, ())
    nation: Calendar | None = None

    def counts(self, clock: Clock | None) -> Calendar:
        """Give the calendar by which a clock counts: the nation's for what is the reporter's.

        No office shortens or stretches a reporter's time by its own week.
        """
        return self.calendar if clock and clock not in THEIRS else self.nation or self.calendar

    def limit(self, report: Report, clock: Clock) -> Limit:
        """Give the limit of a clock for this report; resolution depends on its class."""
        if clock is not Clock.RESOLUTION:
            return self.limits[clock]
        oversight = (
            "_supervised" if report.supervised and report.report_class == "complaint" else ""
        )
        return self.limits[f"resolution.{report.report_class}{oversight}"]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The nation's limits by name, for reports received on or after a day."""

    id: str
    valid_from: date
    limits: Mapping[str, Limit]


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody has of their own: days by limit from a day of receipt on."""

    valid_from: date
    days: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Book:
    """All that the nation has settled: rule sets, oldest first, days off by kind, the ladder."""

    sets: Sequence[RuleSet]
    holidays: frozenset[date]
    joint_leave: frozenset[date]
    ladder: Ladder
    provinces: Mapping[str, Own] = field(default_factory=dict)
    categories: Mapping[str, Own] = field(default_factory=dict)

    def rules(self, report: Report, holder: Mapping[str, Any] | None = None) -> Rules:
        """Give the rules that bind the holder of a report, an agency's entry, on this report."""
        received = report.received_at
        day = local_day(received, ZoneInfo(report.zone)) if received else date.max
        found = self.in_force(day)
        own = (holder or {}).get("limits")
        tighter = (
            own_of(own) if own else None,
            self.provinces.get(report.place.get("province", "")),
            self.categories.get(report.category or ""),
        )
        limits = tightened(found.limits, [t for t in tighter if t and t.valid_from <= day])
        return Rules(found.id, limits, self.calendar(holder), self.ladder, self.calendar())

    def in_force(self, day: date) -> RuleSet:
        """Give the rule set for what is received on a day; the oldest for what is older."""
        valid = [one for one in self.sets if one.valid_from <= day]
        return valid[-1] if valid else self.sets[0]

    def calendar(self, holder: Mapping[str, Any] | None = None) -> Calendar:
        """Give the calendar of an agency's entry: its own over the nation's."""
        own = (holder or {}).get("calendar")
        if not own:
            return Calendar(self.holidays | self.joint_leave)
        off = self.holidays | (frozenset() if own["works_joint_leave"] else self.joint_leave)
        return Calendar(
            off | {day for closure in own["closures"] for day in _days(closure)},
            frozenset(day - 1 for day in own["week"]),
            time.fromisoformat(own["opens"]),
            time.fromisoformat(own["closes"]),
        )


def days_off(
    years: Mapping[str, Sequence[Mapping[str, str]]],
) -> tuple[frozenset[date], frozenset[date]]:
    """Read the nation's days off by year: the holidays, and the days of joint leave."""
    days = [(date.fromisoformat(d["date"]), d["kind"]) for year in years.values() for d in year]
    of = {kind: frozenset(d for d, k in days if k == kind) for kind in ("national", "joint")}
    return of["national"], of["joint"]


def own_of(entry: Mapping[str, Any]) -> Own:
    """Read somebody's own limits as the directory keeps them."""
    days = {name: int(count) for name, count in entry["days"].items()}
    return Own(date.fromisoformat(entry["valid_from"]), days)


def ladder_of(entry: Mapping[str, Any]) -> Ladder:
    """Read a ladder as it is written in `ladder.json` and in the directory."""
    rungs = (Rung(r["level"], r["days"], tuple(r["to"]), r["instead"]) for r in entry["rungs"])
    return Ladder(float(entry["share"]), tuple(rungs))


def tightened(limits: Mapping[str, Limit], tighter: Iterable[Own]) -> Mapping[str, Limit]:
    """Give the tightest of several limits by name; nothing here can loosen one."""
    found = dict(limits)
    for own in tighter:
        for name, days in own.days.items():
            found[name] = found[name]._replace(days=min(days, found[name].days))
    return found


def _days(closure: Mapping[str, str]) -> Iterator[date]:
    day, last = date.fromisoformat(closure["from"]), date.fromisoformat(closure["to"])
    while day <= last:
        yield day
        day += DAY
