"""What every step on a report shares: read the events, ask for the move, append, answer."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from lapor import registers
from lapor.aws import desk, directory, ledger, limits, log, rulebook
from lapor.aws.http import Reply, Request
from lapor.aws.pepper import pepper
from lapor.domain import ids, tokens, visibility
from lapor.domain.document import document
from lapor.domain.errors import Changed, NotFound
from lapor.domain.event import Actor, Event
from lapor.domain.lifecycle import Facts, applied, fold, move
from lapor.domain.report import Report

HOUR = timedelta(hours=1)

Store = Callable[[Event], None]

NO_LOCK = "0" * 64
"""Opened by no code."""


@dataclass(frozen=True, slots=True)
class Case:
    """A report with its events, as one caller has opened it."""

    report: Report
    events: Sequence[Event]
    caller: Actor


def reporters_events(request: Request) -> tuple[str, list[Event]]:
    """Read number and events with the access code or a pass, whatever became of them.

    An unknown number, a wrong code and a pass that ended look and cost the same: NotFound, by the
    lock alone, however long the report is. Wrong ones are counted by number: too many raise
    TooMany, but the right one always opens, so that nobody can lock a reporter out
    (`docs/decisions/proof-of-work.md`).
    """
    number = ids.read_number(request.parameters["number"])
    code = request.headers.get("access-code", "")
    lock = ledger.lock(number)
    knows = ids.opens(pepper(), number, code, lock or NO_LOCK)
    passes = tokens.admits(pepper(), number, code, request.now)
    if not (knows or passes) or lock is None:
        guesses = f"code#{ids.mac(pepper(), 'guesses', number).hex()}"
        limits.count(guesses, registers.limits("codes")["wrong_per_hour"], HOUR, request.now)
        raise NotFound
    return number, ledger.events(number)


def reporters_case(request: Request) -> Case:
    """Open a report with its access code, or with a pass from its reporter's list."""
    _, events = reporters_events(request)
    return _unchanged(request, Case(fold(events), events, visibility.REPORTER))


def public_case(request: Request) -> Case:
    """Open a report as anybody may.

    Nothing of a confidential report is read, so that it costs no longer than an unknown number.
    """
    number = ids.read_number(request.parameters["number"])
    if not desk.is_public(number):
        raise NotFound
    report, events = ledger.opened(number)
    if not visibility.may_see(report, visibility.PUBLIC):
        raise NotFound
    return Case(report, events, visibility.PUBLIC)


def officers_case(request: Request) -> Case:
    """Open a report for the signed-in officer; another agency's report does not exist."""
    return _unchanged(request, seen_by(request, directory.actor(request.officer)))


def seen_by(request: Request, viewer: Actor) -> Case:
    """Open a report for a viewer with a scope; what lies outside of it does not exist."""
    report, events = ledger.opened(ids.read_number(request.parameters["number"]))
    if not visibility.may_see(report, viewer):
        raise NotFound
    return Case(report, events, viewer)


def _unchanged(request: Request, case: Case) -> Case:
    """Check that `If-Match`, if there, names the version in force; raises Changed otherwise."""
    seen = request.headers.get("if-match", "").strip('W/" ')
    if seen not in ("", "*", str(case.report.version)):
        raise Changed(case.report.version)
    return case


def spoken(
    data: Mapping[str, Any] | None = None, /, approval: bool = False, **words: str | None
) -> Facts:
    """Gather a move's facts and words, and whether a leader must approve; the salt is random."""
    text = {part: said for part, said in words.items() if said}
    return Facts(data or {}, text or None, secrets.token_hex(16), approval)


def taken(
    request: Request, case: Case, name: str, facts: Facts, store: Store | None = None
) -> Reply:
    """Make a move on a report and answer with the report after it."""
    return shown(request, done(case, planned(request, case, name, facts), store))


def planned(request: Request, case: Case, name: str, facts: Facts) -> Event:
    """Make the event of a move without storing it."""
    return move(case.report, name, case.caller, request.now, facts, rulebook.rules(case.report))


def done(case: Case, event: Event, store: Store | None = None) -> Case:
    """Store an event, alone or as `transactions.storing` does, and give the case after it."""
    (store or ledger.append)(event)
    log.outcome("moved", report=event.report, seq=event.seq, kind=event.kind)
    return Case(applied(case.report, event), [*case.events, event], case.caller)


def shown(request: Request, case: Case) -> Reply:
    """Answer with the report as its caller may read it."""
    value = document(
        case.report,
        case.events,
        case.caller,
        request.now,
        rulebook.rules(case.report),
        directory.NAMES,
    )
    return Reply(200, value, {"etag": f'"{value["version"]}"'})
