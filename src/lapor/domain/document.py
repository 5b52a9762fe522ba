"""A report as one viewer may read it: the answer of `track`, `browse` and the officers' calls."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from lapor.domain import deadlines, files, visibility
from lapor.domain.deadlines import Rules
from lapor.domain.event import Actor, Event, stamp
from lapor.domain.ids import shown
from lapor.domain.lifecycle import may
from lapor.domain.report import Report


class Names(NamedTuple):
    """Looks up names by id: of agencies and units, and of places."""

    office: Callable[[str | None], str | None]
    place: Callable[[str | None], str | None]


def document(
    report: Report,
    events: Sequence[Event],
    viewer: Actor,
    now: datetime,
    rules: Rules,
    names: Names,
) -> Mapping[str, Any]:
    """Write the whole report for one viewer; the caller has asked `visibility.may_see` first."""
    return {
        **summary(report, now, rules, names),
        "title": visibility.title(report, viewer),
        "occurred_on": report.occurred_on,
        "rating": report.rating,
        "solved": report.solved,
        "reply_by": _stamp(deadlines.reply_by(report, rules)),
        "reopen_until": _stamp(deadlines.reopen_until(report, rules)),
        "events": [_event(report, e, viewer, names) for e in events if visibility.shows(e, viewer)],
        "files": files.shown(report, events, viewer),
        "may": may(report, viewer, now, rules),
    }


def summary(report: Report, now: datetime, rules: Rules, names: Names) -> Mapping[str, Any]:
    """Write the row of a report that officers' lists show; no text, no person."""
    return {
        "number": shown(report.number),
        "state": report.state,
        "closed_how": report.closed_how,
        "class": report.report_class,
        "supervised": report.supervised,
        "category": report.category,
        "title": report.title,
        "agency": report.agency,
        "agency_name": names.office(report.agency),
        "unit": report.unit,
        "unit_name": names.office(report.unit),
        "suggested_unit": report.suggested_unit,
        "place": {**report.place, "name": names.place(report.place.get("regency"))},
        "anonymous": report.anonymous,
        "confidential": report.confidential,
        "received_at": _stamp(report.received_at),
        "updated_at": _stamp(report.updated_at),
        "due_at": _stamp(deadlines.due_at(report, rules)),
        "working_days_left": deadlines.working_days_left(report, rules, now),
        "paused": report.paused,
        "late": deadlines.is_late(report, rules, now),
        "level": report.level,
        "arbiter": report.to_arbiter and report.agency is None,
        "version": report.version,
    }


def _event(report: Report, event: Event, viewer: Actor, names: Names) -> Mapping[str, Any]:
    words = visibility.texts(report, event, viewer)
    facts = dict(visibility.facts(event, viewer))
    if "address" in words:
        facts["address"] = words["address"]
    if "title" in words and event.kind == "verified":
        facts["title"] = words["title"]
    for part in ("agency", "unit"):
        if facts.get(part):
            facts[f"{part}_name"] = names.office(str(facts[part]))
    officer = event.officer if viewer.role in visibility.OFFICERS else None
    return {
        "seq": event.seq,
        "kind": event.kind,
        "at": stamp(event.at),
        "by": event.role,
        **({"officer": officer} if officer else {}),
        "text": words.get("body") or words.get("text"),
        "redacted": event.text is None and event.digest is not None,
        "data": facts,
    }


def _stamp(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None
