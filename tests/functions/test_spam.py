"""Spam: an officer archives what is no report, and its reporter may have it checked once."""

import pytest

from tests.functions.world import RIGHTS, World, sample

SPAM = {"reason": "kiriman-berulang", "text": "Isi ini sudah dikirim tiga kali hari ini."}
APPEAL = {"text": "Ini bukan spam: lampunya memang mati di tiga jalan."}


def test_an_agency_marks_spam_and_the_reporter_is_told_why_and_how_to_appeal(world: World) -> None:
    number, code = world.filed(agency="32.73")
    world.confirmed(number, code)

    seen = world.did("admin.bandung", number, "spam", SPAM)

    assert (seen["state"], seen["closed_how"]) == ("archived", "spam")
    assert seen["events"][-1]["data"]["reason"] == "kiriman-berulang"
    reporter = world.track(number, code).json
    assert (reporter["state"], reporter["may"]) == ("archived", ["appeal", *RIGHTS])
    assert reporter["appeal_until"] == "2026-12-07T16:59:59.000Z"
    assert reporter["events"][-1]["text"] == SPAM["text"]
    mail = world.mail_calls()[-1]
    assert mail["Destination"]["ToAddresses"] == ["warga@contoh.example"]
    said = mail["Message"]["Body"]["Text"]["Data"]
    assert "Kiriman yang sama dikirim berulang kali." in said
    assert "7 Desember 2026 (WIB)" in said
    assert SPAM["text"] in said
    assert world.row(number)["inbox"] == "32.73#done"


def test_an_appeal_brings_it_before_the_national_admin_with_a_new_clock(world: World) -> None:
    number, code = world.filed(agency="32.73")
    world.did("admin.bandung", number, "spam", SPAM)
    world.at("2026-11-24", "10:00")

    after = world.said(number, code, "appeal", APPEAL)

    assert (after["state"], after["closed_how"], after["agency"]) == ("submitted", None, None)
    assert after["due_at"] == "2026-11-27T16:59:59.000Z"
    assert "appeal" not in after["may"]
    assert world.kinds(number) == ["submitted", "routed", "marked_spam", "appealed"]
    assert world.mails()[-1] == (
        "national@instansi.example",
        f"Laporan {number}: keberatan atas tanda spam",
    )
    assert world.case("admin.bandung", number).status == 404
    assert number in [i["number"] for i in world.desk("nasional", tab="verify").json["items"]]
    verified = world.did("nasional", number, "verify", {"agency": "32.73", "unit": None})
    assert verified["state"] == "disposed"


def test_an_appeal_is_heard_once(world: World) -> None:
    number, code = world.filed(agency="32.73")
    world.did("admin.bandung", number, "spam", SPAM)
    world.said(number, code, "appeal", APPEAL)
    world.did("nasional", number, "spam", {**SPAM, "reason": "rekaan"})

    answer = world.reporter(number, code, "appeal", APPEAL)

    assert answer.problem() == (409, "not_allowed")
    assert world.track(number, code).json["appeal_until"] is None


def test_after_ten_working_days_there_is_no_appeal(world: World) -> None:
    number, code = world.filed(agency="32.73")
    world.did("admin.bandung", number, "spam", SPAM)

    world.at("2026-12-07", "23:59")
    assert "appeal" in world.track(number, code).json["may"]
    world.at("2026-12-08", "00:00")
    late = world.reporter(number, code, "appeal", APPEAL)

    assert late.problem() == (409, "not_allowed")
    assert world.kinds(number)[-1] == "marked_spam"


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("/reason", "missing"), ("/text", "missing")]),
        ({**SPAM, "reason": "terlalu-umum"}, [("/reason", "unknown_code")]),
        ({**SPAM, "text": ""}, [("/text", "missing")]),
        ({**SPAM, "state": "archived"}, [("/state", "unknown_field")]),
    ],
)
def test_without_a_known_reason_and_words_nothing_is_spam(
    world: World, body: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    number, _ = world.filed(agency="32.73")

    answer = world.officer("admin.bandung", number, "spam", body)

    assert answer.problem() == (422, "validation")
    assert answer.errors == errors
    assert world.kinds(number) == ["submitted", "routed"]


@pytest.mark.parametrize(
    ("who", "status"),
    [("admin.surabaya", 404), ("pu.bandung", 404), ("ombudsman", 409), (None, 401)],
)
def test_only_who_may_verify_a_report_may_call_it_spam(
    world: World, who: str | None, status: int
) -> None:
    number, _ = world.filed(agency="32.73")

    assert world.officer(who, number, "spam", SPAM).status == status
    assert world.kinds(number) == ["submitted", "routed"]


def test_what_was_verified_is_no_spam(world: World) -> None:
    number, _ = world.disposed()

    assert world.officer("admin.bandung", number, "spam", SPAM).problem() == (409, "not_allowed")


def test_a_stranger_cannot_appeal(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    world.did("admin.bandung", number, "spam", SPAM)

    assert world.reporter(number, None, "appeal", APPEAL).status == 404
    assert world.reporter(number, "0000-0000-0000-0000", "appeal", APPEAL).status == 404


def test_the_same_words_again_are_all_taken_and_officers_see_how_many_came(world: World) -> None:
    """Given one text sent five times, also in other letters, none is lost and each says so."""
    numbers = [world.filed(agency="32.73")[0] for _ in range(4)]
    shouted = sample(agency="32.73")["body"].upper().replace(" ", "  ")
    numbers.append(world.filed(agency="32.73", body=shouted)[0])
    other, code = world.filed(agency="32.73", body="Lampu jalan di depan pasar padam tiga malam.")

    found = [world.case("admin.bandung", number).json for number in numbers]

    assert [f["alike"] for f in found] == [1, 2, 3, 4, 5]
    assert found[4]["events"][1]["data"]["alike"] == 5
    assert world.case("admin.bandung", other).json["alike"] == 1
    assert "alike" not in world.track(other, code).text
    assert "alike" not in world.track(numbers[4]).text


def test_the_same_words_a_day_later_are_a_new_wave(world: World) -> None:
    world.filed(agency="32.73")
    world.at("2026-11-25")
    number, _ = world.filed(agency="32.73")

    assert world.case("admin.bandung", number).json["alike"] == 1


def test_the_counter_of_words_holds_no_words(world: World) -> None:
    world.filed()

    stored = str(world.rows("LIMITS"))
    assert "alike#" in stored
    assert "jalan" not in stored.lower()
