"""An event as what people are told of: the report before and after it, and what sentences name."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lapor import registers
from lapor.aws import directory, rulebook
from lapor.domain import notices
from lapor.domain.deadlines import appeal_until, due, due_at, reopen_until, reply_by
from lapor.domain.event import Event
from lapor.domain.lifecycle import fold
from lapor.domain.report import Clock, Report
from lapor.domain.roles import AGENCY, NATIONAL

REASONED = {
    "archived": "archive",
    "marked_spam": "spam",
    "blocked": "block",
    "redacted": "redact",
    "file_deleted": "delete-file",
    "revealed": "reveal",
    "reveal_asked": "reveal",
}
"""Events that name a reason, and the list of reasons that it is from."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event with the report as it was before and after it, and as it stands now.

    A message may come days late: what has been sealed or removed since is not in it.
    """

    notice: str
    first: Event
    event: Event
    before: Report
    report: Report
    latest: Report


def occasion_of(events: Sequence[Event], latest: Report) -> Occasion | None:
    """Read an event as its occasion; None when it calls for no notice."""
    report = fold(events)
    notice = notices.notice_of(events[-1], report)
    if notice is None:
        return None
    before = fold(events[:-1]) if len(events) > 1 else report
    return Occasion(notice, events[0], events[-1], before, report, latest)


def gaps_of(occasion: Occasion, audience: str, language: str, confirmed: bool) -> Mapping[str, str]:
    """Gather what the sentences name.

    Offices and confidential reports get no title, nor does a contact that nobody has confirmed:
    the form would else carry a stranger's words to any address.
    """
    event, report, rules = occasion.event, occasion.report, rulebook.rules(occasion.report)
    words = registers.wording(language)
    to_reporter = audience == notices.REPORTER
    titled = to_reporter and confirmed and not occasion.latest.confidential
    page = "lacak/?n=" if to_reporter else "petugas/laporan/?n="
    gaps = {
        "number": notices.number_of(report),
        "title": occasion.latest.title if titled else "",
        "link": f"{os.environ['PUBLIC_URL']}/{language}/{page}{notices.number_of(report)}",
        "class": words["classes"][report.report_class],
        "place": directory.NAMES.place(report.place.get("regency")) or "",
        "holder": _office_name(report.unit or report.agency or "national", report),
        "holder_short": _short(report.agency),
        "refused": ", ".join(_short(a) for a in dict.fromkeys(report.returned_by)),
        "due": notices.on(due_at(report, rules), report.zone, language),
        "reply_by": notices.on(reply_by(report, rules), report.zone, language),
        "reopen_until": notices.on(reopen_until(report, rules), report.zone, language),
        "appeal_until": notices.on(appeal_until(report, rules), report.zone, language),
        "until": notices.on(report.blocked_until, report.zone, language),
    }
    if event.kind in ("escalated", "reminded"):
        clock = Clock(event.data["clock"])
        gaps["clock"] = words["clocks"][clock].lower()
        gaps["due"] = notices.on(due(occasion.before, clock, rules), report.zone, language)
    if event.kind == "offered":
        gaps["days"] = str(rules.limits["referral"].days)
    if event.kind == "escalated":
        told = (_place_name(place, words) for place in notices.places(event, report))
        gaps["raised"] = ", ".join(told)
    if event.kind == "verified":
        first = due(report, Clock.FIRST_FOLLOW_UP, rules)
        if first and first > event.at:
            gaps["due"] = notices.on(first, report.zone, language)
    if event.kind in REASONED:
        reason = event.data["reason"]
        gaps["reason"] = registers.reason_name(REASONED[event.kind], reason, language)
    if "right" in event.data:
        gaps["right"] = words["rights"][event.data["right"]]
    if "serve_by" in event.data:
        until = datetime.fromisoformat(event.data["serve_by"])
        gaps["serve_by"] = notices.on(until, report.zone, language)
    if event.kind == "revealed":
        by = report.agency if event.role == AGENCY else NATIONAL
        gaps["by_office"] = directory.office_name(by) or ""
    return gaps


def _place_name(place: str, words: Mapping[str, Any]) -> str:
    """Write who is told as people read it: `Pimpinan Kota Bandung`."""
    audience, _, agency = place.partition("@")
    if audience in ("agency", "national"):
        return directory.office_name(agency) or agency
    return f"{words['places'][audience]} {_short(agency)}"


def _office_name(who: str, report: Report) -> str:
    if ":" in who:
        return f"{directory.office_name(who)}, {_short(report.agency)}"
    return directory.office_name(who) or who


def _short(agency: str | None) -> str:
    found = directory.agency(agency or "national")
    return str(found.get("short") or found["name"]) if found else (agency or "national")
