"""POST …/mask, …/unmask, …/redact: what officers do to words, and what the public then reads."""

from datetime import timedelta

import pytest

from lapor.aws import ledger
from lapor.domain.event import broken_link
from tests.functions.world import World

BODY = "Hubungi Pak Contoh di 0812 0000 1234, surat keputusan 123456789 belum keluar."


def body_of(world: World, number: str) -> str:
    return str(world.published(number).json["events"][0]["text"])


@pytest.mark.parametrize("who", ["pu.bandung", "admin.bandung", "nasional"])
def test_an_officer_hides_words_and_the_office_still_reads_them(world: World, who: str) -> None:
    number, _ = world.disposed(body=BODY)
    start = BODY.index("Pak Contoh")

    span = [[start, start + len("Pak Contoh")]]
    seen = world.did(who, number, "mask", {"of": 1, "part": "body", "spans": span})
    world.settle()

    assert body_of(world, number).startswith("Hubungi [disembunyikan] di [nomor disembunyikan],")
    assert seen["events"][0]["text"] == BODY
    assert [BODY[a:b] for a, b, _ in seen["events"][0]["hidden"]["body"]] == [
        "Pak Contoh",
        "0812 0000 1234",
        "123456789",
    ]
    assert "masked" not in str(world.published(number).json)


def test_an_admin_shows_a_harmless_number_again_and_a_unit_may_not(world: World) -> None:
    number, _ = world.disposed(body=BODY)
    start = BODY.index("123456789")
    said = {"of": 1, "part": "body", "spans": [[start, start + 9]]}

    assert world.officer("pu.bandung", number, "unmask", said).problem() == (409, "not_allowed")
    world.did("admin.bandung", number, "unmask", said)

    assert "keputusan 123456789 belum" in body_of(world, number)
    assert "0812" not in body_of(world, number)


def test_a_masked_title_is_masked_in_the_public_list_too(world: World) -> None:
    number, _ = world.disposed(title="Pak Contoh meminta uang")
    assert "Pak Contoh" in world.public().text

    world.did("pu.bandung", number, "mask", {"of": 1, "part": "title", "spans": [[0, 10]]})
    world.settle()

    assert "Pak Contoh" not in world.public().text + world.published(number).text
    assert "[disembunyikan] meminta uang" in world.public().text
    assert "Pak Contoh meminta uang" in world.desk("pu.bandung", tab="handle").text


def test_redacted_words_are_gone_for_everybody_and_from_every_table(world: World) -> None:
    number, code = world.disposed(title="Fitnah tentang seseorang", body=BODY)
    assert "Fitnah" in str(world.everything())

    gone = world.did("admin.bandung", number, "redact", {"of": 1, "reason": "melanggar-hukum"})
    at_once = [gone, world.track(number, code).json, world.published(number).json]
    world.settle()

    assert "Fitnah" not in str(at_once)
    assert [e["events"][0]["redacted"] for e in at_once] == [True] * 3
    assert "Fitnah" not in str(world.everything())
    assert "Pak Contoh" not in str(world.everything())
    assert broken_link(ledger.events(number.replace("-", ""))) is None
    to, subject = world.mails()[-1]
    assert (to, subject) == ("warga@contoh.example", f"Sebagian isi laporan {number} dihapus")
    assert "Fitnah" not in world.public().text


def test_a_redaction_delivered_twice_or_after_a_crash_ends_the_same(world: World) -> None:
    number, _ = world.disposed(body=BODY)
    world.did("admin.bandung", number, "redact", {"of": 1, "reason": "melanggar-hukum"})
    world.wire.disturb("UpdateItem Ledger", "ThrottlingException", times=1)
    world.settle()
    world.wire.calm()
    task = {"v": 1, "report": number.replace("-", ""), "seq": 4, "kind": "redacted"}

    assert world.consume("redact", task) == []
    assert world.consume("redact", task, task) == []

    assert "Pak Contoh" not in str(world.everything())
    assert broken_link(ledger.events(number.replace("-", ""))) is None


@pytest.mark.parametrize(
    ("who", "action", "status"),
    [
        ("pu.bandung", "redact", 409),
        ("pimpinan.bandung", "redact", 409),
        ("pimpinan.bandung", "mask", 409),
        ("pemantau.jabar", "mask", 409),
        ("lh.bandung", "mask", 404),
        ("admin.surabaya", "redact", 404),
        ("pengembang.bandung", "mask", 404),
    ],
)
def test_words_are_touched_by_those_of_the_table_only(
    world: World, who: str, action: str, status: int
) -> None:
    number, _ = world.disposed(body=BODY)
    before = world.everything()
    mark = {"of": 1, "part": "body", "spans": [[0, 5]]}
    body = mark if action == "mask" else {"of": 1, "reason": "melanggar-hukum"}

    assert world.officer(who, number, action, body).status == status
    assert world.everything() == before


def test_only_the_reporter_lifts_a_protection(world: World) -> None:
    number, code = world.disposed(confidential=True, anonymous=True)
    for who in ("pu.bandung", "admin.bandung", "nasional"):
        for action in ("unconceal", "unanonymise"):
            assert action not in world.case(who, number).json["may"]
    assert world.reporter(number, "0" * 16, "unconceal", {}).status == 404

    world.said(number, code, "unconceal", {})
    world.said(number, code, "unanonymise", {})
    world.settle()

    assert number in world.public().text
    seen = world.published(number).json
    assert (seen["anonymous"], seen["confidential"]) == (False, False)


def test_what_offices_wrote_in_confidence_is_not_public_before_an_admin_has_shown_it(
    world: World,
) -> None:
    """Given a follow-up that names somebody, when the reporter ends the confidence, it stays in."""
    number, code = world.disposed(confidential=True)
    said = "Ibu Sentinel sudah kami temui di rumahnya."
    world.did("pu.bandung", number, "follow-up", {"text": said, "done": False})

    world.now += timedelta(days=3)
    world.said(number, code, "unconceal", {})
    world.settle()

    seen = world.published(number)
    assert "Sentinel" not in seen.text + world.public().text
    assert [(e["kind"], e["seq"]) for e in seen.json["events"]] == [
        ("submitted", 1), ("routed", 2), ("verified", 3), ("followed_up", 4),
    ]  # fmt: skip
    assert seen.json["updated_at"] == seen.json["events"][-1]["at"], "no trace of the moment"
    assert world.track(number, code).json["events"][3]["text"] == said
    (event,) = [e for e in world.case("admin.bandung", number).json["events"] if e["text"] == said]
    mark = {"of": event["seq"], "part": "text", "spans": [[13, len(said)]]}

    world.did("admin.bandung", number, "unmask", mark)

    shown = world.published(number).json["events"][3]["text"]
    assert shown == "[disembunyikan]sudah kami temui di rumahnya."


def test_a_title_that_an_office_only_confirmed_goes_with_the_report(world: World) -> None:
    number, _ = world.filed(agency="32.73", title="Judul rahasia seseorang")
    words = {"agency": "32.73", "unit": "32.73:dinas-pu", "title": "Judul rahasia seseorang"}
    world.did("admin.bandung", number, "verify", words)

    world.did("admin.bandung", number, "redact", {"of": 1, "reason": "data-pribadi"})
    world.settle()

    assert "Judul rahasia" not in str(world.everything()) + world.public().text


def test_of_an_anonymous_report_no_number_is_shown_again(world: World) -> None:
    number, _ = world.disposed(body=BODY, anonymous=True)
    start = BODY.index("0812")
    said = {"of": 1, "part": "body", "spans": [[start, start + 14]]}

    for who in ("admin.bandung", "nasional"):
        assert world.officer(who, number, "unmask", said).problem() == (409, "not_allowed")
    assert "0812" not in body_of(world, number)
