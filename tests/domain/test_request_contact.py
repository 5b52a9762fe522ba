"""How a reporter can be reached: numbers in one form, SMS only to Indonesian mobiles."""

from typing import Any

import pytest

from lapor import registers
from lapor.domain import validation
from lapor.domain.errors import Invalid
from lapor.domain.new_report import NewReport, Reporter
from tests.domain.lives import MONDAY, asked

CONTEXT = registers.context(MONDAY)


def person(**changes: Any) -> dict[str, Any]:
    return {"name": "Warga Contoh", **changes}


def found(reporter: Any, **changes: Any) -> list[tuple[str, str]]:
    try:
        validation.check(NewReport, asked(reporter=reporter, **changes), CONTEXT)
    except Invalid as invalid:
        return [(e.pointer, e.code) for e in invalid.errors]
    return []


def read(phone: str) -> str | None:
    return Reporter.model_validate(person(phone=phone)).phone


@pytest.mark.parametrize(
    "written",
    [
        "081200001234",
        "0812-0000-1234",
        "0812 0000 1234",
        "(0812) 0000.1234",
        "+6281200001234",
        "+62 812 0000 1234",
        "62812 0000 1234",
        "  0812\u00a00000\u00a01234 ",
        "+62 (0)812 0000 1234",
        "+62 0812 0000 1234",
        "0062 812 0000 1234",
        "812 0000 1234",
    ],
)
def test_an_indonesian_mobile_number_has_one_form_however_it_is_written(written: str) -> None:
    assert read(written) == "+6281200001234"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("(022) 123-4567", "+62221234567"),
        ("0622 12345", "+6262212345"),
        ("+62 622 12345", "+6262212345"),
        ("+65 6123 4567", "+6561234567"),
        ("+1 (202) 555-0100", "+12025550100"),
    ],
)
def test_landlines_and_foreign_numbers_are_kept_too(written: str, stored: str) -> None:
    assert read(written) == stored


@pytest.mark.parametrize(
    "written",
    [
        "abc",
        "0812",
        "1708",
        "+",
        "0812000012345678",
        "0812 0000 1234 ext 5",
        "0812/0000/1234",
        "++6281200001234",
        "0812+00001234",
        "\u0660\u0668\u0661\u0662\u0660\u0660\u0660\u0660\u0661\u0662\u0663\u0664",
        "tel:+6281200001234",
        "0812000012,34",
    ],
)
def test_what_is_no_telephone_number_is_refused(written: str) -> None:
    assert found(person(phone=written)) == [("/reporter/phone", "bad_format")]


@pytest.mark.parametrize(
    "address",
    [
        "warga@contoh.example",
        "Warga.Kedua+lapor@sub.contoh.example",
        "o'connor@contoh.example",
        f"{'a' * 64}@contoh.example",
    ],
)
def test_an_address_is_kept_as_it_is(address: str) -> None:
    assert Reporter.model_validate(person(email=address)).email == address


@pytest.mark.parametrize(
    "address",
    [
        "warga",
        "@contoh.example",
        "warga@",
        "warga@contoh",
        "warga@contoh..example",
        "warga@contoh.example,x@contoh.example",
        "warga@contoh.example\r\nBcc: x@contoh.example",
        "warga x@contoh.example",
        "Warga <warga@contoh.example>",
        "warga@[127.0.0.1]",
        "warga@contoh.e",
        f"{'a' * 65}@contoh.example",
        f"a@{'b.' * 130}example",
        "wargaé@contoh.example",
        '"a b"@contoh.example',
    ],
)
def test_what_is_no_single_plain_address_is_refused(address: str) -> None:
    assert found(person(email=address)) == [("/reporter/email", "bad_format")]


@pytest.mark.parametrize("phone", ["081200001234", "+62 812 0000 1234", "0812-0000-123"])
def test_sms_go_to_indonesian_mobiles(phone: str) -> None:
    assert found(person(phone=phone, notify="sms")) == []


@pytest.mark.parametrize(
    "phone",
    [
        None,
        "+65 8123 4567",
        "+1 202 555 0100",
        "(022) 123-4567",
        "+62 22 123 4567",
        "+881 6123 4567",
    ],
)
def test_sms_go_nowhere_else(phone: str | None) -> None:
    wrong = [("/reporter/notify", "needed_for_sms")]
    assert found(person(phone=phone, notify="sms")) == wrong


def test_news_by_mail_need_an_address_and_news_by_sms_a_number() -> None:
    assert found(person(notify="email")) == [("/reporter/notify", "needed_for_email")]
    assert found(person(notify="sms")) == [("/reporter/notify", "needed_for_sms")]
    assert found(person(notify="none")) == []


@pytest.mark.parametrize(
    ("reporter", "pointer"),
    [
        (person(phone="abc", notify="sms"), "/reporter/phone"),
        (person(email="abc", notify="email"), "/reporter/email"),
    ],
)
def test_a_wrong_number_or_address_is_one_mistake_and_named_once(
    reporter: dict[str, Any], pointer: str
) -> None:
    assert found(reporter) == [(pointer, "bad_format")]


@pytest.mark.parametrize(
    ("reporter", "anonymous", "wrong"),
    [
        (None, True, []),
        ({}, True, []),
        (person(), True, []),
        (person(), False, []),
        (None, False, [("/reporter", "needed_unless_anonymous")]),
        ({}, False, [("/reporter/name", "missing")]),
        ({"phone": "081200001234"}, False, [("/reporter/name", "missing")]),
        ({"name": None}, False, [("/reporter/name", "missing")]),
        ({"name": ""}, False, [("/reporter/name", "missing")]),
        ({"name": "  "}, True, [("/reporter/name", "missing")]),
    ],
)
def test_who_is_not_anonymous_says_a_name(
    reporter: dict[str, Any] | None, anonymous: bool, wrong: list[tuple[str, str]]
) -> None:
    assert found(reporter, anonymous=anonymous) == wrong


def test_a_missing_name_is_named_together_with_a_wrong_number() -> None:
    assert found({"phone": "abc"}, anonymous=False) == [
        ("/reporter/name", "missing"),
        ("/reporter/phone", "bad_format"),
    ]


def test_nothing_is_sent_and_everything_is_indonesian_unless_it_is_asked_for() -> None:
    plain = Reporter.model_validate(person())
    assert (plain.notify, plain.language) == ("none", "id")
