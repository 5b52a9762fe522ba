"""A body's bytes: what is not one JSON object, said once, is not read at all."""

import json
from typing import Any

import pytest

from lapor import registers
from lapor.domain import validation
from lapor.domain.errors import Invalid, Malformed, Refused
from lapor.domain.new_report import NewReport
from lapor.domain.requests import Confirm, Nothing, Rate, Text
from tests.domain.lives import MONDAY, asked

CONTEXT = registers.context(MONDAY)


@pytest.mark.parametrize(
    "body",
    [
        "",
        " ",
        "null",
        "true",
        "1",
        '"text"',
        "[]",
        '[{"text": "halo"}]',
        "{",
        "{text: 'halo'}",
        '{"text": "halo",}',
        '{"text": "halo"} {"text": "halo"}',
        '\ufeff{"text": "halo"}',
        "text=halo",
        '{"text": NaN}',
        '{"text": Infinity}',
        '{"text": -Infinity}',
        '{"text": "halo", "text": "lain"}',
        '{"text": "halo", "x": {"a": 1, "a": 1}}',
        '{"text": "\\ud800 halo"}',
        '{"text": "halo \\udfff"}',
        '{"\\ud800": 1}',
        '{"text": "a\nb"}',
        '{"text": ' + "9" * 5000 + "}",
        "[" * 10_000,
        '{"text": ' + "[" * 10_000 + "]" * 10_000 + "}",
        '{"a":' * 10_000 + "1" + "}" * 10_000,
    ],
    ids=lambda body: repr(body[:40]),
)
def test_what_is_not_one_json_object_is_malformed(body: str) -> None:
    with pytest.raises(Malformed):
        validation.read(Text, body, CONTEXT)


def test_a_refusal_of_a_body_repeats_nothing_of_it() -> None:
    with pytest.raises(Refused) as refused:
        validation.read(Text, '{"text": "rahasia"', CONTEXT)
    assert str(refused.value) == ""
    assert refused.value.__suppress_context__


def test_escapes_and_bare_letters_read_the_same() -> None:
    escaped = validation.read(Text, json.dumps({"text": "Kopi ☕ 😀"}), CONTEXT)
    bare = validation.read(Text, json.dumps({"text": "Kopi ☕ 😀"}, ensure_ascii=False), CONTEXT)
    assert escaped == bare == Text(text="Kopi ☕ 😀")


def test_a_whole_report_is_read_from_its_json() -> None:
    filed = validation.read(NewReport, json.dumps(asked()), CONTEXT)
    assert filed.model_dump() == {
        "report_class": "complaint",
        "title": "Jalan berlubang di depan pasar",
        "body": "Sudah tiga minggu jalan di depan pasar berlubang dan belum diperbaiki.",
        "occurred_on": "2020-01-02",
        "place": {"province": "32", "regency": "32.73", "address": "Jl. Contoh No. 1"},
        "agency": None,
        "category": "jalan-rusak",
        "anonymous": False,
        "confidential": False,
        "reporter": {
            "name": "Warga Contoh",
            "phone": "+6281200001234",
            "email": "warga@contoh.example",
            "notify": "email",
            "language": "id",
        },
    }


def test_the_longest_report_in_emoji_is_read() -> None:
    body = json.dumps(asked(title="😀" * 120, body="😀" * 4000))
    filed = validation.read(NewReport, body, CONTEXT)
    assert (len(filed.title), len(filed.body)) == (120, 4000)


@pytest.mark.parametrize("number", ["1e999", "-1e999", "1.0", "1e2", "0", "6", "true", '"3"'])
def test_a_rating_is_a_whole_number_from_one_to_five(number: str) -> None:
    with pytest.raises(Invalid) as refused:
        validation.read(Rate, f'{{"rating": {number}, "solved": true}}', CONTEXT)
    (error,) = refused.value.errors
    if number in ("0", "6"):
        assert (error.code, error.params) == ("out_of_range", {"min": 1, "max": 5})
    else:
        assert error.code == "wrong_type"
    assert error.pointer == "/rating"


@pytest.mark.parametrize("number", [1, 5])
def test_one_and_five_are_ratings(number: int) -> None:
    read = validation.read(Rate, f'{{"rating": {number}, "solved": false}}', CONTEXT)
    assert (read.rating, read.solved, read.text) == (number, False, None)


def test_a_confirmation_may_say_nothing_and_a_consent_must() -> None:
    assert validation.read(Confirm, "{}", CONTEXT) == Confirm()
    assert validation.read(Nothing, "{}", CONTEXT) == Nothing()
    with pytest.raises(Invalid):
        validation.read(Nothing, '{"text": "ya"}', CONTEXT)


def test_several_errors_are_named_at_once_in_the_order_of_their_pointers() -> None:
    body = asked(title="x", body=None, occurred_on="2030-01-01", category="x", anonymous="no")
    body["place"] = {"province": "99", "regency": "99.01", "street": "x"}
    body["reporter"] = {"name": "W", "phone": "abc", "email": "abc", "language": "fr"}
    body["extra"] = 1
    with pytest.raises(Invalid) as refused:
        validation.check(NewReport, body, CONTEXT)
    assert [(e.pointer, e.code) for e in refused.value.errors] == [
        ("/anonymous", "wrong_type"),
        ("/body", "missing"),
        ("/category", "unknown_code"),
        ("/extra", "unknown_field"),
        ("/occurred_on", "future_date"),
        ("/place/province", "unknown_code"),
        ("/place/regency", "unknown_code"),
        ("/place/street", "unknown_field"),
        ("/reporter/email", "bad_format"),
        ("/reporter/language", "unknown_code"),
        ("/reporter/name", "too_short"),
        ("/reporter/phone", "bad_format"),
        ("/title", "too_short"),
    ]


@pytest.mark.parametrize(
    ("reporter", "wrong"),
    [(None, ("/reporter", "needed_unless_anonymous")), ({}, ("/reporter/name", "missing"))],
)
def test_a_missing_person_is_named_together_with_the_other_errors(
    reporter: Any, wrong: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        validation.check(NewReport, asked(title=None, reporter=reporter), CONTEXT)
    found = [(e.pointer, e.code) for e in refused.value.errors]
    assert found == [wrong, ("/title", "missing")]
