"""The rules in force for one report: limits, the calendar of its holder, and the ladder."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lapor.domain.calendar import Calendar
from lapor.domain.report import Clock, Report


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
    """A rule set (law and year) as it binds the holder of a report (`rulebook`)."""

    id: str
    limits: Mapping[str, Limit]
    calendar: Calendar
    ladder: Ladder = Ladder(0, ())

    def limit(self, report: Report, clock: Clock) -> Limit:
        """Give the limit of a clock for this report; resolution depends on its class."""
        if clock is not Clock.RESOLUTION:
            return self.limits[clock]
        oversight = (
            "_supervised" if report.supervised and report.report_class == "complaint" else ""
        )
        return self.limits[f"resolution.{report.report_class}{oversight}"]
