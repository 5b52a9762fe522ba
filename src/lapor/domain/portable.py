"""A report as its reporter may take it along: all that is held about the person, by one shape."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from lapor.domain import files, visibility
from lapor.domain.event import Event, stamp
from lapor.domain.ids import shown
from lapor.domain.report import Report
from lapor.domain.retention import Step
from lapor.domain.visibility import REPORTER

FORMAT = "lapor-subject-1"


def portable(
    report: Report,
    events: Sequence[Event],
    person: Mapping[str, str],
    messages: Sequence[Mapping[str, Any]],
    steps: Sequence[Step],
    now: datetime,
) -> Mapping[str, Any]:
    """Write everything: the person, the events with words, the files, the messages, what goes when.

    Files are listed; their content is fetched from the reporter's own page.

    Offices' internal notes and the names of officers are not the reporter's data and stay out, as
    on the reporter's own page. `messages` are rows of `Sends`.
    """
    return {
        "format": FORMAT,
        "number": shown(report.number),
        "made_at": stamp(now),
        "person": dict(person),
        "report": {
            "class": report.report_class,
            "category": report.category,
            "state": report.state,
            "title": report.title,
            "place": dict(report.place),
            "occurred_on": report.occurred_on,
            "anonymous": report.anonymous,
            "confidential": report.confidential,
            "restricted": report.restricted,
        },
        "events": [_event(report, e) for e in events if visibility.shows(e, REPORTER)],
        "files": files.shown(report, events, REPORTER),
        "messages": [_message(row) for row in messages],
        "will_be_erased": [{"of": s.of, "rule": s.rule, "at": stamp(s.at)} for s in steps],
    }


def _event(report: Report, event: Event) -> Mapping[str, Any]:
    return {
        "seq": event.seq,
        "kind": event.kind,
        "at": stamp(event.at),
        "by": event.role,
        "facts": visibility.facts(event, REPORTER),
        "words": visibility.texts(report, event, REPORTER),
        "hash": event.hash,
    }


def _message(row: Mapping[str, Any]) -> Mapping[str, Any]:
    channel, seq = row["channel"].partition("#")[0], int(row["event"].partition("#")[2])
    return {"event": seq, "channel": channel, "state": row["state"], "at": row["at"]}
