"""FeedbackQueue: what became of a mail is recorded, and whom it did not reach is told otherwise."""

import json
import os
from datetime import timedelta
from typing import Any

import pytest
import yaml

from lapor.aws import sends
from lapor.aws.items import to_item
from tests.functions import tables
from tests.functions.wire import Killed
from tests.functions.world import World, sample, somebody

DELIVERED = {"event": "Delivery"}
BOUNCED = {"event": "Bounce", "bounce": "Permanent"}
RETURNED = {"event": "Bounce", "bounce": "Transient"}
COMPLAINED = {"event": "Complaint"}
MAIL, SMS = "1 email#reporter", "1 sms#reporter"
PHONE = "+6281200001234"


def about(world: World, number: str, what: dict[str, str], seq: int = 1) -> dict[str, Any]:
    """What the rule passes on of an event about the reporter's mail of one event."""
    event = f"{number.replace('-', '')}#{seq}"
    return {"v": 1, **what, "send": sends.tag(event, "email#reporter")}


def hears(world: World, number: str, *what: dict[str, str]) -> dict[str, str]:
    """Let the service report on the first mail; gives the states of the first event's messages."""
    for one in what:
        assert world.heard(about(world, number, one)) == []
    world.settle()
    return world.sends(number, 1)


def test_a_mail_names_its_row_to_the_service_and_no_address(world: World) -> None:
    number, _ = world.filed()

    mail = world.mail_calls()[0]

    assert mail["Set"] == "lapor-test"
    assert sends.of_tag(mail["Tag"]) == (f"{number.replace('-', '')}#1", "email#reporter")
    assert set(mail["Tag"]) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )
    assert len(mail["Tag"]) < 256
    assert mail["Headers"]["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("order", "state"),
    [
        ([DELIVERED], "delivered"),
        ([DELIVERED, DELIVERED], "delivered"),
        ([{"event": "Send"}, DELIVERED], "delivered"),
        ([DELIVERED, {"event": "Send"}], "delivered"),
        ([DELIVERED, RETURNED], "bounced"),
        ([RETURNED, DELIVERED], "bounced"),
        ([COMPLAINED, DELIVERED], "complained"),
        ([DELIVERED, COMPLAINED], "complained"),
        ([COMPLAINED, BOUNCED], "complained"),
        ([{"event": "DeliveryDelay"}], "sent"),
        ([{"event": "Reject"}], "rejected"),
    ],
)
def test_events_in_any_order_raise_a_state_and_never_lower_it(
    world: World, order: list[dict[str, str]], state: str
) -> None:
    number, _ = world.filed(reporter=somebody(phone=None))

    assert hears(world, number, *order)[MAIL] == state

    task = {"report": number.replace("-", ""), "seq": 1, "kind": "submitted"}
    assert world.consume("notify", task) == []
    assert world.sends(number, 1) == {MAIL: state}
    assert len([m for m in world.mails() if m[0] == "warga@contoh.example"]) == 1


def test_a_bounce_that_comes_before_the_mail_is_recorded_as_sent_stands(world: World) -> None:
    answer = world.submit(sample(reporter=somebody(phone=None))).json
    number, task = answer["number"], {"seq": 1, "kind": "submitted"}
    task["report"] = number.replace("-", "")

    def bounced() -> None:
        assert world.heard(about(world, number, BOUNCED)) == []

    # The second write to the row is the record of the hand-over.
    world.wire.disturb("SendEmail", Killed(), after=True, times=1)
    with pytest.raises(Killed):
        world.consume("notify", task)
    bounced()
    world.now += timedelta(minutes=3)
    assert world.consume("notify", task) == []

    assert world.sends(number, 1) == {MAIL: "bounced"}
    assert len(world.mails()) == 1, "a mail that came back is not sent again"


def test_a_bounce_between_the_hand_over_and_its_record_is_not_overwritten(world: World) -> None:
    answer = world.submit(sample(reporter=somebody(phone=None))).json
    number = answer["number"]
    task = {"report": number.replace("-", ""), "seq": 1, "kind": "submitted"}

    def then() -> None:
        world.wire.interrupt(
            "PutItem Sends", lambda: world.heard(about(world, number, BOUNCED)).clear()
        )

    world.wire.interrupt("SendEmail", then)
    assert world.consume("notify", task) == []

    assert world.sends(number, 1) == {MAIL: "bounced"}


def test_a_claim_that_crashed_and_was_delivered_is_not_sent_again(world: World) -> None:
    number = world.submit(sample()).json["number"]
    task = {"report": number.replace("-", ""), "seq": 1, "kind": "submitted"}
    world.wire.disturb("SendEmail", Killed(), after=True, times=1)
    with pytest.raises(Killed):
        world.consume("notify", task)

    assert hears(world, number, {"event": "Send"})[MAIL] == "sent"
    world.now += timedelta(minutes=3)
    assert world.consume("notify", task) == []

    assert len([m for m in world.mails() if m[0] == "warga@contoh.example"]) == 1


def test_who_cannot_be_mailed_gets_an_sms_once_and_later_only_that(world: World) -> None:
    number, _ = world.filed(agency="32.73")

    assert hears(world, number, BOUNCED, BOUNCED) == {MAIL: "bounced", SMS: "sent"}
    verify = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    world.did("admin.bandung", number, "verify", verify)

    assert [phone for phone, _ in world.texts()] == [PHONE, PHONE]
    assert [m for m in world.mails() if m[0] == "warga@contoh.example"] == world.mails()[:1]
    assert world.sends(number, 3) == {
        "3 email#reporter": "suppressed",
        "3 sms#reporter": "sent",
        "3 email#32.73:dinas-pu": "sent",
    }


def test_a_full_mailbox_is_tried_again_next_time(world: World) -> None:
    number, _ = world.filed()
    assert hears(world, number, RETURNED) == {MAIL: "bounced", SMS: "sent"}

    other, _ = world.filed(body="Laporan yang lain tentang jalan yang sama sekali lain.")

    assert world.sends(other, 1) == {MAIL: "sent"}


@pytest.mark.parametrize(("what", "state"), [(BOUNCED, "suppressed"), (COMPLAINED, "refused")])
def test_a_suppressed_mailbox_is_so_for_every_report_however_it_is_spelled_and_not_for_ever(
    world: World, what: dict[str, str], state: str
) -> None:
    number, _ = world.filed(reporter=somebody(phone=None))
    hears(world, number, what)

    again = somebody(phone=None, email="WARGA+lagi@contoh.example")
    other, _ = world.filed(body="Laporan lain dari orang yang sama ini.", reporter=again)
    assert world.sends(other, 1) == {MAIL: state}
    stored = str(world.rows("BLOCKS")) + str(world.rows("SENDS"))
    assert "contoh.example" not in stored

    world.now += timedelta(days=181)
    third, _ = world.filed(
        body="Laporan ketiga, lama sesudahnya.", reporter=again, occurred_on="2027-05-01"
    )
    assert world.sends(third, 1) == {MAIL: "sent"}


def test_who_calls_a_mail_spam_gets_no_sms_instead(world: World) -> None:
    number, _ = world.filed()

    assert hears(world, number, COMPLAINED) == {MAIL: "complained"}
    other, _ = world.filed(body="Laporan lain dari orang yang sama ini.")

    assert world.sends(other, 1) == {MAIL: "refused"}
    assert world.texts() == []


def test_an_offices_bounce_is_recorded_and_suppresses_nobody(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    row = (f"{number.replace('-', '')}#2", "email#32.73")

    assert world.heard({"v": 1, **BOUNCED, "send": sends.tag(*row)}) == []
    world.settle()

    assert world.sends(number, 2) == {"2 email#32.73": "bounced"}
    assert world.rows("BLOCKS") == []


@pytest.mark.parametrize("state", [BOUNCED, COMPLAINED])
def test_a_crash_in_between_is_made_good_when_the_event_comes_again(
    world: World, state: dict[str, str]
) -> None:
    number, _ = world.filed()
    world.wire.disturb("PutItem Blocks", Killed(), times=1)
    with pytest.raises(Killed):
        world.heard(about(world, number, state))

    hears(world, number, state)

    assert len(world.rows("BLOCKS")) == 1
    assert len(world.texts()) == (1 if state == BOUNCED else 0)


def test_what_is_unknown_is_left_alone_and_poison_comes_back(world: World) -> None:
    number, _ = world.filed()
    before = world.rows("SENDS")
    gone = {"v": 1, **BOUNCED, "send": sends.tag("0000000000AB#1", "email#reporter")}
    untagged = {"v": 1, **BOUNCED, "send": ""}

    assert world.heard(gone, untagged) == []
    assert world.heard({"v": 2, **BOUNCED, "send": ""}, about(world, number, DELIVERED)) == [0]
    assert world.consume("feedback", "no json", json.dumps({"v": 1})) == [0, 1]

    assert [r["state"] for r in before if "reporter" in r["channel"]] == ["sent"]
    assert world.sends(number, 1) == {MAIL: "delivered"}


def test_failures_are_found_by_day(world: World) -> None:
    number, _ = world.filed()
    hears(world, number, BOUNCED)

    found = world.dynamodb.query(
        TableName="Sends",
        IndexName="failed",
        KeyConditionExpression="failed = :d",
        ExpressionAttributeValues={":d": {"S": "2026-11-23"}},
    )["Items"]

    assert [(i["event"]["S"], i["state"]["S"]) for i in found] == [
        (f"{number.replace('-', '')}#1", "bounced")
    ]


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short tags as plain values."""


_Loader.add_multi_constructor("!", lambda loader, tag, node: getattr(node, "value", None))


def test_the_rule_passes_on_no_address(world: World) -> None:
    """Given SES's documented event, what its paths point to is what `feedback` reads, no more."""
    event = {
        "eventType": "Bounce",
        "bounce": {
            "bounceType": "Permanent",
            "bouncedRecipients": [{"emailAddress": "warga@contoh.example"}],
        },
        "mail": {
            "messageId": "0100-ses",
            "destination": ["warga@contoh.example"],
            "commonHeaders": {"to": ["warga@contoh.example"], "subject": "Laporan"},
            "tags": {"ses:configuration-set": ["lapor-test"], "send": ["TAG"]},
        },
    }
    text = (tables.DATA.parents[1] / "template.yaml").read_text()
    rule = yaml.load(text, Loader=_Loader)["Resources"]["MailEventsRule"]  # noqa: S506
    (target,) = rule["Properties"]["Targets"]
    written = target["InputTransformer"]["InputTemplate"]
    for name, path in target["InputTransformer"]["InputPathsMap"].items():
        found: Any = {"detail": event}
        for step in path.removeprefix("$.").replace("[0]", ".0").split("."):
            found = found[int(step)] if isinstance(found, list) else found[step]
        written = written.replace(f"<{name}>", found)

    assert json.loads(written) == {
        "v": 1, "event": "Bounce", "bounce": "Permanent", "send": "TAG", "mail": "0100-ses",
    }  # fmt: skip


def test_officers_see_on_the_report_whether_its_reporter_was_reached_and_no_contact(
    world: World,
) -> None:
    number, code = world.disposed()
    world.did("pu.bandung", number, "note", {"text": "Catatan."})
    for seq, what in ((1, DELIVERED), (3, BOUNCED)):
        assert world.heard(about(world, number, what, seq)) == []
    world.wire.disturb("Publish", "OptedOut")
    world.settle()

    case = world.case("pu.bandung", number).json

    at = "2026-11-23T03:00:00.000Z"
    assert case["told"] == [{"of": 3, "outcome": "not_reached", "why": "rejected", "at": at}]
    assert world.contact(number, code).json["told"] is None, "nobody has confirmed the contact"
    world.confirmed(number, code)
    own = world.contact(number, code).json
    places = [event["seq"] for event in world.track(number, code).json["events"]]
    assert [one["of"] for one in own["told"]] == [1, 3]
    assert {1, 3} <= set(places)
    assert "told" not in world.track(number, code).json
    assert "contoh.example" not in str(case["told"]) + str(own)


@pytest.mark.parametrize("reporter", [None, somebody()], ids=["no contact", "a contact"])
def test_of_an_anonymous_report_no_office_reads_whether_anybody_was_reached(
    world: World, reporter: Any
) -> None:
    number, _ = world.disposed(reporter=reporter, anonymous=True)

    assert world.case("admin.bandung", number).json["told"] is None


def test_before_the_verification_no_office_reads_what_a_block_keeps_back(world: World) -> None:
    number, _ = world.filed(agency="32.73")

    assert world.case("admin.bandung", number).json["told"] == []


def test_what_is_heard_of_the_operators_own_mail_is_kept_and_is_no_failure_of_a_report(
    world: World,
) -> None:
    row = ("failures#2026-11-22", "email#operator")
    world.dynamodb.put_item(
        TableName=os.environ["SENDS_TABLE"],
        Item=to_item({"event": row[0], "channel": row[1], "state": "sent", "at": "2026-11-23"}),
    )

    assert world.heard({"v": 1, **BOUNCED, "send": sends.tag(*row)}) == []

    (kept,) = world.rows("SENDS")
    assert kept["state"] == "bounced"
    world.at("2026-11-24")
    assert world.invoke("failures", {}) == {"failed": 0, "days": 0}
