"""Whose eyes: no trace of a reporter in a log, a queue, the ledger, a desk row or a send row."""

import json
from collections.abc import Iterator

import pytest

from lapor.aws import log
from tests.functions.conftest import universe
from tests.functions.world import World, sample

NAME, PHONE, MAIL = "Sentinelia Namarahasia", "+6281277770000", "sentinel.surel@contoh.example"
ADDRESS, TITLE, BODY = "Jalan Sentinelalamat 77", "Judul SENTINELJUDUL jalan", "SENTINELISI " * 5
SAID = "SENTINELJAWAB dari pelapor"
PERSON = (NAME, "Namarahasia", PHONE, PHONE[1:], "0812 7777 0000", MAIL, "sentinel.surel")
WORDS = (ADDRESS, "SENTINELALAMAT", "SENTINELJUDUL", "SENTINELISI", "SENTINELJAWAB")
FOUR = [(False, False), (True, False), (False, True), (True, True)]


def lived(world: World, anonymous: bool, confidential: bool, notify: str = "email") -> str:
    """Let a report live its whole life, with every kind of move; gives its number."""
    body = sample(
        agency="35.78",
        category="jalan-rusak",
        title=TITLE,
        body=BODY,
        anonymous=anonymous,
        confidential=confidential,
        place={"province": "32", "regency": "32.73", "address": ADDRESS},
        reporter={"name": NAME, "phone": "0812 7777 0000", "email": MAIL, "notify": notify},
    )
    receipt = world.submit(body).json
    number, code = receipt["number"], receipt["access_code"]
    world.settle()
    world.did("admin.surabaya", number, "return", {"reason": "bukan-wewenang"})
    world.did("admin.bandung", number, "hold", {"question": "Di sebelah mana?"})
    world.said(number, code, "reply", {"text": SAID})
    verify = {"agency": "32.73", "unit": "32.73:dinas-lh"}
    world.did("admin.bandung", number, "verify", verify)
    world.did("lh.bandung", number, "return", {"reason": "wewenang-unit-lain"})
    world.did("admin.bandung", number, "forward", {"unit": "32.73:dinas-pu"})
    world.at("2026-12-03")
    world.sweep()
    world.did("pu.bandung", number, "note", {"text": "Catatan dalam."})
    world.did("pu.bandung", number, "ask", {"question": "Sejak kapan?"})
    world.said(number, code, "reply", {"text": SAID})
    world.did("pu.bandung", number, "follow-up", {"text": "Sudah ditambal.", "done": True})
    world.said(number, code, "reply", {"text": SAID})
    world.did("pu.bandung", number, "follow-up", {"text": "Sekarang sudah.", "done": True})
    world.at("2026-12-29")
    world.sweep()
    world.said(number, code, "reopen", {"text": SAID})
    world.did("pu.bandung", number, "follow-up", {"text": "Benar-benar sudah.", "done": True})
    world.said(number, code, "close", {"rating": 5, "solved": True, "text": SAID})
    world.track(number, code)
    world.track(number, "ZZZZ")
    world.reporter(number, code, "reply", {"text": SAID})
    world.submit({**body, "title": TITLE * 9}, None)
    for who in ("pu.bandung", "admin.bandung", "nasional"):
        world.case(who, number)
        for tab in ("verify", "handle", "process", "waiting", "late", "done"):
            world.desk(who, tab=tab)
    return str(number)


def found(words: tuple[str, ...], text: str) -> list[str]:
    """Give the sentinels that a text holds, in any case."""
    return [word for word in words if word.lower() in text.lower()]


class Life:
    """A report's whole life under one visibility, and where it was lived."""

    def __init__(self, world: World, number: str, anonymous: bool, confidential: bool) -> None:
        self.world = world
        self.number = number
        self.anonymous = anonymous
        self.confidential = confidential


@pytest.fixture(scope="module", params=FOUR, ids=["public", "anonymous", "confidential", "both"])
def life(request: pytest.FixtureRequest) -> Iterator[Life]:
    """A life that was lived once for all tests that only look at what it left behind."""
    anonymous, confidential = request.param
    with universe() as world:
        number = lived(world, anonymous, confidential, "sms" if anonymous else "email")
        yield Life(world, number, anonymous, confidential)


def test_no_trace_of_a_reporter_anywhere_but_sealed(life: Life) -> None:
    world, number = life.world, life.number

    assert len(world.ledger(number)) >= 18
    assert {"escalated", "expired", "returned", "noted", "reopened"} <= set(world.kinds(number))
    assert '"message":"moved"' in world.log.getvalue()
    assert found((*PERSON, *WORDS), world.log.getvalue()) == []

    queued = str(world.sent("ROUTE") + world.sent("NOTIFY") + world.sent("ESCALATE"))
    assert queued.count("'v'") > 20
    assert found((*PERSON, *WORDS), queued) == []

    assert found(PERSON, str(world.rows("LEDGER"))) == []
    written = ("SENTINELALAMAT", "SENTINELISI", "SENTINELJAWAB")
    assert found((*PERSON, *written), str(world.row(number))) == []
    assert found((*PERSON, *WORDS), str(world.rows("SENDS"))) == []
    assert found((*PERSON, *WORDS), str(world.rows("DIRECTORY"))) == []
    assert found((*PERSON, *WORDS), str(world.rows("PEOPLE", raw=True))) == []


def test_the_public_reads_only_what_the_visibility_allows(life: Life) -> None:
    world, number = life.world, life.number

    seen = world.public().text + world.published(number).text + world.track(number).text

    assert found((*PERSON, "SENTINELALAMAT", "SENTINELJAWAB", "Catatan dalam"), seen) == []
    assert bool(found(("SENTINELJUDUL",), seen)) is not life.confidential
    assert bool(found(("SENTINELISI",), seen)) is not life.confidential
    assert (number in seen) is not life.confidential


def test_mails_and_sms_carry_no_name_and_offices_no_words(life: Life) -> None:
    told = life.world.texts() if life.anonymous else life.world.mail_calls()
    assert len(told) >= 10
    for call in life.world.mail_calls():
        to = call["Destination"]["ToAddresses"][0]
        text = str(call["Message"])
        assert found((NAME, "Namarahasia", PHONE, "SENTINELALAMAT", "SENTINELISI"), text) == []
        if to != MAIL:
            assert found((*PERSON, *WORDS), text) == []
        if life.confidential:
            assert found(WORDS, text) == []
    for _, words in life.world.texts():
        assert found((*PERSON, *WORDS), words) == []


def test_no_officer_ever_sees_who_wrote(life: Life) -> None:
    for who in ("pu.bandung", "admin.bandung", "nasional", "ombudsman"):
        answer = life.world.case(who, life.number)
        assert answer.status == 200
        assert found(PERSON, answer.text) == []


def test_the_step_that_sends_opens_the_contact_and_never_the_identity(life: Life) -> None:
    calls = life.world.wire.calls
    opened = [c for c in calls if c.operation == "Decrypt"]
    reads = [c for c in calls if c.name == "GetItem People"]

    assert opened
    assert {c.params["EncryptionContext"]["part"] for c in opened} == {"contact"}
    for call in reads:
        names = str(call.params.get("ExpressionAttributeNames"))
        asked = call.params["ProjectionExpression"] + names
        assert "identity" not in asked
        assert "contact" in asked
    theirs = {c.operation for c in calls if c.table == "People"}
    assert theirs == {"PutItem", "GetItem", "UpdateItem"}


def test_every_log_line_is_json_with_allowed_fields_only(life: Life) -> None:
    lines = life.world.log.getvalue().splitlines()

    assert len(lines) > 50
    own = {"level", "location", "message", "timestamp", "service"}
    assert {name for line in lines for name in json.loads(line)} <= own | log.FIELDS
