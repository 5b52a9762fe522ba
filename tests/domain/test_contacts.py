"""How contacts are named without being known, and which of them take an SMS."""

import pytest

from lapor.domain.contacts import (
    NOBODY,
    Reach,
    channels,
    contact_hash,
    hashes,
    mailbox,
    marks,
)
from lapor.domain.fields import MOBILE

PEPPER, OTHER = b"p" * 64, b"q" * 64


def test_a_name_needs_the_pepper_and_tells_kinds_and_contacts_apart() -> None:
    names = {
        contact_hash(PEPPER, "email", "warga@contoh.example"),
        contact_hash(PEPPER, "email", "warga2@contoh.example"),
        contact_hash(PEPPER, "phone", "warga@contoh.example"),
        contact_hash(PEPPER, "phone", "+6281200001234"),
        contact_hash(OTHER, "phone", "+6281200001234"),
    }

    assert len(names) == 5
    assert all(len(name) == 32 and set(name) <= set("0123456789abcdef") for name in names)


def test_an_address_has_one_name_however_it_is_spelled() -> None:
    spelled = ("Warga@Contoh.example", "warga@contoh.example", "WARGA@CONTOH.EXAMPLE")

    assert len({contact_hash(PEPPER, "email", address) for address in spelled}) == 1


def test_only_what_was_written_is_named() -> None:
    both = {"email": "warga@contoh.example", "phone": "+6281200001234", "notify": "none"}

    assert hashes(PEPPER, {}) == {}
    assert hashes(PEPPER, {"phone": both["phone"]}).keys() == {"phone_hash"}
    assert hashes(PEPPER, both) == {
        "email_hash": contact_hash(PEPPER, "email", both["email"]),
        "phone_hash": contact_hash(PEPPER, "phone", both["phone"]),
        "box_hash": contact_hash(PEPPER, "email", both["email"]),
    }


def test_a_mailbox_is_counted_whatever_follows_a_plus_but_lists_are_by_address() -> None:
    plain, plus = (hashes(PEPPER, {"email": e}) for e in ("warga@c.example", "warga+2@C.example"))

    assert plain["email_hash"] != plus["email_hash"]
    assert marks(plain) == marks(plus) == {"email": plain["box_hash"]}
    assert marks({"phone_hash": "x", "email_hash": "y"}) == {"sms": "x"}


@pytest.mark.parametrize(
    ("email", "box"),
    [
        ("Warga+1@Contoh.example", "warga@contoh.example"),
        ("wa.rga+1+2@contoh.example", "wa.rga@contoh.example"),
        ("W.ar.ga+1@gmail.com", "warga@gmail.com"),
        ("wa.rga@GoogleMail.com", "warga@gmail.com"),
        ("wa.rga@gmail.com.example", "wa.rga@gmail.com.example"),
    ],
)
def test_the_mailbox_that_an_address_reaches(email: str, box: str) -> None:
    assert mailbox(email) == box


@pytest.mark.parametrize(
    ("contact", "reached"),
    [
        ({}, []),
        ({"email": "warga@contoh.example"}, ["email"]),
        ({"phone": "+6281200001234"}, ["sms"]),
        ({"email": "warga@contoh.example", "phone": "+6281200001234"}, ["email", "sms"]),
        ({"email": "warga@contoh.example", "phone": "+6561234567"}, ["email"]),
        ({"phone": "+62221234567"}, []),
    ],
)
def test_an_sms_goes_to_indonesian_mobiles_only(
    contact: dict[str, str], reached: list[str]
) -> None:
    assert channels(contact) == reached


@pytest.mark.parametrize("number", ["+62812000012", "+6281200001234", "+628950000123"])
def test_mobile_numbers_of_every_carrier_are_mobile(number: str) -> None:
    assert MOBILE.fullmatch(number)


@pytest.mark.parametrize(
    "number",
    [
        "+6280912345678",  # premium rate
        "+6280012345678",  # free of charge
        "+6280412345678",  # shared cost
        "+6280712345678",  # one number for a whole company
        "+6284012345678",  # not given out
        "+62221234567",  # a landline in Bandung
        "+14155550100",
        "+8828000001234",  # a satellite network
        "+6281234567",  # too short
        "+6281234567890123",  # too long
        "81200001234",
    ],
)
def test_foreign_premium_and_impossible_numbers_are_not(number: str) -> None:
    assert not MOBILE.fullmatch(number)


def test_a_message_goes_where_its_channel_goes() -> None:
    both = Reach("sms", "id", "warga@contoh.example", "+6281200001234")

    assert both.address("email") == "warga@contoh.example"
    assert both.address("sms") == "+6281200001234"
    assert both.address("none") is None
    assert Reach("sms", "id", None, "+6280912345678").address("sms") is None
    assert [NOBODY.address(channel) for channel in ("email", "sms", "none")] == [None] * 3
