"""Who refuses a report is not asked again, and no report is passed around for ever."""

import pytest

from lapor.data import load
from lapor.domain.deadlines import due
from lapor.domain.errors import NotAllowed
from lapor.domain.lifecycle import may
from lapor.domain.report import Clock, State
from lapor.domain.routing import Route, route
from tests.domain.lives import (
    BANDUNG,
    BANDUNG_ADMIN,
    JABAR,
    NATIONAL,
    PU,
    RULES,
    SURABAYA,
    Life,
    disposed,
    officer_of,
)

RULE = {rule["category"]: rule for rule in load("routing")}.get


def refused_twice() -> Life:
    """Bandung refuses two days after the disposition, Jawa Barat the day after."""
    life = disposed().wait(days=2).returned().routed(JABAR)
    return life.wait(days=1).returned()


def test_a_first_refusal_sends_the_report_elsewhere_but_not_back_to_the_refuser() -> None:
    report = disposed().returned().report
    assert (report.state, report.agency, report.unit) == (State.SUBMITTED, None, None)
    assert report.returned_by == (BANDUNG,)
    assert route(report, RULE) == Route(None, "national"), "the rule names the refuser"


def test_a_refusal_by_the_chosen_agency_lets_the_rules_decide() -> None:
    report = Life(agency=SURABAYA).routed(SURABAYA).returned().report
    assert route(report, RULE) == Route(BANDUNG, "rule", PU)


def test_a_second_agencys_refusal_brings_the_arbiter_while_the_resolution_runs_on() -> None:
    life = refused_twice()
    assert life.report.to_arbiter
    assert route(life.report, RULE) == Route(None, "arbiter")
    before = due(disposed().report, Clock.RESOLUTION, RULES)
    assert due(life.report, Clock.RESOLUTION, RULES) == before
    placed = life.wait(days=1).routed(None, "arbiter").verified(SURABAYA, None).report
    assert due(placed, Clock.RESOLUTION, RULES) == before


def test_before_the_arbiter_decides_lateness_is_told_to_the_national_admin() -> None:
    report = refused_twice().routed(None, "arbiter").report
    assert [rung.level for rung in RULES.ladder.for_(report)] == ["national"]


def test_the_verification_of_a_refused_report_goes_on_and_does_not_begin_again() -> None:
    new = Life().routed()
    started = new.report.clocks[Clock.VERIFICATION]
    passed_on = new.wait(days=1).returned().routed(JABAR).report
    assert passed_on.clocks[Clock.VERIFICATION] == started


def test_where_the_arbiter_places_a_report_it_stays() -> None:
    life = refused_twice().routed(None, "arbiter").verified(SURABAYA, None)
    admin = officer_of("agency", SURABAYA)
    assert life.report.arbitrated
    assert "return" not in may(life.report, admin, life.now, RULES)
    with pytest.raises(NotAllowed) as refusal:
        life.returned()
    assert refusal.value.state == "disposed"
    assert "follow-up" in refusal.value.may


def test_the_arbiter_may_place_a_report_at_one_of_those_who_refused_it() -> None:
    life = refused_twice().routed(None, "arbiter").verified(BANDUNG, PU)
    assert "return" not in may(life.report, BANDUNG_ADMIN, life.now, RULES)


def test_a_unit_that_the_arbiter_named_may_still_hand_the_report_back_to_its_agency() -> None:
    life = refused_twice().routed(None, "arbiter").verified(BANDUNG, PU).handed_back()
    assert (life.report.agency, life.report.unit, life.report.state) == (
        BANDUNG,
        None,
        State.DISPOSED,
    )
    assert life.report.arbitrated


def test_a_unit_that_hands_back_keeps_the_report_inside_the_agency() -> None:
    report = disposed().handed_back().report
    assert (report.agency, report.unit, report.state) == (BANDUNG, None, State.DISPOSED)
    assert report.returned_by == ()
    assert not report.to_arbiter


def test_two_units_of_one_agency_that_hand_back_call_no_arbiter() -> None:
    report = disposed().handed_back().forwarded().handed_back().report
    assert not report.to_arbiter


def test_an_agency_that_refuses_the_same_report_twice_brings_the_arbiter() -> None:
    life = disposed().returned().routed(None, "national").verified(BANDUNG, None, by=NATIONAL)
    again = life.returned()
    assert route(again.report, RULE).how == "arbiter", "else it could go to and fro for ever"
