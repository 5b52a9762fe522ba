"""What officers and reporters send after the first report: the same rules for every body."""

from typing import Any

import pytest

from lapor import registers
from lapor.domain import validation
from lapor.domain.errors import Invalid
from lapor.domain.fields import Body
from lapor.domain.protecting import Mask, Redact, Reveal
from lapor.domain.requests import (
    Archive,
    Block,
    Confirm,
    Credentials,
    FollowUp,
    Forward,
    MaybeText,
    Nothing,
    Question,
    Rate,
    Refresh,
    Return,
    Spam,
    Text,
    Verify,
)
from tests.domain.lives import MONDAY

CONTEXT = registers.context(MONDAY)

GOOD: dict[type[Body], dict[str, Any]] = {
    Verify: {
        "agency": "32.73",
        "unit": "32.73:dinas-pu",
        "class": "aspiration",
        "category": "jalan-rusak",
        "title": "Jalan rusak",
        "supervised": True,
    },
    Question: {"question": "Di mana?"},
    Return: {"reason": "bukan-wewenang", "text": "Bukan kami."},
    Archive: {"reason": "terlalu-umum", "text": "Terlalu umum."},
    Spam: {"reason": "rekaan", "text": "Tidak pernah terjadi."},
    Block: {"reason": "ancaman", "text": "Mengancam petugas."},
    FollowUp: {"text": "Kami kerjakan.", "done": False},
    Forward: {"unit": "32.73:dinas-lh"},
    Text: {"text": "Di depan pasar."},
    MaybeText: {"text": "Sudah beres."},
    Confirm: {"rating": 5, "solved": True, "text": "Terima kasih."},
    Rate: {"rating": 1, "solved": False, "text": "Belum."},
    Credentials: {"username": "admin.bandung", "password": "x"},
    Refresh: {"refresh_token": "x"},
    Nothing: {},
    Mask: {"of": 1, "part": "body", "spans": [[0, 5]]},
    Redact: {"of": 1, "reason": "data-pribadi"},
    Reveal: {"reason": "bantuan-darurat", "text": "Kami harus bertemu pelapor."},
}
REQUIRED: dict[type[Body], set[str]] = {
    Verify: {"agency"},
    Question: {"question"},
    Return: {"reason"},
    Archive: {"reason", "text"},
    Spam: {"reason", "text"},
    Block: {"reason", "text"},
    FollowUp: {"text", "done"},
    Forward: {"unit"},
    Text: {"text"},
    MaybeText: set(),
    Mask: {"of", "part", "spans"},
    Redact: {"of", "reason"},
    Reveal: {"reason", "text"},
    Confirm: set(),
    Rate: {"rating", "solved"},
    Credentials: {"username", "password"},
    Refresh: {"refresh_token"},
    Nothing: set(),
}
MEMBERS = [(model, name) for model, body in GOOD.items() for name in body]
SAID = [m for m in MEMBERS if m[1] in ("text", "question") and m[0] is not Reveal]


def errors(model: type[Body], body: dict[str, Any]) -> list[tuple[str, str]]:
    try:
        validation.check(model, body, CONTEXT)
    except Invalid as invalid:
        return [(e.pointer, e.code) for e in invalid.errors]
    return []


def named(value: object) -> str:
    return value.__name__ if isinstance(value, type) else str(value)


@pytest.mark.parametrize("model", GOOD, ids=named)
def test_the_whole_body_is_good_and_so_is_the_shortest(model: type[Body]) -> None:
    assert errors(model, GOOD[model]) == []
    assert errors(model, {k: v for k, v in GOOD[model].items() if k in REQUIRED[model]}) == []


@pytest.mark.parametrize(("model", "name"), MEMBERS, ids=named)
def test_a_member_that_is_needed_is_missed_when_it_is_not_there(
    model: type[Body], name: str
) -> None:
    body = {k: v for k, v in GOOD[model].items() if k != name}
    wrong = [(f"/{name}", "missing")] if name in REQUIRED[model] else []
    assert errors(model, body) == wrong
    assert errors(model, {**body, name: None}) == wrong


@pytest.mark.parametrize(("model", "name"), MEMBERS, ids=named)
@pytest.mark.parametrize("value", [[], {}, 1.5], ids=repr)
def test_a_member_of_the_wrong_type_is_refused(model: type[Body], name: str, value: Any) -> None:
    if name == "spans" and value == []:
        value = "0-5"  # a list is the right type; that it must not be empty is tried elsewhere
    assert errors(model, {**GOOD[model], name: value}) == [(f"/{name}", "wrong_type")]


@pytest.mark.parametrize("model", GOOD, ids=named)
@pytest.mark.parametrize("name", ["state", "due_at", "agency_name", "seq"])
def test_a_member_that_is_not_the_callers_to_set_is_refused(model: type[Body], name: str) -> None:
    assert errors(model, {**GOOD[model], name: "x"}) == [(f"/{name}", "unknown_field")]


@pytest.mark.parametrize(("model", "name"), SAID)
def test_what_is_said_has_2_to_4000_characters(model: type[Body], name: str) -> None:
    body = GOOD[model]
    assert errors(model, {**body, name: "ya"}) == []
    assert errors(model, {**body, name: "😀" * 4000}) == []
    assert errors(model, {**body, name: "y"}) == [(f"/{name}", "too_short")]
    assert errors(model, {**body, name: " y "}) == [(f"/{name}", "too_short")]
    assert errors(model, {**body, name: "😀" * 4001}) == [(f"/{name}", "too_long")]
    assert errors(model, {**body, name: ""}) == [(f"/{name}", "missing")]


def test_why_an_identity_must_be_opened_takes_a_sentence() -> None:
    body = GOOD[Reveal]
    assert errors(Reveal, {**body, "text": "x" * 20}) == []
    assert errors(Reveal, {**body, "text": "x" * 19}) == [("/text", "too_short")]
    assert errors(Reveal, {**body, "text": "x" * 1000}) == []
    assert errors(Reveal, {**body, "text": "x" * 1001}) == [("/text", "too_long")]


@pytest.mark.parametrize(
    ("model", "name", "high"),
    [
        (Credentials, "username", 128),
        (Credentials, "password", 256),
        (Refresh, "refresh_token", 4096),
        (Verify, "agency", 80),
        (Verify, "unit", 80),
        (Forward, "unit", 80),
    ],
    ids=named,
)
def test_names_and_secrets_have_an_end(model: type[Body], name: str, high: int) -> None:
    assert errors(model, {**GOOD[model], name: "x" * high}) == []
    assert errors(model, {**GOOD[model], name: "x" * (high + 1)}) == [(f"/{name}", "too_long")]


@pytest.mark.parametrize("model", [Return, Archive, Spam, Block], ids=named)
@pytest.mark.parametrize("reason", ["x", "lokasi-belum-jelas", "Bukan-wewenang", "../x"])
def test_a_reason_is_one_of_the_list_of_its_move(model: type[Body], reason: str) -> None:
    assert errors(model, {**GOOD[model], "reason": reason}) == [("/reason", "unknown_code")]


def test_the_reasons_of_one_move_are_not_those_of_the_other() -> None:
    swapped = {**GOOD[Return], "reason": "terlalu-umum"}
    assert errors(Return, swapped) == [("/reason", "unknown_code")]


def test_a_verification_checks_class_and_category_and_leaves_offices_to_the_directory() -> None:
    assert errors(Verify, {"agency": "somewhere", "unit": "x:y"}) == []
    wrong = {"agency": "32.73", "class": "x", "category": "x", "title": "x"}
    assert errors(Verify, wrong) == [
        ("/category", "unknown_code"),
        ("/class", "unknown_code"),
        ("/title", "too_short"),
    ]


@pytest.mark.parametrize("value", ["true", 1, 0], ids=repr)
def test_done_and_solved_are_booleans(value: Any) -> None:
    assert errors(FollowUp, {**GOOD[FollowUp], "done": value}) == [("/done", "wrong_type")]
    assert errors(Rate, {**GOOD[Rate], "solved": value}) == [("/solved", "wrong_type")]


def test_a_password_is_taken_as_it_is_typed() -> None:
    typed = " p\u0301 \n"
    read = validation.check(Credentials, {"username": "u", "password": typed}, CONTEXT)
    assert read.password == typed


def test_a_request_cannot_be_changed_after_it_was_read() -> None:
    read = validation.check(Text, GOOD[Text], CONTEXT)
    with pytest.raises(ValueError, match="frozen"):
        read.text = "x"
