"""NotifyQueue: everyone who must know of an event is told, once, in words that fit."""

import datetime
import re
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from moto.core.botocore_stubber import BotocoreStubber

from lapor.data import load
from lapor.domain import notices
from tests.functions.wire import Killed, refusal
from tests.functions.world import World, sample, somebody

REPORTER = "warga@contoh.example"
MINUTES = datetime.timedelta(minutes=3)


def only(notify: str) -> dict[str, Any]:
    """A reporter who can be reached in one way alone."""
    return somebody(notify=notify, **{"email": {"phone": None}, "sms": {"email": None}}[notify])


def submitted(world: World, **changes: Any) -> tuple[str, dict[str, Any]]:
    """File a report without telling anybody yet; gives its number and the message for `notify`."""
    receipt = world.submit(sample(**changes)).json
    short = receipt["number"].replace("-", "")
    return receipt["number"], {"report": short, "seq": 1, "kind": "submitted"}


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("id", "Laporan {} kami terima", ("Terima kasih.", "26 November 2026 (WIB)", "Salam,")),
        ("en", "We have received report {}", ("Thank you.", "26 November 2026 (WIB)")),
    ],
)
def test_a_mail_has_text_and_html_in_the_readers_language(
    world: World, language: str, subject: str, words: tuple[str, ...]
) -> None:
    number, task = submitted(world, reporter=somebody(language=language))

    assert world.consume("notify", task) == []

    assert world.mails() == [(REPORTER, subject.format(number))]
    (call,) = world.mail_calls()
    text, html = (call["Message"]["Body"][part]["Data"] for part in ("Text", "Html"))
    link = f"https://lapor.example/{language}/lacak/?n={number}"
    assert call["Source"] == "lapor@contoh.example"
    assert {p["Charset"] for p in call["Message"]["Body"].values()} == {"UTF-8"}
    for said in (*words, number):
        assert said in text
        assert said in html
    assert "Jalan berlubang" not in text + html
    assert link in text
    assert f'href="{link}"' in html
    assert html.startswith("<!doctype html>")
    assert "Warga Contoh" not in text + html
    assert world.sends(number) == {"1 email#reporter": "sent"}


def bodies(world: World) -> list[str]:
    """Give what the mails to the reporter say, in order."""
    return [
        call["Message"]["Body"]["Text"]["Data"]
        for call in world.mail_calls()
        if call["Destination"]["ToAddresses"] == [REPORTER]
    ]


@pytest.mark.parametrize(
    ("language", "how"), [("id", "“Konfirmasi email”"), ("en", "“Confirm email”")]
)
def test_the_first_mail_says_how_to_confirm_and_what_to_do_when_it_was_not_you(
    world: World, language: str, how: str
) -> None:
    number, task = submitted(world, reporter=somebody(language=language))
    world.consume("notify", task)

    (first,) = bodies(world)

    assert how in first
    assert {"id": "Abaikan pesan ini", "en": "Ignore this message"}[language] in first
    world.settle()
    world.did("nasional", number, "note", {"text": "Catatan."})
    assert len(bodies(world)) == 1


def test_only_a_confirmed_address_is_sent_the_title_that_a_stranger_may_have_typed(
    world: World,
) -> None:
    number, code = world.filed(agency="32.73")
    verify = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    world.did("admin.bandung", number, "verify", verify)
    world.did("pu.bandung", number, "follow-up", {"text": "Sedang dikerjakan.", "done": False})
    assert all("Jalan berlubang" not in said for said in bodies(world))
    assert "Sedang dikerjakan." not in bodies(world)[-1], "it tells what the report is about"

    world.confirmed(number, code)
    world.did("pu.bandung", number, "follow-up", {"text": "Hampir selesai.", "done": False})

    assert "Jalan berlubang di depan pasar" in bodies(world)[-1]
    assert "Hampir selesai." in bodies(world)[-1]
    assert "Konfirmasi email" not in bodies(world)[-1]


def test_a_confirmed_number_does_not_speak_for_the_address(world: World) -> None:
    number, code = world.disposed()
    world.confirmed(number, code, "sms")

    world.did("pu.bandung", number, "follow-up", {"text": "Sedang dikerjakan.", "done": False})

    assert "Jalan berlubang" not in bodies(world)[-1]


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_sms_is_short_and_has_number_and_link(world: World, language: str) -> None:
    number, task = submitted(world, reporter=somebody(notify="sms", language=language))

    assert world.consume("notify", task) == []

    ((phone, words),) = world.texts()
    assert phone == "+6281200001234"
    assert number in words
    assert f"https://lapor.example/{language}/lacak/?n={number}" in words
    assert "Jalan berlubang" not in words
    assert len(words) <= 160
    assert world.mails() == []
    assert world.sends(number) == {"1 sms#reporter": "sent"}
    (call,) = [c.params for c in world.wire.calls if c.operation == "Publish"]
    kinds = {k: v["StringValue"] for k, v in call["MessageAttributes"].items()}
    assert kinds == {"AWS.SNS.SMS.SenderID": "LAPOR", "AWS.SNS.SMS.SMSType": "Transactional"}


@pytest.mark.parametrize("reporter", [somebody(notify="none"), {"name": "Warga Contoh"}, None])
def test_who_wants_no_message_gets_none(world: World, reporter: Any) -> None:
    number, task = submitted(world, reporter=reporter, anonymous=reporter is None)

    assert world.consume("notify", task) == []

    assert (world.mails(), world.texts(), world.sends(number)) == ([], [], {})


def test_the_whole_life_tells_each_of_the_right_people(world: World) -> None:
    number, code = world.disposed()
    world.did("pu.bandung", number, "follow-up", {"text": "Sedang dikerjakan.", "done": False})
    world.did("pu.bandung", number, "ask", {"question": "Sisi kiri?"})
    world.said(number, code, "reply", {"text": "Ya, kiri."})
    world.did("admin.bandung", number, "forward", {"unit": "32.73:dinas-lh"})
    world.did("lh.bandung", number, "follow-up", {"text": "Selesai ditambal.", "done": True})
    world.said(number, code, "close", {})
    world.said(number, code, "reopen", {"text": "Lubang lagi."})
    world.said(number, code, "withdraw", {})

    assert world.sends(number) == dict.fromkeys(
        [
            "1 email#reporter",
            "2 email#32.73",
            "3 email#reporter",
            "3 email#32.73:dinas-pu",
            "4 email#reporter",
            "5 email#reporter",
            "6 email#32.73:dinas-pu",
            "7 email#32.73:dinas-lh",
            "8 email#reporter",
            "9 email#32.73:dinas-lh",
            "10 email#32.73:dinas-lh",
            "11 email#32.73:dinas-lh",
        ],
        "sent",
    )
    texts = {
        c["Destination"]["ToAddresses"][0]: c["Message"]["Body"]["Text"]["Data"]
        for c in world.mail_calls()
    }
    assert "Sisi kiri?" not in texts["dinas-lh.32.73@instansi.example"]
    for call in world.mail_calls():
        body = call["Message"]["Body"]["Text"]["Data"]
        to = call["Destination"]["ToAddresses"][0]
        assert "{" not in body + call["Message"]["Subject"]["Data"]
        if to != REPORTER:
            assert "Jalan berlubang" not in body + call["Message"]["Subject"]["Data"]
            assert "https://lapor.example/id/petugas/laporan/?n=" in body
            for words in ("Sedang dikerjakan", "Ya, kiri", "Lubang lagi"):
                assert words not in body


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_audience_of_every_notice_has_words(language: str) -> None:
    words = load(f"wording/notices.{language}")
    sides = {
        (notice, "reporter" if audience == notices.REPORTER else "office")
        for notice, audiences in notices.NOTICES.items()
        for audience in audiences
    }

    missing = sorted((n, side) for n, side in sides if n not in words[side])

    assert missing == []
    assert all("sms" in notice for notice in words["reporter"].values())


def test_a_confidential_reports_mail_carries_neither_title_nor_words(world: World) -> None:
    number, code = world.disposed(confidential=True)
    world.confirmed(number, code)
    world.did("pu.bandung", number, "ask", {"question": "Rahasia TANYA apa?"})

    for call in world.mail_calls():
        whole = str(call)
        assert "Jalan berlubang" not in whole
        assert "TANYA" not in whole
        if "Kode" in call["Message"]["Subject"]["Data"]:
            continue
        about = call["Message"]["Body"]["Text"]["Data"].split("\n\n")
        assert f"Laporan {number}" in about
    last = world.mail_calls()[-1]["Message"]["Body"]["Text"]["Data"]
    assert "Isi pesan tidak dimuat di sini karena laporan ini rahasia" in last


@pytest.mark.parametrize(
    ("language", "withheld"),
    [
        ("id", "karena alamat email ini belum dikonfirmasi"),
        ("en", "because this email address is not confirmed yet"),
    ],
)
def test_what_an_office_writes_is_mailed_to_a_confirmed_contact_only(
    world: World, language: str, withheld: str
) -> None:
    """A question tells what the report is about, and anybody can type another's address."""
    person = somebody(language=language)
    words = {
        "hold": {"question": "Apakah TANYA di depan rumah Ibu?"},
        "archive": {"reason": "terlalu-umum", "text": "Mohon TANYA lebih rinci."},
        "spam": {"reason": "kiriman-berulang", "text": "TANYA yang sama."},
    }
    for move, said in words.items():
        reports = [world.filed(agency="32.73", reporter=person) for _ in range(2)]
        world.confirmed(*reports[1])
        world.now += 20 * MINUTES
        for number, confirmed in ((reports[0][0], False), (reports[1][0], True)):
            before = len(bodies(world))
            world.did("admin.bandung", number, move, said)
            (text,) = bodies(world)[before:]
            assert ("TANYA" in text, withheld in text) == (confirmed, not confirmed), move


def test_markup_in_what_an_office_writes_is_shown_and_not_run(world: World) -> None:
    number, code = world.disposed(title="<img src=x onerror=alert(1)> & judul")
    world.confirmed(number, code)
    words = {"text": "<script>alert('x')</script>\nbaris dua & tiga", "done": False}
    world.did("pu.bandung", number, "follow-up", words)

    html = world.mail_calls()[-1]["Message"]["Body"]["Html"]["Data"]

    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert "baris dua &amp; tiga" in html
    assert "<br>" in html


def test_a_message_that_comes_twice_is_sent_once(world: World) -> None:
    number, task = submitted(world)

    assert world.consume("notify", task, task) == []
    world.now += datetime.timedelta(hours=5)
    assert world.consume("notify", task) == []

    assert len(world.mails()) == 1
    assert world.sends(number) == {"1 email#reporter": "sent"}
    assert [r["tries"] for r in world.rows("SENDS")] == [1]


def test_two_workers_at_once_send_once(world: World) -> None:
    number, task = submitted(world)
    rival: list[list[int]] = []

    world.wire.interrupt("SendEmail", lambda: rival.append(world.consume("notify", task)))
    first = world.consume("notify", task)

    assert (first, rival) == ([], [[0]])
    assert len(world.mails()) == 1
    assert world.consume("notify", task) == []
    assert len(world.mails()) == 1
    assert world.sends(number) == {"1 email#reporter": "sent"}


@pytest.mark.parametrize(
    ("notify", "operation", "most", "final"),
    [("email", "SendEmail", 2, "sent"), ("sms", "Publish", 1, "given_up")],
)
def test_a_crash_after_the_hand_over_repeats_a_mail_once_and_an_sms_never(
    world: World, notify: str, operation: str, most: int, final: str
) -> None:
    number, task = submitted(world, reporter=only(notify))
    world.wire.disturb(operation, Killed(), after=True, times=1)
    with pytest.raises(Killed):
        world.consume("notify", task)
    assert world.sends(number) == {f"1 {notify}#reporter": "claimed"}

    assert world.consume("notify", task) == [0], "it may still be another worker's"
    world.now += MINUTES
    assert world.consume("notify", task) == []
    world.now += MINUTES
    assert world.consume("notify", task) == []

    assert len(world.mails()) + len(world.texts()) == most
    assert world.sends(number) == {f"1 {notify}#reporter": final}


@pytest.mark.parametrize("notify", ["email", "sms"])
def test_however_often_it_crashes_the_row_ends_in_a_final_state(world: World, notify: str) -> None:
    number, task = submitted(world, reporter=only(notify))
    operation = {"email": "SendEmail", "sms": "Publish"}[notify]
    world.wire.disturb(operation, Killed(), after=True, times=2)
    for _ in range(6):
        world.now += MINUTES
        try:
            world.consume("notify", task)
        except Killed:
            continue

    assert len(world.mails()) + len(world.texts()) == {"email": 2, "sms": 1}[notify]
    assert world.sends(number) == {f"1 {notify}#reporter": "given_up"}


@pytest.mark.parametrize("right", ["erase", "restrict"])
@pytest.mark.parametrize(("notify", "operation"), [("email", "SendEmail"), ("sms", "Publish")])
def test_a_claim_ends_when_its_reporter_may_be_reached_no_more(
    world: World, notify: str, operation: str, right: str
) -> None:
    receipt = world.submit(sample(reporter=somebody(notify=notify))).json
    number, task = receipt["number"], {"seq": 1, "kind": "submitted"}
    task["report"] = number.replace("-", "")
    world.wire.disturb(operation, Killed(), times=1)
    with pytest.raises(Killed):
        world.consume("notify", task)
    assert world.sends(number) == {f"1 {notify}#reporter": "claimed"}

    assert world.reporter(number, receipt["access_code"], right, {}).status == 200
    world.now += MINUTES
    assert world.consume("notify", task, task) == []

    assert (world.mails(), world.texts()) == ([], [])
    assert world.sends(number, 1) == {f"1 {notify}#reporter": "given_up"}


def test_a_timeout_of_the_provider_is_no_licence_to_send_an_sms_again(world: World) -> None:
    number, task = submitted(world, reporter=only("sms"))
    lost = ReadTimeoutError(endpoint_url="https://sns")
    world.wire.disturb("Publish", lost, after=True, times=1)

    assert world.consume("notify", task) == [0]
    world.now += MINUTES
    assert world.consume("notify", task) == []

    assert len(world.texts()) == 1
    assert world.sends(number) == {"1 sms#reporter": "given_up"}


@pytest.mark.parametrize(("notify", "host", "most"), [("email", "email.", 2), ("sms", "sns.", 1)])
def test_a_provider_that_takes_it_and_answers_with_an_error_is_not_asked_too_often(
    world: World, monkeypatch: pytest.MonkeyPatch, notify: str, host: str, most: int
) -> None:
    """A 500 leaves open whether the message went out; the SDK's own retries count as well."""
    number, task = submitted(world, reporter=only(notify))
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    honest = BotocoreStubber.process_request

    def unsure(self: Any, request: Any) -> Any:
        answer = honest(self, request)
        return (500, {}, b"") if f"//{host}" in request.url else answer

    monkeypatch.setattr(BotocoreStubber, "process_request", unsure)
    for _ in range(5):
        world.consume("notify", task)
        world.now += MINUTES

    assert 1 <= len(world.mails()) + len(world.texts()) <= most
    assert world.sends(number) == {f"1 {notify}#reporter": "given_up"}


@pytest.mark.parametrize(("notify", "operation"), [("email", "SendEmail"), ("sms", "Publish")])
def test_a_throttled_provider_is_asked_again_until_it_takes_the_message(
    world: World, notify: str, operation: str
) -> None:
    number, task = submitted(world, reporter=only(notify))
    world.wire.disturb(operation, "Throttling", times=4)

    for _ in range(4):
        assert world.consume("notify", task) == []
        assert world.sends(number) == {f"1 {notify}#reporter": "waiting"}
        world.now += MINUTES
    assert world.sent("NOTIFY") == [{"v": 1, **task}] * 4, "it comes back by itself"

    assert world.consume("notify", task) == []
    assert len(world.mails()) + len(world.texts()) == 1
    assert world.sends(number) == {f"1 {notify}#reporter": "sent"}


def test_an_address_that_the_provider_rejects_is_final(world: World) -> None:
    number, task = submitted(world, reporter=only("email"))
    world.wire.disturb("SendEmail", "MessageRejected")

    assert world.consume("notify", task) == []
    world.now += MINUTES
    assert world.consume("notify", task) == []

    assert world.wire.names().count("SendEmail") == 1
    (row,) = world.rows("SENDS")
    assert (row["state"], row["why"]) == ("rejected", "MessageRejected")
    assert world.sends(number) == {"1 email#reporter": "rejected"}


@pytest.mark.parametrize(
    "trouble",
    [
        refusal("AccessDenied", 403),
        refusal("AccessDeniedException"),
        refusal("ExpiredToken", 403),
        refusal("ExpiredTokenException"),
        refusal("AccountSendingPausedException"),
        refusal("MailFromDomainNotVerifiedException"),
        refusal("InternalFailure", 500),
    ],
    ids=lambda e: str(e.response["Error"]["Code"]),
)
def test_what_is_wrong_with_us_loses_no_message(world: World, trouble: ClientError) -> None:
    """A wrong role, old credentials or a paused account say nothing about the address."""
    number, task = submitted(world)
    world.wire.disturb("SendEmail", trouble, times=1)

    unsure = trouble.response["ResponseMetadata"]["HTTPStatusCode"] == 500
    assert world.consume("notify", task) == ([0] if unsure else [])
    world.now += MINUTES
    assert world.consume("notify", task) == []

    assert world.sends(number) == {"1 email#reporter": "sent"}


def test_only_the_messages_that_failed_come_back(world: World) -> None:
    tasks = [submitted(world)[1] for _ in range(10)]
    for skip in (3, 7):
        lost = ReadTimeoutError(endpoint_url="https://email")
        world.wire.disturb("SendEmail", lost, times=1, skip=skip)

    failed = world.consume("notify", *tasks)

    assert failed == [3, 7]
    assert len(world.mails()) == 8
    world.wire.calm()
    world.now += MINUTES
    assert world.consume("notify", *(tasks[n] for n in failed)) == []
    assert len(world.mails()) == 10
    assert {r["state"] for r in world.rows("SENDS")} == {"sent"}


def test_one_readers_trouble_keeps_no_other_reader_waiting(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    verify = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    assert world.officer("admin.bandung", number, "verify", verify).status == 200
    task = {"report": number.replace("-", ""), "seq": 3, "kind": "verified"}
    world.wire.disturb("SendEmail", "Throttling", times=1)

    assert world.consume("notify", task) == []

    assert world.sends(number, 3) == {
        "3 email#reporter": "waiting",
        "3 email#32.73:dinas-pu": "sent",
    }
    assert world.consume("notify", task) == []
    assert set(world.sends(number, 3).values()) == {"sent"}


def test_an_office_without_address_is_reached_through_the_national_admin(world: World) -> None:
    world.entry({"kind": "agency", "id": "32.73", "name": "Kota Bandung", "zone": "Asia/Jakarta"})

    number, _ = world.filed(agency="32.73")

    assert world.mails()[-1] == (
        "national@instansi.example",
        f"Laporan baru {number} perlu diverifikasi",
    )


def test_the_state_told_is_that_of_the_event_and_not_of_a_later_one(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    assert (
        world.officer(
            "admin.bandung", number, "verify", {"agency": "32.73", "unit": "32.73:dinas-pu"}
        ).status
        == 200
    )
    assert (
        world.officer("admin.bandung", number, "forward", {"unit": "32.73:dinas-lh"}).status == 200
    )
    world.settle()

    assert world.sends(number, 3).keys() == {"3 email#reporter", "3 email#32.73:dinas-pu"}
    assert world.sends(number, 4).keys() == {"4 email#32.73:dinas-lh"}


@pytest.mark.parametrize(
    "task",
    [
        '{"v": 2, "report": "000000000000", "seq": 1, "kind": "submitted"}',
        '{"report": "000000000000"}',
        "not json",
        '{"v": 1, "report": "000000000000", "seq": 1, "kind": "submitted"}',
    ],
)
def test_poison_comes_back_alone(world: World, task: str) -> None:
    number, good = submitted(world)

    assert world.consume("notify", task, good) == [0]

    assert world.sends(number) == {"1 email#reporter": "sent"}


def test_sends_hold_no_address(world: World) -> None:
    world.finished()
    world.finished(reporter=somebody(notify="sms"))

    kept = str(world.rows("SENDS"))

    assert "@" not in kept
    assert not re.search(r"\+?62?8\d{6}", kept)
    assert {len(r["channel"].split("@")) for r in world.rows("SENDS")} == {1}


def test_a_provider_that_is_out_for_forty_minutes_loses_nothing(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    nobody = EndpointConnectionError(endpoint_url="https://email")
    world.wire.disturb("SendEmail", nobody)
    verify = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    assert world.officer("admin.bandung", number, "verify", verify).status == 200
    task = {"report": number.replace("-", ""), "seq": 3, "kind": "verified"}

    for _ in range(13):
        assert world.consume("notify", task) == []
        world.now += MINUTES
    assert set(world.sends(number, 3).values()) == {"waiting"}
    world.wire.calm()
    assert world.consume("notify", task) == []

    assert set(world.sends(number, 3).values()) == {"sent"}
    assert len(world.mails()) == 4


def test_after_four_hours_a_message_is_given_up_and_found_by_its_day(world: World) -> None:
    number, task = submitted(world, reporter=only("email"))
    world.wire.disturb("SendEmail", "SendingPausedException")
    asked = []
    while world.sends(number) != {"1 email#reporter": "given_up"}:
        assert world.consume("notify", task) == []
        asked.append(world.now)
        delays = [
            entry["DelaySeconds"]
            for call in world.wire.calls
            if call.operation == "SendMessageBatch" and "NOTIFY" in call.params["QueueUrl"]
            for entry in call.params["Entries"]
        ]
        world.now += datetime.timedelta(seconds=delays[-1])

    assert datetime.timedelta(hours=4) <= asked[-1] - asked[0] < datetime.timedelta(hours=4.3)
    assert len(asked) < 30
    (row,) = world.rows("SENDS")
    assert (row["failed"], row["first_at"]) == ("2026-11-23", "2026-11-23T03:00:00.000Z")
    assert world.consume("notify", task) == []
    assert world.wire.names().count("SendEmail") == len(asked)


def test_a_notice_that_comes_back_after_days_is_dropped(world: World) -> None:
    number, task = submitted(world)
    world.now += datetime.timedelta(days=3, minutes=1)

    assert world.consume("notify", task) == []

    assert (world.mails(), world.sends(number)) == ([], {"1 email#reporter": "stale"})


def test_an_sms_does_not_come_back_before_the_night_is_over(world: World) -> None:
    """Else it would come back at once, over and over, in the last second of the night."""
    number, _ = world.filed(agency="32.73", reporter=somebody(notify="sms"))
    verify = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    assert world.officer("admin.bandung", number, "verify", verify).status == 200
    world.at("2026-11-24", "06:59:59.400")

    task = {"report": number.replace("-", ""), "seq": 3, "kind": "verified"}
    assert world.consume("notify", task) == []

    (entry,) = world.wire.calls[-1].params["Entries"]
    assert entry["DelaySeconds"] == 1
    assert world.texts() == [world.texts()[0]], "the receipt alone"


def test_an_sms_waits_for_the_morning_and_a_mail_does_not(world: World) -> None:
    world.at("2026-11-23", "21:30")
    number, _ = world.filed(agency="32.73", reporter=somebody(notify="sms"))
    assert world.sends(number, 1) == {"1 sms#reporter": "sent"}, "who has just filed is awake"
    verify = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    assert world.officer("admin.bandung", number, "verify", verify).status == 200
    task = {"report": number.replace("-", ""), "seq": 3, "kind": "verified"}

    assert world.consume("notify", task) == []
    assert world.sends(number, 3) == {"3 email#32.73:dinas-pu": "sent"}
    assert world.sent("NOTIFY")[-1] == {"v": 1, **task}
    world.at("2026-11-24", "07:00")
    assert world.consume("notify", task) == []

    assert world.sends(number, 3)["3 sms#reporter"] == "sent"
    assert len(world.texts()) == 2


def test_a_mail_that_comes_late_carries_nothing_that_was_sealed_since(world: World) -> None:
    number, code = world.filed(agency="32.73", title="Judul yang kemudian dirahasiakan")
    world.confirmed(number, code)
    sent = len(world.mail_calls())
    place = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    assert world.officer("admin.bandung", number, "verify", place).status == 200
    answer = {"text": "Kami sedang menambal jalan itu.", "done": False}
    assert world.officer("pu.bandung", number, "follow-up", answer).status == 200
    assert world.officer("pu.bandung", number, "conceal", {}).status == 200

    world.settle()

    late = [
        call["Message"]["Body"]["Text"]["Data"]
        for call in world.mail_calls()[sent:]
        if call["Destination"]["ToAddresses"] == ["warga@contoh.example"]
    ]
    assert len(late) == 3
    assert not any("dirahasiakan" in text or "menambal" in text for text in late)
