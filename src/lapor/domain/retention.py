"""How long data is kept: rules as data, and what they make due for a report.

A report's own rules (`of` identity or words) count whole days from its end. They stand still while
its processing is restricted: what somebody wants kept as it is must not run away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from lapor.domain.report import OPEN, Report

OF_REPORTS = ("identity", "words")
"""What the nightly job takes from reports.

It takes `officers`, who they were, from the directory; all else expires by its table or service.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """What goes how many days after its event. `wish`: only when the reporter has asked for it."""

    id: str
    of: str
    days: int
    wish: bool = False


class Step(NamedTuple):
    """One part of a report that goes at a moment, by a rule."""

    at: datetime
    rule: str
    of: str


def steps(report: Report, rules: Sequence[Rule]) -> list[Step]:
    """Give all that will still be taken from a report that has ended, the earliest first.

    Two rules for the same part: the earlier one does it.
    """
    if report.state in OPEN or report.restricted or report.closed_at is None:
        return []
    found: dict[str, Step] = {}
    for rule in rules:
        unwished = rule.wish and not report.wish
        if rule.of not in OF_REPORTS or rule.of in report.erased or unwished:
            continue
        step = Step(report.closed_at + timedelta(days=rule.days), rule.id, rule.of)
        found[rule.of] = min(step, found.get(rule.of, step))
    return sorted(found.values())


def due(report: Report, rules: Sequence[Rule], now: datetime) -> list[Step]:
    """Give what must go now."""
    return [step for step in steps(report, rules) if step.at <= now]


def next_at(report: Report, rules: Sequence[Rule]) -> datetime | None:
    """Give the moment of a report's next step, or None when nothing will go."""
    return min((step.at for step in steps(report, rules)), default=None)
