"""The reporter's rights over HTTP: what is answered, stored, told, and no longer anywhere."""

import json
from typing import Any

import pytest

from lapor.aws import audit, ledger
from lapor.domain.event import body_digest, broken_link
from tests.functions.sending import Files
from tests.functions.world import World, somebody

NAME, PHONE, MAIL = "Sentinelia Namarahasia", "+6281277770000", "sentinel.surel@contoh.example"
ADDRESS, TITLE, BODY = "Jalan Sentinelalamat 77", "Judul SENTINELJUDUL jalan", "SENTINELISI " * 5
SAID = "SENTINELJAWAB dari pelapor"
WORDS = ("sentinelalamat", "sentineljudul", "sentinelisi", "sentineljawab")
PERSON = ("sentinelia", "81277770000", "sentinel.surel")


def lived(world: World, *, end: bool = True, **changes: Any) -> tuple[str, str]:
    """A report whose every word and whose person is a sentinel; closed by its reporter."""
    person = {"name": NAME, "phone": PHONE, "email": MAIL}
    number, code = world.disposed(
        title=TITLE,
        body=BODY,
        place={"province": "32", "regency": "32.73", "address": ADDRESS},
        reporter=somebody(**person),
        **changes,
    )
    world.said(number, code, "reply", {"text": SAID})
    world.did("pu.bandung", number, "follow-up", {"text": "Sudah ditutup.", "done": True})
    if end:
        world.said(number, code, "close", {"rating": 4, "solved": True, "text": SAID})
    return number, code


def left(world: World, *words: str) -> list[str]:
    """Name the sentinels that any table still holds."""
    tables = ("LEDGER", "DESK", "SENDS", "AUDIT", "PEOPLE", "LIMITS")
    text = str([world.rows(t, raw=True) for t in tables]).lower()
    return [w for w in words if w in text]


def chain(world: World, number: str) -> int | None:
    return broken_link([ledger.from_row(r) for r in world.ledger(number)])


def person_row(world: World, number: str) -> dict[str, Any]:
    short = number.replace("-", "")
    (row,) = [r for r in world.rows("PEOPLE") if r["report"] == short]
    return dict(row)


# --- erase


def test_an_erased_report_leaves_nothing_of_its_reporter_and_a_whole_chain(world: World) -> None:
    number, code = lived(world)
    assert left(world, *WORDS) == list(WORDS)
    told = len(world.mails())

    answer = world.reporter(number, code, "erase", {})
    assert answer.status == 200, answer.text
    world.settle()

    assert left(world, *WORDS, *PERSON) == []
    assert person_row(world, number).keys() == {"report", "key", "fingerprint", "erased"}
    assert chain(world, number) is None
    assert world.kinds(number)[-1] == "erased"
    assert len(world.mails()) == told, "there is nobody left to tell, and no office waits"
    mine, desk = world.track(number, code).json, world.case("nasional", number).json
    for seen in (mine, desk, world.published(number).json):
        assert (seen["title"], seen["erased"]) == ("", ["identity", "words"])
        assert [e["redacted"] for e in seen["events"] if e["by"] == "reporter"] == [True] * 3 + (
            [False]  # the erasure itself has no words
        )
    assert [r["kind"] for r in audit.of_day(world.now.date())] == ["subject"]
    assert world.row(number)["public_title"] == ""


def test_a_second_erasure_is_a_calm_answer_and_changes_nothing(world: World) -> None:
    number, code = lived(world)
    world.said(number, code, "erase", {})
    before = world.everything()

    again = world.reporter(number, code, "erase", {})

    assert (again.status, again.json["erased"]) == (200, ["identity", "words"])
    assert world.everything() == before


def test_an_open_report_keeps_its_words_until_its_end_and_the_night_takes_them(
    world: World,
) -> None:
    number, code = lived(world, end=False)

    first = world.said(number, code, "erase", {})

    assert (first["erased"], first["wish"]) == (["identity"], True)
    assert left(world, *PERSON) == []
    assert left(world, *WORDS) == list(WORDS)
    assert world.mails()[-1][1] == f"Laporan {number}: identitas pelapor dihapus"
    assert world.retain() == 0

    told = len(world.mails())
    world.said(number, code, "close", {})
    assert len(world.mails()) == told + 1, "the office is told of the close; nobody else"
    world.at("2026-11-24", "02:15")
    assert world.retain() == 1
    assert left(world, *WORDS) == []
    assert chain(world, number) is None
    assert world.retain() == 0


def test_after_an_erasure_no_message_reaches_the_reporter(world: World) -> None:
    number, code = lived(world, end=False)
    world.said(number, code, "erase", {})
    sent = [to for to, _ in world.mails()].count(MAIL)

    world.did("pu.bandung", number, "ask", {"question": "Sejak kapan?"})

    assert [to for to, _ in world.mails()].count(MAIL) == sent
    assert world.track(number, code).json["may"].count("reply") == 1


def test_an_erased_identity_is_revealed_to_nobody(world: World) -> None:
    number, code = lived(world, end=False)
    world.said(number, code, "erase", {})

    body = {"reason": "bantuan-darurat", "text": "Pelapor perlu dihubungi segera."}
    refused = world.officer("nasional", number, "reveal", body)

    assert refused.problem() == (409, "not_allowed")
    assert [r["kind"] for r in world.rows("AUDIT")] == ["subject"]


def test_a_crash_before_the_words_and_the_keys_are_gone_is_completed_by_the_queues(
    world: World,
) -> None:
    number, code = lived(world)
    short, seq = number.replace("-", ""), len(world.ledger(number)) + 1
    assert world.reporter(number, code, "erase", {}).status == 200
    task = {"report": short, "seq": seq, "kind": "erased"}

    for _ in range(2):  # each message comes twice
        assert world.consume("shred", task) == []
        assert world.consume("redact", task) == []

    assert left(world, *WORDS[1:], *PERSON) == ["sentineljudul"], "the desk follows the stream"
    world.settle()
    assert left(world, *WORDS, *PERSON) == []


def test_nobody_is_shredded_whose_report_was_not_erased(world: World) -> None:
    number, _ = lived(world)
    before = person_row(world, number)

    task = {"report": number.replace("-", ""), "seq": 1, "kind": "erased"}
    assert world.consume("shred", task) == []

    assert person_row(world, number) == before


def test_an_anonymous_report_without_a_person_can_be_erased_too(world: World) -> None:
    number, code = world.finished(anonymous=True, reporter=None)
    world.said(number, code, "close", {})

    assert world.said(number, code, "erase", {})["erased"] == ["identity", "words"]
    assert world.rows("PEOPLE") == []
    assert chain(world, number) is None


@pytest.mark.parametrize("call", ["export", "erase", "restrict", "unrestrict"])
def test_a_wrong_code_opens_no_right_and_changes_nothing(world: World, call: str) -> None:
    number, _ = lived(world)
    before = world.everything()

    wrong = world.reporter(number, "ZZZZ-ZZZZ-ZZZZ-ZZZZ", call, {})
    never = world.reporter("0000-0000-0000", "ZZZZ-ZZZZ-ZZZZ-ZZZZ", call, {})

    assert wrong.problem() == never.problem() == (404, "not_found")
    assert wrong.text == never.text
    assert world.everything() == before


@pytest.mark.parametrize("call", ["export", "erase", "restrict"])
def test_fields_that_a_right_does_not_take_are_refused(world: World, call: str) -> None:
    number, code = lived(world)
    before = world.everything()

    assert world.reporter(number, code, call, {"parts": []}).problem() == (422, "validation")
    assert world.everything() == before


# --- export


def test_an_export_holds_everything_and_its_proof_stands_on_the_chain(world: World) -> None:
    number, code = lived(world)
    before = len(world.ledger(number))

    answer = world.reporter(number, code, "export", {})
    world.settle()

    assert answer.status == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    data, proof = answer.json["data"], answer.json["proof"]
    text = json.dumps(data).lower()
    assert [w for w in (*WORDS, *PERSON) if w not in text] == []
    assert data["person"]["notify"] == "email"
    assert len(data["events"]) == before
    assert {m["channel"] for m in data["messages"]} == {"email"}
    assert {m["state"] for m in data["messages"]} == {"sent"}
    assert [s["rule"] for s in data["will_be_erased"]] == ["identity", "words"]
    stored = world.ledger(number)[-1]
    assert (stored["kind"], stored["data"]["sha256"]) == ("exported", body_digest(data))
    assert proof == {"sha256": body_digest(data), "event": before + 1, "chain": stored["hash"]}
    assert [r["kind"] for r in world.rows("AUDIT")] == ["export"]
    assert world.mails()[-1] == (MAIL, f"Data pribadi Anda pada laporan {number} diunduh")
    assert "Sentinelia" not in world.log.getvalue()


def test_an_export_after_an_erasure_is_empty_of_the_person_and_says_what_happened(
    world: World,
) -> None:
    number, code = lived(world)
    world.said(number, code, "erase", {})

    data = world.reporter(number, code, "export", {}).json["data"]

    text = json.dumps(data).lower()
    assert [w for w in (*WORDS, *PERSON) if w in text] == []
    assert (data["person"], data["events"][-1]["kind"]) == ({}, "erased")
    assert data["will_be_erased"] == []


def test_exports_are_counted_and_the_eleventh_of_a_day_must_wait(world: World) -> None:
    number, code = lived(world)
    for _ in range(10):
        assert world.reporter(number, code, "export", {}).status == 200
    before = len(world.ledger(number))

    assert world.reporter(number, code, "export", {}).problem() == (429, "too_many")

    assert len(world.ledger(number)) == before
    assert number.replace("-", "") not in str(world.rows("LIMITS"))


# --- restrict


def test_a_restricted_report_is_hidden_worked_on_and_its_reporter_left_in_peace(
    world: World,
) -> None:
    number, code = lived(world, end=False)
    assert number in world.public().text

    mine = world.said(number, code, "restrict", {})

    assert (mine["restricted"], mine["confidential"]) == (True, True)
    assert number not in world.public().text
    assert world.published(number).status == 404
    said = [subject for to, subject in world.mails() if to == MAIL]
    assert said[-1] == f"Penggunaan data Anda pada laporan {number} dibatasi"
    world.did("pu.bandung", number, "ask", {"question": "Masih berlubang?"})
    world.said(number, code, "reply", {"text": "Masih."})
    assert [subject for to, subject in world.mails() if to == MAIL] == said

    world.said(number, code, "unrestrict", {})
    world.did("pu.bandung", number, "ask", {"question": "Benar?"})
    heard = [subject for to, subject in world.mails() if to == MAIL]
    assert heard[len(said) :] == [
        f"Pembatasan data Anda pada laporan {number} dicabut",
        f"Laporan {number}: instansi bertanya kepada Anda",
    ]
    assert number not in world.public().text, "what was hidden stays so until its reporter opens it"


def test_a_message_that_waited_is_not_sent_to_who_restricted_meanwhile(world: World) -> None:
    number, code = lived(world, end=False)
    short = number.replace("-", "")
    assert world.officer("pu.bandung", number, "ask", {"question": "Di mana?"}).status == 200
    asked = len(world.ledger(number))
    assert world.reporter(number, code, "restrict", {}).status == 200
    said = [to for to, _ in world.mails()].count(MAIL)

    assert world.consume("notify", {"report": short, "seq": asked, "kind": "asked"}) == []

    assert [to for to, _ in world.mails()].count(MAIL) == said


# --- letters


def test_a_letter_is_due_on_the_national_desk_until_it_is_served(world: World) -> None:
    number, _ = lived(world, end=False)
    assert number not in world.desk("nasional", tab="raised").text

    body = {"right": "erase", "received_on": "2026-11-23"}
    seen = world.did("nasional", number, "request-subject", body)

    due = "2026-11-25T17:00:00.000Z"
    assert seen["asked"] == {"erase": due}
    (row,) = world.desk("nasional", tab="raised").json["items"]
    assert (row["number"], row["subject_due"]) == (number, due)
    assert world.mails()[-1][1] == f"Surat Anda tentang laporan {number} kami terima"
    assert world.row(number)["raised"] == "national"

    served = world.did("nasional2", number, "erase-subject", {})
    assert (served["asked"], served["erased"]) == ({}, ["identity"])
    assert world.desk("nasional", tab="raised").json["items"] == []
    assert left(world, *PERSON) == []
    kinds = [(r["kind"], r["by"]["id"], r["data"]["event"]) for r in world.rows("AUDIT")]
    assert sorted(kinds, key=lambda k: k[2]) == [
        ("subject", "nasional2", "erased"),
        ("subject", "nasional", "subject_requested"),
    ]


def test_a_letter_that_another_served_meanwhile_is_written_down_once(world: World) -> None:
    number, _ = lived(world, end=False)
    world.did(
        "nasional", number, "request-subject", {"right": "erase", "received_on": "2026-11-23"}
    )
    world.officer_entry("nasional3", "national", "national", None)

    def meanwhile() -> None:
        assert world.officer("nasional3", number, "erase-subject", {}).status == 200

    world.wire.interrupt("TransactWriteItems", meanwhile)
    answer = world.officer("nasional2", number, "erase-subject", {})

    assert answer.problem() == (409, "changed")
    rows = [r["by"]["id"] for r in world.rows("AUDIT") if r["data"].get("event") == "erased"]
    assert rows == ["nasional3"]


def test_an_export_by_letter_shows_the_officer_nothing_and_waits_for_the_reporter(
    world: World,
) -> None:
    number, code = lived(world)
    world.did(
        "nasional", number, "request-subject", {"right": "export", "received_on": "2026-11-23"}
    )

    answer = world.officer("nasional2", number, "export-subject", {})
    world.settle()

    assert [w for w in PERSON if w in answer.text.lower()] == []
    assert answer.json["asked"] == {}
    assert world.mails()[-1] == (MAIL, f"Salinan data Anda pada laporan {number} siap")
    assert world.track(number, code).json["events"][-1]["kind"] == "export_offered"


def test_a_letter_that_proves_nothing_is_refused_with_a_reason_that_the_reporter_reads(
    world: World,
) -> None:
    number, code = lived(world, end=False)
    body = {"right": "restrict", "received_on": "2026-11-23"}
    world.did("nasional", number, "request-subject", body)
    wrong = world.officer("nasional", number, "refuse-subject", {"right": "erase", "text": "Tidak"})
    assert wrong.errors == [("/right", "unknown_code")]

    said = {"right": "restrict", "text": "Tanda tangan tidak cocok."}
    assert world.did("nasional", number, "refuse-subject", said)["asked"] == {}

    mine = world.track(number, code).json
    assert (mine["restricted"], mine["events"][-1]["text"]) == (False, "Tanda tangan tidak cocok.")


@pytest.mark.parametrize("call", ["erase", "export", "restrict", "refuse"])
def test_without_a_letter_an_officer_serves_no_right(world: World, call: str) -> None:
    number, _ = lived(world, end=False)
    before = world.everything()
    body = {"right": "erase", "text": "Tidak ada surat."} if call == "refuse" else {}

    answers = [world.officer(who, number, f"{call}-subject", body) for who in OFFICERS]

    if call != "refuse":
        assert [a.status for a in answers] == [409, 409, 409, 404, 401]
    assert world.everything() == before


OFFICERS = ("nasional", "admin.bandung", "pu.bandung", "admin.surabaya", None)


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("/received_on", "missing"), ("/right", "missing")]),
        ({"right": "peek", "received_on": "2026-11-23"}, [("/right", "unknown_code")]),
        ({"right": "erase", "received_on": "2026-11-29"}, [("/received_on", "future_date")]),
        ({"right": "erase", "received_on": "2026-11-22"}, [("/received_on", "before_report")]),
        ({"right": "erase", "received_on": "1900-01-01"}, [("/received_on", "before_report")]),
        ({"right": "erase", "received_on": "20.11.2026"}, [("/received_on", "bad_format")]),
        (
            {"right": "erase", "received_on": "2026-11-23", "serve_by": "2099-01-01"},
            [("/serve_by", "unknown_field")],
        ),
    ],
)
def test_a_letter_that_cannot_be_is_refused(
    world: World, body: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    number, _ = lived(world, end=False)

    answer = world.officer("nasional", number, "request-subject", body)

    assert sorted(answer.errors) == errors


def test_an_erasure_takes_the_reporters_files_along_and_leaves_the_offices(
    world: World, files: Files
) -> None:
    number, code = world.finished()
    files.attached(number, code)
    evidence = files.ask_as("pu.bandung", number)
    assert files.arrive(files.sent(evidence)) == []
    world.said(number, code, "close", {"rating": 5})
    before = files.keys("clean")
    assert len(before) == 4

    world.said(number, code, "erase", {})
    world.settle()

    theirs = evidence.json["file"]
    assert {key.rpartition("/")[2].partition(".")[0] for key in files.keys("clean")} == {theirs}
    assert [f["id"] for f in world.track(number, code).json["files"]] == [theirs]
    assert [f["id"] for f in world.case("admin.bandung", number).json["files"]] == [theirs]
    assert broken_link(ledger.events(number.replace("-", ""))) is None
    task = {"v": 1, "report": number.replace("-", ""), "seq": 1, "kind": "erased"}
    assert world.consume("redact", task, task) == []


def test_a_title_that_an_office_rewrote_is_erased_too(world: World) -> None:
    number, code = world.filed(agency="32.73")
    words = {"agency": "32.73", "unit": "32.73:dinas-pu", "title": "Pak Contoh di jalan berlubang"}
    world.did("admin.bandung", number, "verify", words)
    done = {"text": "Lubang sudah ditutup hari ini.", "done": True}
    world.did("pu.bandung", number, "follow-up", done)
    world.said(number, code, "close", {"rating": 5})

    world.said(number, code, "erase", {})
    world.settle()

    assert "Pak Contoh" not in str(world.everything()) + world.public().text
    assert broken_link(ledger.events(number.replace("-", ""))) is None
