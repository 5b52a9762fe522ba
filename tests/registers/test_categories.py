"""Categories in two levels, and routes that lead only to what exists."""

import re
from collections import Counter
from datetime import date
from typing import Any

import pytest

from lapor.data import load

CATEGORIES: list[dict[str, Any]] = load("categories")
ROUTES: list[dict[str, Any]] = load("routing")
PARENTS = {category["parent"] for category in CATEGORIES}

# Kinds of agency that a report can meet for each way of choosing by place. "any" is the regency
# or city where the reporter names one, else the province.
KINDS_BY_PLACE = {
    "regency": {"regency", "city"},
    "province": {"province"},
    "any": {"regency", "city", "province"},
}


def test_there_are_38_topics_and_at_most_120_names() -> None:
    assert sum(category["parent"] is None for category in CATEGORIES) == 38
    assert len(CATEGORIES) <= 120


def test_ids_are_unique_readable_slugs() -> None:
    ids = Counter(category["id"] for category in CATEGORIES)
    assert max(ids.values()) == 1
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in ids)


def test_there_are_two_levels_and_the_entries_follow_their_topic() -> None:
    topic = None
    for category in CATEGORIES:
        if category["parent"] is None:
            topic = category["id"]
        assert category["parent"] in {None, topic}, category


def test_topics_and_entries_are_in_the_order_of_their_names_with_other_topics_last() -> None:
    topics = [c["name"]["id"] for c in CATEGORIES if c["parent"] is None]
    assert topics == [*sorted(set(topics) - {"Topik Lainnya"}), "Topik Lainnya"]
    for parent in PARENTS - {None}:
        names = [c["name"]["id"] for c in CATEGORIES if c["parent"] == parent]
        assert names == sorted(names), parent


def test_every_name_is_there_in_both_languages_and_used_once() -> None:
    for language in ("id", "en"):
        names = Counter(category["name"][language] for category in CATEGORIES)
        assert [name for name, count in names.items() if count > 1 or not name.strip()] == []


def test_validity_is_a_period_and_an_entry_is_not_older_than_its_topic() -> None:
    by_id = {category["id"]: category for category in CATEGORIES}
    for category in CATEGORIES:
        begins = date.fromisoformat(category["valid_from"])
        if category["valid_to"] is not None:
            assert begins < date.fromisoformat(category["valid_to"]), category
        if category["parent"]:
            assert begins >= date.fromisoformat(by_id[category["parent"]]["valid_from"]), category


def test_campaigns_that_are_over_have_ended() -> None:
    over = {category["id"] for category in CATEGORIES if category["valid_to"]}
    assert over == {"corona-virus", "pemulihan-ekonomi", "peniadaan-mudik"}


def test_a_route_starts_at_a_category_without_entries_that_is_still_valid() -> None:
    leaves = {c["id"] for c in CATEGORIES if c["id"] not in PARENTS and c["valid_to"] is None}
    assert {route["category"] for route in ROUTES} <= leaves


def test_most_categories_route_by_themselves_and_the_rest_is_known() -> None:
    leaves = {c["id"] for c in CATEGORIES if c["id"] not in PARENTS and c["valid_to"] is None}
    left_to_people = leaves - {route["category"] for route in ROUTES}
    assert left_to_people == {
        "akses-disabilitas",  # any kind of agency
        "aplikasi-pemerintah",  # whichever agency runs the site
        "kekerasan-satuan-pendidikan",  # depends on the level of the school
        "perairan",  # sea, river or port
        "politisasi-asn",  # election supervisor or personnel body
        "pungutan-liar",  # whose officer took the money
        "pungutan-sekolah",  # depends on the level of the school
        "sarana-sekolah",  # depends on the level of the school
        "topik-khusus",
        "topik-lainnya",
    }


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route["category"])
def test_a_route_leads_to_an_agency_or_place_and_a_unit_that_exist(
    route: dict[str, Any], agencies: dict[str, dict[str, Any]], units_of: Any
) -> None:
    assert (route["place"] is None) != (route["agency"] is None)
    if route["agency"]:
        assert agencies[route["agency"]]["kind"] in {"ministry", "body"}
        met = [route["agency"]]
    else:
        kinds = KINDS_BY_PLACE[route["place"]]
        met = [id_ for id_, agency in agencies.items() if agency["kind"] in kinds]
    if route["unit"]:
        assert [agency for agency in met if route["unit"] not in units_of(agency)] == []


def test_every_regional_route_suggests_a_unit() -> None:
    assert [r["category"] for r in ROUTES if r["place"] and not r["unit"]] == []
