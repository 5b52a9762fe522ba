"""Message pumping: nobody gets more messages than a life of reports needs, and none goes abroad."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from lapor import registers
from tests.functions.world import World, sample, somebody

EMAIL, SMS = registers.limits("email"), registers.limits("sms")


def states(world: World, channel: str) -> Counter[str]:
    """Count the rows of messages to reporters by their state."""
    mine = [r for r in world.rows("SENDS") if r["channel"] == f"{channel}#reporter"]
    return Counter(r["state"] for r in mine)


def flood(world: World, times: int, **person: object) -> None:
    """File many reports in the name of one contact, which may be a victim's."""
    for n in range(times):
        world.filed(body=f"Laporan yang ke-{n} dari gelombang yang sama.", reporter=person)


def test_one_phone_gets_so_many_sms_an_hour_and_the_rest_end_as_capped(world: World) -> None:
    flood(world, SMS["hour"] + 2, **somebody(email=None, notify="sms"))

    assert states(world, "sms") == {"sent": SMS["hour"], "capped": 2}
    assert len(world.texts()) == SMS["hour"]
    assert '"code":"capped"' in world.log.getvalue().replace(": ", ":")
    assert len([r for r in world.rows("LEDGER") if r["kind"] == "routed"]) == SMS["hour"] + 2


def test_the_next_hour_has_room_again_until_the_day_is_full(world: World) -> None:
    world.at("2026-11-23", "08:00")
    for _ in range(4):
        flood(world, SMS["hour"] + 1, **somebody(email=None, notify="sms"))
        world.now += timedelta(hours=1)

    assert states(world, "sms") == {"sent": SMS["day"], "capped": 24 - SMS["day"]}
    world.at("2026-11-24", "08:00")
    flood(world, 1, **somebody(email=None, notify="sms"))
    assert len(world.texts()) == SMS["day"] + 1


def test_one_address_is_capped_whatever_it_is_spelled_like(world: World) -> None:
    spelled = ("warga@contoh.example", "WARGA@contoh.example", "warga+1@Contoh.example")
    for n in range(EMAIL["hour"] + 4):
        flood(world, 1, **somebody(phone=None, email=spelled[n % 3]))

    assert states(world, "email") == {"sent": EMAIL["hour"], "capped": 4}


def test_others_and_offices_are_not_touched_by_a_full_contact(world: World) -> None:
    flood(world, SMS["hour"] + 1, **somebody(email=None, notify="sms"))

    other = somebody(phone="0813 7777 6666", email=None, notify="sms")
    number, _ = world.filed(agency="32.73", reporter=other)

    assert world.sends(number) == {"1 sms#reporter": "sent", "2 email#32.73": "sent"}


def test_a_capped_message_stays_capped_when_its_task_comes_again(world: World) -> None:
    flood(world, SMS["hour"], **somebody(email=None, notify="sms"))
    number, _ = world.filed(reporter=somebody(email=None, notify="sms"))
    world.now += timedelta(hours=2)
    task = {"report": number.replace("-", ""), "seq": 1, "kind": "submitted"}

    assert world.consume("notify", task) == []

    assert world.sends(number, 1) == {"1 sms#reporter": "capped"}
    assert len(world.texts()) == SMS["hour"]


FOREIGN = ["+1 900 555 0100", "+44 909 8790000", "+60 12 345 6789", "+62 809 1234567",
           "0809 123 4567", "0868 1234 5678", "+62 21 555 0100", "+62 804 1234567"]  # fmt: skip


@pytest.mark.parametrize("phone", FOREIGN)
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_sms_can_be_asked_for_abroad_or_to_a_number_with_a_price(
    world: World, phone: str, language: str
) -> None:
    answer = world.submit(
        sample(reporter=somebody(phone=phone, notify="sms")), accept_language=language
    )

    assert answer.problem() == (422, "validation")
    assert answer.errors == [("/reporter/notify", "needed_for_sms")]
    assert world.rows("LEDGER") == []


def test_a_foreigner_may_still_leave_a_number_without_sms(world: World) -> None:
    number, _ = world.filed(reporter=somebody(phone="+44 20 7946 0000", notify="email"))

    assert world.sends(number)["1 email#reporter"] == "sent"
    assert world.texts() == []


def test_a_number_that_slipped_through_is_not_sent_to(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a row from before the rule, when its reporter is told, the message is withheld."""
    monkeypatch.setattr("lapor.domain.new_report.MOBILE", re.compile(".*"))
    number, _ = world.filed(reporter=somebody(phone="+44 909 8790000", notify="sms"))

    assert world.sends(number)["1 sms#reporter"] == "foreign"
    assert world.texts() == []


def test_the_counters_name_no_contact(world: World) -> None:
    world.filed(reporter=somebody(notify="sms"))

    stored = str(world.rows("LIMITS"))
    assert "sms#" in stored
    assert "81200001234" not in stored
    assert "contoh.example" not in stored


def test_who_is_sent_too_many_sms_gets_mails_instead(world: World) -> None:
    flood(world, SMS["hour"] + 2, **somebody(notify="sms"))

    assert states(world, "sms") == {"sent": SMS["hour"], "capped": 2}
    assert states(world, "email") == {"sent": 2}


def test_a_flood_of_mails_never_turns_into_sms(world: World) -> None:
    flood(world, EMAIL["hour"] + 2, **somebody())

    assert states(world, "email") == {"sent": EMAIL["hour"], "capped": 2}
    assert world.texts() == []


def test_a_number_that_opted_out_gets_mails_instead(world: World) -> None:
    world.wire.disturb("Publish", "OptedOut")

    number, _ = world.filed(reporter=somebody(notify="sms"))

    assert world.sends(number, 1) == {"1 sms#reporter": "rejected", "1 email#reporter": "sent"}


def test_when_the_countrys_day_is_spent_mails_go_instead_until_tomorrow(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    allowed = registers.limits
    national = {"sms-national": {"day": 2}}
    monkeypatch.setattr(registers, "limits", lambda what: national.get(what) or allowed(what))
    numbers = [f"0812 0000 11{n:02d}" for n in range(4)]
    for phone in numbers[:3]:
        flood(world, 1, **somebody(notify="sms", phone=phone))

    assert states(world, "sms") == {"sent": 2, "spent": 1}
    assert states(world, "email") == {"sent": 1}
    world.now += timedelta(days=1)
    flood(world, 1, **somebody(notify="sms", phone=numbers[3]))
    assert states(world, "sms") == {"sent": 3, "spent": 1}
