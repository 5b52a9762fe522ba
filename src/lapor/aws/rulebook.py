"""Which rules bind a report: the registers that ship, what the nation changed, its holder's own.

Costs no read beyond the directory's entries that are remembered for a minute: the holder's, which
names need too, and one for the whole country.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapor import registers
from lapor.aws import directory
from lapor.domain import deadlines
from lapor.domain.calendar import Calendar
from lapor.domain.report import Report
from lapor.domain.rules import Book, Rules, days_off, ladder_of, own_of

SETTINGS, NATION = "settings", "national"
"""Kind and id of the directory's entry for the whole country."""

_last: list[tuple[directory.Entry, Book]] = []


def book() -> Book:
    """Give what the nation has settled: the registers, and over them what was changed since."""
    entry = directory.entry(SETTINGS, NATION)
    if not entry:
        return registers.book()
    if not _last or _last[0][0] is not entry:
        _last[:] = [(entry, over(registers.book(), entry))]
    return _last[0][1]


def over(shipped: Book, entry: Mapping[str, Any]) -> Book:
    """Put the country's settings over the registers."""
    years = entry.get("years")
    holidays, joint = days_off(years) if years else (shipped.holidays, shipped.joint_leave)
    return Book(
        sets=shipped.sets,
        holidays=holidays,
        joint_leave=joint,
        ladder=ladder_of(entry["ladder"]) if "ladder" in entry else shipped.ladder,
        provinces={key: own_of(own) for key, own in entry.get("provinces", {}).items()},
        categories={key: own_of(own) for key, own in entry.get("categories", {}).items()},
    )


def rules(report: Report) -> Rules:
    """Give the rules that bind a report and its holder today."""
    return book().rules(report, _holder(report.agency))


def calendar(agency: str | None) -> Calendar:
    """Give the calendar of an agency, or the nation's."""
    return book().calendar(_holder(agency))


def days_left(row: Mapping[str, Any], due: datetime, now: datetime) -> int:
    """Count the working days that the holder of a desk row has until a moment."""
    return deadlines.days_left(due, row["zone"], calendar(row.get("agency")), now)


def _holder(agency: str | None) -> directory.Entry | None:
    return directory.agency(agency) if agency else None
