"""The demo officers fit the registers and are plainly not people."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from lapor.domain import roles
from lapor.domain.administration import misplaced

OFFICERS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[2] / "local" / "officers.json").read_text(encoding="utf-8")
)
WITH_UNITS = {
    "11.71": "bandaaceh",
    "12.71": "medan",
    "32.73": "bandung",
    "34.04": "sleman",
    "35.78": "surabaya",
    "51.71": "denpasar",
    "64.72": "samarinda",
    "73.71": "makassar",
    "91.71": "jayapura",
}
MORE = {
    "32.73": {"pimpinan.bandung", "pengembang.bandung"},
    "35.78": {"pimpinan.surabaya", "pengembang.surabaya"},
    "32": {"pemantau.jabar"},
    "35": {"pemantau.jatim"},
}
"""Where the roles are shown that not every agency needs for a demonstration."""

NATIONWIDE = {
    "32": "jabar",
    "kemenkes": "kemenkes",
    "kemensos": "kemensos",
    "kemnaker": "kemnaker",
    "bpjs-kesehatan": "bpjs-kesehatan",
}


def test_usernames_are_unique_and_lower_case() -> None:
    names = Counter(officer["username"] for officer in OFFICERS)
    assert max(names.values()) == 1
    assert all(re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)?", name) for name in names)


@pytest.mark.parametrize("officer", OFFICERS, ids=lambda officer: officer["username"])
def test_an_officer_has_a_role_an_agency_and_a_unit_that_exist(
    officer: dict[str, Any], agencies: dict[str, dict[str, Any]], units_of: Any
) -> None:
    assert officer["name"].startswith("Petugas Demo ")
    assert officer["agency"] in agencies
    assert misplaced(officer["role"], officer["agency"], officer["unit"]) == []
    if officer["unit"]:
        agency, slug = officer["unit"].split(":")
        assert agency == officer["agency"]
        assert slug in units_of(agency)


def test_each_demo_agency_has_an_admin_and_its_units() -> None:
    by_agency: dict[str, set[str]] = {}
    for officer in OFFICERS:
        by_agency.setdefault(officer["agency"], set()).add(officer["username"])
    usual = ("admin", "pu", "lh", "dukcapil", "kesehatan", "perhubungan")
    for code, short in WITH_UNITS.items():
        assert by_agency[code] == {f"{who}.{short}" for who in usual} | MORE.get(code, set())
    for agency, short in NATIONWIDE.items():
        assert f"admin.{short}" in by_agency[agency]
        assert len(by_agency[agency]) == 3 + len(MORE.get(agency, ()))
    assert by_agency["35"] == MORE["35"]
    assert by_agency["national"] == {"nasional", "nasional2", "ksp", "pencatat"}
    assert by_agency["ombudsman"] == {"ombudsman"}


def test_there_is_a_demo_officer_of_every_role() -> None:
    assert {officer["role"] for officer in OFFICERS} == roles.OFFICERS
