"""/api/reports/{number}/contact and /confirm-contact: a reporter shows that a contact is theirs."""

import datetime
from typing import Any

import pytest

from lapor.aws import limits, queues
from lapor.domain import codes
from tests.functions.wire import Killed, refusal
from tests.functions.world import World, sample, somebody

EMAIL = {"channel": "email"}
MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)


def asked(world: World, number: str, code: str, channel: str = "email") -> str:
    """Ask for a code and give it as it was sent."""
    assert world.contact(number, code, {"channel": channel}).status == 202
    world.settle()
    return world.last_code(channel)


def typed(world: World, number: str, access: str, code: str, channel: str = "email") -> Any:
    return world.contact(number, access, {"channel": channel, "code": code})


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def state(world: World, number: str, access: str) -> Any:
    return world.contact(number, access).json["confirmed"]


@pytest.mark.parametrize(
    ("reporter", "confirmed"),
    [
        (somebody(), {"email": False, "sms": False}),
        (somebody(phone=None), {"email": False}),
        (somebody(email=None, notify="sms"), {"sms": False}),
        (somebody(phone="+65 6123 4567"), {"email": False}),
        (somebody(phone="0809 123 4567"), {"email": False}),
        ({"name": "Warga Contoh"}, {}),
    ],
    ids=["both", "mail", "mobile", "foreign", "premium", "neither"],
)
def test_the_reporter_sees_which_contacts_can_be_confirmed_and_never_the_contacts(
    world: World, reporter: Any, confirmed: dict[str, bool]
) -> None:
    number, code = world.filed(reporter=reporter)

    answer = world.contact(number, code)

    assert (answer.status, answer.json["confirmed"]) == (200, confirmed)
    assert answer.json.keys() == {"confirmed", "news", "told"}


def test_an_anonymous_report_without_contact_has_none_to_confirm(world: World) -> None:
    number, code = world.filed(anonymous=True, reporter=None)

    assert state(world, number, code) == {}
    assert world.contact(number, code, EMAIL).errors == [("/channel", "no_contact")]


@pytest.mark.parametrize(("channel", "language"), [("email", "id"), ("sms", "en")])
def test_a_code_goes_to_the_sealed_contact_and_confirms_it(
    world: World, channel: str, language: str
) -> None:
    number, code = world.filed()
    ledger = world.rows("LEDGER", raw=True)

    answer = world.contact(number, code, {"channel": channel}, accept_language=language)
    assert (answer.status, answer.json["confirmed"][channel]) == (202, False)
    world.settle()
    done = typed(world, number, code, world.last_code(channel), channel)

    assert (done.status, done.json) == (
        200,
        {"confirmed": {"email": channel == "email", "sms": channel == "sms"}, "news": True},
    )
    assert state(world, number, code) == done.json["confirmed"]
    assert world.rows("LEDGER", raw=True) == ledger, "who confirmed what is no event of the report"
    if channel == "email":
        assert world.mails()[-1] == (
            "warga@contoh.example",
            f"Kode konfirmasi untuk laporan {number}",
        )
    else:
        ((phone, words),) = world.texts()
        assert phone == "+6281200001234"
        assert words.startswith("LAPOR! Code ")
        assert number in words


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("/channel", "missing")]),
        ({"channel": "phone"}, [("/channel", "unknown_code")]),
        ({"channel": "email", "email": "x@y.example"}, [("/email", "unknown_field")]),
        ({"channel": "email", "phone": "+14155550100"}, [("/phone", "unknown_field")]),
        ({"channel": "email", "code": "12345"}, [("/code", "bad_format")]),
        ({"channel": "email", "code": "1234567"}, [("/code", "bad_format")]),
        ({"channel": "email", "code": "٣٤٥٦٧٨"}, [("/code", "bad_format")]),
        ({"channel": "email", "code": 123456}, [("/code", "wrong_type")]),
        ({"channel": "email", "code": ""}, [("/code", "missing")]),
    ],
)
def test_a_request_names_no_contact_and_its_code_has_six_digits(
    world: World, body: Any, errors: list[tuple[str, str]]
) -> None:
    number, code = world.filed()
    before = len(world.mails())

    answer = world.contact(number, code, body)
    world.settle()

    assert answer.problem() == (422, "validation")
    assert answer.errors == errors
    assert len(world.mails()) == before


def test_a_code_is_read_however_it_is_typed(world: World) -> None:
    number, access = world.filed()
    code = asked(world, number, access)

    assert typed(world, number, access, f" {code[:3]}-{code[3:]} ").status == 200


def test_without_the_reports_own_code_nothing_is_sent_or_said(world: World) -> None:
    number, _ = world.filed()
    _, other = world.filed()
    before = len(world.mails())

    for code in (None, "", other, "ZZZZ-ZZZZ-ZZZZ-ZZZZ"):
        for body in (None, EMAIL, {**EMAIL, "code": "123456"}):
            assert world.contact(number, code, body).problem() == (404, "not_found")
    world.settle()

    assert len(world.mails()) == before


def test_a_code_opens_once(world: World) -> None:
    number, access = world.filed()
    code = asked(world, number, access)

    assert typed(world, number, access, code).status == 200
    assert typed(world, number, access, code).errors == [("/code", "wrong_code")]


def test_of_two_who_type_a_code_at_once_one_is_first(world: World) -> None:
    """The rival comes after the first one's try was counted and before it spends the code."""
    number, access = world.filed()
    code = asked(world, number, access)
    rival: list[Any] = []

    def overtake() -> None:
        rival.append(typed(world, number, access, code))

    spending = "UpdateItem Limits"
    world.wire.interrupt(spending, lambda: world.wire.interrupt(spending, overtake))
    first = typed(world, number, access, code)

    assert rival[0].status == 200
    assert first.errors == [("/code", "wrong_code")]
    assert state(world, number, access)["email"] is True


def test_a_crash_between_the_code_and_the_mark_costs_a_code_and_no_more(world: World) -> None:
    number, access = world.filed()
    code = asked(world, number, access)
    world.wire.disturb("UpdateItem People", Killed(), times=1)
    with pytest.raises(Killed):
        typed(world, number, access, code)

    assert state(world, number, access)["email"] is False
    assert typed(world, number, access, code).errors == [("/code", "wrong_code")]
    world.confirmed(number, access)
    assert state(world, number, access)["email"] is True


def test_a_contact_that_was_erased_meanwhile_is_not_confirmed(world: World) -> None:
    number, access = world.filed()
    code = asked(world, number, access)
    short = {"report": {"S": number.replace("-", "")}}

    def erase() -> None:
        world.dynamodb.delete_item(TableName="People", Key=short)

    world.wire.interrupt("UpdateItem People", erase)
    answer = typed(world, number, access, code)

    assert (answer.status, answer.json) == (200, {"confirmed": {}, "news": True})
    assert world.rows("PEOPLE") == []
    assert '"message":"confirmed"' not in world.log.getvalue()


def test_while_the_vault_is_shut_a_code_waits(world: World) -> None:
    number, access = world.filed()
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "email"}
    assert world.contact(number, access, EMAIL).status == 202
    world.wire.disturb("Decrypt", "KMSInternalException", times=1)

    assert world.consume("code", task) == [0]
    assert world.consume("code", task) == []

    assert typed(world, number, access, world.last_code()).status == 200


@pytest.mark.parametrize("minutes", [10, 11, 600])
def test_a_code_is_good_for_ten_minutes(world: World, minutes: int) -> None:
    number, access = world.filed()
    code = asked(world, number, access)

    world.now += minutes * MINUTE
    assert typed(world, number, access, code).errors == [("/code", "wrong_code")]
    assert state(world, number, access)["email"] is False


def test_a_code_is_good_to_the_end_of_its_ten_minutes(world: World) -> None:
    number, access = world.filed()
    code = asked(world, number, access)

    world.now += 10 * MINUTE - datetime.timedelta(seconds=1)
    assert typed(world, number, access, code).status == 200


def test_the_fifth_try_may_be_right_and_the_sixth_may_not(world: World) -> None:
    number, access = world.filed()
    code = asked(world, number, access)
    for _ in range(4):
        assert typed(world, number, access, other_than(code)).problem() == (422, "validation")
    assert typed(world, number, access, code).status == 200

    other, access = world.filed()
    code = asked(world, other, access)
    for _ in range(5):
        assert typed(world, other, access, other_than(code)).errors == [("/code", "wrong_code")]
    assert typed(world, other, access, code).errors == [("/code", "wrong_code")]


def test_a_code_of_another_report_or_channel_opens_nothing(world: World) -> None:
    mine, my_access = world.filed()
    theirs, their_access = world.filed(reporter=somebody(email="lain@contoh.example"))
    my_code = asked(world, mine, my_access)
    asked(world, theirs, their_access)

    assert typed(world, theirs, their_access, my_code).errors == [("/code", "wrong_code")]
    assert typed(world, mine, my_access, my_code, "sms").errors == [("/code", "wrong_code")]
    assert typed(world, mine, my_access, my_code).status == 200


def test_a_newer_code_ends_the_older_one(world: World) -> None:
    number, access = world.filed()
    old = asked(world, number, access)
    new = asked(world, number, access)

    assert old == new or typed(world, number, access, old).status == 422
    assert typed(world, number, access, new).status == 200


def test_before_any_code_was_asked_for_none_is_right(world: World) -> None:
    number, access = world.filed()

    assert typed(world, number, access, "123456").errors == [("/code", "wrong_code")]


def test_a_confirmed_contact_needs_no_further_code(world: World) -> None:
    number, access = world.filed()
    world.confirmed(number, access)
    before = len(world.mails())

    answer = world.contact(number, access, EMAIL)
    world.settle()

    assert answer.json == {"confirmed": {"email": True, "sms": False}, "news": True}
    assert len(world.mails()) == before


def test_three_codes_an_hour_and_ten_a_day_go_to_one_contact_whatever_they_are_for(
    world: World,
) -> None:
    world.at("2026-11-23", "08:00")
    reports = [world.filed() for _ in range(3)]
    world.confirmed(*reports[0])
    sent = 1
    for hour in range(1, 5):
        refused = None
        for n in (1, 2, 1, 2):
            answer = world.contact(*reports[n], EMAIL)
            world.settle()
            sent += answer.status == 202
            if answer.status != 202:
                refused = answer
        assert refused is not None
        assert refused.problem() == (429, "too_many")
        assert 0 < int(refused.headers["retry-after"]) <= (3600 if hour < 4 else 24 * 3600)
        world.now += HOUR

    assert sent == 10
    assert world.me("codes", {"email": "warga@contoh.example"}).problem() == (429, "too_many")
    assert len([s for _, s in world.mails() if s.startswith("Kode")]) == 10
    world.now += 24 * HOUR
    assert world.contact(*reports[1], EMAIL).status == 202


ONE_BOX = ["korban+0@gmail.com", "kor.ban+1@gmail.com", "Korban@googlemail.com"]


def test_all_spellings_of_one_mailbox_share_its_three_codes_an_hour(world: World) -> None:
    """Given three reports to one mailbox, each spelled otherwise, only three codes go out."""
    reports = [world.filed(reporter=somebody(phone=None, email=box)) for box in ONE_BOX]
    other = world.filed(reporter=somebody(phone=None, email="kor.ban@contoh.example"))
    two = world.filed(reporter=somebody(phone=None, email="korban@contoh.example"))

    answers = [world.contact(*report, EMAIL).status for _ in range(3) for report in reports]
    world.settle()

    assert answers == [202] * 3 + [429] * 6
    assert len([s for _, s in world.mails() if s.startswith("Kode")]) == 3
    asked_for_list = [world.me("codes", {"email": box}).problem() for box in ONE_BOX]
    assert asked_for_list == [(429, "too_many")] * 3
    assert [world.contact(*r, EMAIL).status for r in (other, two) for _ in range(3)] == [202] * 6


def test_a_code_that_finds_its_minute_full_is_sent_in_the_next_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a full minute, everybody is answered alike, and what is over waits in the queue."""
    monkeypatch.setitem(codes.FOR_ALL, "sms", (2, MINUTE))
    reports = [world.filed(reporter=somebody(phone=f"0812 0000 55{n}")) for n in range(10, 13)]
    tasks = [{"report": n.replace("-", ""), "seq": 0, "kind": "sms"} for n, _ in reports]

    answers = [world.contact(*report, {"channel": "sms"}).status for report in reports]

    assert answers == [202, 202, 202]
    assert world.consume("code", *tasks) == [2]
    assert world.consume("code", tasks[2]) == [0], "still the same minute"
    assert len(world.texts()) == 2
    world.now += MINUTE
    assert world.consume("code", tasks[2]) == []
    assert len(world.texts()) == 3
    assert typed(world, *reports[2], world.last_code("sms"), "sms").status == 200


def full(world: World, channel: str) -> None:
    """Let as many codes to confirm a contact be sent in this minute as may be."""
    most, minute = codes.FOR_ALL[channel]
    limits.counted(f"codes#{channel}#confirm", minute, world.now, most)


def test_a_full_minute_of_confirmations_holds_up_neither_mails_nor_lists(world: World) -> None:
    number, access = world.filed()
    world.confirmed(number, access, "sms")
    flood = world.filed(reporter=somebody(phone="0812 0000 5510"))
    full(world, "sms")
    assert world.contact(*flood, {"channel": "sms"}).status == 202
    short = flood[0].replace("-", "")
    assert world.consume("code", {"report": short, "seq": 0, "kind": "sms"}) == [0]

    assert world.contact(*flood, EMAIL).status == 202
    assert world.consume("code", {"report": short, "seq": 0, "kind": "email"}) == []
    before = len(world.texts())
    assert world.me("codes", {"phone": "0812 0000 1234"}).status == 202
    assert world.consume("code", world.sent("CODE")[-1]) == []
    assert len(world.texts()) == before + 1


def test_codes_that_nobody_gets_fill_no_minute(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a stranger who asks for codes to addresses of nobody, the cap is there for others."""
    world.confirmed(*world.filed())
    monkeypatch.setitem(codes.FOR_ALL, "email", (1, MINUTE))
    for n in range(3):
        assert world.me("codes", {"email": f"bukan.siapa.{n}@contoh.example"}).status == 202
    world.settle()
    before = len(world.mails())

    assert world.me("codes", {"email": "warga@contoh.example"}).status == 202
    world.settle()

    assert len(world.mails()) == before + 1


def test_a_code_for_which_nobody_waits_any_more_is_given_up(world: World) -> None:
    number, access = world.filed()
    assert world.contact(number, access, EMAIL).status == 202
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "email"}
    before, tries = len(world.mails()), 0

    full(world, "email")
    while world.consume("code", task):
        tries += 1
        world.now += MINUTE
        full(world, "email")

    assert tries == 10, "as often as there are minutes, and less than the queue allows"
    assert len(world.mails()) == before


def test_a_code_is_kept_as_a_keyed_hash_and_the_row_expires(world: World) -> None:
    number, access = world.filed()
    code = asked(world, number, access)
    typed(world, number, access, other_than(code))

    rows = world.rows("LIMITS")

    assert code not in str(rows) + world.log.getvalue() + str(world.sent("CODE"))
    assert "warga@" not in str(rows) + world.log.getvalue() + str(world.sent("CODE"))
    assert all(
        world.now.timestamp() < r["expires"] <= (world.now + 48 * HOUR).timestamp() for r in rows
    )


def test_two_deliveries_of_one_message_send_one_code(world: World) -> None:
    number, access = world.filed()
    assert world.contact(number, access, EMAIL).status == 202
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "email"}
    before = len(world.mails())

    assert world.consume("code", task, task) == []
    code = world.last_code()
    world.settle()

    assert len(world.mails()) == before + 1
    assert typed(world, number, access, code).status == 200


def test_a_message_that_comes_after_the_code_was_given_up_sends_nothing(world: World) -> None:
    number, access = world.filed()
    assert world.contact(number, access, EMAIL).status == 202
    before = len(world.mails())

    world.now += 10 * MINUTE
    world.settle()

    assert len(world.mails()) == before


def test_a_busy_provider_is_asked_again_and_one_that_refuses_is_not(world: World) -> None:
    number, access = world.filed()
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "email"}
    assert world.contact(number, access, EMAIL).status == 202
    world.wire.disturb("SendEmail", "Throttling", times=1)

    assert world.consume("code", task) == [0]
    assert world.consume("code", task) == []
    assert typed(world, number, access, world.last_code()).status == 200

    other, access = world.filed()
    assert world.contact(other, access, EMAIL).status == 202
    world.wire.disturb("SendEmail", "MessageRejected", times=1)
    before = len(world.mails())
    task = {**task, "report": other.replace("-", "")}
    assert world.consume("code", task) == []
    assert world.consume("code", task) == []
    assert len(world.mails()) == before


def test_an_answer_that_leaves_open_what_became_of_an_sms_sends_no_second(world: World) -> None:
    number, access = world.filed()
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "sms"}
    assert world.contact(number, access, {"channel": "sms"}).status == 202
    world.wire.disturb("Publish", refusal("InternalFailure", 500), after=True, times=1)

    assert world.consume("code", task, task) == []

    assert len(world.texts()) == 1


def test_only_the_sending_step_opens_a_contact_and_none_a_name(world: World) -> None:
    number, access = world.filed()
    world.wire.calls.clear()
    world.contact(number, access)
    world.contact(number, access, EMAIL)
    asking = world.wire.names()
    world.settle()
    typed(world, number, access, world.last_code())

    assert [n for n in asking if n.startswith("Decrypt")] == []
    opened = [c for c in world.wire.calls if c.operation == "Decrypt"]
    assert [c.params["EncryptionContext"]["part"] for c in opened] == ["contact"]
    reads = [c for c in world.wire.calls if c.name == "GetItem People"]
    assert all("identity" not in c.params["ProjectionExpression"] for c in reads)


NAMES = [
    "Warga\r\nBcc: korban@contoh.example",
    "Warga\nSubject: hadiah",
    "Warga\u2028Bcc: korban@contoh.example",
    "=?utf-8?q?Bcc:_korban?=",
]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_a_name_reaches_a_header_or_a_message(world: World, name: str) -> None:
    number, access = world.filed(
        reporter=somebody(name=name, notify="sms"), title=f"Judul {name}"[:100]
    )
    world.confirmed(number, access)
    world.disposed(reporter=somebody(name=name))

    for call in world.mail_calls():
        assert call["Destination"].keys() == {"ToAddresses"}
        assert len(call["Destination"]["ToAddresses"]) == 1
        assert "\n" not in call["Message"]["Subject"]["Data"]
    said = str(world.mail_calls()) + str(world.texts())
    for part in ("korban", "hadiah", "Bcc"):
        assert part not in said


@pytest.mark.parametrize(
    "address",
    [
        "warga@contoh.example\r\nBcc: korban@contoh.example",
        "warga@contoh.example, korban@contoh.example",
        "warga@contoh.example;korban@contoh.example",
        "Warga <warga@contoh.example>",
        "warga@contoh.example\u0000",
        "warga@[127.0.0.1]",
    ],
)
def test_an_address_that_hides_another_is_refused_or_one_line(world: World, address: str) -> None:
    answer = world.submit(sample(reporter=somebody(email=address)))

    if answer.status == 422:
        assert answer.errors == [("/reporter/email", "bad_format")]
        return
    world.settle()
    assert {to for to, _ in world.mails() if "contoh" in to} == {"warga@contoh.example"}


def test_a_queue_that_takes_no_code_is_503_and_asking_again_sends_one(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, code = world.filed()
    failed = {"Failed": [{"Id": "0", "Code": "InternalError", "SenderFault": False}]}

    class Full:
        def send_message_batch(self, **_: Any) -> Any:
            return failed

    with monkeypatch.context() as patch:
        patch.setattr(queues, "client", lambda _: Full())
        answer = world.contact(number, code, {"channel": "email"})
    assert answer.problem() == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"

    world.confirmed(number, code)
