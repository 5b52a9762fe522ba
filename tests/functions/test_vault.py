"""POST …/reveal and its two-person way: on the record before anything is opened."""

from datetime import timedelta
from typing import Any

import pytest

from lapor.aws import audit
from tests.functions.world import World, somebody

WHY: dict[str, Any] = {
    "reason": "kunjungan-lapangan",
    "text": "Petugas harus bertemu pelapor di lokasi.",
}
NAMED = {"name": "Warga Contoh", "phone": "+6281200001234", "email": "warga@contoh.example"}


def decrypted(world: World) -> list[str]:
    return [
        c.params["EncryptionContext"]["part"] for c in world.wire.calls if c.operation == "Decrypt"
    ]


@pytest.mark.parametrize("who", ["admin.bandung", "nasional"])
def test_an_admin_opens_a_named_reporter_and_the_reporter_reads_who_and_why(
    world: World, who: str
) -> None:
    number, code = world.disposed(reporter=somebody())

    opened = world.did(who, number, "reveal", WHY)
    world.settle()

    assert opened["reporter"] == NAMED
    last = world.track(number, code).json["events"][-1]
    assert (last["kind"], last["text"], last["data"]["reason"]) == (
        "revealed",
        WHY["text"],
        WHY["reason"],
    )
    assert "officer" not in last
    (row,) = audit.of_day(world.now.date())
    assert (row["kind"], row["by"]["id"]) == ("identity_read", who)
    assert row["data"] == {"fields": ["name", "phone", "email"], "agency": "32.73"}
    to, subject = world.mails()[-1]
    assert (to, subject.partition(" pada")[0]) == ("warga@contoh.example", "Identitas Anda")
    assert "Warga Contoh" not in world.log.getvalue()
    assert "revealed" not in str(world.published(number).json)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("pu.bandung", 409),
        ("pimpinan.bandung", 409),
        ("pemantau.jabar", 409),
        ("ombudsman", 409),
        ("ksp", 409),
        ("lh.bandung", 404),
        ("admin.surabaya", 404),
        ("admin.jabar", 404),
        ("pengembang.bandung", 404),
        ("pencatat", 404),
    ],
)
def test_nobody_else_opens_an_identity_and_nothing_is_decrypted(
    world: World, who: str, status: int
) -> None:
    number, _ = world.disposed(reporter=somebody())
    before = world.everything()
    world.wire.calls.clear()

    for action in ("reveal", "ask-reveal", "grant-reveal"):
        body = {} if action == "grant-reveal" else WHY
        assert world.officer(who, number, action, body).status == status, action

    assert decrypted(world) == []
    assert world.everything() == before


def test_an_anonymous_reporter_is_opened_only_by_two_persons_and_for_a_day(world: World) -> None:
    number, code = world.disposed(anonymous=True, reporter=somebody())
    assert world.officer("admin.bandung", number, "reveal", WHY).problem() == (409, "not_allowed")
    assert world.officer("nasional", number, "reveal", WHY).problem() == (409, "not_allowed")

    world.did("admin.bandung", number, "ask-reveal", WHY)
    world.settle()
    assert world.mails()[-1][0] == "national@instansi.example"
    assert world.row(number)["raised"] == "national"
    assert world.officer("admin.bandung", number, "grant-reveal", {}).status == 409
    assert world.officer("admin.bandung", number, "reveal", WHY).status == 409
    assert decrypted(world).count("identity") == 0

    world.did("nasional", number, "grant-reveal", {})
    world.settle()
    assert "raised" not in world.row(number)
    assert world.officer("nasional", number, "reveal", WHY).status == 409
    assert world.did("admin.bandung", number, "reveal", WHY)["reporter"] == NAMED

    world.now += timedelta(hours=24, milliseconds=1)
    assert world.officer("admin.bandung", number, "reveal", WHY).status == 409
    kinds = [e["kind"] for e in world.track(number, code).json["events"]]
    assert kinds[-3:] == ["reveal_asked", "reveal_granted", "revealed"]


def test_a_grant_is_for_the_officer_who_asked(world: World) -> None:
    world.officer_entry("admin2.bandung", "agency", "32.73", None)
    number, _ = world.disposed(anonymous=True, reporter=somebody())
    world.did("admin.bandung", number, "ask-reveal", WHY)
    world.did("nasional", number, "grant-reveal", {})

    assert world.officer("admin2.bandung", number, "reveal", WHY).problem() == (409, "not_allowed")


def test_a_grant_ends_when_another_agency_gets_the_report(world: World) -> None:
    number, _ = world.disposed(anonymous=True, reporter=somebody())
    world.did("admin.bandung", number, "ask-reveal", WHY)
    world.did("nasional", number, "grant-reveal", {})

    world.did("admin.bandung", number, "return", {"reason": "bukan-wewenang"})
    world.settle()

    assert world.officer("admin.bandung", number, "reveal", WHY).problem() == (404, "not_found")
    assert decrypted(world).count("identity") == 0


def test_a_refusal_is_read_by_the_office_and_the_reporter(world: World) -> None:
    number, code = world.disposed(anonymous=True, reporter=somebody())
    world.did("admin.bandung", number, "ask-reveal", WHY)
    world.did("nasional", number, "refuse-reveal", {"text": "Tidak perlu untuk perbaikan."})
    world.settle()

    assert world.officer("admin.bandung", number, "reveal", WHY).status == 409
    assert world.track(number, code).json["events"][-1]["text"] == "Tidak perlu untuk perbaikan."
    assert world.did("admin.bandung", number, "ask-reveal", WHY)["look"]["until"] is None


def test_an_anonymous_report_without_reporter_has_nobody_to_open(world: World) -> None:
    number, _ = world.disposed(anonymous=True, reporter=None)
    world.did("admin.bandung", number, "ask-reveal", WHY)
    world.did("nasional", number, "grant-reveal", {})

    assert world.did("admin.bandung", number, "reveal", WHY)["reporter"] == {}


def test_nothing_is_opened_when_the_audit_row_cannot_be_written(world: World) -> None:
    number, code = world.disposed(reporter=somebody())
    world.wire.calls.clear()
    world.wire.disturb("PutItem Audit", "ThrottlingException")
    try:
        answer = world.officer("admin.bandung", number, "reveal", WHY)
    finally:
        world.wire.calm()

    assert answer.problem() == (503, "unavailable")
    assert decrypted(world) == []
    assert world.track(number, code).json["events"][-1]["kind"] == "revealed"
