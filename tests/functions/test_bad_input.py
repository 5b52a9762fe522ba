"""Bad input of every call: a clear refusal in the reader's language, and nothing stored."""

import datetime
import importlib
import json
import pkgutil
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import lapor.domain
from lapor.domain.fields import Body
from tests.functions.conftest import universe
from tests.functions.world import Answer, World, sample, somebody, without

PLACE = sample()["place"]


@pytest.fixture(scope="module")
def still() -> Iterator[World]:
    """A world in which some reports live; every test here must leave it as it was."""
    with universe() as made:
        made.submit(sample(), KEY)
        made.settle()
        yield made


@pytest.fixture
def unmoved(still: World) -> Iterator[World]:
    """The living world; fails when a test has changed a row of it."""
    before = still.everything()
    yield still
    assert still.everything() == before


KEY = "3f0a8e51-94c0-4a35-8c86-6b5d2f0f7a10"


def refused(answer: Answer, *errors: tuple[str, str]) -> None:
    """Check a 422 whose errors are exactly these, each with words of its own."""
    assert answer.problem() == (422, "validation"), answer.text
    assert sorted(answer.errors) == sorted(errors)
    for error in answer.json["errors"]:
        assert error.keys() == {"pointer", "code", "params", "detail"}
        assert error["detail"]
        assert "{" not in error["detail"]


# --- POST /api/reports, field by field

FIELDS: list[tuple[Any, tuple[str, str]]] = [
    # what is sent instead of the good value, and the error that it brings
    ({"class": None}, ("/class", "missing")),
    ({"class": "rumour"}, ("/class", "unknown_code")),
    ({"class": ["complaint"]}, ("/class", "wrong_type")),
    ({"title": None}, ("/title", "missing")),
    ({"title": ""}, ("/title", "missing")),
    ({"title": " \n "}, ("/title", "missing")),
    ({"title": "Rusa"}, ("/title", "too_short")),
    ({"title": "a    b"}, ("/title", "too_short")),
    ({"title": "x" * 121}, ("/title", "too_long")),
    ({"title": "🛣" * 121}, ("/title", "too_long")),
    ({"title": 12345}, ("/title", "wrong_type")),
    ({"title": ["Jalan rusak"]}, ("/title", "wrong_type")),
    ({"title": True}, ("/title", "wrong_type")),
    ({"body": None}, ("/body", "missing")),
    ({"body": "Terlalu pendek."}, ("/body", "too_short")),
    ({"body": "x" * 4001}, ("/body", "too_long")),
    ({"body": {"text": "x" * 30}}, ("/body", "wrong_type")),
    ({"occurred_on": None}, ("/occurred_on", "missing")),
    ({"occurred_on": "2026-11-24"}, ("/occurred_on", "future_date")),
    ({"occurred_on": "2027-01-01"}, ("/occurred_on", "future_date")),
    ({"occurred_on": "2015-12-31"}, ("/occurred_on", "too_old")),
    ({"occurred_on": "2026-02-30"}, ("/occurred_on", "bad_format")),
    ({"occurred_on": "23/11/2026"}, ("/occurred_on", "bad_format")),
    ({"occurred_on": "2026-11-20T10:00:00Z"}, ("/occurred_on", "bad_format")),
    ({"occurred_on": 20261120}, ("/occurred_on", "wrong_type")),
    ({"place": None}, ("/place", "missing")),
    ({"place": "Bandung"}, ("/place", "wrong_type")),
    ({"place": []}, ("/place", "wrong_type")),
    ({"place": {**PLACE, "province": "99"}}, ("/place/province", "unknown_code")),
    ({"place": {**PLACE, "province": None}}, ("/place/province", "missing")),
    ({"place": {**PLACE, "province": 32}}, ("/place/province", "wrong_type")),
    ({"place": {**PLACE, "regency": "32.99"}}, ("/place/regency", "unknown_code")),
    ({"place": {**PLACE, "regency": "32"}}, ("/place/regency", "unknown_code")),
    ({"place": {**PLACE, "regency": "35.78"}}, ("/place/regency", "not_in_province")),
    ({"place": without(PLACE, "regency")}, ("/place/regency", "missing")),
    ({"place": {**PLACE, "regency": ""}}, ("/place/regency", "missing")),
    ({"place": {**PLACE, "regency": "x" * 81}}, ("/place/regency", "too_long")),
    ({"place": {**PLACE, "address": "x" * 301}}, ("/place/address", "too_long")),
    ({"place": {**PLACE, "address": None}}, ("/place/address", "missing")),
    ({"place": {**PLACE, "gps": "1,2"}}, ("/place/gps", "unknown_field")),
    ({"agency": "tidak-ada"}, ("/agency", "unknown_code")),
    ({"agency": "national"}, ("/agency", "unknown_code")),
    ({"agency": 32.73}, ("/agency", "wrong_type")),
    ({"category": "tidak-ada"}, ("/category", "unknown_code")),
    ({"category": 5}, ("/category", "wrong_type")),
    ({"anonymous": "ya"}, ("/anonymous", "wrong_type")),
    ({"anonymous": 1}, ("/anonymous", "wrong_type")),
    ({"anonymous": None}, ("/anonymous", "missing")),
    ({"confidential": "false"}, ("/confidential", "wrong_type")),
    ({"reporter": None}, ("/reporter", "needed_unless_anonymous")),
    ({"reporter": "Warga"}, ("/reporter", "wrong_type")),
    ({"reporter": {}}, ("/reporter/name", "missing")),
    ({"reporter": somebody(name=None)}, ("/reporter/name", "missing")),
    ({"reporter": somebody(name="X")}, ("/reporter/name", "too_short")),
    ({"reporter": somebody(name="x" * 101)}, ("/reporter/name", "too_long")),
    ({"reporter": somebody(phone="12")}, ("/reporter/phone", "bad_format")),
    ({"reporter": somebody(phone="0812abc0000")}, ("/reporter/phone", "bad_format")),
    ({"reporter": somebody(phone="+62 812 0000 12345678")}, ("/reporter/phone", "bad_format")),
    ({"reporter": somebody(phone=81200001234)}, ("/reporter/phone", "wrong_type")),
    (
        {"reporter": somebody(email="bukan alamat", notify="none")},
        ("/reporter/email", "bad_format"),
    ),
    (
        {"reporter": somebody(email="a@b.example\nBcc: c@d.example", notify="none")},
        ("/reporter/email", "bad_format"),
    ),
    ({"reporter": somebody(notify="pigeon")}, ("/reporter/notify", "unknown_code")),
    ({"reporter": somebody(email=None)}, ("/reporter/notify", "needed_for_email")),
    ({"reporter": somebody(phone=None, notify="sms")}, ("/reporter/notify", "needed_for_sms")),
    (
        {"reporter": somebody(phone="+1 202 555 0100", notify="sms")},
        ("/reporter/notify", "needed_for_sms"),
    ),
    ({"reporter": somebody(language="jv")}, ("/reporter/language", "unknown_code")),
    ({"reporter": somebody(nik="0" * 16)}, ("/reporter/nik", "unknown_field")),
    ({"status": "closed"}, ("/status", "unknown_field")),
    ({"state": "closed"}, ("/state", "unknown_field")),
    ({"due_at": "2030-01-01"}, ("/due_at", "unknown_field")),
    ({"version": 5}, ("/version", "unknown_field")),
    ({"": 1}, ("/", "unknown_field")),
    ({"a/b~c": 1}, ("/a~1b~0c", "unknown_field")),
]


@pytest.mark.parametrize(
    ("change", "error"), FIELDS, ids=lambda v: str(v)[:50] if isinstance(v, tuple) else ""
)
def test_one_wrong_field_is_one_error_in_both_languages(
    unmoved: World, change: dict[str, Any], error: tuple[str, str]
) -> None:
    body = sample(**change)

    indonesian = unmoved.submit(body)
    english = unmoved.submit(body, accept_language="en-GB,en;q=0.9")

    refused(indonesian, error)
    refused(english, error)
    assert [e["detail"] for e in indonesian.json["errors"]] != [
        e["detail"] for e in english.json["errors"]
    ]
    params = [e["params"] for e in english.json["errors"]]
    assert params == [e["params"] for e in indonesian.json["errors"]]


@pytest.mark.parametrize("field", ["class", "title", "body", "occurred_on", "place"])
def test_a_field_that_is_not_there_is_missing(unmoved: World, field: str) -> None:
    refused(unmoved.submit(without(sample(), field)), (f"/{field}", "missing"))


def test_an_empty_object_names_everything_that_is_missing(unmoved: World) -> None:
    missing = [(f"/{name}", "missing") for name in ("class", "title", "body", "occurred_on")]

    refused(
        unmoved.submit({}),
        *missing,
        ("/place", "missing"),
        ("/reporter", "needed_unless_anonymous"),
    )


def test_errors_carry_the_numbers_that_a_page_needs(unmoved: World) -> None:
    answer = unmoved.submit(sample(title="Rusa", body="x" * 4001, occurred_on="1999-01-01"))

    params = {e["pointer"]: e["params"] for e in answer.json["errors"]}
    assert params == {"/title": {"min": 5}, "/body": {"max": 4000}, "/occurred_on": {"year": 2016}}
    details = {e["pointer"]: e["detail"] for e in answer.json["errors"]}
    assert details == {
        "/title": "Judul paling sedikit 5 huruf",
        "/body": "Isi laporan paling banyak 4000 huruf",
        "/occurred_on": "Tanggal kejadian harus setelah 1 Januari 2016",
    }


def test_several_wrong_fields_are_all_named(unmoved: World) -> None:
    answer = unmoved.submit(
        sample(title="Rusa", agency="tidak-ada", reporter=somebody(phone="1"), extra=1)
    )

    refused(
        answer,
        ("/agency", "unknown_code"),
        ("/extra", "unknown_field"),
        ("/reporter/phone", "bad_format"),
        ("/title", "too_short"),
    )


def test_a_missing_reporter_is_named_beside_other_errors(unmoved: World) -> None:
    answer = unmoved.submit(sample(title="Rusa", reporter=None))

    refused(answer, ("/reporter", "needed_unless_anonymous"), ("/title", "too_short"))


@pytest.mark.parametrize("secret", ["RAHASIA-BESAR", "rahasia@contoh.example", "+6281200009999"])
def test_a_refusal_never_repeats_what_was_sent(unmoved: World, secret: str) -> None:
    answer = unmoved.submit(
        sample(
            title=secret[:4],
            body=secret,
            category=secret,
            occurred_on=secret,
            place=secret,
            reporter=somebody(name=secret * 20, phone=secret + "x", email=secret + " x"),
        )
    )

    assert answer.status == 422
    assert secret not in answer.text


def test_today_in_the_east_is_not_the_future(unmoved: World) -> None:
    unmoved.at("2026-11-23", "22:30")  # half past midnight of the 24th in Jayapura
    try:
        refused(unmoved.submit(sample(occurred_on="2026-11-25")), ("/occurred_on", "future_date"))
        body = sample(occurred_on="2026-11-24", title="Rusa")
        refused(unmoved.submit(body), ("/title", "too_short"))
    finally:
        unmoved.at("2026-11-23", "10:00")


# --- bodies that are no body

MALFORMED = [
    "", "[]", "null", '"text"', "5", "{", '{"title": }', '{"a": NaN}', '{"a": Infinity}',
    '{"a": -Infinity}', '{"a": 1, "a": 2}', '{"title": "\\ud800 lone surrogate here"}',
    "[" * 10_000, '{"a":' * 10_000, "title=Jalan", "\ufeff{}", "{'title': 'x'}", "{} {}",
    '{"a": ' + "9" * 5000 + "}",
]  # fmt: skip


@pytest.mark.parametrize("body", MALFORMED, ids=lambda b: b[:12])
def test_what_is_no_json_object_is_malformed(unmoved: World, body: str) -> None:
    key = str(uuid.uuid4())
    path = "/api/reports"
    answer = unmoved.call("submit", "POST", path, body, headers={"idempotency-key": key})
    english = unmoved.call(
        "submit", "POST", path, body, headers={"idempotency-key": key, "accept-language": "en"}
    )

    assert (answer.problem(), english.problem()) == ((400, "malformed"), (400, "malformed"))
    assert (answer.json["detail"], english.json["detail"]) == (
        "Kirim isi berupa JSON yang sah.",
        "Send a valid JSON body.",
    )


def test_a_number_too_large_for_a_float_is_a_wrong_type(unmoved: World) -> None:
    body = json.dumps(sample()).replace('"Jalan berlubang di depan pasar"', "1e999")

    refused(unmoved.submit(body), ("/title", "wrong_type"))


def test_no_body_at_all_is_malformed(unmoved: World) -> None:
    answer = unmoved.call(
        "submit", "POST", "/api/reports", None, headers={"idempotency-key": str(uuid.uuid4())}
    )

    assert answer.problem() == (400, "malformed")


@pytest.mark.parametrize("body", ["%%%", "e30", "/+=="])
def test_bad_base64_is_malformed_in_the_readers_language(unmoved: World, body: str) -> None:
    for language, detail in (("id", "Kirim isi"), ("en", "Send a valid")):
        event = {
            "version": "2.0",
            "rawPath": "/api/reports",
            "headers": {"Idempotency-Key": str(uuid.uuid4()), "Accept-Language": language},
            "requestContext": {"http": {"method": "POST"}},
            "body": body,
            "isBase64Encoded": True,
        }
        answer = Answer(unmoved.invoke("submit", event))
        assert answer.problem() == (400, "malformed")
        assert answer.json["detail"].startswith(detail)


@pytest.mark.parametrize("encoded", [False, True])
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_body_over_the_limit_is_too_large_in_the_readers_language(
    unmoved: World, language: str, encoded: bool
) -> None:
    body = json.dumps(sample(body="x" * 70_000))
    headers = {"idempotency-key": str(uuid.uuid4()), "accept-language": language}

    answer = unmoved.call("submit", "POST", "/api/reports", body, headers=headers, encoded=encoded)

    assert answer.problem() == (413, "too_large")
    assert answer.json["max_kb"] == 64
    words = {"id": "Kiriman paling besar 64 KB.", "en": "A request can be 64 KB at most."}
    assert answer.json["detail"] == words[language]


def test_many_bytes_in_few_characters_are_too_large_as_well(unmoved: World) -> None:
    answer = unmoved.submit(json.dumps({"body": "🚧" * 17_000}, ensure_ascii=False))

    assert answer.problem() == (413, "too_large")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_another_content_type_is_unsupported(unmoved: World, kind: str) -> None:
    answer = unmoved.submit(sample(), content_type=kind)

    assert answer.problem() == (415, "unsupported")
    english = unmoved.submit(sample(), content_type=kind, accept_language="en")
    assert english.json["detail"] == "Send the body with Content-Type application/json."


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", "Application/JSON"]
)
def test_json_is_recognised_however_it_is_written(unmoved: World, kind: str) -> None:
    refused(unmoved.submit(sample(title="Rusa"), content_type=kind), ("/title", "too_short"))


# --- keys

WEAK = [
    "", "1", "abc", "0" * 36, "00000000-0000-0000-0000-000000000000", "ab" * 16, "x" * 129,
    "7f3c1c52 8f0e 4b8e 9a44 0d6a1e5b2c90", "7f3c1c52-8f0e-4b8e-9a44", "é" * 36,
]  # fmt: skip


@pytest.mark.parametrize("key", WEAK, ids=lambda k: k[:12] or "empty")
def test_a_key_that_can_be_guessed_is_refused(unmoved: World, key: str) -> None:
    answer = unmoved.call(
        "submit", "POST", "/api/reports", sample(), headers={"idempotency-key": key}
    )

    assert answer.problem() == (400, "no_key")
    assert answer.json["detail"] == "Kirim kepala Idempotency-Key berisi UUID acak."


def test_without_a_key_nothing_is_filed(unmoved: World) -> None:
    answer = unmoved.call(
        "submit", "POST", "/api/reports", sample(), headers={"accept-language": "en"}
    )

    assert answer.problem() == (400, "no_key")
    assert answer.json["detail"] == "Send an Idempotency-Key header with a random UUID."


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Judul yang lain sekali"},
        {"reporter": somebody(name="Orang Lain")},
        {"anonymous": True, "reporter": None},
        {"place": {**PLACE, "address": ""}},
    ],
    ids=["title", "reporter", "anonymous", "address"],
)
def test_a_key_with_another_body_changes_nothing(unmoved: World, change: dict[str, Any]) -> None:
    answer = unmoved.submit(sample(**change), KEY)
    english = unmoved.submit(sample(**change), KEY, accept_language="en")

    assert answer.problem() == (409, "key_reused")
    assert english.json["detail"] == (
        "This key has already made a report with other contents. Make a new key for a new report."
    )


# --- the other calls, each with a report that it could move

Cases = list[tuple[dict[str, Any], tuple[str, str]]]
SAID: Cases = [
    ({}, ("/text", "missing")),
    ({"text": None}, ("/text", "missing")),
    ({"text": ""}, ("/text", "missing")),
    ({"text": "x"}, ("/text", "too_short")),
    ({"text": "x" * 4001}, ("/text", "too_long")),
    ({"text": 5}, ("/text", "wrong_type")),
    ({"text": "Baik sekali.", "state": "closed"}, ("/state", "unknown_field")),
]
QUESTION: Cases = [
    ({("question" if k == "text" else k): v for k, v in body.items()},
     (pointer.replace("/text", "/question"), code))
    for body, (pointer, code) in SAID
]  # fmt: skip
NOTHING: Cases = [({"text": "Setuju."}, ("/text", "unknown_field"))]
MAYBE: Cases = [
    case for case in SAID if case[1] != ("/text", "missing") or case[0].get("text") == ""
]
RATING: Cases = [
    ({"rating": 0, "solved": True}, ("/rating", "out_of_range")),
    ({"rating": 6, "solved": True}, ("/rating", "out_of_range")),
    ({"rating": "5", "solved": True}, ("/rating", "wrong_type")),
    ({"rating": 4.5, "solved": True}, ("/rating", "wrong_type")),
    ({"rating": True, "solved": True}, ("/rating", "wrong_type")),
    ({"rating": 5, "solved": "ya"}, ("/solved", "wrong_type")),
    ({"rating": 5, "solved": True, "text": "x"}, ("/text", "too_short")),
    ({"rating": 5, "solved": True, "by": "me"}, ("/by", "unknown_field")),
]
SPAN = {"of": 1, "part": "body", "spans": [[0, 5]]}
MARK: Cases = [
    ({k: v for k, v in SPAN.items() if k != "of"}, ("/of", "missing")),
    ({k: v for k, v in SPAN.items() if k != "part"}, ("/part", "missing")),
    ({k: v for k, v in SPAN.items() if k != "spans"}, ("/spans", "missing")),
    ({**SPAN, "of": 99}, ("/of", "unknown_code")),
    ({**SPAN, "of": "1"}, ("/of", "wrong_type")),
    ({**SPAN, "of": 2}, ("/part", "no_words")),
    ({**SPAN, "part": "address"}, ("/part", "unknown_code")),
    ({**SPAN, "part": "text"}, ("/part", "no_words")),
    ({**SPAN, "spans": [[5, 5]]}, ("/spans", "bad_span")),
    ({**SPAN, "spans": [[0, 9999]]}, ("/spans", "bad_span")),
    ({**SPAN, "spans": [[-1, 5]]}, ("/spans", "bad_span")),
    ({**SPAN, "spans": [[0]]}, ("/spans", "bad_span")),
    ({**SPAN, "spans": [[0, 1]] * 51}, ("/spans", "bad_span")),
    ({**SPAN, "spans": []}, ("/spans", "bad_span")),
    ({**SPAN, "spans": [["0", 5]]}, ("/spans/0/0", "wrong_type")),
    ({**SPAN, "words": "x"}, ("/words", "unknown_field")),
]
WHY: Cases = [
    ({"text": "Kami harus bertemu pelapor."}, ("/reason", "missing")),
    ({"reason": "bantuan-darurat"}, ("/text", "missing")),
    ({"reason": "bantuan-darurat", "text": "Perlu."}, ("/text", "too_short")),
    ({"reason": "bantuan-darurat", "text": "x" * 1001}, ("/text", "too_long")),
    ({"reason": "ingin-tahu", "text": "Kami harus bertemu pelapor."}, ("/reason", "unknown_code")),
]
CALLS: dict[str, tuple[str, Cases]] = {
    "reply": ("finished", SAID),
    "close": ("finished", RATING),
    "rate": (
        "closed",
        [
            *RATING,
            ({"solved": True}, ("/rating", "missing")),
            ({"rating": 3}, ("/solved", "missing")),
        ],
    ),
    "reopen": ("closed", SAID),
    "appeal": ("spam", SAID),
    "unblock": ("blocked", SAID),
    "withdraw": ("finished", MAYBE),
    "consent": ("finished", NOTHING),
    "verify": (
        "new",
        [
            ({}, ("/agency", "missing")),
            ({"agency": ""}, ("/agency", "missing")),
            ({"agency": 5}, ("/agency", "wrong_type")),
            ({"agency": "x" * 81}, ("/agency", "too_long")),
            ({"agency": "99.99"}, ("/agency", "unknown_code")),
            ({"agency": "32.73", "unit": 5}, ("/unit", "wrong_type")),
            ({"agency": "32.73", "unit": "32.73:x"}, ("/unit", "unknown_code")),
            ({"agency": "32.73", "class": "rumour"}, ("/class", "unknown_code")),
            ({"agency": "32.73", "category": "x"}, ("/category", "unknown_code")),
            ({"agency": "32.73", "title": "Rusa"}, ("/title", "too_short")),
            ({"agency": "32.73", "title": "x" * 121}, ("/title", "too_long")),
            ({"agency": "32.73", "supervised": "ya"}, ("/supervised", "wrong_type")),
            ({"agency": "32.73", "due_at": "2030"}, ("/due_at", "unknown_field")),
        ],
    ),
    "hold": ("new", QUESTION),
    "return": (
        "new",
        [
            ({}, ("/reason", "missing")),
            ({"reason": "malas"}, ("/reason", "unknown_code")),
            ({"reason": "tidak-jelas"}, ("/reason", "unknown_code")),
            ({"reason": 5}, ("/reason", "wrong_type")),
            ({"reason": "bukan-wewenang", "text": "x"}, ("/text", "too_short")),
            ({"reason": "bukan-wewenang", "agency": "35.78"}, ("/agency", "unknown_field")),
        ],
    ),
    "archive": (
        "new",
        [
            ({"text": "Tidak jelas."}, ("/reason", "missing")),
            ({"reason": "tidak-jelas"}, ("/text", "missing")),
            ({"reason": "bukan-wewenang", "text": "Bukan."}, ("/reason", "unknown_code")),
            ({"reason": "tidak-jelas", "text": "x" * 4001}, ("/text", "too_long")),
        ],
    ),
    "spam": (
        "new",
        [
            ({"text": "Iklan."}, ("/reason", "missing")),
            ({"reason": "rekaan"}, ("/text", "missing")),
            ({"reason": "tidak-jelas", "text": "Iklan."}, ("/reason", "unknown_code")),
            ({"reason": "rekaan", "text": "x" * 4001}, ("/text", "too_long")),
            (
                {"reason": "rekaan", "text": "Iklan.", "state": "closed"},
                ("/state", "unknown_field"),
            ),
        ],
    ),
    "block": (
        "new",
        [
            ({"text": "Mengancam."}, ("/reason", "missing")),
            ({"reason": "ancaman"}, ("/text", "missing")),
            ({"reason": "rekaan", "text": "Mengancam."}, ("/reason", "unknown_code")),
            ({"reason": "ancaman", "text": "x"}, ("/text", "too_short")),
            ({"reason": "ancaman", "text": "Ya.", "until": "2099"}, ("/until", "unknown_field")),
            ({"reason": "ancaman", "text": "Ya.", "email": "a@b.id"}, ("/email", "unknown_field")),
        ],
    ),
    "follow-up": (
        "disposed",
        [
            ({"text": "Sudah."}, ("/done", "missing")),
            ({"done": True}, ("/text", "missing")),
            ({"text": "Sudah.", "done": "ya"}, ("/done", "wrong_type")),
            ({"text": "Sudah.", "done": 1}, ("/done", "wrong_type")),
            ({"text": "x", "done": True}, ("/text", "too_short")),
            ({"text": "x" * 4001, "done": True}, ("/text", "too_long")),
            ({"text": "Sudah.", "done": True, "level": 1}, ("/level", "unknown_field")),
        ],
    ),
    "ask": ("disposed", QUESTION),
    "forward": (
        "disposed",
        [
            ({}, ("/unit", "missing")),
            ({"unit": None}, ("/unit", "missing")),
            ({"unit": ["32.73:dinas-lh"]}, ("/unit", "wrong_type")),
            ({"unit": "x" * 81}, ("/unit", "too_long")),
            ({"unit": "32.73:x"}, ("/unit", "unknown_code")),
        ],
    ),
    "note": ("disposed", SAID),
    "anonymise": ("disposed", NOTHING),
    "conceal": ("disposed", NOTHING),
    "refer": ("disposed", MAYBE),
    "mask": ("disposed", MARK),
    "unmask": ("disposed", MARK),
    "redact": (
        "disposed",
        [
            ({"reason": "data-pribadi"}, ("/of", "missing")),
            ({"of": 1}, ("/reason", "missing")),
            ({"of": 0, "reason": "data-pribadi"}, ("/of", "out_of_range")),
            ({"of": 99, "reason": "data-pribadi"}, ("/of", "unknown_code")),
            ({"of": 2, "reason": "data-pribadi"}, ("/of", "no_words")),
            ({"of": 1, "reason": "malas"}, ("/reason", "unknown_code")),
            ({"of": 1, "reason": "data-pribadi", "text": "x"}, ("/text", "unknown_field")),
        ],
    ),
    "reveal": ("disposed", WHY),
    "ask-reveal": ("disposed", WHY),
    "grant-reveal": ("disposed", NOTHING),
    "refuse-reveal": ("disposed", SAID),
    "unanonymise": ("finished", NOTHING),
    "unconceal": ("finished", NOTHING),
}
REPORTERS = (
    "reply", "close", "rate", "reopen", "withdraw", "consent", "unanonymise", "unconceal",
    "appeal",
)  # fmt: skip
OFFICER = {
    "note": "pu.bandung",
    "refer": "ombudsman",
    "grant-reveal": "nasional",
    "refuse-reveal": "nasional",
}


@pytest.fixture(scope="module")
def lives(still: World) -> dict[str, tuple[str, str]]:
    """One report in each state that the calls need."""
    closed = still.finished()
    still.said(*closed, "close", {})
    spam, blocked = still.filed(agency="32.73"), still.filed(agency="32.73")
    still.did("admin.bandung", spam[0], "spam", {"reason": "rekaan", "text": "Tidak terjadi."})
    still.did("admin.bandung", blocked[0], "block", {"reason": "ancaman", "text": "Mengancam."})
    return {
        "spam": spam,
        "blocked": blocked,
        "new": still.filed(agency="32.73"),
        "disposed": still.disposed(),
        "finished": still.finished(),
        "closed": closed,
    }


def sender(world: World, lives: dict[str, tuple[str, str]], action: str) -> Callable[..., Answer]:
    """Give a way to send a body to one call, as somebody who may make it."""
    number, code = lives[CALLS[action][0]]

    def send(body: Any, **headers: str) -> Answer:
        if action in REPORTERS:
            return world.reporter(number, code, action, body, **headers)
        who = OFFICER.get(action, "admin.bandung")
        return world.officer(who, number, action, body, **headers)

    return send


@pytest.mark.parametrize("action", CALLS)
def test_every_wrong_body_of_every_call_is_refused(
    lives: dict[str, tuple[str, str]], unmoved: World, action: str
) -> None:
    send = sender(unmoved, lives, action)

    for body, error in CALLS[action][1]:
        indonesian, english = send(body), send(body, accept_language="en")
        refused(indonesian, error)
        refused(english, error)
        assert indonesian.json["title"] != english.json["title"], body


@pytest.mark.parametrize("action", CALLS)
def test_every_call_refuses_what_is_no_body_of_its_kind(
    lives: dict[str, tuple[str, str]], unmoved: World, action: str
) -> None:
    send = sender(unmoved, lives, action)

    for body in ("", "[]", "{", "null", '{"a": NaN}', '{"a": 1, "a": 1}'):
        assert send(body).problem() == (400, "malformed"), body
    assert send("x" * 70_000).problem() == (413, "too_large")
    assert send({}, content_type="text/plain").problem() == (415, "unsupported")


def test_every_body_of_the_api_is_tried_here() -> None:
    """A new body must be tried above, or in its function's tests, and then here."""
    for module in pkgutil.iter_modules(lapor.domain.__path__, "lapor.domain."):
        importlib.import_module(module.name)
    assert {body.__name__ for body in Body.__subclasses__()} == {
        "Place", "Reporter", "NewReport", "Verify", "Question", "Return", "Archive", "FollowUp",
        "Spam", "Block", "Claim", "Declined",
        "Forward", "Approve", "Text", "MaybeText", "Confirm", "Rate", "Nothing", "Credentials",
        "Refresh",
        "Mask", "Redact", "Reveal",
        "ConfirmContact", "WhoAsks",
        "Respond", "Placed",
        "NewUnit", "EditedOffice", "ClosedOffice", "NewKey",
        "NewFile", "OneFile", "News",
        "AgencyCalendar", "Closure", "OwnLimits", "Holiday", "Holidays", "LadderRung", "NewLadder",
    }  # fmt: skip


def test_a_stale_version_is_refused_and_named(
    lives: dict[str, tuple[str, str]], unmoved: World
) -> None:
    number, _ = lives["disposed"]

    for seen in ('"2"', "2", 'W/"2"', '"99"'):
        answer = unmoved.officer("pu.bandung", number, "note", {"text": "Baik."}, if_match=seen)
        assert answer.problem() == (409, "changed")
        assert answer.json["version"] == 3


def test_a_fault_of_ours_says_nothing_of_its_cause(
    unmoved: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unmoved.wire.disturb("GetItem Desk", RuntimeError("secret words"))
    try:
        answer = unmoved.track("0000-0000-0000")
    finally:
        unmoved.wire.calm()

    assert answer.problem() == (500, "internal")
    assert (
        answer.json["detail"] == "Coba lagi. Bila tetap gagal, sebutkan kode gangguan: request-1."
    )
    assert "secret words" not in answer.text + capsys.readouterr().out


def test_the_clock_of_the_still_world_stands(still: World) -> None:
    assert still.now.astimezone(datetime.UTC).isoformat() == "2026-11-23T03:00:00+00:00"
