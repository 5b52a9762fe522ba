"""POST /api/reports: a receipt for the citizen, one event, a sealed identity, two messages."""

import boto3
import pytest
from moto.backends import get_backend

from lapor.aws.ledger import from_row
from lapor.aws.pepper import pepper
from lapor.domain.contacts import contact_hash
from lapor.domain.event import broken_link
from tests.functions import tables
from tests.functions.world import World, sample, somebody, without

KEY = "7f3c1c52-8f0e-4b8e-9a44-0d6a1e5b2c90"


def test_a_report_is_one_event_and_its_reporter_is_sealed_apart(world: World) -> None:
    answer = world.submit(sample(agency="32.73", category="jalan-rusak"), KEY)

    assert answer.status == 201
    receipt = answer.json
    (event,) = world.ledger(receipt["number"])
    assert receipt == {
        "number": receipt["number"],
        "access_code": receipt["access_code"],
        "received_at": "2026-11-23T03:00:00.000Z",
        "due_at": "2026-11-26T16:59:59.000Z",
        "chain": event["hash"],
    }
    assert without(event, "salt", "nonce", "digest", "hash", "data") == {
        "report": receipt["number"].replace("-", ""),
        "seq": 1,
        "kind": "submitted",
        "at": "2026-11-23T03:00:00.000Z",
        "by": {"role": "reporter", "id": ""},
        "text": {
            "title": "Jalan berlubang di depan pasar",
            "body": sample()["body"],
            "address": "Jl. Contoh No. 1, RT 03",
        },
        "prev": "0" * 64,
        "v": 2,
    }
    assert without(event["data"], "key", "lock", "fingerprint") == {
        "class": "complaint",
        "category": "jalan-rusak",
        "occurred_on": "2026-11-20",
        "place": {"province": "32", "regency": "32.73"},
        "agency": "32.73",
        "anonymous": False,
        "confidential": False,
        "zone": "Asia/Jakarta",
        "channel": "web",
    }
    assert broken_link([from_row(event)]) is None
    (person,) = world.rows("PEOPLE")
    assert person.keys() == {
        *("report", "key", "fingerprint", "expires", "identity", "contact"),
        *("email_hash", "phone_hash", "box_hash", "channels"),
    }
    assert person["email_hash"] == contact_hash(pepper(), "email", "warga@contoh.example")
    assert person["phone_hash"] == contact_hash(pepper(), "phone", "+6281200001234")
    assert person["channels"] == ["email", "sms"]
    assert person["report"] == event["report"]
    assert KEY not in str(event) + str(person)
    assert receipt["access_code"].replace("-", "") not in str(event) + str(person)


def test_what_follows_a_report_is_a_desk_row_a_route_and_one_mail_each(world: World) -> None:
    number, _ = world.filed(agency="32.73")

    short = number.replace("-", "")
    assert world.kinds(number) == ["submitted", "routed"]
    assert world.sent("ROUTE") == [{"v": 1, "report": short, "seq": 1, "kind": "submitted"}]
    assert world.sent("NOTIFY") == [
        {"v": 1, "report": short, "seq": 1, "kind": "submitted"},
        {"v": 1, "report": short, "seq": 2, "kind": "routed"},
    ]
    assert world.row(number)["inbox"] == "32.73#submitted"
    assert world.mails() == [
        ("warga@contoh.example", f"Laporan {number} kami terima"),
        ("32.73@instansi.example", f"Laporan baru {number} perlu diverifikasi"),
    ]
    assert world.sends(number) == {"1 email#reporter": "sent", "2 email#32.73": "sent"}


def test_a_person_row_lasts_once_its_report_has_arrived(world: World) -> None:
    world.submit(sample())
    (before,) = world.rows("PEOPLE")
    assert before["expires"] == int(world.now.timestamp()) + 30 * 24 * 3600

    world.settle()

    (after,) = world.rows("PEOPLE")
    assert "expires" not in after


def test_a_person_row_opens_only_for_its_own_report_and_part(world: World) -> None:
    world.submit(sample())
    (person,) = world.rows("PEOPLE")
    kms = boto3.client("kms")
    sealed = bytes(person["contact"]["key"])
    report = person["report"]

    opened = kms.decrypt(
        CiphertextBlob=sealed, EncryptionContext={"report": report, "part": "contact"}
    )

    assert len(opened["Plaintext"]) == 32
    for wrong in ({"report": report, "part": "identity"}, {"report": "X", "part": "contact"}, {}):
        with pytest.raises(kms.exceptions.InvalidCiphertextException):
            kms.decrypt(CiphertextBlob=sealed, EncryptionContext=wrong)


def test_an_anonymous_report_without_contact_leaves_no_person(world: World) -> None:
    answer = world.submit(sample(anonymous=True, reporter=None))
    world.settle()

    assert answer.status == 201
    assert world.rows("PEOPLE") == []
    assert world.mails() == [
        ("national@instansi.example", f"Laporan baru {answer.json['number']} perlu diverifikasi")
    ]


def test_an_anonymous_reporter_may_leave_a_contact_without_a_name(world: World) -> None:
    number, code = world.filed(anonymous=True, reporter=somebody(name=None))

    (person,) = world.rows("PEOPLE")
    assert "identity" not in person
    assert world.mails()[0] == ("warga@contoh.example", f"Laporan {number} kami terima")
    assert world.track(number, code).json["anonymous"] is True


@pytest.mark.parametrize(
    ("place", "agency", "due"),
    [
        ({"province": "32", "regency": "32.73"}, None, "2026-11-26T16:59:59.000Z"),
        ({"province": "73", "regency": "73.71"}, None, "2026-11-26T15:59:59.000Z"),
        ({"province": "91", "regency": "91.71"}, None, "2026-11-26T14:59:59.000Z"),
        ({"province": "91", "regency": "91.71"}, "kemenkes", "2026-11-26T16:59:59.000Z"),
    ],
)
def test_verification_is_due_at_the_end_of_the_third_working_day_where_the_office_is(
    world: World, place: dict[str, str], agency: str | None, due: str
) -> None:
    answer = world.submit(sample(place=place, agency=agency))

    assert answer.json["due_at"] == due


def test_the_longest_texts_are_stored_whole(world: World) -> None:
    title, body = "🛣" * 120, "é\n🚧<b>" + "x" * 3994
    answer = world.submit(sample(title=title, body=body))

    assert answer.status == 201, answer.text
    (event,) = world.ledger(answer.json["number"])
    assert event["text"]["title"] == title
    assert event["text"]["body"] == body


def test_text_is_cleaned_of_what_nobody_typed(world: World) -> None:
    answer = world.submit(
        sample(
            title="  Jalan \u202e rusak\r\n parah\u0000 ", body="Baris satu panjang.\r\nDua.\u2066"
        )
    )

    (event,) = world.ledger(answer.json["number"])
    assert event["text"]["title"] == "Jalan rusak parah"
    assert event["text"]["body"] == "Baris satu panjang.\nDua."


def test_phone_numbers_are_written_in_one_way(world: World) -> None:
    world.filed(reporter=somebody(phone="(0812) 0000-1234", notify="sms"))

    assert [phone for phone, _ in world.texts()] == ["+6281200001234"]


def test_a_body_in_base64_is_read(world: World) -> None:
    headers = {"idempotency-key": KEY, "proof": world.proof(KEY)}
    answer = world.call("submit", "POST", "/api/reports", sample(), headers=headers, encoded=True)

    assert answer.status == 201
    assert len(world.rows("LEDGER")) == 1


def test_no_cache_keeps_a_receipt(world: World) -> None:
    answer = world.submit(sample())

    assert answer.headers == {"content-type": "application/json", "cache-control": "no-store"}


def test_nothing_is_sent_before_the_report_is_stored(world: World) -> None:
    world.submit(sample())

    assert world.wire.names() == [
        "GenerateDataKey",
        "GenerateDataKey",
        "PutItem People",
        "PutItem Ledger",
    ]
    assert get_backend("ses")[tables.ACCOUNT][tables.REGION].sent_messages == []
