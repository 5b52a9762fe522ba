"""Who gets a report: the reporter's choice, else rules by topic and place, else national."""

from collections.abc import Mapping
from typing import Any

import pytest

from lapor.data import load
from lapor.domain.routing import Route, route
from tests.domain.lives import BANDUNG, JABAR, KEMENKES, SURABAYA, Life

RULES = {rule["category"]: rule for rule in load("routing")}

NOBODY = Route(None, "national")


def rule(**changes: Any) -> Mapping[str, Any]:
    return {"category": "x", "place": "regency", "agency": None, "unit": None, **changes}


def routed(life: Life, given: Mapping[str, Any] | None = None) -> Route:
    return route(life.report, lambda _: given)


def test_the_reporters_choice_goes_first() -> None:
    assert routed(Life(agency=KEMENKES), rule()) == Route(KEMENKES, "chosen")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (rule(), Route(BANDUNG, "rule")),
        (rule(unit="dinas-pu"), Route(BANDUNG, "rule", f"{BANDUNG}:dinas-pu")),
        (rule(place="any", unit="bpbd"), Route(BANDUNG, "rule", f"{BANDUNG}:bpbd")),
        (rule(place="province", unit="dinas-pu"), Route(JABAR, "rule", f"{JABAR}:dinas-pu")),
        (rule(place=None, agency="kai"), Route("kai", "rule")),
        (rule(place=None, agency="kai", unit="x"), Route("kai", "rule", "kai:x")),
        (None, NOBODY),
    ],
)
def test_else_topic_and_place_decide(given: Mapping[str, Any] | None, expected: Route) -> None:
    assert routed(Life(), given) == expected


def test_without_choice_and_topic_the_national_admin_sorts() -> None:
    assert routed(Life(category=None), rule()) == NOBODY


def test_the_choice_is_not_asked_again_after_it_refused() -> None:
    life = Life(agency=SURABAYA).routed(SURABAYA).returned()
    assert routed(life, rule()) == Route(BANDUNG, "rule")
    assert routed(life, None) == NOBODY


def test_who_a_rule_names_is_not_asked_again_after_refusing() -> None:
    assert routed(Life().routed().returned(), rule(unit="dinas-pu")) == NOBODY


def test_the_choice_still_counts_when_somebody_else_refused() -> None:
    life = Life(agency=SURABAYA).routed(None, "national").verified(JABAR, None).returned()
    assert routed(life, rule()) == Route(SURABAYA, "chosen")


def test_two_agencies_that_refused_bring_the_arbiter_whatever_the_rules_say() -> None:
    life = Life(agency=SURABAYA).routed(SURABAYA).returned().routed(BANDUNG).returned()
    assert routed(life, rule(place="province")) == Route(None, "arbiter")


@pytest.mark.parametrize("category", sorted(RULES))
def test_every_rule_of_the_register_names_somebody_who_exists(category: str) -> None:
    agencies = {a["id"]: a for a in load("agencies")}
    units = load("units")
    found = route(Life(category=category).report, RULES.get)
    assert found.how == "rule"
    assert found.agency in agencies
    if found.unit:
        own, kind = units["agencies"].get(found.agency), agencies[found.agency]["kind"]
        assert found.unit.partition(":")[2] in {u["id"] for u in own or units[kind]}
