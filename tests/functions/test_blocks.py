"""Blocks: a contact that officers never see is blocked, told, heard, and forgiven."""

from datetime import timedelta

import pytest

from lapor.aws import standing
from lapor.aws.audit import of_day
from lapor.domain.event import stamp
from tests.functions.wire import Killed
from tests.functions.world import World, sample, somebody

BLOCK = {"reason": "spam-berulang", "text": "Tiga puluh iklan dalam seminggu."}
LIFT = {"text": "Keberatan diterima: kontak ini bukan pengirimnya."}
OBJECT = {"text": "Bukan saya yang mengirimnya."}
ADDRESS = "warga@contoh.example"


def mails_to(world: World, address: str = ADDRESS) -> list[str]:
    return [subject for to, subject in world.mails() if to == address]


def blocked(world: World, who: str = "admin.bandung") -> tuple[str, str]:
    """A report whose contact was blocked because of it."""
    number, code = world.filed(agency="32.73")
    world.did(who, number, "block", BLOCK)
    return number, code


def test_an_agency_blocks_a_contact_and_the_reporter_is_told_why_and_how_to_object(
    world: World,
) -> None:
    number, code = world.filed(agency="32.73")

    seen = world.did("admin.bandung", number, "block", BLOCK)

    until = stamp(world.now + timedelta(days=90))
    assert (seen["state"], seen["blocked_until"]) == ("submitted", until)
    assert "unblock" in seen["may"]
    assert "block" not in seen["may"]
    assert seen["events"][-1]["kind"] == "blocked"
    assert seen["events"][-1]["data"] == {"reason": "spam-berulang", "until": until}
    mail = world.mail_calls()[-1]
    assert mail["Destination"]["ToAddresses"] == [ADDRESS]
    said = mail["Message"]["Body"]["Text"]["Data"]
    assert "sampai 21 Februari 2027 (WIB)" in said
    assert "ajukan keberatan" in said
    reporter = world.track(number, code).json
    assert reporter["blocked_until"] == until
    assert "appeal" in reporter["may"]
    public = world.track(number).json
    assert [e["kind"] for e in public["events"]] == ["submitted", "routed"]
    assert "blocked_until" not in public


def test_a_block_is_written_down_before_it_is_done_and_names_no_contact(world: World) -> None:
    number, _ = blocked(world)
    world.now += timedelta(seconds=1)
    world.did("admin.bandung", number, "unblock", LIFT)

    rows = [
        (r["kind"], r["by"]["id"], r["subject"])
        for r in of_day(world.now.date())
        if "block" in r["kind"]
    ]
    subject = f"report#{number.replace('-', '')}"
    assert rows == [
        ("block_contact", "admin.bandung", subject),
        ("unblock_contact", "admin.bandung", subject),
    ]
    for table in ("AUDIT", "BLOCKS", "LEDGER", "DESK", "LIMITS"):
        assert ADDRESS not in str(world.rows(table)).lower()
        assert "81200001234" not in str(world.rows(table))
    assert ADDRESS not in world.case("admin.bandung", number).text


def test_the_next_report_of_a_blocked_contact_is_taken_marked_and_silent(world: World) -> None:
    """Given a block, when the contact reports again, it lies on the desk and nobody is mailed."""
    blocked(world)
    before = len(mails_to(world))

    number, code = world.filed(agency="32.73", title="Sampah menumpuk di pasar")

    seen = world.case("admin.bandung", number).json
    assert (seen["from_blocked"], seen["state"]) == (True, "submitted")
    items = world.desk("admin.bandung", tab="verify").json["items"]
    assert {i["number"]: i["from_blocked"] for i in items}[number] is True
    assert len(mails_to(world)) == before
    assert world.sends(number)["1 email#reporter"] == "muted"
    assert world.sends(number)["2 email#32.73"] == "sent", "the office is told as always"
    assert "from_blocked" not in world.track(number, code).text
    world.did("admin.bandung", number, "hold", {"question": "Di pasar yang mana?"})
    assert len(mails_to(world)) == before


def test_once_an_officer_has_verified_it_messages_flow_again(world: World) -> None:
    blocked(world)
    number, _ = world.filed(agency="32.73", title="Sampah menumpuk di pasar")
    before = len(mails_to(world))

    world.did("admin.bandung", number, "verify", {"agency": "32.73", "unit": "32.73:dinas-lh"})

    assert mails_to(world)[before:] == [f"Laporan {number} sudah diverifikasi"]


@pytest.mark.parametrize(
    "person",
    [
        somebody(),
        somebody(name="Nama Lain"),
        somebody(phone=None),
        somebody(phone=None, email="Warga+iklan@CONTOH.example"),
        somebody(email=None, notify="sms"),
        somebody(email="lain@contoh.example"),
    ],
    ids=["same", "another name", "the mail alone", "the same box", "the phone alone", "the phone"],
)
def test_a_contact_is_known_by_its_number_or_its_address(
    world: World, person: dict[str, object]
) -> None:
    blocked(world)

    number, _ = world.filed(agency="32.73", reporter=person)

    assert world.case("admin.bandung", number).json["from_blocked"] is True


@pytest.mark.parametrize(
    "changes",
    [
        {"reporter": somebody(phone="0813 9999 8888", email="lain@contoh.example")},
        {"reporter": {"name": "Warga Contoh"}},
        {"anonymous": True, "reporter": None},
    ],
    ids=["another contact", "no contact", "nobody"],
)
def test_others_are_not_touched_by_a_block(world: World, changes: dict[str, object]) -> None:
    blocked(world)

    number, _ = world.filed(agency="32.73", **changes)

    assert world.case("admin.bandung", number).json["from_blocked"] is False


def test_a_block_ends_by_itself(world: World) -> None:
    first, code = blocked(world)
    world.now += timedelta(days=90, seconds=1)

    number, _ = world.filed(agency="32.73")

    assert world.case("admin.bandung", number).json["from_blocked"] is False
    assert world.sends(number)["1 email#reporter"] == "sent"
    assert world.track(first, code).json["blocked_until"] is None
    assert "block" in world.case("admin.bandung", first).json["may"]


@pytest.mark.parametrize("who", ["admin.bandung", "nasional"])
def test_a_lifted_block_holds_no_more_and_the_reporter_is_told(world: World, who: str) -> None:
    first, code = blocked(world)

    seen = world.did(who, first, "unblock", LIFT)

    assert seen["blocked_until"] is None
    assert mails_to(world)[-1] == f"Laporan {first}: blokir kontak Anda dicabut"
    number, _ = world.filed(agency="32.73")
    assert world.case("admin.bandung", number).json["from_blocked"] is False
    assert "appeal" not in world.track(first, code).json["may"]


def test_an_objection_reaches_the_national_admin_who_lifts_the_block(world: World) -> None:
    number, code = blocked(world)

    after = world.said(number, code, "appeal", OBJECT)

    assert (after["state"], after["agency"]) == ("submitted", "32.73"), "the report goes on"
    assert world.mails()[-1] == (
        "national@instansi.example",
        f"Laporan {number}: keberatan atas blokir kontak",
    )
    assert world.case("nasional", number).json["events"][-1]["text"] == OBJECT["text"]
    again = world.reporter(number, code, "appeal", OBJECT)
    assert again.problem() == (409, "not_allowed")
    assert world.did("nasional", number, "unblock", LIFT)["blocked_until"] is None


def test_a_block_never_tells_whose_an_anonymous_report_is(world: World) -> None:
    """Who blocked a contact that they know must not learn by it who wrote in secret."""
    blocked(world)
    secret, _ = world.filed(agency="32.73", anonymous=True)

    for who in ("admin.bandung", "nasional", "ombudsman"):
        assert "True" not in str(world.case(who, secret).json["from_blocked"])
    assert "blocked" not in str(world.ledger(secret)[1]["data"])
    assert "from_blocked" not in world.row(secret)


def test_a_block_of_an_anonymous_report_marks_no_other(world: World) -> None:
    """A guessed address in a report of one's own must not confirm who the anonymous one is."""
    secret, _ = world.filed(agency="32.73", anonymous=True)
    world.did("admin.bandung", secret, "block", BLOCK)
    named, _ = world.filed(agency="32.73")

    assert world.case("admin.bandung", named).json["from_blocked"] is False


def test_another_agency_is_not_told_of_a_block(world: World) -> None:
    blocked(world)
    elsewhere, _ = world.filed(agency="35.78")

    assert world.case("admin.surabaya", elsewhere).json["from_blocked"] is False


def test_two_blocks_of_one_contact_both_have_to_end(world: World) -> None:
    first, _ = blocked(world)
    second, _ = world.filed(agency="32.73")
    world.did("admin.bandung", second, "block", BLOCK)
    world.did("nasional", first, "unblock", LIFT)

    number, _ = world.filed(agency="32.73")
    assert world.case("admin.bandung", number).json["from_blocked"] is True

    world.did("nasional", second, "unblock", LIFT)
    number, _ = world.filed(agency="32.73")
    assert world.case("admin.bandung", number).json["from_blocked"] is False


def test_an_office_does_not_learn_from_a_block_whether_an_anonymous_reporter_left_a_contact(
    world: World,
) -> None:
    seen = []
    for person in (somebody(), {"name": "Warga Contoh"}, None):
        number, _ = world.filed(agency="32.73", anonymous=True, reporter=person)
        answer = world.officer("admin.bandung", number, "block", BLOCK)
        own = ("number", "alike", "events")  # the wave of three reports of the same words
        shown = {k: v for k, v in answer.json.items() if k not in own}
        shown["events"] = [e for e in answer.json["events"] if e["kind"] != "routed"]
        again = world.officer("admin.bandung", number, "block", BLOCK)
        lifted = world.officer("admin.bandung", number, "unblock", LIFT)
        seen.append((answer.status, shown, again.problem(), lifted.status))

    assert seen == [seen[0]] * 3
    assert (seen[0][0], seen[0][2:]) == (200, ((409, "not_allowed"), 200))
    assert len(world.rows("BLOCKS")) == 2, "those of the one who left a number and an address"


def test_who_gave_a_name_and_no_contact_cannot_be_blocked(world: World) -> None:
    number, _ = world.filed(agency="32.73", reporter={"name": "Warga Contoh"})

    answer = world.officer("admin.bandung", number, "block", BLOCK)

    assert answer.problem() == (409, "no_contact")
    assert world.kinds(number) == ["submitted", "routed"]
    assert world.rows("BLOCKS") == world.rows("AUDIT") == []


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("/reason", "missing"), ("/text", "missing")]),
        ({**BLOCK, "reason": "kiriman-berulang"}, [("/reason", "unknown_code")]),
        ({**BLOCK, "until": "2099-01-01"}, [("/until", "unknown_field")]),
    ],
)
def test_without_a_known_reason_and_words_nobody_is_blocked(
    world: World, body: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    number, _ = world.filed(agency="32.73")

    answer = world.officer("admin.bandung", number, "block", body)

    assert answer.errors == errors
    assert world.rows("BLOCKS") == []


@pytest.mark.parametrize("action", ["block", "unblock"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("admin.surabaya", 404), ("pu.bandung", 404), ("ombudsman", 409), (None, 401)],
)
def test_only_the_agency_that_holds_the_report_and_the_national_admin_block(
    world: World, who: str | None, status: int, action: str
) -> None:
    number, _ = world.filed(agency="32.73")
    if action == "unblock":
        world.did("admin.bandung", number, "block", BLOCK)
    before = (world.kinds(number), world.rows("BLOCKS"), world.rows("AUDIT"))

    assert world.officer(who, number, action, BLOCK if action == "block" else LIFT).status == status
    assert (world.kinds(number), world.rows("BLOCKS"), world.rows("AUDIT")) == before


def test_a_second_block_and_a_second_lifting_are_refused(world: World) -> None:
    number, _ = blocked(world)
    assert world.officer("nasional", number, "block", BLOCK).problem() == (409, "not_allowed")
    world.did("nasional", number, "unblock", LIFT)
    assert world.officer("nasional", number, "unblock", LIFT).problem() == (409, "not_allowed")
    assert len([r for r in of_day(world.now.date()) if "block" in r["kind"]]) == 2


@pytest.mark.parametrize("where", ["PutItem Blocks", "TransactWriteItems"])
@pytest.mark.parametrize("after", [False, True])
def test_a_crash_on_the_way_blocks_nobody_unless_the_event_is_stored(
    world: World, where: str, after: bool
) -> None:
    """Given a death at any write, the contact is blocked exactly when the ledger says so."""
    number, _ = world.filed(agency="32.73")
    world.wire.disturb(where, Killed(), after=after, times=1)
    with pytest.raises(Killed):
        world.officer("admin.bandung", number, "block", BLOCK)
    world.settle()

    told = "blocked" in world.kinds(number)
    other, _ = world.filed(agency="32.73")
    assert world.case("admin.bandung", other).json["from_blocked"] is told
    assert told is (where == "TransactWriteItems" and after)
    if not told:
        world.did("admin.bandung", number, "block", BLOCK)


def test_a_lost_race_blocks_nobody(world: World) -> None:
    number, _ = world.filed(agency="32.73")

    def faster() -> None:
        assert world.officer("nasional", number, "note", {"text": "Saya lihat."}).status == 200

    world.wire.interrupt("TransactWriteItems", faster)
    answer = world.officer("admin.bandung", number, "block", BLOCK)
    world.settle()

    assert answer.problem() == (409, "changed")
    assert [row["kind"] for row in world.rows("AUDIT")] == [], "nor says that it did"
    other, _ = world.filed(agency="32.73")
    assert world.case("admin.bandung", other).json["from_blocked"] is False


def test_submitting_reads_no_block(world: World) -> None:
    blocked(world)
    since = len(world.wire.calls)

    world.submit(sample(agency="32.73"))

    assert {n.split()[0] for n in world.wire.names(since)} == {"GenerateDataKey", "PutItem"}


def test_pointers_end_with_their_block(world: World) -> None:
    blocked(world)

    rows = world.rows("BLOCKS")
    assert len(rows) == 2, "the number and the address"
    assert {int(r["expires"]) for r in rows} == {int((world.now + timedelta(days=90)).timestamp())}
    assert not standing.is_blocked({"email": "another"}, "", world.now)
