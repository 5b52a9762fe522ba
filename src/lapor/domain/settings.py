"""What those who keep calendars, limits and the ladder send; `rulebook` says what is refused."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field

from lapor.domain.administration import Office
from lapor.domain.fields import Body, Code, Day, Line, length, refused

_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_YEAR = re.compile(r"20[0-9]{2}")


def _hour(value: str) -> str:
    if not _HOUR.fullmatch(value):
        raise refused("bad_format")
    return time.fromisoformat(value).isoformat("minutes")


def _year(value: str) -> str:
    if not _YEAR.fullmatch(value):
        raise refused("bad_format")
    return value


Hour = Annotated[str, AfterValidator(_hour)]
Year = Annotated[str, AfterValidator(_year)]
Name = Annotated[Line, length(2, 120)]
Days = Mapping[Code, Annotated[int, Field(ge=0, le=366)]]


class Closure(Body):
    """Days on which an office is closed beside holidays, both ends among them."""

    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day, Field(alias="to")]
    name: Name


class AgencyCalendar(Body):
    """POST /api/rules/calendar: ISO days of the week (1 Monday), hours of the office's zone."""

    agency: Office
    week: Annotated[list[Literal[1, 2, 3, 4, 5, 6, 7]], Field(max_length=7)]
    opens: Hour
    closes: Hour
    works_joint_leave: bool
    closures: Annotated[list[Closure], Field(max_length=60)]

    def entry(self) -> dict[str, Any]:
        """Give the calendar as the directory keeps it."""
        found = self.model_dump(by_alias=True, exclude={"agency"})
        closures = sorted(found["closures"], key=lambda closure: closure["from"])
        return {**found, "week": sorted(set(self.week)), "closures": closures}


class OwnLimits(Body):
    """POST /api/rules/limits: days by limit, for reports received from a day on."""

    of: Literal["agency", "province", "category"]
    id: Office
    valid_from: Day
    days: Days

    def entry(self) -> dict[str, Any]:
        """Give the limits as the directory keeps them; None takes them away."""
        return {"valid_from": self.valid_from, "days": dict(self.days)}


class Holiday(Body):
    """A day off for the whole country, by law or as *cuti bersama*."""

    date: Day
    name: Name
    kind: Literal["national", "joint"]


class Holidays(Body):
    """POST /api/rules/holidays: all days off of the years that it names."""

    years: Mapping[Year, Annotated[list[Holiday], Field(max_length=60)]]

    def entry(self) -> dict[str, Any]:
        """Give the years as the directory keeps them, each in order."""
        found: dict[str, list[dict[str, str]]] = self.model_dump()["years"]
        return {year: sorted(days, key=lambda day: day["date"]) for year, days in found.items()}


class LadderRung(Body):
    """One rung; see `rules.Rung`."""

    level: Code
    days: Annotated[int, Field(ge=0, le=60)]
    to: Annotated[list[Code], Field(max_length=5)]
    instead: Code | None


class NewLadder(Body):
    """POST /api/rules/ladder; `share` in percent of the working time."""

    share: Annotated[int, Field(ge=0, le=100)]
    rungs: Annotated[list[LadderRung], Field(max_length=8)]

    def entry(self) -> dict[str, Any]:
        """Give the ladder as `ladder.json` and the directory keep it."""
        found = self.model_dump()
        return {**found, "share": str(self.share / 100)}
