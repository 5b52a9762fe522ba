"""POST /api/desk/{number}/…: accept, hold, return or archive what came in."""

from typing import Any

import pytest

from tests.functions.world import RIGHTS, World, without

UNIT_MAIL = "dinas-pu.32.73@instansi.example"

ADMINS = [
    "anonymise", "conceal", "mask", "unmask", "redact", "reveal", "block",
    "files", "show-file", "hide-file", "delete-file",
]  # fmt: skip
"""What an admin may do with every report that is neither anonymous nor confidential."""


def test_a_verified_report_goes_to_its_unit_and_its_words_become_public(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    said = {
        "agency": "32.73",
        "unit": "32.73:dinas-pu",
        "class": "complaint",
        "category": "jalan-rusak",
        "title": "Jalan rusak di depan pasar",
        "supervised": False,
    }

    answer = world.officer("admin.bandung", number, "verify", said)
    world.settle()

    assert answer.status == 200
    assert answer.json == without(world.case("admin.bandung", number).json, "told")
    got = answer.json
    assert (got["state"], got["unit"], got["unit_name"]) == (
        "disposed",
        "32.73:dinas-pu",
        "Dinas Pekerjaan Umum dan Penataan Ruang",
    )
    assert (got["title"], got["category"]) == ("Jalan rusak di depan pasar", "jalan-rusak")
    assert got["due_at"] == "2026-11-30T16:59:59.000Z"
    assert got["may"] == ["return", "follow-up", "ask", "forward", "note", *ADMINS]
    event = world.ledger(number)[-1]
    assert event["by"] == {"role": "agency", "id": "admin.bandung"}
    assert event["data"] == {
        "agency": "32.73",
        "unit": "32.73:dinas-pu",
        "zone": "Asia/Jakarta",
        "class": "complaint",
        "supervised": False,
        "category": "jalan-rusak",
    }
    assert world.ledger(number)[0]["text"]["title"] == "Jalan berlubang di depan pasar"
    assert world.row(number)["unit_inbox"] == "32.73:dinas-pu#disposed"
    assert world.row(number)["month"] == "2026-11"
    assert set(world.mails()[-2:]) == {
        ("warga@contoh.example", f"Laporan {number} sudah diverifikasi"),
        (UNIT_MAIL, world.mails()[-1][1]),
    }
    assert world.track(number).json["title"] == "Jalan rusak di depan pasar"


def test_the_national_admin_verifies_for_any_agency(world: World) -> None:
    number, _ = world.filed(place={"province": "91", "regency": "91.71", "address": ""})

    got = world.did("nasional", number, "verify", {"agency": "91.71"})

    assert (got["agency"], got["unit"], got["state"]) == ("91.71", None, "disposed")
    assert got["due_at"] == "2026-11-30T14:59:59.000Z"
    assert world.row(number)["inbox"] == "91.71#disposed"
    assert world.row(number)["zone"] == "Asia/Jayapura"
    assert "91.71@instansi.example" in dict(world.mails())


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ({"class": "information"}, "2026-11-30T16:59:59.000Z"),
        ({"class": "aspiration", "supervised": True}, "2026-11-30T16:59:59.000Z"),
    ],
)
def test_an_admin_corrects_the_class(world: World, said: dict[str, Any], due: str) -> None:
    number, _ = world.filed(agency="32.73")

    got = world.did("admin.bandung", number, "verify", {"agency": "32.73", **said})

    assert (got["class"], got["supervised"], got["due_at"]) == (said["class"], False, due)
    assert world.row(number)["class"] == said["class"]


def test_a_supervised_complaint_has_sixty_days(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    world.did("admin.bandung", number, "verify", {"agency": "32.73", "supervised": True})

    got = world.did("admin.bandung", number, "follow-up", {"text": "Diperiksa.", "done": False})

    assert got["supervised"] is True
    assert got["due_at"] == "2027-02-22T16:59:59.000Z"


def test_a_held_report_asks_its_reporter_and_stops_the_clock(world: World) -> None:
    number, code = world.filed(agency="32.73")
    world.at("2026-11-24")

    world.confirmed(number, code)
    got = world.did("admin.bandung", number, "hold", {"question": "Di pasar yang mana?"})

    assert (got["state"], got["paused"], got["due_at"]) == ("on_hold", True, None)
    assert (got["working_days_left"], got["reply_by"]) == (2, "2026-12-24T16:59:59.000Z")
    assert world.track(number, code).json["may"] == ["files", "reply", "withdraw", *RIGHTS]
    row = world.row(number)
    assert (row["inbox"], row["left_at_pause"]) == ("32.73#on_hold", 2)
    assert row["wake"] == "2026-12-24T16:59:59.000Z"
    to, subject = world.mails()[-1]
    assert (to, subject) == (
        "warga@contoh.example",
        f"Laporan {number}: kami perlu keterangan Anda",
    )
    assert "Di pasar yang mana?" in world.mail_calls()[-1]["Message"]["Body"]["Text"]["Data"]


def test_a_returned_report_is_routed_again_and_its_reporter_told_who_refused(
    world: World,
) -> None:
    number, code = world.filed(agency="35.78", category="jalan-rusak")

    answer = world.officer(
        "admin.surabaya", number, "return", {"reason": "bukan-wewenang", "text": "Bukan kami."}
    )
    world.settle()

    assert answer.status == 200
    assert (answer.json["state"], answer.json["agency"], answer.json["may"]) == (
        "submitted",
        None,
        [],
    )
    assert world.kinds(number) == ["submitted", "routed", "returned", "routed"]
    returned, routed = world.ledger(number)[2:]
    assert returned["data"] == {"reason": "bukan-wewenang", "agency": "35.78", "unit": None}
    assert (routed["data"]["agency"], routed["data"]["how"]) == ("32.73", "rule")
    assert routed["data"]["unit"] == "32.73:dinas-pu"
    assert world.case("admin.surabaya", number).status == 404
    assert world.case("admin.bandung", number).json["suggested_unit"] == "32.73:dinas-pu"
    assert world.row(number)["inbox"] == "32.73#submitted"
    assert set(world.mails()[-2:]) == {
        ("warga@contoh.example", f"Laporan {number} diteruskan ke instansi lain"),
        ("32.73@instansi.example", f"Laporan {number} diteruskan kepada Anda"),
    }
    seen = world.track(number, code).json["events"]
    assert (seen[2]["kind"], seen[2]["data"]["agency"]) == ("returned", "35.78")
    assert seen[3]["data"]["agency_name"] == "Pemerintah Kota Bandung"


def test_a_return_after_verification_moves_no_running_clock(world: World) -> None:
    number, _ = world.filed(agency="35.78", category="jalan-rusak")
    world.did("admin.surabaya", number, "verify", {"agency": "35.78"})
    world.at("2026-11-26")
    world.did("admin.surabaya", number, "return", {"reason": "bukan-wewenang"})

    got = world.did("admin.bandung", number, "verify", {"agency": "32.73"})
    world.did("admin.bandung", number, "follow-up", {"text": "Kami kerjakan.", "done": False})

    assert got["due_at"] == "2026-11-30T16:59:59.000Z"  # 5 days from the first verification
    last = world.case("admin.bandung", number).json
    assert last["due_at"] == "2026-12-11T16:59:59.000Z"  # 14 days from the first verification


def test_a_unit_hands_back_to_its_own_admin(world: World) -> None:
    number, _ = world.disposed()

    answer = world.officer("pu.bandung", number, "return", {"reason": "wewenang-unit-lain"})
    world.settle()

    assert answer.status == 200
    assert world.ledger(number)[-1]["data"] == {
        "reason": "wewenang-unit-lain",
        "agency": "32.73",
        "unit": "32.73:dinas-pu",
    }
    got = world.case("admin.bandung", number).json
    assert (got["state"], got["agency"], got["unit"]) == ("disposed", "32.73", None)
    assert got["due_at"] == "2026-11-30T16:59:59.000Z"
    assert world.case("pu.bandung", number).status == 404
    assert world.kinds(number)[-1] == "returned"
    assert world.mails()[-1] == (
        "32.73@instansi.example",
        f"Laporan {number} dikembalikan oleh unit",
    )
    assert "unit_inbox" not in world.row(number)


def test_an_archived_report_tells_its_reporter_why(world: World) -> None:
    number, code = world.filed(agency="32.73")

    world.confirmed(number, code)
    got = world.did(
        "admin.bandung", number, "archive", {"reason": "terlalu-umum", "text": "Mohon lebih rinci."}
    )

    assert (got["state"], got["due_at"], got["closed_how"]) == ("archived", None, None)
    assert world.track(number, code).json["may"] == RIGHTS
    assert world.row(number)["inbox"] == "32.73#done"
    assert "month" not in world.row(number)
    assert world.mails()[-1] == ("warga@contoh.example", f"Laporan {number} diarsipkan")
    text = world.mail_calls()[-1]["Message"]["Body"]["Text"]["Data"]
    assert "Laporan terlalu umum sehingga tidak dapat ditindaklanjuti." in text
    assert "Mohon lebih rinci." in text


def test_an_agency_verifies_for_itself_only(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    before = world.everything()

    answer = world.officer("admin.bandung", number, "verify", {"agency": "35.78"})

    assert answer.problem() == (422, "validation")
    assert answer.errors == [("/agency", "not_yours")]
    assert "Instansi harus instansi Anda sendiri" in answer.json["errors"][0]["detail"]
    assert world.everything() == before


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"agency": "99.99"}, ("/agency", "unknown_code")),
        ({"agency": "national"}, ("/agency", "unknown_code")),
        ({"agency": "32.73", "unit": "32.73:dinas-x"}, ("/unit", "unknown_code")),
        ({"agency": "32.73", "unit": "35.78:dinas-pu"}, ("/unit", "unknown_code")),
        ({"agency": "32.73", "unit": "dinas-pu"}, ("/unit", "unknown_code")),
        ({"agency": "32.73", "category": "tidak-ada"}, ("/category", "unknown_code")),
    ],
)
def test_offices_and_topics_that_do_not_exist_are_refused(
    world: World, said: dict[str, Any], error: tuple[str, str]
) -> None:
    number, _ = world.filed()
    before = world.everything()

    answer = world.officer("nasional", number, "verify", said)

    assert (answer.problem(), answer.errors) == ((422, "validation"), [error])
    assert world.everything() == before


def test_the_officer_reads_internal_facts_that_the_reporter_does_not(world: World) -> None:
    number, code = world.disposed()

    officer = world.case("pu.bandung", number)
    assert officer.headers["etag"] == '"3"'
    assert officer.json["events"][2]["officer"] == "admin.bandung"
    assert officer.json["events"][0]["data"]["address"] == "Jl. Contoh No. 1, RT 03"
    assert "admin.bandung" not in world.track(number, code).text
    for sealed in ("fingerprint", '"lock"', '"key"', "Warga Contoh", "0812"):
        assert sealed not in officer.text
