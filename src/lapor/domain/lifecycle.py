"""Folding a report's events and making the next one, by the table of `moves`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from lapor.domain.approval import MOVED_ON
from lapor.domain.conditions import CONDITIONS
from lapor.domain.confidence import confides, told_in_confidence
from lapor.domain.errors import AnotherAdmin, NotAllowed, NotFound
from lapor.domain.event import Actor, Event, sealed
from lapor.domain.facts import FACTS
from lapor.domain.moves import MOVES, Move
from lapor.domain.report import OPEN, Clock, Pause, Report, Run, State
from lapor.domain.rules import Rules
from lapor.domain.visibility import PUBLIC, may_see, shows

HEARD = frozenset({"verified", "held", "archived", "marked_spam"})
"""What says to a reporter whether the file is complete (UU 25/2009 art. 44)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a move brings along: small facts, people's words by part name, and a random salt.

    `approval` says that the agency lets no final answer out before its leader has approved it.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    text: Mapping[str, str] | None = None
    salt: str = ""
    approval: bool = False


def allowed(report: Report, by: Actor, now: datetime, rules: Rules) -> list[Move]:
    """Give the moves that this actor can make on this report now, in the table's order."""
    return [row for row in _open(report, by, now, rules) if not _own(report, row, by)]


def may(report: Report, by: Actor, now: datetime, rules: Rules) -> list[str]:
    """Give the calls of the API that would be allowed, each once."""
    return list(dict.fromkeys(row.call for row in allowed(report, by, now, rules) if row.call))


def move(report: Report, name: str, by: Actor, now: datetime, facts: Facts, rules: Rules) -> Event:
    """Make the event of a move, named by its row or its call, or say why it cannot be.

    Raises NotFound when the report is none of the actor's business; NotAllowed, with what is
    allowed instead, when the state or a condition forbids it; and AnotherAdmin to whoever asked for
    what a second person must do.
    """
    if not may_see(report, by):
        raise NotFound
    done = facts.data.get("done")
    for row in _open(report, by, now, rules):
        fits = row.done in (None, done) and row.approval in (None, facts.approval)
        if name in (row.name, row.call) and fits:
            if _own(report, row, by):
                raise AnotherAdmin
            return sealed(
                report=report.number,
                seq=report.version + 1,
                kind=row.event,
                at=now,
                by=by,
                prev=report.head,
                data=facts.data,
                text=facts.text,
                salt=facts.salt,
            )
    raise NotAllowed(report.state, may(report, by, now, rules))


def asker(report: Report, call: str) -> str | None:
    """Name the officer who asked for what a call is to do, where that takes a second person."""
    what = next((row.second for row in MOVES if row.call == call and row.second), None)
    return report.asker(what) if what else None


def fold(events: Iterable[Event]) -> Report:
    """Read a report from its events, which must be in order and without gaps."""
    report: Report | None = None
    for event in events:
        report = applied(report, event)
    if report is None:
        raise ValueError("a report has at least one event")
    return report


def applied(report: Report | None, event: Event) -> Report:
    """Give the report after one more event."""
    before = report or Report(event.report)
    row = _row_of(report, event)
    state = row.lands(before)
    changes: dict[str, Any] = {
        "version": event.seq,
        "head": event.hash,
        "updated_at": event.at,
        "public_at": event.at if shows(event, PUBLIC) else before.public_at,
        "state": state,
        "confidential": confides(event, before.confidential),
        "confided": (*before.confided, *told_in_confidence(before, event)),
        **_clocks(before, event, row),
        **_pauses(before, event, state),
    }
    if event.kind in MOVED_ON or state not in OPEN:
        changes["proposal"] = None
    if event.kind in FACTS:
        changes |= FACTS[event.kind](before, event)
    if event.kind in HEARD and before.heard_at is None:
        changes["heard_at"] = event.at
    if state not in OPEN:
        ended = _ended(before, changes["clocks"], event.at)
        changes |= {"runs": (*changes["runs"], *ended), "clocks": {}, "raised": {}}
        changes["reminded"] = frozenset()
        if before.state in OPEN:
            changes |= {"closed_at": event.at, "closed_how": row.how}
    elif before.state not in OPEN:
        changes |= {"closed_at": None, "closed_how": None}
    return replace(before, **changes)


def _open(report: Report, by: Actor, now: datetime, rules: Rules) -> list[Move]:
    """Give the moves of a role that state and condition allow, whoever of that role it is."""
    if not may_see(report, by):
        return []
    return [
        row
        for row in MOVES
        if row.fits(report, by.role) and CONDITIONS[row.when](report, row, by, now, rules)
    ]


def _own(report: Report, row: Move, by: Actor) -> bool:
    return row.second is not None and report.asker(row.second) == by.id


def _row_of(report: Report | None, event: Event) -> Move:
    if report is None and event.kind == "submitted":
        return MOVES[0]
    for row in MOVES:
        if (
            report is not None
            and row.event == event.kind
            and row.fits(report, event.role)
            and row.done in (None, event.data.get("done"))
        ):
            return row
    raise ValueError(f"event {event.seq} ({event.kind}) fits no move")


def _clocks(report: Report, event: Event, row: Move) -> dict[str, Any]:
    running = {c: at for c, at in report.clocks.items() if c not in row.stops}
    stopped = {c: at for c, at in report.clocks.items() if c in row.stops}
    runs = (*report.runs, *_ended(report, stopped, event.at))
    again: dict[Clock, Run] = {}
    for clock in row.starts:
        running.setdefault(clock, event.at)
    for clock in row.resumes:
        last = next((run for run in reversed(runs) if run.clock is clock), None)
        if clock not in running and last:
            running[clock] = last.started
            runs = tuple(run for run in runs if run is not last)
            again[clock] = last
        running.setdefault(clock, event.at)
    same = {c for c, at in running.items() if report.clocks.get(c) == at}
    raised = {c: levels for c, levels in report.raised.items() if c in same}
    raised |= {clock: run.told for clock, run in again.items() if run.told}
    reminded = (report.reminded & same) | {clock for clock, run in again.items() if run.reminded}
    if event.kind == "escalated":
        clock = Clock(event.data["clock"])
        raised[clock] = (*raised.get(clock, ()), event.data["to"])
    if event.kind == "reminded":
        reminded |= {Clock(event.data["clock"])}
    return {"clocks": running, "runs": runs, "raised": raised, "reminded": reminded}


def _ended(report: Report, clocks: Mapping[Clock, datetime], at: datetime) -> list[Run]:
    return [
        Run(clock, started, at, report.raised.get(clock, ()), clock in report.reminded)
        for clock, started in clocks.items()
    ]


def _pauses(report: Report, event: Event, state: State) -> dict[str, Any]:
    if state is State.ON_HOLD and report.state is not State.ON_HOLD:
        return {"held_from": report.state, "pauses": (*report.pauses, Pause(event.at))}
    if report.state is State.ON_HOLD and state is not State.ON_HOLD:
        ended = replace(report.pauses[-1], until=event.at)
        return {"held_from": None, "pauses": (*report.pauses[:-1], ended)}
    return {}
