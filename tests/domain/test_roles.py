"""How far a role reaches: units, sub-units, agencies, subtrees, the country."""

import pytest

from lapor.domain.event import Actor
from lapor.domain.roles import (
    GIVES,
    KEY,
    KEY_SCOPES,
    OFFICERS,
    PERMISSIONS,
    READS,
    Scope,
    covers,
    permits,
)

JABAR = Actor("monitor", "pemantau.jabar", "32", None, frozenset({"32.73", "32.04"}))


@pytest.mark.parametrize(
    ("scope", "actor", "agency", "unit", "expected"),
    [
        (Scope.UNIT, Actor("unit", "u", "32.73", "32.73:pu"), "32.73", "32.73:pu", True),
        (Scope.UNIT, Actor("unit", "u", "32.73", "32.73:pu"), "32.73", "32.73:pu:jalan", True),
        (Scope.UNIT, Actor("unit", "u", "32.73", "32.73:pu"), "32.73", "32.73:pupr", False),
        (Scope.UNIT, Actor("unit", "u", "32.73", "32.73:pu:jalan"), "32.73", "32.73:pu", False),
        (Scope.UNIT, Actor("unit", "u", "32.73", "32.73:pu"), "32.73", None, False),
        (Scope.UNIT, Actor("unit", "u", "32.73", None), "32.73", None, False),
        (Scope.AGENCY, Actor("agency", "a", "32.73"), "32.73", None, True),
        (Scope.AGENCY, Actor("agency", "a", "32"), "32.73", None, False),
        (Scope.AGENCY, Actor("agency", "a", None), None, None, False),
        (Scope.SUBTREE, JABAR, "32", None, True),
        (Scope.SUBTREE, JABAR, "32.73", "32.73:pu", True),
        (Scope.SUBTREE, JABAR, "35.78", None, False),
        (Scope.SUBTREE, JABAR, None, None, False),
        (Scope.SUBTREE, Actor("monitor", "m", None), None, None, False),
        (Scope.COUNTRY, Actor("national", "n", "national"), None, None, True),
    ],
)
def test_a_scope_covers_what_lies_in_it_and_nothing_beside_it(
    scope: Scope, actor: Actor, agency: str | None, unit: str | None, expected: bool
) -> None:
    assert covers(scope, actor, agency, unit) is expected


def test_a_key_reads_its_own_agencys_reports_and_files_for_any() -> None:
    assert KEY_SCOPES == {"read": Scope.AGENCY, "submit": Scope.COUNTRY}
    assert KEY not in OFFICERS


def test_an_action_is_for_the_roles_of_its_row_within_their_scope() -> None:
    admin = Actor("agency", "a", "32.73")

    assert permits(admin, "invite_officer", "32.73")
    assert not permits(admin, "invite_officer", "32.04")
    assert not permits(Actor("unit", "u", "32.73", "32.73:pu"), "invite_officer", "32.73")


def test_the_table_names_known_roles_only() -> None:
    named = {role for row in PERMISSIONS.values() for role in row} | set(READS) | set(GIVES)

    assert named <= OFFICERS
    assert set(GIVES) == set(PERMISSIONS["invite_officer"])
