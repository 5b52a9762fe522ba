"""The figures of a desk: what is open, late, soon due and waiting for the leader, and where.

They are counted from lists that are read most urgent first and only so far (`Pile`): a figure that
may be higher than what was read says so (`docs/decisions/approval.md` has the bounds).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from lapor.domain.calendar import Calendar
from lapor.domain.deadlines import days_left

SOON = 2
"""Working days left, at most, of what is soon due; the badges of the lists turn yellow there."""


class Urgency(StrEnum):
    """How near a deadline is."""

    LATE = "late"
    SOON = "soon"
    NOT_YET = "not_yet"


class Line(NamedTuple):
    """What counting needs of a report: which unit has it, and how near its deadline is."""

    unit: str | None
    urgency: Urgency


class Pile(NamedTuple):
    """The beginning of a list, most urgent first; `more` says that it goes on."""

    lines: Sequence[Line]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of reports; `more` says that there are at least so many."""

    count: int = 0
    more: bool = False

    def plus(self, other: "Figure") -> "Figure":
        """Add two figures; one that is only a lower bound makes the sum one."""
        return Figure(self.count + other.count, self.more or other.more)


NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class Figures:
    """What stands open at an office; None where that was not counted."""

    open: Figure = NOTHING
    late: Figure = NOTHING
    soon: Figure | None = NOTHING
    approval: Figure | None = NOTHING
    states: Mapping[str, Figure] | None = field(default_factory=dict)

    def plus(self, other: "Figures") -> "Figures":
        """Add the figures of two offices; what one of them has not counted has no sum."""
        return Figures(
            self.open.plus(other.open),
            self.late.plus(other.late),
            _both(self.soon, other.soon),
            _both(self.approval, other.approval),
            _sums(self.states, other.states),
        )


def urgency(due: datetime | None, zone: str, calendar: Calendar, now: datetime) -> Urgency:
    """Say how near a deadline is, in working days of its zone; a pause has none."""
    if due is None:
        return Urgency.NOT_YET
    if due < now:
        return Urgency.LATE
    return Urgency.SOON if days_left(due, zone, calendar, now) <= SOON else Urgency.NOT_YET


def counted(
    piles: Mapping[str, Pile], waiting: Pile, of: Callable[[Line], bool] = lambda line: True
) -> Figures:
    """Count the open reports of an office by state, and what waits for its leader."""
    soon = {Urgency.LATE, Urgency.SOON}
    late, near = NOTHING, NOTHING
    for pile in piles.values():
        late = late.plus(_of(pile, of, {Urgency.LATE}, {Urgency.LATE}))
        near = near.plus(_of(pile, of, {Urgency.SOON}, soon))
    states = {state: _of(pile, of, set(Urgency), set(Urgency)) for state, pile in piles.items()}
    approval = _of(waiting, of, set(Urgency), set(Urgency))
    return Figures(_sum(states.values()), late, near, approval, states)


def by_unit(piles: Mapping[str, Pile], waiting: Pile) -> Mapping[str | None, Figures]:
    """Count the same for each unit that has something; None has what no unit has yet."""
    units = {line.unit for pile in (*piles.values(), waiting) for line in pile.lines}
    return {unit: counted(piles, waiting, _at(unit)) for unit in units}


def written(figures: Figures) -> Mapping[str, Any]:
    """Write figures as the API gives them: `{"count": 3, "more": false}` each."""
    return asdict(figures)


def _at(unit: str | None) -> Callable[[Line], bool]:
    return lambda line: line.unit == unit


def _of(
    pile: Pile, of: Callable[[Line], bool], kinds: set[Urgency], reached: set[Urgency]
) -> Figure:
    """Count lines of some kinds; behind the last line there may be more if it is `reached`."""
    count = sum(line.urgency in kinds and of(line) for line in pile.lines)
    return Figure(count, pile.more and all(last.urgency in reached for last in pile.lines[-1:]))


def _sum(figures: Any) -> Figure:
    total = NOTHING
    for figure in figures:
        total = total.plus(figure)
    return total


def _both(one: Figure | None, other: Figure | None) -> Figure | None:
    return None if one is None or other is None else one.plus(other)


def _sums(
    one: Mapping[str, Figure] | None, other: Mapping[str, Figure] | None
) -> Mapping[str, Figure] | None:
    if one is None or other is None:
        return None
    states = dict.fromkeys((*one, *other))
    return {s: one.get(s, NOTHING).plus(other.get(s, NOTHING)) for s in states}
