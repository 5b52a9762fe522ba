"""Reasons that a citizen can read, and limits that say where they come from."""

import re
from datetime import date
from typing import Any

import pytest

from lapor.data import load

REASONS: dict[str, list[dict[str, Any]]] = load("reasons")
LIMITS: dict[str, dict[str, Any]] = load("rulesets")["rulesets"][0]["limits"]


def test_there_are_reasons_for_exactly_the_actions_that_need_one() -> None:
    lists = {"hold", "return", "archive", "redact", "delete-file", "reveal", "spam", "block"}
    assert set(REASONS) == lists
    assert all(REASONS.values())


@pytest.mark.parametrize(
    "reason", [reason for action in REASONS.values() for reason in action], ids=lambda r: r["id"]
)
def test_a_reason_is_a_sentence_in_both_languages(reason: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", reason["id"])
    assert set(reason["name"]) == {"id", "en"}
    for sentence in reason["name"].values():
        assert re.fullmatch(r"[A-Z].{10,}\.", sentence), sentence


def test_no_two_reasons_share_an_id() -> None:
    ids = [reason["id"] for action in REASONS.values() for reason in action]
    assert len(ids) == len(set(ids))


def test_the_limits_are_those_of_the_rule_set_in_force() -> None:
    limits = {name: (limit["days"], limit["unit"]) for name, limit in LIMITS.items()}
    assert limits == {
        "verification": (3, "working"),
        "first_follow_up": (5, "working"),
        "answer": (5, "working"),
        "resolution.information": (5, "working"),
        "resolution.aspiration": (5, "working"),
        "resolution.complaint": (14, "working"),
        "resolution.complaint_supervised": (60, "working"),
        "reply_window": (10, "working"),
        "reopen_window": (10, "working"),
        "statutory_response": (14, "calendar"),
        "statutory_decision": (60, "calendar"),
        "appeal": (10, "working"),
        "clarification": (30, "calendar"),
        "referral": (60, "calendar"),
    }


def test_every_limit_names_its_source_and_how_sure_it_is() -> None:
    for name, limit in LIMITS.items():
        assert re.search(r"; (confirmed|inferred|unconfirmed|own choice)", limit["source"]), name


def test_the_rule_set_has_the_name_that_reports_record_and_is_in_force() -> None:
    (only,) = load("rulesets")["rulesets"]
    assert only["id"] == "62/2018 + 5/2025"
    assert date.fromisoformat(only["valid_from"]) <= date(2025, 1, 1)
