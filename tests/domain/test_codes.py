"""One-time codes: how they are typed and kept, and what the message says."""

from typing import Any

import pytest

from lapor.data import load
from lapor.domain import validation
from lapor.domain.codes import ConfirmContact, Occasion, WhoAnswers, WhoAsks, lock, write
from lapor.domain.errors import Invalid

GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The letters of which an SMS takes 160; any other halves that."""

SITE = "https://lapor.example"
both_languages = pytest.mark.parametrize("language", ["id", "en"])
both_aims = pytest.mark.parametrize("number", ["7KQ2-M4XA-9RTC", ""])


def found(model: Any, **values: Any) -> list[tuple[str, str]]:
    try:
        validation.check(model, values, {})
    except Invalid as invalid:
        return [(e.pointer, e.code) for e in invalid.errors]
    return []


@pytest.mark.parametrize("typed", ["012345", " 012 345 ", "012-345", "0 1 2 3 4 5", "012\u00a0345"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert ConfirmContact.model_validate({"channel": "sms", "code": typed}).code == "012345"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12345", "bad_format"),
        ("1234567", "bad_format"),
        ("12345a", "bad_format"),
        ("١٢٣٤٥٦", "bad_format"),
        ("²²²²²²", "bad_format"),
        ("", "missing"),
        (" - ", "missing"),
        (123456, "wrong_type"),
        (["123456"], "wrong_type"),
    ],
)
def test_what_is_no_code_is_refused(typed: Any, code: str) -> None:
    assert found(ConfirmContact, channel="email", code=typed) == [("/code", code)]


def test_without_a_code_one_is_asked_for() -> None:
    assert ConfirmContact.model_validate({"channel": "email"}).code is None


@pytest.mark.parametrize(
    ("values", "errors"),
    [
        ({"email": "warga@contoh.example"}, []),
        ({"phone": "0812 0000 1234"}, []),
        ({}, [("/phone", "one_contact")]),
        ({"email": None, "phone": None}, [("/phone", "one_contact")]),
        ({"email": "a@contoh.example", "phone": "0812 0000 1234"}, [("/phone", "one_contact")]),
        ({"email": "a", "phone": "0812 0000 1234"}, [("/email", "bad_format")]),
        ({"email": "a"}, [("/email", "bad_format")]),
        ({"phone": "022 123 4567"}, [("/phone", "not_mobile")]),
    ],
)
def test_one_contact_is_named_and_an_sms_reaches_it(values: Any, errors: Any) -> None:
    assert found(WhoAsks, **values) == errors
    assert found(WhoAnswers, **values, code="123456") == errors


def test_what_is_kept_of_a_code_fits_one_place_only() -> None:
    pepper, other = b"p" * 64, b"q" * 64
    kept = {
        lock(pepper, "code#A#email", "123456"),
        lock(pepper, "code#A#email", "123457"),
        lock(pepper, "code#A#sms", "123456"),
        lock(pepper, "code#B#email", "123456"),
        lock(other, "code#A#email", "123456"),
    }

    assert len(kept) == 5
    assert "123456" not in "".join(kept)


@both_languages
@both_aims
def test_an_sms_with_a_code_is_one_message(language: str, number: str) -> None:
    words = load(f"wording/notices.{language}")

    sms = write(Occasion(number, language), "987654", SITE, words).sms

    assert sms is not None
    assert len(sms) <= 160
    assert set(sms) <= GSM7
    assert "987654" in sms
    assert number in sms
    assert sms.startswith("LAPOR!")


@both_languages
@both_aims
def test_a_mail_with_a_code_says_what_for_how_long_and_to_tell_nobody(
    language: str, number: str
) -> None:
    words = load(f"wording/notices.{language}")

    mail = write(Occasion(number, language), "987654", SITE, words)

    page = f"lacak/?n={number}" if number else "laporan-saya/"
    for said in ("987654", number, "10 ", words["code"]["warning"], f"{SITE}/{language}/{page}"):
        assert said in mail.text
        assert said in mail.html
    assert "987654" not in mail.subject, "a locked screen shows subjects"
    assert "{" not in mail.text + mail.subject + (mail.sms or "")
