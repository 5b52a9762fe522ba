"""GET /api/reports/{number}: whole for its reporter, else as the public may read it."""

import pytest

from tests.functions.world import RIGHTS, World, sample

NOWHERE = "0000-0000-0000"


def test_the_reporter_reads_the_whole_report(world: World) -> None:
    number, code = world.filed(agency="32.73", category="jalan-rusak")

    answer = world.track(number, code)

    assert answer.status == 200
    assert answer.headers["etag"] == '"2"'
    assert answer.json == {
        "number": number,
        "state": "submitted",
        "closed_how": None,
        "class": "complaint",
        "supervised": False,
        "category": "jalan-rusak",
        "title": "Jalan berlubang di depan pasar",
        "agency": "32.73",
        "agency_name": "Pemerintah Kota Bandung",
        "unit": None,
        "unit_name": None,
        "suggested_unit": None,
        "place": {"province": "32", "regency": "32.73", "name": "Kota Bandung"},
        "occurred_on": "2026-11-20",
        "anonymous": False,
        "confidential": False,
        "received_at": "2026-11-23T03:00:00.000Z",
        "updated_at": "2026-11-23T03:00:00.000Z",
        "due_at": "2026-11-26T16:59:59.000Z",
        "due_for": "verification",
        "working_days_left": 3,
        "paused": False,
        "late": False,
        "level": None,
        "arbiter": False,
        "rating": None,
        "solved": None,
        "reply_by": None,
        "reopen_until": None,
        "appeal_until": None,
        "blocked_until": None,
        "erased": [],
        "asked": {},
        "wish": False,
        "restricted": False,
        "version": 2,
        "events": [
            {
                "seq": 1,
                "kind": "submitted",
                "at": "2026-11-23T03:00:00.000Z",
                "by": "reporter",
                "text": sample()["body"],
                "redacted": False,
                "data": {
                    "agency": "32.73",
                    "agency_name": "Pemerintah Kota Bandung",
                    "address": "Jl. Contoh No. 1, RT 03",
                },
            },
            {
                "seq": 2,
                "kind": "routed",
                "at": "2026-11-23T03:00:00.000Z",
                "by": "system",
                "text": None,
                "redacted": False,
                "data": {
                    "agency": "32.73",
                    "agency_name": "Pemerintah Kota Bandung",
                    "unit": None,
                    "how": "chosen",
                },
            },
        ],
        "files": [],
        "may": ["files", "reply", "withdraw", *RIGHTS],
    }


def test_before_verification_the_public_sees_state_and_dates_and_no_word(world: World) -> None:
    number, _ = world.filed()

    answer = world.track(number)

    assert (answer.status, answer.json["state"], answer.json["title"]) == (200, "submitted", None)
    assert [(e["kind"], e["text"]) for e in answer.json["events"]] == [
        ("submitted", None),
        ("routed", None),
    ]
    assert answer.json["may"] == []
    assert "Contoh No. 1" not in answer.text


def test_after_verification_the_public_reads_text_and_follow_ups_but_nothing_more(
    world: World,
) -> None:
    number, code = world.disposed()
    world.did("admin.bandung", number, "note", {"text": "Catatan dalam CATATAN."})
    world.did("pu.bandung", number, "ask", {"question": "Pertanyaan TANYA di sebelah mana?"})
    world.said(number, code, "reply", {"text": "Jawaban JAWAB saya."})
    world.did("pu.bandung", number, "follow-up", {"text": "Tindakan TINDAK.", "done": False})

    public, reporter = world.track(number), world.track(number, code)

    assert public.json["title"] == "Jalan berlubang di depan pasar"
    assert [(e["kind"], bool(e["text"])) for e in public.json["events"]] == [
        ("submitted", True),
        ("routed", False),
        ("verified", False),
        ("asked", False),
        ("replied", False),
        ("followed_up", True),
    ]
    for secret in ("Contoh No. 1", "CATATAN", "TANYA", "JAWAB", "pu.bandung", "admin.bandung"):
        assert secret not in public.text
    assert [e["kind"] for e in reporter.json["events"]] == [
        e["kind"] for e in public.json["events"]
    ]
    for said in ("TANYA", "JAWAB", "TINDAK", "Contoh No. 1"):
        assert said in reporter.text
    for secret in ("CATATAN", "pu.bandung", "admin.bandung", "fingerprint", '"lock"'):
        assert secret not in reporter.text


def test_a_confidential_report_exists_for_its_reporter_only(world: World) -> None:
    number, code = world.filed(confidential=True)

    assert world.track(number, code).status == 200
    assert world.track(number).text == world.track(NOWHERE).text
    assert world.track(number).status == 404


@pytest.mark.parametrize("language", ["id", "en"])
def test_unknown_malformed_and_wrong_code_look_the_same_to_the_byte(
    world: World, language: str
) -> None:
    number, code = world.filed()
    other, _ = world.filed()
    right_form = number[:-1] + ("0" if number[-1] != "0" else "1")
    answers = [
        world.track(other, code, accept_language=language),
        world.track(number, "", accept_language=language),
        world.track(number, "ZZZZ-ZZZZ-ZZZZ-ZZZZ", accept_language=language),
        world.track(NOWHERE, code, accept_language=language),
        world.track(NOWHERE, accept_language=language),
        world.track(right_form, code, accept_language=language),
        world.track("../" + number, code, accept_language=language),
        world.track("Ω" * 12, code, accept_language=language),
        world.track("x" * 256, code, accept_language=language),
    ]

    assert {a.status for a in answers} == {404}
    assert len({a.text for a in answers}) == 1
    assert len({str(a.headers) for a in answers}) == 1
    assert answers[0].problem() == (404, "not_found")


def test_a_number_and_a_code_are_read_kindly(world: World) -> None:
    number, code = world.filed()

    typed = number.replace("-", " ").lower()
    for written in (code, code.replace("-", "").lower(), f" {code} ".replace("0", "o")):
        assert world.track(typed, written).json["number"] == number


def test_the_working_days_left_are_counted_by_the_day(world: World) -> None:
    number, code = world.filed()

    seen = []
    for day in ("2026-11-23", "2026-11-25", "2026-11-26", "2026-11-27", "2026-11-30"):
        world.at(day)
        answer = world.track(number, code).json
        seen.append((answer["working_days_left"], answer["late"]))

    assert seen == [(3, False), (1, False), (0, False), (-1, True), (-2, True)]
