"""Prints `docs/lifecycle.md` from the table of moves, the rule set and the wording.

python -m local.print_lifecycle > docs/lifecycle.md
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from lapor.data import load
from lapor.domain.moves import BACK, MOVES, SAME, Move
from lapor.domain.report import OPEN, THEIRS, Clock, State

WORDS = load("wording/id")
RULES = load("rulesets")["rulesets"][-1]
LADDER = load("ladder")

ANY_OPEN = "open"
"""The box around the open states."""

WHEN = {
    "always": "",
    "not_arbitrated": "not where the arbiter has placed the report",
    "named": "unless it is anonymous",
    "unconcealed": "unless it is confidential",
    "anonymous": "when it is anonymous and the identity is not erased",
    "confidential": "when it is confidential and not restricted",
    "not_asked": "when it is anonymous and nobody asks already, unless restricted or erased",
    "asked": "when an agency's admin has asked to open the identity of an anonymous reporter",
    "granted": "when it is anonymous: the officer who asked, within 24 hours of the grant",
    "openable": "unless it is anonymous, its use restricted or its identity erased",
    "erasable": "unless all is erased, or will be when the report has ended",
    "restricted": "while the use of the reporter's data is restricted",
    "unrestricted": "unless the use of the reporter's data is restricted",
    "claimed": "when a letter claims a right",
    "export_claimed": "when a letter claims a copy",
    "erase_claimed": "when a letter claims erasure",
    "restrict_claimed": "when a letter claims restriction",
    "proposed": "when a proposed answer waits",
    "proposed_by_another": "when a proposed answer of somebody else waits",
    "rateable": "once after each closing, not after a withdrawal or an erasure",
    "reopen_window": "within the reopen window; never after a withdrawal or an erasure",
    "silence": "when its time has come: see Escalation",
    "long_open": "once, when the report has been open for the days of `referral`",
    "consented": "after the reporter's consent",
    "appeal_window": "once, when it was archived as spam, within the days of `appeal`",
    "blocked": "while its contact is blocked",
    "unblocked": "unless its contact is blocked already",
    "unheard": "once for each block, while it lasts",
}
"""The conditions of the table in words."""

ABOUT = {
    "verification": "verification and disposition",
    "first_follow_up": "first follow-up",
    "resolution.information": "resolution of a request for information",
    "resolution.aspiration": "resolution of an aspiration",
    "resolution.complaint": "resolution of a complaint",
    "resolution.complaint_supervised": "resolution of a complaint under supervision",
    "answer": "answer to the reporter's reply",
    "reply_window": "the reporter's reply, then closed",
    "clarification": "the reporter's details, then archived or resumed",
    "reopen_window": "reopening after the close",
    "appeal": "the reporter's appeal against spam",
    "statutory_response": "the law's limit for a first response; shown, escalated by verification",
    "statutory_decision": "the law's limit for a decision; shown, escalated by resolution",
    "referral": "before the reporter may consent to a referral",
}
"""What each limit of the rule set is about."""


PAGE = """\
# The life of a report

Printed from `src/lapor/domain/moves.py` by `python -m local.print_lifecycle`; a test fails when it
is stale. Every step of a report is one of these moves and one event in the ledger; what is not in
the table is refused.

```mermaid
{drawing}
```

Not drawn, because they change no state: {staying}.

## Moves

The API call is the last part of the path; moves without one are made by the system. A clock that
runs already is not started again; one that *goes on* counts from its first start. `back` is the
state from which the report was held.

{moves}

## Clocks

Rule set {rules}. A day counts when it ends, in the agency's time zone; the day on which a clock
starts is day 0. Working days are Monday to Friday without national holidays and *cuti bersama*.
While the reporter is asked (`on_hold`) the offices' clocks stand still.

{clocks}

## Escalation

A clock that waits for an office ({offices}) climbs the ladder of `ladder.json`, one event a step,
each once. The holder is reminded in working hours when {share} of the working time is gone; a
deadline that passes is told to each level in turn. Nobody is told while the report is on hold or
when it has ended. What no agency has goes to the national admin at once. Where nobody stands on a
rung, those of another are told instead, and the registrar is shown the gap.

{ladder}

## Closed says how

A report that nobody answered is never shown as solved.

{closed}
"""


def page() -> str:
    """Write the whole page."""
    return PAGE.format(
        drawing=_text(_drawing()),
        staying=_listed(move.name for move in MOVES if move.target == SAME),
        moves=_text(_moves()),
        rules=RULES["id"],
        clocks=_text(_clocks()),
        offices=_listed(clock for clock in Clock if clock not in THEIRS),
        share=f"{LADDER['share']:.0%}",
        ladder=_text(_ladder()),
        closed=_text(_closed()),
    )


def _started(move: Move) -> str:
    """Name the clocks that a move starts, and those that go on from where they began."""
    resumed = [f"`{clock}` goes on" for clock in move.resumes]
    return ", ".join([*filter(None, [_listed(move.starts)]), *resumed])


def _drawing() -> Iterator[str]:
    yield "stateDiagram-v2"
    yield f'    state "Terbuka" as {ANY_OPEN} {{'
    for state in State:
        indent = "        " if state in OPEN else "    "
        if state is State.CLOSED:
            yield from (f"        {line}" for line in _arrows(inside=True))
            yield "    }"
        yield f'{indent}state "{WORDS["states"][state]}" as {state}'
    for move in MOVES:
        if not move.source:
            yield f"    [*] --> {move.target}: {move.name}"
    yield from (f"    {line}" for line in _arrows(inside=False))


def _arrows(*, inside: bool) -> Iterator[str]:
    """Write the arrows between open states, or the others; moves between two states share one."""
    found: dict[tuple[str, str], list[str]] = {}
    for move in MOVES:
        for source in _drawn_sources(move):
            for target in _targets(move, source):
                found.setdefault((source, target), []).append(move.name)
    for (source, target), names in found.items():
        if inside == (source in OPEN and target in OPEN):
            yield f"{source} --> {target}: {', '.join(names)}"


def _drawn_sources(move: Move) -> Sequence[str]:
    """Give where a move starts; what every open state allows is drawn once."""
    return [ANY_OPEN] if set(move.source) == OPEN else move.source


def _targets(move: Move, source: str) -> Iterable[str]:
    """Give where a move leads from a state; staying is left out, the table tells it."""
    if move.target == SAME:
        return ()
    if move.target == BACK:
        return [s for s in State if s in move.held and s is not State.ON_HOLD]
    return [str(move.target)] if move.target != source else ()


def _row(move: Move) -> Sequence[str]:
    return (
        f"`{move.name}`",
        f"`/{move.call}`" if move.call else "",
        ", ".join(sorted(move.by)),
        _sources(move),
        str(move.target),
        _started(move),
        _listed(move.stops) if str(move.target) in (*OPEN, SAME, BACK) else "all",
        _condition(move),
    )


def _sources(move: Move) -> str:
    if len(move.source) == len(State):
        return "every state"
    if set(move.source) == OPEN:
        return "every open state"
    return ", ".join(move.source)


def _condition(move: Move) -> str:
    parts = [WHEN[move.when]]
    if move.done is not None:
        parts.append("done: " + ("yes" if move.done else "no"))
    if move.approval is not None:
        parts.append(("if" if move.approval else "unless") + " the agency's leader must approve")
    if State.ON_HOLD in move.source and set(move.held) != OPEN:
        parts.append("held from " + " or ".join(s for s in move.held if s is not State.ON_HOLD))
    if move.second:
        parts.append("another officer than the one who asked, in other hands")
    return "; ".join(part for part in parts if part)


def _moves() -> Iterator[str]:
    head = ("move", "API call", "by", "from", "to", "starts", "stops", "condition")
    return _table(head, map(_row, MOVES))


def _clocks() -> Iterator[str]:
    head = ("limit", "days", "waits for", "about", "source")
    limits = RULES["limits"]
    return _table(
        head, ((f"`{n}`", _days(n), _whom(n), ABOUT[n], limits[n]["source"]) for n in limits)
    )


def _ladder() -> Iterator[str]:
    head = ("level", "working days after the deadline", "told", "if there is nobody", "source")
    rungs = LADDER["rungs"]
    return _table(
        head,
        (
            (f"`{r['level']}`", str(r["days"]), ", ".join(r["to"]), r["instead"] or "", r["source"])
            for r in rungs
        ),
    )


def _closed() -> Iterator[str]:
    ways = dict.fromkeys(move.how for move in MOVES if move.how)
    return _table(
        ("how", "in Indonesian", "by the move"),
        (
            (f"`{how}`", WORDS["closed_how"][how], _listed(m.name for m in MOVES if m.how == how))
            for how in ways
        ),
    )


def _days(limit: str) -> str:
    days, unit = RULES["limits"][limit]["days"], RULES["limits"][limit]["unit"]
    return f"{days} {unit} days"


def _whom(limit: str) -> str:
    """Say for whom a limit waits: the reporter, an office, or neither."""
    clock = limit.partition(".")[0]
    if clock not in set(Clock):
        return "reporter" if clock in ("reopen_window", "appeal") else ""
    return "reporter" if clock in THEIRS else "office"


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', '/') for cell in row)} |"


if __name__ == "__main__":
    sys.stdout.write(page())
