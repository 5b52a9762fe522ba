"""How long data is kept: from the end of a report, by rules that are data."""

from datetime import timedelta
from itertools import product

import pytest

from lapor import registers
from lapor.aws import people
from lapor.data import load
from lapor.domain.report import OPEN
from lapor.domain.retention import OF_REPORTS, Rule, Step, due, next_at, steps
from tests.domain.lives import Life, disposed, in_progress, said_done
from tests.domain.situations import SITUATIONS

RULES = (
    Rule("wish", "words", 0, wish=True),
    Rule("identity", "identity", 365),
    Rule("words", "words", 1825),
    Rule("sends", "sends", 730),
)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def closed() -> Life:
    return said_done().confirmed(rating=5)


def test_an_ended_report_loses_its_identity_first_and_its_words_later() -> None:
    life = closed()
    end = life.now

    assert steps(life.report, RULES) == [
        Step(end + 365 * DAY, "identity", "identity"),
        Step(end + 1825 * DAY, "words", "words"),
    ]
    assert next_at(life.report, RULES) == end + 365 * DAY


def test_a_step_is_due_at_its_moment_and_not_a_second_before() -> None:
    life = closed()
    at = life.now + 365 * DAY

    assert due(life.report, RULES, at - SECOND) == []
    assert due(life.report, RULES, at) == [Step(at, "identity", "identity")]
    assert [s.of for s in due(life.report, RULES, at + 9999 * DAY)] == ["identity", "words"]


def test_what_is_gone_is_due_no_more() -> None:
    life = closed().forgot("identity", rule="identity")
    assert [s.of for s in steps(life.report, RULES)] == ["words"]

    life.forgot("words")
    assert steps(life.report, RULES) == []
    assert next_at(life.report, RULES) is None


def test_words_that_their_reporter_wished_away_go_as_soon_as_the_report_has_ended() -> None:
    life = in_progress().erased()
    assert steps(life.report, RULES) == []

    life.wait(days=3).withdrawn()
    assert due(life.report, RULES, life.now) == [Step(life.now, "wish", "words")]
    assert steps(life.forgot("words", rule="wish").report, RULES) == []


def test_a_reopened_report_is_kept_and_counts_from_its_new_end() -> None:
    life = closed().reopened()
    assert steps(life.report, RULES) == []

    life.wait(days=30).followed_up(done=True).confirmed()
    assert next_at(life.report, RULES) == life.now + 365 * DAY


def test_a_restriction_stops_the_time_and_its_end_lets_it_run_from_where_it_was() -> None:
    life = closed()
    before = steps(life.report, RULES)

    assert steps(life.restricted().report, RULES) == []
    assert steps(life.wait(days=400).unrestricted().report, RULES) == before


def test_a_changed_rule_holds_for_old_reports_too() -> None:
    life = closed()
    shorter = (Rule("identity", "identity", 30),)

    assert next_at(life.report, shorter) == life.now + 30 * DAY


@pytest.mark.parametrize("name", SITUATIONS)
def test_nothing_of_an_open_report_is_ever_due_and_all_of_an_ended_one_some_day(name: str) -> None:
    report = SITUATIONS[name].life().report
    found = steps(report, registers.retention())

    if report.state in OPEN or report.restricted:
        assert found == []
    else:
        assert {s.of for s in found} | report.erased == set(OF_REPORTS)


def test_the_order_of_rules_decides_nothing() -> None:
    life = in_progress().erased().withdrawn()
    for one, other in product(RULES, RULES):
        assert steps(life.report, (one, other)) == steps(life.report, (other, one))


def test_the_shipped_rules_are_whole_and_name_a_source() -> None:
    rules = load("retention")["rules"]

    assert len({r["id"] for r in rules}) == len(rules)
    for rule in rules:
        assert rule["days"] >= 0
        assert rule["source"]
        assert rule["by"] in {"retain", "ttl", "bucket", "logs", "queue", "pitr"}
        assert (rule["of"] in (*OF_REPORTS, "officers")) == (rule["by"] == "retain")
        assert ("table" in rule) == (rule["by"] == "ttl")
        assert ("bucket" in rule) == (rule["by"] == "bucket")
        assert {"id", "en"} == set(rule["goes"]) == set(rule["after"])
    assert registers.kept_for("unfiled") == people.UNFILED
    assert next_at(disposed().report, registers.retention()) is None
