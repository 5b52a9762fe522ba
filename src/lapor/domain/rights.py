"""The rights of the person behind a report: which data a right reaches, and by when it is served.

Source: UU 27/2022 art. 5 to 13 (rights), 40 to 45 (the controller's duties, within 3 x 24 hours).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from lapor.domain.errors import FieldError, Invalid
from lapor.domain.event import Event, stamp
from lapor.domain.report import OPEN, Report
from lapor.domain.roles import REPORTER

Right = Literal["export", "erase", "restrict"]
"""What a person may ask for by letter."""

SERVED_WITHIN = timedelta(hours=72)
WIB = ZoneInfo("Asia/Jakarta")


def serve_by(received_on: str, zone: str) -> datetime:
    """Give the moment by which a letter must be served; a day counts from its first minute."""
    day = datetime.combine(date.fromisoformat(received_on), time(), ZoneInfo(zone))
    return day + SERVED_WITHIN


def arrived(filed: datetime, received_on: str) -> None:
    """Check that a letter came in when the report was there already; raises Invalid.

    The day is Jakarta's, which begins last: no letter is refused for its office's clock.
    """
    if date.fromisoformat(received_on) < filed.astimezone(WIB).date():
        raise Invalid([FieldError("/received_on", "before_report")])


def claimed(report: Report, right: str, received_on: str) -> Mapping[str, Any]:
    """Give the facts of `subject_requested`."""
    return {"right": right, "serve_by": stamp(serve_by(received_on, report.zone))}


def declined(report: Report, right: str) -> None:
    """Check that a letter claims the right that is refused; raises Invalid."""
    if right not in report.asked:
        raise Invalid([FieldError("/right", "unknown_code")])


def erasable(report: Report) -> bool:
    """Say whether a reporter's wish would erase anything, now or when the report has ended."""
    return not report.wish if report.state in OPEN else "words" not in report.erased


def wished(report: Report, events: Sequence[Event]) -> Mapping[str, Any]:
    """Give the facts of `erased` as the reporter wishes: all, but an open report keeps its words.

    Offices cannot answer what they cannot read; these words go as soon as the report has ended.
    """
    both = ("identity",) if report.state in OPEN else ("identity", "words")
    return erasure(report, events, *both)


def erasure(report: Report, events: Sequence[Event], *parts: str) -> dict[str, Any]:
    """Give the facts of `erased`: which parts go, and `of` which events the reporter's words.

    A title that an office has written stands for the reporter's, and goes with it.
    """
    own = [e.seq for e in events if e.digest and (e.role == REPORTER or e.kind == "verified")]
    gone = [seq for seq in own if seq not in report.redacted]
    return {"parts": list(parts), "of": gone if "words" in parts else []}
