"""Which calendars, limits, holidays and ladders are refused when they are saved, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from typing import Any

from lapor.domain.calendar import DAY
from lapor.domain.errors import FieldError
from lapor.domain.report import LEVELS
from lapor.domain.rules import Ladder, Limit, Rung

TIGHTER = frozenset(
    {
        *("verification", "first_follow_up", "answer"),
        *("resolution.information", "resolution.aspiration"),
        *("resolution.complaint", "resolution.complaint_supervised"),
    }
)
"""Limits of offices; those of reporters would take time from them if they were tighter."""

AUDIENCES = frozenset({"agency", "leader", "inspectorate", "monitor", "national"})
"""Who can stand on a rung of the ladder."""

LOOKS_AHEAD = 10
"""The month from which the next year's days off must be known."""

LONGEST_CLOSURE = 31
"""Days for which an office may close at a stretch, its days without work in them; after that
somebody else must do its work."""

CLOSED_A_YEAR = 40
"""Days of closures within a year, at most: a calendar must not do what limits may not."""

FEWEST_DAYS = 5
"""Working days of a week, as many as the nation's."""


def wrong_limits(days: Mapping[str, int], nation: Mapping[str, Limit]) -> Iterator[FieldError]:
    """Say which own limits are refused: unknown, a reporter's, below one day, or looser."""
    for name, count in days.items():
        place = f"/days/{name}"
        if name not in TIGHTER:
            yield FieldError(place, "unknown_code")
        elif count < 1:
            yield FieldError(place, "out_of_range", {"min": 1, "max": nation[name].days})
        elif count > nation[name].days:
            yield FieldError(place, "looser", {"max": nation[name].days})


def wrong_calendar(own: Mapping[str, Any]) -> Iterator[FieldError]:
    """Say what is refused of an office's calendar.

    Fewer working days than the nation has, hours that end before they begin, closures that end
    before they begin, overlap, leave the office closed for too long at a stretch, or too often.
    """
    if len(set(own["week"])) < FEWEST_DAYS:
        yield FieldError("/week", "too_few_days", {"min": FEWEST_DAYS})
    if time.fromisoformat(own["closes"]) <= time.fromisoformat(own["opens"]):
        yield FieldError("/closes", "before_start")
    closed: set[date] = set()
    for number, closure in enumerate(own["closures"]):
        first, last = date.fromisoformat(closure["from"]), date.fromisoformat(closure["to"])
        days = {first + DAY * n for n in range((last - first).days + 1)}
        if last < first:
            yield FieldError(f"/closures/{number}/to", "before_start")
        elif days & closed:
            yield FieldError(f"/closures/{number}/from", "overlaps")
        elif _stretch(days, closed | days, own["week"]) > LONGEST_CLOSURE:
            yield FieldError(f"/closures/{number}/to", "closed_too_long", {"max": LONGEST_CLOSURE})
        closed |= days
    years = Counter(day.year for day in closed)
    if any(days > CLOSED_A_YEAR for days in years.values()):
        yield FieldError("/closures", "closed_too_often", {"max": CLOSED_A_YEAR})


def _stretch(days: set[date], closed: set[date], week: Sequence[int]) -> int:
    """Count the days, from the first to the last, of the time without work in which `days` lie."""

    def rests(day: date) -> bool:
        return day in closed or day.isoweekday() not in week

    first, last = min(days), max(days)
    while (last - first).days <= LONGEST_CLOSURE and rests(first - DAY):
        first -= DAY
    while (last - first).days <= LONGEST_CLOSURE and rests(last + DAY):
        last += DAY
    closures = [day for day in closed if first <= day <= last]
    return (max(closures) - min(closures)).days + 1


def wrong_holidays(
    years: Mapping[str, Sequence[Mapping[str, str]]], today: date
) -> Iterator[FieldError]:
    """Say what is refused of the nation's days off: a missing year, a day elsewhere or twice.

    From October on (LOOKS_AHEAD) the longest limit, 60 working days, reaches into the next year.
    """
    first = min([today.year, *map(int, years)])
    for wanted in range(first, today.year + (today.month >= LOOKS_AHEAD) + 1):
        if not years.get(str(wanted)):
            yield FieldError(f"/years/{wanted}", "missing")
    for year in sorted(years):
        seen: set[str] = set()
        for number, day in enumerate(years[year]):
            if not day["date"].startswith(f"{year}-"):
                yield FieldError(f"/years/{year}/{number}/date", "other_year")
            elif day["date"] in seen:
                yield FieldError(f"/years/{year}/{number}/date", "repeated")
            seen.add(day["date"])


def wrong_ladder(ladder: Ladder) -> Iterator[FieldError]:
    """Say what is refused of a ladder.

    A share that is none, unknown levels or out of order, earlier days higher up, a rung with nobody
    on it, one whose stand-ins lead back to itself, and a top that is not the nation.
    """
    if not 0 < ladder.share < 1:
        yield FieldError("/share", "out_of_range", {"min": 0, "max": 1})
    by_level = {rung.level: rung for rung in ladder.rungs}
    order = [level for level in LEVELS if level in by_level]
    if [rung.level for rung in ladder.rungs] != order:
        yield FieldError("/rungs", "rungs_order")
    if not ladder.rungs or ladder.rungs[-1].to != ("national",):
        yield FieldError("/rungs", "no_top")
    before = 0
    for number, rung in enumerate(ladder.rungs):
        place = f"/rungs/{number}"
        if not rung.to or not AUDIENCES.issuperset(rung.to):
            yield FieldError(f"{place}/to", "nobody")
        if rung.days < before:
            yield FieldError(f"{place}/days", "wrong_order")
        before = max(before, rung.days)
        if not _ends(rung, by_level):
            yield FieldError(f"{place}/instead", "cycle")


def _ends(rung: Rung, by_level: Mapping[str, Rung]) -> bool:
    """Say whether a rung's stand-ins lead to the nation, who is always there."""
    seen = set()
    while rung.level not in seen:
        if "national" in rung.to:
            return True
        seen.add(rung.level)
        stand_in = by_level.get(rung.instead or "")
        if stand_in is None:
            return False
        rung = stand_in
    return False
