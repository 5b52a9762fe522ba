"""Deadlines and reminders against two independent calendars, case by case.

Whole days: `numpy.busday_offset`. Times of day: `pandas.offsets.CustomBusinessHour`. Both get the
same days off, weeks and hours, and know nothing of this project.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from lapor.domain.calendar import DAY, Calendar, end_of
from lapor.domain.deadlines import due, remind_at
from lapor.domain.report import Clock, Pause, Report
from lapor.domain.rules import Ladder, Limit, Rules
from tests.domain.lives import RULES

ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
WEEKS = (range(5), range(6), (6, 0, 1, 2, 3), (0, 2, 4))
HOURS = ((time(8), time(16)), (time(7, 30), time(15, 30)), (time(0), time(23, 59)))
SHARES = (0.8, 0.5, 0.25, 0.9)
FIRST, SPAN = date(2025, 1, 1), 900


@dataclass(frozen=True)
class Case:
    """One clock with everything that its deadline depends on."""

    start: datetime
    days: int
    zone: ZoneInfo
    calendar: Calendar
    share: float
    pauses: tuple[Pause, ...] = ()

    @property
    def rules(self) -> Rules:
        limits = {"verification": Limit(self.days)}
        return Rules("test", limits, self.calendar, Ladder(self.share, ()))

    @property
    def report(self) -> Report:
        clocks = {Clock.VERIFICATION: self.start}
        return Report("0" * 12, zone=self.zone.key, clocks=clocks, pauses=self.pauses)

    @property
    def mask(self) -> list[bool]:
        return [day in self.calendar.week for day in range(7)]


def cases(count: int, seed: int, paused: bool = False) -> Iterator[Case]:
    """Random cases: the nation's real days off and others, four weeks, three zones."""
    random = Random(seed)  # noqa: S311 - no secret
    for _ in range(count):
        own = {FIRST + DAY * random.randrange(SPAN) for _ in range(random.randrange(40))}
        off = RULES.calendar.days_off | own if random.random() < 0.7 else frozenset(own)
        opens, closes = random.choice(HOURS)
        calendar = Calendar(off, frozenset(random.choice(WEEKS)), opens, closes)
        start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=random.randrange(700 * 86400))
        marks = sorted(start + timedelta(hours=random.randrange(1, 900)) for _ in range(4))
        pauses = (Pause(marks[0], marks[1]), Pause(marks[2], marks[3])) if paused else ()
        zone = ZoneInfo(random.choice(ZONES))
        yield Case(start, random.randrange(1, 61), zone, calendar, random.choice(SHARES), pauses)


def test_4000_deadlines_are_those_of_numpy() -> None:
    for case in cases(4000, seed=1):
        day = np.datetime64(case.start.astimezone(case.zone).date())
        last = np.busday_offset(
            np.busday_offset(day, 0, "backward", weekmask=case.mask, holidays=off(case)),
            case.days,
            weekmask=case.mask,
            holidays=off(case),
        )
        found = due(case.report, Clock.VERIFICATION, case.rules)
        assert found == end_of(last.astype(date), case.zone), case


def test_1000_deadlines_with_pauses_are_those_of_numpy_without_the_paused_days() -> None:
    """A working day that ends within a pause is, for numpy, one more day off."""
    for case in cases(1000, seed=2, paused=True):
        paused = {day for pause in case.pauses for day in days_that_end(pause, case.zone)}
        day = np.datetime64(case.start.astimezone(case.zone).date())
        holidays = [*off(case), *paused]
        last = np.busday_offset(
            np.busday_offset(day, 0, "backward", weekmask=case.mask, holidays=holidays),
            case.days,
            weekmask=case.mask,
            holidays=holidays,
        )
        found = due(case.report, Clock.VERIFICATION, case.rules)
        assert found == end_of(last.astype(date), case.zone), case


def test_1000_reminders_come_when_pandas_has_counted_the_share_of_the_working_hours() -> None:
    for case in cases(1000, seed=3):
        hours = pd.offsets.CustomBusinessHour(  # type: ignore[call-arg]  # the stubs lack weekmask
            start=case.calendar.opens,
            end=case.calendar.closes,
            weekmask=" ".join(NAMES[day] for day in sorted(case.calendar.week)),
            holidays=off(case),
        )
        length = datetime.combine(FIRST, case.calendar.closes) - datetime.combine(
            FIRST, case.calendar.opens
        )
        evening = datetime.combine(case.start.astimezone(case.zone).date(), time(23, 59, 59))
        # From the first opening after the start's day, day by day and then within the last day.
        opening = hours.rollforward(pd.Timestamp(evening))
        share = case.share * case.days
        whole = int(share)
        at = opening
        for _ in range(whole):
            at = hours.rollforward(pd.Timestamp(datetime.combine(at.date(), time(23, 59, 59))))
        seconds = round((share - whole) * length.total_seconds())
        expected = (at + timedelta(seconds=seconds)).to_pydatetime().replace(tzinfo=case.zone)
        if expected.time() >= case.calendar.closes:
            expected = hours.rollforward(pd.Timestamp(expected.replace(tzinfo=None)))
        found = remind_at(case.report, Clock.VERIFICATION, case.rules)
        assert found == expected, case


NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def off(case: Case) -> list[date]:
    return sorted(case.calendar.days_off)


def days_that_end(pause: Pause, zone: ZoneInfo) -> Iterator[date]:
    """The days whose last second lies in a pause."""
    assert pause.until
    day = pause.since.astimezone(zone).date()
    while end_of(day, zone) < pause.until:
        if pause.since <= end_of(day, zone):
            yield day
        day += DAY
