"""A report as one viewer may read it: the answer of `track`, `browse` and the officers' calls."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from lapor.domain import clocks, deadlines, files, visibility
from lapor.domain.event import Actor, Event, stamp
from lapor.domain.ids import shown
from lapor.domain.lifecycle import may
from lapor.domain.report import Report
from lapor.domain.roles import READS, REPORTER
from lapor.domain.rules import Rules


class Names(NamedTuple):
    """Looks up by id: names of agencies and units, of places, and whether a leader approves."""

    office: Callable[[str | None], str | None]
    place: Callable[[str | None], str | None]
    approves: Callable[[str | None], bool]


def document(
    report: Report,
    events: Sequence[Event],
    viewer: Actor,
    now: datetime,
    rules: Rules,
    names: Names,
) -> Mapping[str, Any]:
    """Write the whole report for one viewer; the caller has asked `visibility.may_see` first."""
    places = visibility.places(events, viewer)
    return {
        **summary(report, now, rules, names),
        "title": visibility.title(report, viewer),
        **_age(report, viewer, places),
        **_look(report, viewer),
        **_proposal(report, events, viewer, names),
        "occurred_on": report.occurred_on,
        "rating": report.rating,
        "solved": report.solved,
        "reply_by": _stamp(deadlines.reply_by(report, rules)),
        "reopen_until": _stamp(deadlines.reopen_until(report, rules)),
        "appeal_until": _stamp(deadlines.appeal_until(report, rules)),
        **_restraints(report, viewer, now),
        "erased": sorted(report.erased),
        **_rights(report, viewer),
        **_clocks(report, viewer, now, rules),
        "events": _events(report, events, viewer, names, places),
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
        "due_for": clocks.next_due(report, rules),
        "working_days_left": deadlines.working_days_left(report, rules, now),
        "paused": report.paused,
        "late": deadlines.is_late(report, rules, now),
        "level": report.level,
        "arbiter": report.to_arbiter and report.agency is None,
        "version": report.version,
    }


def _restraints(report: Report, viewer: Actor, now: datetime) -> Mapping[str, Any]:
    """Tell the reporter and the offices of a block, and the offices what came with the report."""
    if viewer.role not in {REPORTER, *READS}:
        return {}
    until = report.blocked_until
    known: dict[str, Any] = {"blocked_until": stamp(until) if until and now <= until else None}
    if viewer.role in READS:
        known |= {"from_blocked": report.from_blocked, "alike": report.alike}
    return known


def _age(report: Report, viewer: Actor, places: Mapping[int, int]) -> Mapping[str, Any]:
    """Tell the public of the last event that it sees, and not of those between us."""
    if viewer.role in {REPORTER, *READS}:
        return {}
    return {"version": len(places), "updated_at": _stamp(report.public_at)}


def _events(
    report: Report,
    events: Sequence[Event],
    viewer: Actor,
    names: Names,
    places: Mapping[int, int],
) -> list[Mapping[str, Any]]:
    about = files.named(report, events, viewer)
    return [
        {
            **_event(report, e, viewer, names, places),
            **({"file": about[e.seq]} if e.seq in about else {}),
        }
        for e in events
        if e.seq in places
    ]


def _event(
    report: Report, event: Event, viewer: Actor, names: Names, places: Mapping[int, int]
) -> Mapping[str, Any]:
    words = visibility.texts(report, event, viewer)
    facts = {**visibility.facts(event, viewer), **_pointers(event, viewer, places)}
    if "address" in words:
        facts["address"] = words["address"]
    if "title" in words and event.kind == "verified":
        facts["title"] = words["title"]
    for part in ("agency", "unit"):
        if facts.get(part):
            facts[f"{part}_name"] = names.office(str(facts[part]))
    officer = visibility.officer(event, viewer)
    hidden = visibility.hidden_words(report, event, viewer)
    return {
        "seq": places[event.seq],
        "kind": event.kind,
        "at": stamp(event.at),
        "by": event.role,
        **({"officer": officer} if officer else {}),
        "text": words.get("body") or words.get("text"),
        **({"hidden": hidden} if any(hidden.values()) else {}),
        "redacted": event.digest is not None and (not event.text or event.seq in report.redacted),
        "data": facts,
    }


def _pointers(event: Event, viewer: Actor, places: Mapping[int, int]) -> Mapping[str, Any]:
    """Give `of`, an event's number or several, as the viewer counts events."""
    match visibility.facts(event, viewer).get("of"):
        case int(seq):
            return {"of": places.get(seq)}
        case list(several):
            return {"of": [places[seq] for seq in several if seq in places]}
        case _:
            return {}


def _look(report: Report, viewer: Actor) -> Mapping[str, Any]:
    """Tell an office who asked to see an anonymous reporter, and until when it is granted."""
    look = report.look
    if look is None or viewer.role not in READS:
        return {}
    return {"look": {"officer": look.officer, "until": _stamp(look.until)}}


def _proposal(
    report: Report, events: Sequence[Event], viewer: Actor, names: Names
) -> Mapping[str, Any]:
    """Tell the offices whether a leader must approve, and which answer waits since when."""
    if viewer.role not in READS:
        return {}
    of = report.proposal and report.proposal.seq
    waiting = {"of": of, "at": stamp(events[of - 1].at)} if of else None
    return {"approves": names.approves(report.agency), "proposal": waiting}


def _rights(report: Report, viewer: Actor) -> Mapping[str, Any]:
    """Tell the reporter and the offices which rights are claimed, and what still has to go."""
    if viewer.role not in (REPORTER, *READS):
        return {}
    return {
        "asked": {right: stamp(by) for right, by in sorted(report.asked.items())},
        "wish": report.wish,
        "restricted": report.restricted,
    }


def _clocks(report: Report, viewer: Actor, now: datetime, rules: Rules) -> Mapping[str, Any]:
    """Tell the offices all that was promised; others read the nearest deadline alone."""
    if viewer.role not in READS:
        return {}
    return {
        "clocks": [
            {
                **clock._asdict(),
                "started_at": stamp(clock.started_at),
                "due_at": _stamp(clock.due_at),
                "met_at": _stamp(clock.met_at),
            }
            for clock in clocks.clocks(report, rules, now)
        ]
    }


def _stamp(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None
