"""Agencies form one tree under the National Admin, and each has units to send a report to."""

import re
from collections import Counter
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lapor.data import load

Agencies = dict[str, dict[str, Any]]

EVERY_REGENCY_AND_CITY_HAS = {
    "dinas-pu",
    "dinas-lh",
    "dinas-dukcapil",
    "dinas-kesehatan",
    "dinas-pendidikan",
    "dinas-sosial",
    "dinas-perhubungan",
    "dinas-tenaga-kerja",
    "dinas-kominfo",
    "dinas-perdagangan",
    "satpol-pp",
    "bpbd",
    "dpmptsp",
    "perumda-air",
}


def test_there_is_one_national_admin_and_every_kind_is_complete(agencies: Agencies) -> None:
    kinds = Counter(agency["kind"] for agency in agencies.values())
    assert kinds == {
        "national": 1,
        "ministry": 48,
        "body": 37,
        "province": 38,
        "regency": 416,
        "city": 98,
    }


def test_an_id_is_a_region_code_or_a_slug(agencies: Agencies) -> None:
    for agency in agencies.values():
        if agency["region"] is None:
            assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", agency["id"]), agency
        else:
            assert agency["id"] == agency["region"]


def test_every_agency_of_a_region_has_a_region_that_exists(agencies: Agencies) -> None:
    listed = load("regions")
    codes = {area["code"] for area in (*listed["provinces"], *listed["regencies"])}
    assert {a["region"] for a in agencies.values() if a["region"]} == codes


def test_every_parent_exists_and_the_tree_ends_at_the_national_admin(agencies: Agencies) -> None:
    assert agencies["national"]["parent"] is None
    for agency in agencies.values():
        if agency["kind"] in {"province", "ministry", "body"}:
            assert agency["parent"] == "national", agency
        elif agency["kind"] != "national":
            parent = agencies[agency["parent"]]
            assert (parent["kind"], parent["id"]) == ("province", agency["id"][:2])


def test_names_and_short_labels_are_used_once(agencies: Agencies) -> None:
    for field in ("name", "short"):
        values = Counter(agency[field] for agency in agencies.values())
        assert [value for value, count in values.items() if count > 1 or not value] == []


def test_a_short_label_fits_a_column_of_a_table(agencies: Agencies) -> None:
    assert max(len(agency["short"]) for agency in agencies.values()) <= 40


def test_every_zone_is_one_of_the_three_and_national_agencies_are_in_jakarta(
    agencies: Agencies,
) -> None:
    zones = {agency["zone"] for agency in agencies.values()}
    assert zones == {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"}
    assert all(ZoneInfo(zone) for zone in zones)
    national = {a["zone"] for a in agencies.values() if a["region"] is None}
    assert national == {"Asia/Jakarta"}


@pytest.mark.parametrize("kind", ["regency", "city"])
def test_every_regency_and_city_has_the_usual_units(
    kind: str, agencies: Agencies, units_of: Any
) -> None:
    for agency in agencies.values():
        if agency["kind"] == kind:
            assert units_of(agency["id"]) >= EVERY_REGENCY_AND_CITY_HAS, agency


def test_every_agency_but_the_national_admin_has_units(agencies: Agencies, units_of: Any) -> None:
    without = [agency for agency in agencies if not units_of(agency)]
    assert without == ["national"]


def test_own_units_belong_to_agencies_that_exist(agencies: Agencies) -> None:
    assert set(load("units")["agencies"]) <= set(agencies)


def test_the_units_of_one_agency_have_different_names_and_slug_ids() -> None:
    units = load("units")
    by_kind = {kind: listed for kind, listed in units.items() if kind != "agencies"}
    lists = {**by_kind, **units["agencies"]}
    for owner, listed in lists.items():
        names = [unit["name"] for unit in listed]
        assert len(names) == len(set(names)), owner
        for unit in listed:
            assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", unit["id"]), (owner, unit)
