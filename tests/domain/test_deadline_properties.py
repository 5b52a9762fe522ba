"""What holds of deadlines whatever the calendar, the zone, the start and the pauses are."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lapor.domain.calendar import Calendar, end_of, local_day
from lapor.domain.deadlines import days_left, due, is_late, working_days_left
from lapor.domain.report import Clock, Pause, Report, State
from lapor.domain.rules import Limit, Rules
from tests.domain.lives import RULES

zones = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001 - Hypothesis adds the zone
    lambda moment: moment.replace(microsecond=0)
)
days = st.dates(date(2026, 1, 1), date(2028, 6, 1))
calendars = st.builds(Calendar.of, st.lists(days, max_size=40)) | st.just(RULES.calendar)
counts = st.integers(1, 60)


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Pause, ...]:
    """Some pauses one after the other."""
    marks = sorted(draw(st.lists(moments, max_size=8)))
    return tuple(Pause(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False))


def rules(calendar: Calendar, count: int) -> Rules:
    return Rules("test", {"verification": Limit(count)}, calendar)


def report(start: datetime, zone: str, paused: tuple[Pause, ...] = ()) -> Report:
    return Report("0" * 12, zone=zone, clocks={Clock.VERIFICATION: start}, pauses=paused)


def deadline(
    start: datetime, zone: str, calendar: Calendar, count: int, paused: tuple[Pause, ...] = ()
) -> datetime:
    found = due(report(start, zone, paused), Clock.VERIFICATION, rules(calendar, count))
    assert found
    return found


@given(moments, zones, calendars, counts)
def test_without_pauses_a_deadline_is_the_end_of_the_nth_working_day(
    start: datetime, zone: str, calendar: Calendar, count: int
) -> None:
    where = ZoneInfo(zone)
    expected = end_of(calendar.after(local_day(start, where), count), where)
    assert deadline(start, zone, calendar, count) == expected


@given(moments, zones, calendars, counts, pauses())
def test_a_deadline_is_always_the_last_second_of_a_working_day(
    start: datetime, zone: str, calendar: Calendar, count: int, paused: tuple[Pause, ...]
) -> None:
    local = deadline(start, zone, calendar, count, paused).astimezone(ZoneInfo(zone))
    assert (local.hour, local.minute, local.second, local.microsecond) == (23, 59, 59, 0)
    assert calendar.works(local.date())


@given(moments, st.integers(0, 40 * 86400), zones, calendars, counts, pauses())
def test_a_later_start_is_never_due_earlier(
    start: datetime,
    seconds: int,
    zone: str,
    calendar: Calendar,
    count: int,
    paused: tuple[Pause, ...],
) -> None:
    later = start + timedelta(seconds=seconds)
    first = deadline(start, zone, calendar, count, paused)
    assert first <= deadline(later, zone, calendar, count, paused)


@given(moments, zones, calendars, counts, pauses())
def test_a_pause_never_shortens(
    start: datetime, zone: str, calendar: Calendar, count: int, paused: tuple[Pause, ...]
) -> None:
    found = [deadline(start, zone, calendar, count, paused[:n]) for n in range(len(paused) + 1)]
    assert found == sorted(found)


@given(moments, zones, calendars, counts, pauses())
def test_a_pause_gives_back_exactly_the_working_days_that_ended_in_it(
    start: datetime, zone: str, calendar: Calendar, count: int, paused: tuple[Pause, ...]
) -> None:
    where = ZoneInfo(zone)
    last = local_day(deadline(start, zone, calendar, count, paused), where)
    first = local_day(start, where)
    passed = [first + timedelta(n) for n in range(1, (last - first).days + 1)]
    lost = [
        day
        for day in passed
        if calendar.works(day)
        and any(p.until and p.since <= end_of(day, where) < p.until for p in paused)
    ]
    assert calendar.between(first, last) == count + len(lost)


@given(moments, zones, calendars, counts, days)
def test_a_holiday_that_is_added_never_brings_a_deadline_forward(
    start: datetime, zone: str, calendar: Calendar, count: int, holiday: date
) -> None:
    more = Calendar(calendar.days_off | {holiday})
    assert deadline(start, zone, calendar, count) <= deadline(start, zone, more, count)


@given(moments, zones, calendars, counts)
def test_days_left_are_the_count_at_the_start_none_at_the_end_and_negative_afterwards(
    start: datetime, zone: str, calendar: Calendar, count: int
) -> None:
    moment = deadline(start, zone, calendar, count)
    assert days_left(moment, zone, calendar, start) == count
    assert days_left(moment, zone, calendar, moment) == 0
    next_day = calendar.after(local_day(moment, ZoneInfo(zone)), 1)
    assert days_left(moment, zone, calendar, end_of(next_day, ZoneInfo(zone))) == -1


@given(moments, moments, zones, calendars, counts)
def test_late_is_what_has_passed_and_never_has_days_left(
    start: datetime, now: datetime, zone: str, calendar: Calendar, count: int
) -> None:
    filed, limits = report(start, zone), rules(calendar, count)
    left = working_days_left(filed, limits, now)
    assert left is not None
    if is_late(filed, limits, now):
        assert left <= 0
    if left < 0:
        assert is_late(filed, limits, now)


@given(moments, st.integers(0, 60 * 86400), zones, calendars, counts)
def test_the_days_left_in_a_pause_are_those_of_the_moment_at_which_it_began(
    start: datetime, seconds: int, zone: str, calendar: Calendar, count: int
) -> None:
    since = start + timedelta(seconds=seconds)
    running, limits = report(start, zone), rules(calendar, count)
    paused = replace(running, state=State.ON_HOLD, pauses=(Pause(since),))
    assert working_days_left(paused, limits, since + timedelta(days=90)) == working_days_left(
        running, limits, since
    )


@given(days, days, calendars)
def test_counting_working_days_and_adding_them_agree(
    first: date, last: date, calendar: Calendar
) -> None:
    count = calendar.between(first, last)
    assert calendar.between(last, first) == -count
    if last >= first:
        reached = calendar.after(first, count)
        assert reached <= last
        assert calendar.between(reached, last) == 0
    assert calendar.between(first, first) == 0


@given(days, st.integers(1, 80), calendars)
def test_the_nth_working_day_is_a_working_day_and_n_away(
    day: date, count: int, calendar: Calendar
) -> None:
    reached = calendar.after(day, count)
    assert calendar.works(reached)
    assert calendar.between(day, reached) == count
    assert calendar.after(day, 0) == day
