"""Schedule: the operator hears once a day which messages failed."""

from datetime import timedelta

import pytest

from lapor.aws import sends
from tests.functions.world import World, somebody

OPERATOR = "operator@contoh.example"
BOUNCED = {"v": 1, "event": "Bounce", "bounce": "Permanent"}


def failing(world: World) -> str:
    """A report whose first mail came back and whose SMS was refused."""
    world.wire.disturb("Publish", "OptedOut")
    number, _ = world.filed()
    tag = sends.tag(f"{number.replace('-', '')}#1", "email#reporter")
    assert world.heard({**BOUNCED, "send": tag}) == []
    world.settle()
    world.wire.calm()
    return number


def mailed(world: World) -> list[str]:
    """Give the mails to the operator."""
    return [
        call["Message"]["Body"]["Text"]["Data"]
        for call in world.mail_calls()
        if call["Destination"]["ToAddresses"] == [OPERATOR]
    ]


def test_the_day_after_the_operator_is_told_once_by_count_and_number(world: World) -> None:
    number = failing(world)
    assert world.invoke("failures", {}) == {"failed": 0, "days": 0}, "the day has not ended"

    world.now += timedelta(days=1)
    for _ in range(2):
        assert world.invoke("failures", {}) == {"failed": 2, "days": 1}

    (text,) = mailed(world)
    assert "Email, dikembalikan: 1\nSMS, ditolak penyedia: 1" in text
    assert text.endswith(f"Laporan yang perlu dilihat:\n{number}\n")
    assert "warga" not in text
    assert "8120000" not in text


def test_a_day_that_the_schedule_missed_is_told_later(world: World) -> None:
    failing(world)
    world.now += timedelta(days=3)

    world.invoke("failures", {})

    assert len(mailed(world)) == 1


def test_nothing_failed_nothing_is_sent(world: World) -> None:
    world.filed(reporter=somebody())
    world.now += timedelta(days=1)

    assert world.invoke("failures", {}) == {"failed": 0, "days": 0}
    assert mailed(world) == []


def test_without_an_operator_nobody_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPERATOR_EMAIL", "")
    failing(world)
    world.now += timedelta(days=1)

    assert world.invoke("failures", {}) == {"failed": 0, "days": 0}


def test_a_mail_that_does_not_go_out_is_tried_by_the_schedules_retries(world: World) -> None:
    failing(world)
    world.now += timedelta(days=1)
    world.wire.disturb("SendEmail", "Throttling", times=1)

    with pytest.raises(sends.Later):
        world.invoke("failures", {})
    world.invoke("failures", {})

    assert [to for to, _ in world.mails()].count(OPERATOR) == 1
