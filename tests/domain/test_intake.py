"""Opening a report: one event without a person, an identity apart, a receipt that repeats."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest

from lapor.domain import contacts, ids
from lapor.domain.event import START, broken_link, canonical, digest_of
from lapor.domain.intake import Opening, opened, receipt
from tests.domain.lives import KEY, MONDAY, PEPPER, RULES, asked, new_report

WARGA = asked()["reporter"]


def opening(*, key: str = KEY, salt: str = "aa" * 16, attempt: int = 0, **filed: Any) -> Opening:
    return opened(
        new_report(**filed),
        key=key,
        attempt=attempt,
        now=MONDAY,
        pepper=PEPPER,
        salt=salt,
        zone="Asia/Jakarta",
        channel="web",
    )


def test_a_submission_becomes_the_first_event_of_a_report() -> None:
    event = opening().event
    number = ids.number_for(PEPPER, KEY)
    text = {
        "title": "Jalan berlubang di depan pasar",
        "body": "Sudah tiga minggu jalan di depan pasar berlubang dan belum diperbaiki.",
        "address": "Jl. Contoh No. 1",
    }
    assert (event.report, event.seq, event.kind, event.at, event.prev) == (
        number,
        1,
        "submitted",
        MONDAY,
        START,
    )
    assert (event.role, event.officer) == ("reporter", "")
    assert (event.text, event.digest) == (text, digest_of(text, "aa" * 16))
    assert event.data == {
        "class": "complaint",
        "category": "jalan-rusak",
        "occurred_on": "2020-01-02",
        "place": {"province": "32", "regency": "32.73"},
        "agency": None,
        "anonymous": False,
        "confidential": False,
        "zone": "Asia/Jakarta",
        "channel": "web",
        "key": ids.mac(PEPPER, "key", KEY).hex(),
        "lock": ids.code_lock(PEPPER, number, ids.code_for(PEPPER, KEY)),
        "fingerprint": event.data["fingerprint"],
    }
    assert broken_link([event]) is None


@pytest.mark.parametrize("anonymous", [True, False])
def test_nothing_of_the_person_and_nothing_that_opens_the_report_is_in_the_event(
    anonymous: bool,
) -> None:
    event = opening(anonymous=anonymous).event
    stored = canonical([event.data, event.text, event.report, event.officer]).lower()
    code = ids.code_for(PEPPER, KEY)
    for secret in ("Warga Contoh", "81200001234", "warga@", KEY, code, ids.shown(code)):
        assert secret.lower() not in stored


def test_identity_and_contact_are_kept_apart() -> None:
    filed = opening()
    assert filed.identity == {"name": "Warga Contoh"}
    assert filed.contact == {
        "phone": "+6281200001234",
        "email": "warga@contoh.example",
        "notify": "email",
        "language": "id",
    }


@pytest.mark.parametrize(
    ("reporter", "identity", "contact"),
    [
        (None, {}, {}),
        ({"notify": "none"}, {}, {}),
        ({"name": "Warga Contoh"}, {"name": "Warga Contoh"}, {}),
        (
            {"email": "warga@contoh.example", "notify": "email", "language": "en"},
            {},
            {"email": "warga@contoh.example", "notify": "email", "language": "en"},
        ),
        (
            {"phone": "0812-0000-1234"},
            {},
            {"phone": "+6281200001234", "notify": "none", "language": "id"},
        ),
    ],
)
def test_who_stays_anonymous_gives_what_they_like(
    reporter: dict[str, str] | None, identity: dict[str, str], contact: dict[str, str]
) -> None:
    filed = opening(anonymous=True, reporter=reporter)
    assert (filed.identity, filed.contact) == (identity, contact)


def marks_of(**person: str | None) -> dict[str, str]:
    named = {"name": "Warga Contoh", "phone": None, "email": None, "notify": "none"}
    return contacts.marks(contacts.hashes(PEPPER, opening(reporter={**named, **person}).contact))


def test_a_contact_is_marked_by_keyed_hashes_of_its_number_and_its_box() -> None:
    both = marks_of(phone="0812 0000 1234", email="warga@contoh.example")

    assert set(both) == {"sms", "email"}
    assert all(re.fullmatch(r"[0-9a-f]{32}", mark) for mark in both.values())
    assert both["sms"] != both["email"]
    assert marks_of(phone="+62-812-0000-1234") == {"sms": both["sms"]}
    for spelled in ("WARGA@contoh.example", "warga+lapor@Contoh.Example"):
        assert marks_of(email=spelled) == {"email": both["email"]}
    for other in ("warga@contoh2.example", "warga.lain@contoh.example"):
        assert marks_of(email=other)["email"] != both["email"]
    assert marks_of() == {}


def test_a_repetition_meets_its_own_report() -> None:
    first, again = opening().event, opening(salt="bb" * 16).event
    for name in ("key", "fingerprint", "lock"):
        assert first.data[name] == again.data[name]
    assert first.report == again.report
    assert first.hash != again.hash, "only the stored one is the report"


OTHERS: dict[str, dict[str, Any]] = {
    "title": {"title": "Jalan berlubang di depan toko"},
    "body": {"body": "Sudah tiga minggu jalan di depan toko berlubang dan gelap."},
    "class": {"class": "aspiration"},
    "day": {"occurred_on": "2020-01-03"},
    "address": {"place": {"province": "32", "regency": "32.73", "address": ""}},
    "agency": {"agency": "32.73"},
    "confidential": {"confidential": True},
    "anonymous": {"anonymous": True},
    "person": {"reporter": {**WARGA, "name": "Warga Lain"}},
    "phone": {"reporter": {**WARGA, "phone": "0812 0000 1235"}},
    "nobody": {"anonymous": True, "reporter": None},
}


@pytest.mark.parametrize("name", OTHERS)
def test_another_body_under_the_same_key_has_another_fingerprint(name: str) -> None:
    first, other = opening().event, opening(**OTHERS[name]).event
    assert first.data["key"] == other.data["key"]
    assert first.data["fingerprint"] != other.data["fingerprint"]


def test_the_same_body_under_another_key_has_another_fingerprint_and_number() -> None:
    other = opening(key="0b54a9b7-6a2c-4d8b-8f0e-5a1f6c3d7e92").event
    assert other.data["fingerprint"] != opening().event.data["fingerprint"]
    assert other.report != opening().event.report


def test_a_second_attempt_has_another_number_and_the_same_code() -> None:
    first, second = opening().event, opening(attempt=1).event
    assert first.report != second.report
    receipts = [receipt(e, key=KEY, pepper=PEPPER, rules=RULES) for e in (first, second)]
    assert receipts[0]["access_code"] == receipts[1]["access_code"]
    for event, given in zip((first, second), receipts, strict=True):
        assert ids.opens(PEPPER, event.report, given["access_code"], event.data["lock"])


def test_the_receipt_says_number_code_times_and_the_first_link_of_the_chain() -> None:
    event = opening().event
    given = receipt(event, key=KEY, pepper=PEPPER, rules=RULES)
    assert given == {
        "number": ids.shown(event.report),
        "access_code": ids.shown(ids.code_for(PEPPER, KEY)),
        "received_at": "2026-11-23T03:00:00.000Z",
        "due_at": "2026-11-26T16:59:59.000Z",
        "chain": event.hash,
    }
    assert json.loads(json.dumps(given)) == given


def test_a_receipt_that_is_asked_for_again_is_the_first_one() -> None:
    stored = opening().event
    first = receipt(stored, key=KEY, pepper=PEPPER, rules=RULES)
    opened_again = opened(
        new_report(),
        key=KEY,
        attempt=0,
        now=MONDAY + timedelta(days=40),
        pepper=PEPPER,
        salt="cc" * 16,
        zone="Asia/Jakarta",
        channel="form",
    )
    assert opened_again.event.data["fingerprint"] == stored.data["fingerprint"]
    assert receipt(stored, key=KEY, pepper=PEPPER, rules=RULES) == first
