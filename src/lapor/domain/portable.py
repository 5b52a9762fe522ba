"""A report as its reporter may take it along: all that is held about the person, by one shape."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from lapor.domain import files, visibility
from lapor.domain.event import Event, stamp
from lapor.domain.files import File
from lapor.domain.ids import shown
from lapor.domain.report import Report
from lapor.domain.retention import Step
from lapor.domain.visibility import REPORTER

FORMAT = "lapor-subject-1"


class Addresses(NamedTuple):
    """Where the reporter's own files can be fetched, by their ids, and until when."""

    of: Mapping[str, str]
    until: datetime


def portable(
    report: Report,
    events: Sequence[Event],
    person: Mapping[str, str],
    messages: Sequence[Mapping[str, Any]],
    steps: Sequence[Step],
    addresses: Addresses,
    now: datetime,
) -> Mapping[str, Any]:
    """Write everything: the person, the events with words, the files, the messages, what goes when.

    The content of files lies beside the document: the reporter's own have an address, good until
    the moment that stands with it.

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
        "files": _files(report, events, addresses),
        "messages": [_message(row) for row in messages],
        "will_be_erased": [{"of": s.of, "rule": s.rule, "at": stamp(s.at)} for s in steps],
    }


def own(events: Sequence[Event]) -> list[File]:
    """Give the reporter's own files that there are."""
    theirs = files.files(events)
    return [f for f in theirs if f.state == "attached" and files.side(f.role) == REPORTER.role]


def _files(
    report: Report, events: Sequence[Event], addresses: Addresses
) -> list[Mapping[str, Any]]:
    """Write the files as the reporter's page lists them, each with its name, digest and address."""
    taken = {f.id: f for f in files.files(events) if f.place}
    written: list[Mapping[str, Any]] = []
    for entry in files.shown(report, events, REPORTER):
        more: dict[str, Any] = {}
        if file := taken.get(entry["id"]):
            more |= {"name": files.name(report, file), "sha256": file.sha256}
        if url := addresses.of.get(entry["id"]):
            more |= {"url": url, "url_expires_at": stamp(addresses.until)}
        written.append({**entry, **more})
    return written


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
