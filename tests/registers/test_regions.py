"""Provinces, regencies and cities: complete, with the codes of Kemendagri and the right zone."""

import re
from collections import Counter
from typing import Any

import pytest

from lapor.data import load
from local.build_registers import regional_agencies, regions

WEST, CENTRAL, EAST = "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"

PROVINCES: list[dict[str, Any]] = load("regions")["provinces"]
REGENCIES: list[dict[str, Any]] = load("regions")["regencies"]


def test_there_are_38_provinces_416_regencies_and_98_cities() -> None:
    first_words = Counter(regency["name"].split()[0] for regency in REGENCIES)
    assert len(PROVINCES) == 38
    assert first_words == {"Kabupaten": 416, "Kota": 98}


def test_every_code_is_well_formed_and_used_once() -> None:
    codes = [area["code"] for area in (*PROVINCES, *REGENCIES)]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[1-9]\d", p["code"]) for p in PROVINCES)
    assert all(re.fullmatch(r"[1-9]\d\.\d\d", r["code"]) for r in REGENCIES)


def test_a_code_from_71_on_within_a_province_is_a_city_and_below_it_a_regency() -> None:
    for regency in REGENCIES:
        is_city = int(regency["code"][3:]) >= 71
        assert regency["name"].startswith("Kota " if is_city else "Kabupaten "), regency


def test_every_regency_lies_in_a_province_and_every_province_has_regencies() -> None:
    assert {r["code"][:2] for r in REGENCIES} == {p["code"] for p in PROVINCES}


def test_no_two_areas_share_a_name() -> None:
    names = Counter(area["name"] for area in (*PROVINCES, *REGENCIES))
    assert [name for name, count in names.items() if count > 1] == []


def test_names_are_written_as_people_write_them() -> None:
    names = {area["code"]: area["name"] for area in (*PROVINCES, *REGENCIES)}
    assert {code: names[code] for code in ("31", "34", "32.04", "32.73", "62.71", "91.71")} == {
        "31": "DKI Jakarta",
        "34": "DI Yogyakarta",
        "32.04": "Kabupaten Bandung",
        "32.73": "Kota Bandung",
        "62.71": "Kota Palangka Raya",
        "91.71": "Kota Jayapura",
    }
    shouted = [n for n in names.values() if re.search(r"[A-Z]{2}", n.removeprefix("D"))]
    assert shouted == ["DKI Jakarta"]


@pytest.mark.parametrize(
    ("zone", "codes"),
    [
        (WEST, "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 61 62"),
        (CENTRAL, "51 52 53 63 64 65 71 72 73 74 75 76"),
        (EAST, "81 82 91 92 93 94 95 96"),
    ],
)
def test_each_time_zone_has_its_provinces(zone: str, codes: str) -> None:
    assert [p["code"] for p in PROVINCES if p["zone"] == zone] == codes.split()


def test_the_regional_agencies_are_those_that_the_script_makes_from_the_regions() -> None:
    kept = [a for a in load("agencies") if a["kind"] in {"province", "regency", "city"}]
    made = sorted(regional_agencies(load("regions")), key=lambda agency: str(agency["id"]))
    assert kept == made


def test_the_script_sorts_corrects_and_adds_the_zone(tmp_path: Any) -> None:
    (tmp_path / "provinces.csv").write_text(
        "code,name\n62,Kalimantan Tengah\n34,Daerah Istimewa Yogyakarta\n", encoding="utf-8"
    )
    (tmp_path / "regencies.csv").write_text(
        "code,province_code,name\n62.71,62,Kota Palangkaraya\n34.04,34,Kabupaten Sleman\n",
        encoding="utf-8",
    )
    assert regions(tmp_path) == {
        "provinces": [
            {"code": "34", "name": "DI Yogyakarta", "zone": WEST},
            {"code": "62", "name": "Kalimantan Tengah", "zone": WEST},
        ],
        "regencies": [
            {"code": "34.04", "name": "Kabupaten Sleman"},
            {"code": "62.71", "name": "Kota Palangka Raya"},
        ],
    }
