"""Working time: the days on which an office works, and between which hours.

The national calendar is Monday to Friday without national holidays and *cuti bersama* (SKB 3
Menteri); an office may have its own week, hours and closures (`rulebook`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
UTC = ZoneInfo("UTC")

WEEK = frozenset(range(5))
"""Monday to Friday, as `date.weekday` counts."""

OPENS, CLOSES = time(8), time(16)
"""The hours of offices that name none; no rule of the state fixes them for all. Own choice."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the week on which an office works, the days on which it does not, its hours.

    A year without data counts the week only; `tests/registers` fails well before that year comes.
    """

    days_off: frozenset[date]
    week: frozenset[int] = WEEK
    opens: time = OPENS
    closes: time = CLOSES

    @classmethod
    def of(cls, days_off: Iterable[date]) -> "Calendar":
        return cls(frozenset(days_off))

    def works(self, day: date) -> bool:
        """Say whether the office works on this day."""
        return day.weekday() in self.week and day not in self.days_off

    def between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to `last`; negative if `last` is earlier."""
        if last < first:
            return -self.between(last, first)
        span = (last - first).days
        return sum(self.works(first + DAY * n) for n in range(1, span + 1))

    def after(self, day: date, count: int) -> date:
        """Give the `count`-th working day after `day`."""
        while count > 0:
            day += DAY
            count -= self.works(day)
        return day

    def hour(self, day: date, share: float, zone: tzinfo) -> datetime:
        """Give the moment at which a share (0 to 1) of a day's working hours is over, in UTC.

        Whole seconds; the hours are those of `zone`, whose offset Indonesia never changes.
        """
        opening = datetime.combine(day, self.opens, zone)
        length = datetime.combine(day, self.closes, zone) - opening
        return (opening + timedelta(seconds=round(share * length.total_seconds()))).astimezone(UTC)

    def open_at(self, moment: datetime, zone: tzinfo) -> datetime:
        """Give the first moment from `moment` on at which the office works, in UTC."""
        local = moment.astimezone(zone)
        day = local.date()
        if self.works(day) and local.timetz().replace(tzinfo=None) < self.closes:
            return max(moment.astimezone(UTC), self.hour(day, 0, zone))
        return self.hour(self.after(day, 1), 0, zone)


def local_day(at: datetime, zone: tzinfo) -> date:
    """Give the calendar day that people in `zone` have at this instant."""
    return at.astimezone(zone).date()


def end_of(day: date, zone: tzinfo) -> datetime:
    """Give the last second of a day in `zone`, the moment at which a deadline passes."""
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(UTC)
