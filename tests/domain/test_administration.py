"""Where a role may sit, and how deep offices go."""

import json
from typing import Any

import pytest

from lapor.domain.administration import Invite, NewKey, NewUnit, level, misplaced
from lapor.domain.errors import FieldError, Invalid
from lapor.domain.fields import Body
from lapor.domain.roles import OFFICERS
from lapor.domain.validation import read

AGENCY, UNIT = ("/agency", "not_for_role"), ("/unit", "not_for_role")


@pytest.mark.parametrize(
    ("role", "agency", "unit", "wrong"),
    [
        ("unit", "32.73", "32.73:pu", []),
        ("unit", "32.73", "32.73:pu:jalan", []),
        ("unit", "32.73", None, [("/unit", "missing")]),
        ("unit", "32.73", "35.78:pu", [UNIT]),
        ("unit", "32.73", "32.731:pu", [UNIT]),
        ("agency", "32.73", None, []),
        ("agency", "national", None, [AGENCY]),
        ("leader", "32.73", "32.73:pu", [UNIT]),
        ("monitor", "32", None, []),
        ("developer", "32.73", None, []),
        ("national", "national", None, []),
        ("national", "32.73", None, [AGENCY]),
        ("registrar", "national", None, []),
        ("ksp", "national", None, []),
        ("ombudsman", "ombudsman", None, []),
        ("ombudsman", "32.73", "32.73:pu", [AGENCY, UNIT]),
    ],
)
def test_a_role_sits_where_its_scope_lies(
    role: str, agency: str, unit: str | None, wrong: list[tuple[str, str]]
) -> None:
    assert misplaced(role, agency, unit) == [FieldError(*w) for w in wrong]


def test_every_role_has_a_place() -> None:
    places = [("32.73", None), ("32.73", "32.73:pu"), ("national", None), ("ombudsman", None)]
    for role in OFFICERS:
        assert any(misplaced(role, *place) == [] for place in places), role


def test_an_office_is_as_deep_as_its_name() -> None:
    assert [level(o) for o in ("32.73", "32.73:pu", "32.73:pu:jalan")] == [1, 2, 3]


INVITE = {
    "username": "Pu.Bandung",
    "name": "Petugas Demo",
    "email": "pu@petugas.example",
    "role": "unit",
    "agency": "32.73",
    "unit": "32.73:dinas-pu",
}
UNIT_BELOW = {"parent": "32.73", "slug": "dinas-pu", "name": "Dinas", "email": "d@instansi.example"}
KEY = {"name": "Aplikasi", "scopes": ["read"], "days": 366}


def test_good_bodies_are_read_and_a_user_name_is_written_small() -> None:
    assert read(Invite, json.dumps(INVITE), {}).username == "pu.bandung"
    assert read(NewUnit, json.dumps(UNIT_BELOW), {}).slug == "dinas-pu"
    assert read(NewKey, json.dumps(KEY), {}).days == 366


@pytest.mark.parametrize(
    ("model", "body", "error"),
    [
        (Invite, INVITE | {"username": "a b c"}, FieldError("/username", "bad_format")),
        (Invite, INVITE | {"username": ".pu"}, FieldError("/username", "bad_format")),
        (Invite, INVITE | {"role": "reporter"}, FieldError("/role", "unknown_code")),
        (NewUnit, UNIT_BELOW | {"slug": "-pu"}, FieldError("/slug", "bad_format")),
        (NewUnit, UNIT_BELOW | {"slug": "a:b"}, FieldError("/slug", "bad_format")),
        (NewKey, KEY | {"days": 0}, FieldError("/days", "out_of_range", {"min": 1, "max": 366})),
        (NewKey, KEY | {"days": 367}, FieldError("/days", "out_of_range", {"min": 1, "max": 366})),
    ],
)
def test_a_wrong_field_is_named(model: type[Body], body: Any, error: FieldError) -> None:
    with pytest.raises(Invalid) as refused:
        read(model, json.dumps(body), {})
    assert refused.value.errors == (error,)
