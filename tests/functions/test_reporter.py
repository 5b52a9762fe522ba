"""POST /api/reports/{number}/…: the reporter answers, confirms, rates, reopens, withdraws."""

from typing import Any

import pytest

from tests.functions.world import RIGHTS, World

UNIT_MAIL = "dinas-pu.32.73@instansi.example"


def test_an_addition_before_verification_changes_neither_state_nor_deadline(world: World) -> None:
    number, code = world.filed(agency="32.73")
    before = world.track(number, code).json

    answer = world.reporter(number, code, "reply", {"text": "Lubangnya makin dalam."})
    world.settle()

    assert answer.status == 200
    assert answer.json == world.track(number, code).json
    assert answer.headers["etag"] == '"3"'
    same = ("state", "due_at", "agency", "unit", "may")
    assert {n: answer.json[n] for n in same} == {n: before[n] for n in same}
    (added,) = world.ledger(number)[2:]
    assert (added["kind"], added["by"]) == ("replied", {"role": "reporter", "id": ""})
    assert added["text"] == {"text": "Lubangnya makin dalam."}
    assert world.row(number)["last_seq"] == 3
    assert world.mails()[-1] == (
        "32.73@instansi.example",
        f"Laporan {number}: pelapor menanggapi",
    )


def test_an_answer_to_the_agency_starts_its_clock_of_five_days(world: World) -> None:
    number, code = world.finished()
    world.at("2026-11-25")

    done = world.said(number, code, "reply", {"text": "Belum, lubang kedua masih ada."})

    assert done["state"] == "replied"
    assert done["due_at"] == "2026-12-02T16:59:59.000Z"
    assert done["reply_by"] is None
    assert world.mails()[-1] == (UNIT_MAIL, f"Laporan {number}: pelapor menanggapi")
    assert world.row(number)["unit_inbox"] == "32.73:dinas-pu#replied"


def test_completing_a_held_report_lets_the_clock_run_on(world: World) -> None:
    number, code = world.filed(agency="32.73")
    world.did("admin.bandung", number, "hold", {"question": "Di depan pasar yang mana?"})
    held = world.track(number, code).json
    world.at("2026-11-25")

    done = world.said(number, code, "reply", {"text": "Pasar Contoh."})

    assert (held["state"], held["due_at"], held["paused"]) == ("on_hold", None, True)
    assert (done["state"], done["paused"]) == ("submitted", False)
    assert done["due_at"] == "2026-11-27T16:59:59.000Z"  # Tuesday ended on hold
    assert world.row(number)["inbox"] == "32.73#submitted"
    assert world.mails()[-1][0] == "32.73@instansi.example"


def test_a_confirmation_closes_and_rates_and_tells_the_unit(world: World) -> None:
    number, code = world.finished()

    said = {"rating": 5, "solved": True, "text": "Terima kasih, sudah rata."}
    done = world.said(number, code, "close", said)

    assert (done["state"], done["closed_how"]) == ("closed", "confirmed")
    assert (done["rating"], done["solved"], done["due_at"]) == (5, True, None)
    assert done["reopen_until"] == "2026-12-07T16:59:59.000Z"
    assert done["may"] == ["reopen", *RIGHTS]
    closed = world.ledger(number)[-1]
    assert (closed["kind"], closed["data"]) == ("closed", {"rating": 5, "solved": True})
    assert closed["text"] == {"text": "Terima kasih, sudah rata."}
    row = world.row(number)
    assert (row["inbox"], row["unit_inbox"]) == ("32.73#done", "32.73:dinas-pu#done")
    assert row["wake_shard"][:5] == "keep#", "only retention is left to do"
    assert world.mails()[-1] == (UNIT_MAIL, f"Laporan {number} ditutup oleh pelapor")


def test_a_confirmation_needs_no_rating(world: World) -> None:
    number, code = world.finished()

    done = world.said(number, code, "close", {})

    assert (done["state"], done["rating"], done["solved"]) == ("closed", None, None)
    assert world.ledger(number)[-1]["data"] == {}
    assert done["may"] == ["rate", "reopen", *RIGHTS]


def test_a_rating_is_given_once_and_tells_nobody(world: World) -> None:
    number, code = world.finished()
    world.said(number, code, "close", {})
    mails = world.mails()

    done = world.said(number, code, "rate", {"rating": 2, "solved": False, "text": "Masih licin."})
    again = world.reporter(number, code, "rate", {"rating": 5, "solved": True})

    assert (done["rating"], done["solved"], done["state"]) == (2, False, "closed")
    assert world.kinds(number)[-1] == "rated"
    assert again.problem() == (409, "not_allowed")
    assert (again.json["state"], again.json["may"]) == ("closed", ["reopen", *RIGHTS])
    assert world.mails() == mails
    assert world.row(number)["last_seq"] == len(world.ledger(number))


def test_a_reopened_report_goes_to_its_unit_with_fresh_clocks(world: World) -> None:
    number, code = world.finished()
    world.said(number, code, "close", {"rating": 4, "solved": True})
    world.at("2026-12-07", "23:59")

    done = world.said(number, code, "reopen", {"text": "Berlubang lagi setelah hujan."})

    assert (done["state"], done["closed_how"], done["rating"]) == ("in_progress", None, None)
    assert done["due_at"] == "2026-12-14T16:59:59.000Z"
    assert world.row(number)["unit_inbox"] == "32.73:dinas-pu#in_progress"
    assert world.mails()[-1] == (UNIT_MAIL, f"Laporan {number} dibuka kembali")


def test_after_ten_working_days_nothing_can_be_reopened(world: World) -> None:
    number, code = world.finished()
    world.said(number, code, "close", {"rating": 4, "solved": True})
    world.at("2026-12-08", "00:00")
    before = world.everything()

    answer = world.reporter(number, code, "reopen", {"text": "Berlubang lagi."})

    assert answer.problem() == (409, "not_allowed")
    assert (answer.json["state"], answer.json["may"]) == ("closed", RIGHTS)
    assert answer.json["detail"].startswith("Status laporan: Ditutup. Yang dapat dilakukan: Unduh")
    assert world.everything() == before


@pytest.mark.parametrize("words", [{}, {"text": "Sudah saya selesaikan sendiri."}])
def test_a_withdrawn_report_stays_closed(world: World, words: dict[str, Any]) -> None:
    number, code = world.disposed()

    done = world.said(number, code, "withdraw", words)
    again = world.reporter(number, code, "reopen", {"text": "Saya ingin lanjut."})

    assert (done["state"], done["closed_how"], done["may"]) == ("closed", "withdrawn", RIGHTS)
    assert again.problem() == (409, "not_allowed")
    assert world.mails()[-1] == (UNIT_MAIL, f"Laporan {number} dicabut pelapor")
    assert world.row(number)["closed_how"] == "withdrawn"


def test_consent_is_asked_after_sixty_days_and_told_to_the_national_admin(world: World) -> None:
    number, code = world.disposed()
    world.at("2027-01-22", "23:00")
    early = world.reporter(number, code, "consent", {})
    world.at("2027-01-23", "00:30")

    done = world.said(number, code, "consent", {})
    again = world.reporter(number, code, "consent", {})

    assert early.problem() == (409, "not_allowed")
    assert "consent" not in done["may"]
    assert done["state"] == "disposed"
    assert world.kinds(number)[-1] == "consented"
    assert again.problem() == (409, "not_allowed")
    assert world.mails()[-1] == (
        "national@instansi.example",
        f"Laporan {number}: pelapor setuju dialihkan ke Ombudsman",
    )


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("reply", {"text": "Ini tambahan."}),
        ("close", {}),
        ("rate", {"rating": 3, "solved": True}),
        ("reopen", {"text": "Belum selesai."}),
        ("withdraw", {}),
        ("consent", {}),
    ],
)
def test_without_the_right_code_no_report_can_be_moved(
    world: World, action: str, body: dict[str, Any]
) -> None:
    number, code = world.finished()
    _, other = world.filed()
    before = world.everything()

    answers = [
        world.reporter(number, other, action, body),
        world.reporter(number, None, action, body),
        world.reporter("0000-0000-0000", code, action, body),
        world.reporter("nothing", code, action, body),
    ]

    assert [a.problem() for a in answers] == [(404, "not_found")] * 4
    assert len({a.text for a in answers}) == 1
    assert world.everything() == before


def test_a_move_that_is_not_allowed_names_the_state_and_what_is(world: World) -> None:
    number, code = world.disposed()
    before = world.everything()

    answer = world.reporter(number, code, "close", {}, accept_language="en")

    assert answer.problem() == (409, "not_allowed")
    assert answer.json["state"] == "disposed"
    assert answer.json["may"] == ["files", "reply", "withdraw", *RIGHTS]
    assert world.track(number, code).json["may"] == ["files", "reply", "withdraw", *RIGHTS]
    assert "State of the report" in answer.json["detail"]
    assert world.everything() == before
