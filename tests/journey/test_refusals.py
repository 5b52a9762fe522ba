"""What is refused over HTTP: by API Gateway, by the steps, and alike on both sides of the proxy."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tests.functions.world import sample
from tests.journey.conftest import Send

Stack = Mapping[str, Any]
Keyed = Callable[[str], Mapping[str, str]]
UNKNOWN = "0000-0000-0000"


@pytest.fixture
def report(send: Send, keyed: Keyed) -> Mapping[str, str]:
    """A report for Bandung, as its reporter's receipt."""
    answer = send("POST", "/reports", sample(agency="32.73"), **keyed(str(uuid.uuid4())))
    assert answer.status == 201, answer.data
    receipt: Mapping[str, str] = answer.json()
    return receipt


@pytest.fixture
def events(stack: Stack, aws: Callable[[str], Any]) -> Callable[[], int]:
    """Count the events of all reports."""

    def count() -> int:
        table = stack["outputs"]["LedgerTable"]
        pages = aws("dynamodb").get_paginator("scan").paginate(TableName=table, Select="COUNT")
        return sum(page["Count"] for page in pages)

    return count


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"title": "abc"}, "/title", "too_short"),
        ({"title": None}, "/title", "missing"),
        ({"body": "x" * 4001}, "/body", "too_long"),
        ({"class": "rumour"}, "/class", "unknown_code"),
        ({"occurred_on": "2999-01-01"}, "/occurred_on", "future_date"),
        ({"place": {"province": "32", "regency": "35.78"}}, "/place/regency", "not_in_province"),
        ({"agency": "nowhere"}, "/agency", "unknown_code"),
        ({"anonymous": "no"}, "/anonymous", "wrong_type"),
        ({"due_at": "2030-01-01"}, "/due_at", "unknown_field"),
        ({"reporter": None}, "/reporter", "needed_unless_anonymous"),
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_wrong_field_is_named_in_the_readers_language_and_nothing_is_stored(
    send: Send,
    events: Callable[[], int],
    change: Mapping[str, Any],
    pointer: str,
    code: str,
    language: str,
) -> None:
    before = events()

    answer = send(
        "POST",
        "/reports",
        sample(**change),
        Idempotency_Key=str(uuid.uuid4()),
        Accept_Language=language,
    )

    assert answer.status == 422
    assert answer.headers["content-type"] == "application/problem+json"
    named = [(e["pointer"], e["code"]) for e in answer.json()["errors"]]
    assert (pointer, code) in named
    assert (
        answer.json()["title"]
        == {
            "id": "Ada isian yang perlu diperbaiki",
            "en": "There is a problem",
        }[language]
    )
    assert events() == before


def test_a_body_over_the_limit_is_too_large(send: Send) -> None:
    answer = send("POST", "/reports", "x" * 200_000, Idempotency_Key=str(uuid.uuid4()))

    assert (answer.status, answer.json()["code"]) == (413, "too_large")


def test_an_unknown_number_and_a_wrong_code_look_the_same(
    send: Send, report: Mapping[str, str]
) -> None:
    unknown = send("GET", f"/reports/{UNKNOWN}", Access_Code="0000-0000-0000-0000")
    wrong = send("GET", f"/reports/{report['number']}", Access_Code="0000-0000-0000-0000")

    assert (unknown.status, wrong.status) == (404, 404)
    assert unknown.data == wrong.data


def test_without_a_token_there_is_no_desk(send: Send, report: Mapping[str, str]) -> None:
    for method, path in (
        ("GET", "/desk"),
        ("GET", f"/desk/{report['number']}"),
        ("POST", f"/desk/{report['number']}/verify"),
        ("GET", "/me"),
    ):
        assert send(method, path, {}).status == 401
        assert send(method, path, {}, Authorization="Bearer x.y.z").status == 401


def test_a_move_that_the_state_forbids_names_the_state_and_what_is_allowed(
    send: Send, report: Mapping[str, str], events: Callable[[], int]
) -> None:
    path, code = f"/reports/{report['number']}/reopen", report["access_code"]

    answer = send("POST", path, {"text": "Belum selesai."}, Access_Code=code)

    assert answer.status == 409
    problem = answer.json()
    assert (problem["code"], problem["state"]) == ("not_allowed", "submitted")
    assert problem["may"] == ["files", "reply", "withdraw", "export", "erase", "restrict"]
    assert "Belum terverifikasi" in problem["detail"]


def test_one_key_makes_one_report_and_no_second_of_another_text(send: Send, keyed: Keyed) -> None:
    headers = keyed(str(uuid.uuid4()))
    first = send("POST", "/reports", sample(), **headers)
    again = send("POST", "/reports", sample(), **headers)
    other = send("POST", "/reports", sample(title="Judul yang lain"), **headers)

    assert (first.status, again.status, other.status) == (201, 201, 409)
    assert first.data == again.data
    assert other.json()["code"] == "key_reused"
