"""POST /api/desk/{number}/…: an office follows up, asks, forwards, notes; the Ombudsman refers."""

import pytest

from tests.functions.world import RIGHTS, World, without

UNITS = ["anonymise", "conceal", "mask", "files", "hide-file"]
"""What a unit may do with every open report that is neither anonymous nor confidential."""


def test_a_follow_up_tells_the_reporter_and_work_goes_on(world: World) -> None:
    number, code = world.disposed()
    world.at("2026-11-24")

    answer = world.officer(
        "pu.bandung", number, "follow-up", {"text": "Tim kami sudah ke lokasi.", "done": False}
    )
    world.settle()

    assert answer.status == 200
    got = answer.json
    assert got == without(world.case("pu.bandung", number).json, "told")
    assert (got["state"], got["reply_by"]) == ("in_progress", None)
    assert got["due_at"] == "2026-12-11T16:59:59.000Z"
    assert got["may"] == ["follow-up", "ask", "note", *UNITS]
    event = world.ledger(number)[-1]
    assert (event["kind"], event["data"]) == ("followed_up", {"done": False})
    assert event["by"] == {"role": "unit", "id": "pu.bandung"}
    assert world.row(number)["unit_inbox"] == "32.73:dinas-pu#in_progress"
    assert world.mails()[-1] == ("warga@contoh.example", f"Laporan {number}: ada tindak lanjut")
    may = ["files", "reply", "close", "withdraw", *RIGHTS]
    assert world.track(number, code).json["may"] == may


def test_done_starts_the_reply_window_and_stops_the_offices_clocks(world: World) -> None:
    number, code = world.disposed()

    got = world.did("pu.bandung", number, "follow-up", {"text": "Sudah ditambal.", "done": True})

    assert (got["state"], got["due_at"]) == ("in_progress", None)
    assert got["reply_by"] == "2026-12-07T16:59:59.000Z"
    assert world.row(number)["wake"] == "2026-12-07T16:59:59.000Z"
    assert world.mails()[-1] == (
        "warga@contoh.example",
        f"Laporan {number}: instansi menyatakan selesai",
    )
    assert "close" in world.track(number, code).json["may"]


def test_a_question_stops_the_clocks_until_it_is_answered(world: World) -> None:
    number, code = world.disposed()
    world.at("2026-11-25")

    asked = world.did("pu.bandung", number, "ask", {"question": "Sisi kiri atau kanan?"})
    world.at("2026-11-27")
    answered = world.said(number, code, "reply", {"text": "Sisi kiri."})

    assert (asked["state"], asked["due_at"], asked["working_days_left"]) == ("on_hold", None, 3)
    assert asked["reply_by"] == "2026-12-25T16:59:59.000Z"
    assert (answered["state"], answered["paused"]) == ("disposed", False)
    assert answered["due_at"] == "2026-12-02T16:59:59.000Z"
    assert [k for k in world.kinds(number) if k in ("asked", "replied")] == ["asked", "replied"]
    assert [s for to, s in world.mails() if to == "warga@contoh.example"][-1] == (
        f"Laporan {number}: instansi bertanya kepada Anda"
    )
    assert world.row(number)["unit_inbox"] == "32.73:dinas-pu#disposed"


def test_an_admin_forwards_within_the_agency(world: World) -> None:
    number, code = world.disposed()

    got = world.did("admin.bandung", number, "forward", {"unit": "32.73:dinas-lh"})

    assert (got["unit"], got["due_at"]) == ("32.73:dinas-lh", "2026-11-30T16:59:59.000Z")
    assert world.ledger(number)[-1]["data"] == {"unit": "32.73:dinas-lh"}
    assert world.case("pu.bandung", number).status == 404
    assert world.case("lh.bandung", number).status == 200
    assert world.row(number)["unit_inbox"] == "32.73:dinas-lh#disposed"
    assert world.mails()[-1][0] == "dinas-lh.32.73@instansi.example"
    assert world.track(number, code).json["events"][-1]["data"] == {
        "unit": "32.73:dinas-lh",
        "unit_name": "Dinas Lingkungan Hidup",
    }


@pytest.mark.parametrize("unit", ["35.78:dinas-pu", "32.73:tidak-ada", "dinas-pu", "32:dinas-pu"])
def test_nothing_is_forwarded_out_of_the_agency(world: World, unit: str) -> None:
    number, _ = world.disposed()
    before = world.everything()

    answer = world.officer("admin.bandung", number, "forward", {"unit": unit})

    assert (answer.problem(), answer.errors) == (
        (422, "validation"),
        [("/unit", "unknown_code")],
    )
    assert world.everything() == before


def test_a_note_stays_inside(world: World) -> None:
    number, code = world.disposed()
    mails, due = world.mails(), world.row(number)["due_at"]

    got = world.did("pu.bandung", number, "note", {"text": "Menunggu aspal datang."})

    assert got["events"][-1]["text"] == "Menunggu aspal datang."
    assert world.case("admin.bandung", number).json["events"][-1]["kind"] == "noted"
    assert "noted" not in [e["kind"] for e in world.track(number, code).json["events"]]
    assert "Menunggu aspal" not in world.track(number).text + world.track(number, code).text
    assert world.mails() == mails
    assert world.row(number)["due_at"] == due


def test_the_ombudsman_takes_over_with_consent_only(world: World) -> None:
    number, code = world.disposed()
    world.at("2027-02-01")
    early = world.officer("ombudsman", number, "refer", {})
    world.said(number, code, "consent", {})

    got = world.did("ombudsman", number, "refer", {"text": "Kami ambil alih."})

    assert early.problem() == (409, "not_allowed")
    assert (got["state"], got["due_at"], got["may"]) == ("referred", None, [])
    assert world.ledger(number)[-1]["by"] == {"role": "ombudsman", "id": "ombudsman"}
    assert world.row(number)["inbox"] == "32.73#done"
    assert set(world.mails()[-2:]) == {
        ("warga@contoh.example", f"Laporan {number} dialihkan ke Ombudsman"),
        ("dinas-pu.32.73@instansi.example", f"Laporan {number} diambil alih Ombudsman"),
    }


def test_an_officer_makes_no_move_of_another_role(world: World) -> None:
    number, _ = world.disposed()
    before = world.everything()

    answers = [
        world.officer("pu.bandung", number, "forward", {"unit": "32.73:dinas-lh"}),
        world.officer("nasional", number, "follow-up", {"text": "Selesai.", "done": True}),
        world.officer("pu.bandung", number, "refer", {}),
        world.officer("ombudsman", number, "note", {"text": "Catatan."}),
    ]

    assert [a.problem() for a in answers] == [(409, "not_allowed")] * 4
    assert [a.json["may"] for a in answers] == [
        ["return", "follow-up", "ask", "note", *UNITS],
        [
            "note",
            "anonymise",
            "conceal",
            "mask",
            "unmask",
            "redact",
            "reveal",
            "block",
            "show-file",
            "hide-file",
            "delete-file",
            "request-subject",
        ],
        ["return", "follow-up", "ask", "note", *UNITS],
        [],
    ]
    assert {a.json["state"] for a in answers} == {"disposed"}
    assert world.everything() == before


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("verify", {"agency": "35.78"}),
        ("hold", {"question": "Di mana tepatnya?"}),
        ("return", {"reason": "bukan-wewenang"}),
        ("archive", {"reason": "tidak-jelas", "text": "Tidak jelas."}),
        ("follow-up", {"text": "Sudah.", "done": True}),
        ("ask", {"question": "Di mana tepatnya?"}),
        ("forward", {"unit": "35.78:dinas-pu"}),
        ("note", {"text": "Catatan."}),
    ],
)
def test_another_agencys_report_does_not_exist(world: World, action: str, body: object) -> None:
    number, _ = world.disposed()
    before = world.everything()

    other = world.officer("admin.surabaya", number, action, body)
    nowhere = world.officer("admin.surabaya", "0000-0000-0000", action, body)
    unit = world.officer("lh.bandung", number, action, body)

    assert (other.problem(), other.text) == ((404, "not_found"), nowhere.text)
    assert unit.text == nowhere.text
    assert world.everything() == before
