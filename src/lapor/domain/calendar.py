"""Working days: Monday to Friday without national holidays and *cuti bersama* (SKB 3 Menteri)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which the government does not work, beside weekends.

    A year without data counts weekends only; `tests/registers` fails well before that year comes.
    """

    days_off: frozenset[date]

    @classmethod
    def of(cls, days_off: Iterable[date]) -> "Calendar":
        return cls(frozenset(days_off))

    def works(self, day: date) -> bool:
        """Say whether offices work on this day."""
        return day.weekday() < 5 and day not in self.days_off

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


def local_day(at: datetime, zone: tzinfo) -> date:
    """Give the calendar day that people in `zone` have at this instant."""
    return at.astimezone(zone).date()


def end_of(day: date, zone: tzinfo) -> datetime:
    """Give the last second of a day in `zone`, the moment at which a deadline passes."""
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(ZoneInfo("UTC"))
