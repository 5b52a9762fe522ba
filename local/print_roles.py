"""Prints `docs/roles.md` from the tables of moves, scopes and permissions.

python -m local.print_roles > docs/roles.md
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from lapor.data import load
from lapor.domain.event import Actor
from lapor.domain.moves import MOVES
from lapor.domain.roles import (
    AGENCY,
    DEVELOPER,
    GIVES,
    KEY_SCOPES,
    KSP,
    LEADER,
    MONITOR,
    NATIONAL,
    OMBUDSMAN,
    PERMISSIONS,
    READS,
    REGISTRAR,
    REPORTER,
    UNIT,
)
from lapor.domain.visibility import SIGHTS, reads_words

ROLES = (
    REPORTER, UNIT, AGENCY, LEADER, MONITOR, NATIONAL, OMBUDSMAN, KSP, DEVELOPER, REGISTRAR,
)  # fmt: skip
OWN = "own"
WORDS = load("wording/id")

PAGE = """\
# Who may do what, and how far

Printed from `src/lapor/domain/moves.py` and `src/lapor/domain/roles.py` by
`python -m local.print_roles`; a test fails when it is stale, and `tests/journey/test_roles.py`
tries every cell over HTTP on the running stack. A report outside of an officer's scope does not
exist: the answer is 404, the same as for a number that was never given. A call that is not the
role's, on a report that the role may read, is refused with 409 and says what is possible.

| scope | reaches |
|---|---|
| own | the report whose access code the caller holds |
| unit | what the officer's unit or one of its sub-units has |
| agency | what the officer's agency has, its units included |
| subtree | the officer's agency and the agencies below it |
| country | everything |

An officer's role and office come from `Directory`, never from the token; they are remembered for
a minute, so a suspended officer is refused within one. Whether a move is possible in the report's
state is said in [lifecycle.md](lifecycle.md); what each role reads of a report's events and words
is the table `SIGHTS` in `src/lapor/domain/visibility.py`. *Masked* words are those that the public
reads, without its personal data; events, deadlines and offices are seen by all who read the report.

## Roles

{roles}

## Reports

{reports}

## Everything else

{others}

## API keys

An agency's developers make them for its own systems ([api.md](api.md)). A key reads of its agency's
reports what anybody may read in the public list: the row `key` of `SIGHTS`.

{keys}
"""


def page() -> str:
    """Write the whole page."""
    return PAGE.format(
        roles=_text(_roles()),
        reports=_text(_reports()),
        others=_text(_table(_others())),
        keys=_text(_keys()),
    )


def calls() -> Mapping[str, Mapping[str, str]]:
    """Give the scope of every call on a report by role; a role that is missing may not make it."""
    found: dict[str, dict[str, str]] = {"read": {REPORTER: OWN, **READS}}
    for move in MOVES:
        if move.call:
            for role in move.by & {REPORTER, *READS}:
                found.setdefault(move.call, {})[role] = READS.get(role, OWN)
    return found


def _roles() -> Iterator[str]:
    yield "| role | in Indonesian | reads reports of | their words | of confidential ones | gives |"
    yield "|---|---|---|---|---|---|"
    for role in ROLES:
        reads = READS.get(role, OWN if role == REPORTER else "")
        gives = ", ".join(r for r in ROLES if r in GIVES.get(role, ()))
        words = " | ".join(_words(role, confidential) for confidential in (False, True))
        yield f"| {role} | {WORDS['roles'][role]} | {reads} | {words} | {gives} |"


def _words(role: str, confidential: bool) -> str:
    """Say how a role reads words, and how after the reporter's consent to a referral."""
    if role not in SIGHTS:
        return ""
    now, then = (reads_words(Actor(role), confidential, consented) for consented in (False, True))
    return now if now is then else f"{now}; {then} once the reporter consents to a referral"


def _reports() -> Iterator[str]:
    return _table(calls())


def _others() -> Mapping[str, Mapping[str, str]]:
    return {action: dict(row) for action, row in PERMISSIONS.items()}


def _keys() -> Iterator[str]:
    yield "| a key with the scope | reaches |"
    yield "|---|---|"
    yield from (f"| `{scope}` | {reach} |" for scope, reach in KEY_SCOPES.items())


def _table(rows: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    named: Sequence[str] = [role for role in ROLES if any(role in row for row in rows.values())]
    yield f"| action | {' | '.join(named)} |"
    yield f"|{'---|' * (len(named) + 1)}"
    for action, row in rows.items():
        yield f"| `{action}` | {' | '.join(row.get(role, '') for role in named)} |"


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(page())
