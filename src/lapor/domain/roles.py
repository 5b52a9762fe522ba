"""Who may do what, and how far: one table of role by action by scope.

Moves on a report name their roles in `moves`; how far a role's eyes and hands reach is said here
for both. `docs/roles.md` is printed from this table and from the moves.
Source: SP4N-LAPOR!'s roles (domain notes 4), 62/2018 and the agencies' standing orders.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lapor.domain.event import Actor

REPORTER, PUBLIC, SYSTEM = "reporter", "public", "system"
UNIT, AGENCY, LEADER, MONITOR = "unit", "agency", "leader", "monitor"
NATIONAL, OMBUDSMAN, KSP = "national", "ombudsman", "ksp"
DEVELOPER, REGISTRAR = "developer", "registrar"
KEY = "key"
"""An agency's own system, by its API key; nobody signs in as one."""

OFFICERS = frozenset(
    {UNIT, AGENCY, LEADER, MONITOR, NATIONAL, OMBUDSMAN, KSP, DEVELOPER, REGISTRAR}
)
"""Roles of people who sign in; the agency's own ones are `OF_AN_AGENCY`."""

OF_AN_AGENCY = frozenset({UNIT, AGENCY, LEADER, DEVELOPER})
"""Roles that an agency's admin gives and takes within the agency."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user name out of a valid access token, and when its sign-in took place (Unix seconds)."""

    username: str
    since: int


class Scope(StrEnum):
    """How far an action reaches."""

    UNIT = "unit"
    AGENCY = "agency"
    SUBTREE = "subtree"
    COUNTRY = "country"


READS: Mapping[str, Scope] = {
    UNIT: Scope.UNIT,
    AGENCY: Scope.AGENCY,
    LEADER: Scope.AGENCY,
    MONITOR: Scope.SUBTREE,
    NATIONAL: Scope.COUNTRY,
    OMBUDSMAN: Scope.COUNTRY,
    KSP: Scope.COUNTRY,
}
"""Whose reports an officer reads and, as far as the moves allow, handles. Developers and registrars
read none."""

KEY_SCOPES: Mapping[str, Scope] = {"read": Scope.AGENCY, "submit": Scope.COUNTRY}
"""What an API key may be good for, and how far: it reads its agency's reports, and files for
citizens at whichever agency theirs is for."""

PERMISSIONS: Mapping[str, Mapping[str, Scope]] = {
    "list_officers": {AGENCY: Scope.AGENCY, NATIONAL: Scope.COUNTRY},
    "invite_officer": {AGENCY: Scope.AGENCY, NATIONAL: Scope.COUNTRY},
    "suspend_officer": {AGENCY: Scope.AGENCY, NATIONAL: Scope.COUNTRY},
    "reset_officer": {AGENCY: Scope.AGENCY, NATIONAL: Scope.COUNTRY},
    "edit_office": {REGISTRAR: Scope.COUNTRY},
    "edit_calendar": {AGENCY: Scope.AGENCY, REGISTRAR: Scope.COUNTRY},
    "edit_limits": {AGENCY: Scope.AGENCY, NATIONAL: Scope.COUNTRY},
    "edit_nation": {NATIONAL: Scope.COUNTRY},
    "list_keys": {AGENCY: Scope.AGENCY, DEVELOPER: Scope.AGENCY},
    "create_key": {DEVELOPER: Scope.AGENCY},
    "revoke_key": {AGENCY: Scope.AGENCY, DEVELOPER: Scope.AGENCY},
    "read_audit": {AGENCY: Scope.AGENCY, NATIONAL: Scope.COUNTRY},
    "read_summary": {
        AGENCY: Scope.AGENCY,
        LEADER: Scope.AGENCY,
        MONITOR: Scope.SUBTREE,
        NATIONAL: Scope.COUNTRY,
    },
    "block_contact": {AGENCY: Scope.AGENCY, NATIONAL: Scope.COUNTRY},
    "serve_subject": {NATIONAL: Scope.COUNTRY},
}
"""Actions that are no move on a report: on officers, offices, keys and the people of `People`."""

GIVES: Mapping[str, frozenset[str]] = {AGENCY: OF_AN_AGENCY, NATIONAL: OFFICERS}
"""Which roles somebody with this role may give to an officer, or take."""


def covers(scope: Scope, actor: Actor, agency: str | None, unit: str | None = None) -> bool:
    """Say whether an office lies in an actor's scope; a unit covers its sub-units (`a:u:s`)."""
    match scope:
        case Scope.UNIT:
            own = actor.unit
            return bool(own) and unit is not None and f"{unit}:".startswith(f"{own}:")
        case Scope.AGENCY:
            return actor.agency is not None and agency == actor.agency
        case Scope.SUBTREE:
            own_or_below = agency == actor.agency or agency in actor.below
            return agency is not None and own_or_below
        case _:
            return True


def permits(actor: Actor, action: str, agency: str | None, unit: str | None = None) -> bool:
    """Say whether an actor may do this at an office: an agency, or one of its units."""
    scope = PERMISSIONS[action].get(actor.role)
    return scope is not None and covers(scope, actor, agency, unit)
