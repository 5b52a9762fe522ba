"""The breach tool: every access in the window, nothing outside it, and no person in its output."""

from datetime import timedelta

from local.breach import Touch, people, touches, written
from tests.functions.test_rights import PERSON, WORDS, lived
from tests.functions.world import World, somebody

REVEAL = {"reason": "bantuan-darurat", "text": "Pelapor perlu dihubungi segera."}


def test_a_reveal_an_export_and_a_message_are_found_in_the_window_and_nothing_outside_it(
    world: World,
) -> None:
    number, code = lived(world, end=False)
    subject = f"report#{number.replace('-', '')}"
    world.now += timedelta(hours=1)
    since = world.now
    world.did("admin.bandung", number, "reveal", REVEAL)
    world.now += timedelta(seconds=1)
    world.reporter(number, code, "export", {})
    world.settle()
    world.now += timedelta(seconds=1)
    until = world.now
    world.did("nasional", number, "reveal", REVEAL)

    found = touches(since, until)

    assert [(t.subject, t.how, t.by, t.fields) for t in found] == [
        (subject, "identity_read", "agency admin.bandung", "name phone email"),
        (subject, "message", "system notify", "email"),
        (subject, "export", "reporter", "name phone email words messages"),
        (subject, "message", "system notify", "email"),
    ]
    assert people(found) == {subject: {"name", "phone", "email", "words", "messages"}}
    assert touches(until + timedelta(hours=1), until + timedelta(hours=2)) == []
    assert [t.by for t in touches(until, until + timedelta(seconds=1))] == [
        "national nasional",
        "system notify",
    ]


def test_a_window_over_midnight_reads_both_days(world: World) -> None:
    number, _ = lived(world, end=False)
    world.at("2026-11-25", "06:59")
    since = world.now
    world.did("nasional", number, "reveal", REVEAL)
    world.at("2026-11-25", "07:01")  # 00:01 UTC
    world.did("nasional", number, "reveal", REVEAL)

    days = {t.at[:10] for t in touches(since, world.now + timedelta(seconds=1))}

    assert days == {"2026-11-24", "2026-11-25"}


def test_the_drafts_say_what_the_law_asks_and_name_no_person(world: World) -> None:
    number, code = lived(world)
    since = world.now
    world.reporter(number, code, "export", {})

    found = touches(since, since + timedelta(seconds=1))
    text = "\n".join(written(found, since, since + timedelta(seconds=1)))

    assert "1 people affected" in text
    assert f"Yth. pelapor laporan {number}" in text
    assert "nomor telepon" in text
    assert text.count("[ISI") >= 3, "what no table knows is left to a person"
    assert [w for w in (*PERSON, *WORDS) if w in text.lower()] == []


def test_officers_accounts_are_people_too() -> None:
    found = [
        Touch("2026-11-24T00:00:00.000Z", "officer#lh.bandung", "officer_reset", "agency a", ""),
        Touch("2026-11-24T00:00:01.000Z", "officer#lh.bandung", "officer_reset", "agency a", ""),
    ]
    assert set(people(found)) == {"officer#lh.bandung"}


def test_a_contact_that_wants_no_news_is_never_opened(world: World) -> None:
    number, _ = world.disposed(reporter=somebody(notify="none"))

    world.did("pu.bandung", number, "ask", {"question": "Sejak kapan?"})

    assert [c.operation for c in world.wire.calls if c.operation == "Decrypt"] == []
