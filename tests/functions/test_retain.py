"""The nightly job: what is due goes, once, whoever repeats it, and by the rules of today."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lapor import registers
from lapor.domain.retention import Rule
from local.rebuild import rebuild
from local.retain import carried_out, expired, planned, table
from tests.functions.sending import Files
from tests.functions.test_rights import PERSON, WORDS, chain, left, lived
from tests.functions.world import World


def shards(world: World) -> set[str]:
    return {row["wake_shard"] for row in world.rows("DESK") if "wake_shard" in row}


def test_an_ended_report_waits_in_shards_that_the_sweep_does_not_see(world: World) -> None:
    number, code = lived(world, end=False)
    assert not any(s.startswith("keep#") for s in shards(world))

    world.said(number, code, "close", {})
    world.at("2031-12-01")

    assert {s[:5] for s in shards(world)} == {"keep#"}
    assert world.row(number)["wake"] == "2027-11-23T03:00:00.000Z"
    assert world.sweep() == 0


def test_identity_goes_after_a_year_and_words_after_five(world: World) -> None:
    number, _ = lived(world)
    told = len(world.mails())

    world.at("2027-11-23", "09:59")
    assert world.retain() == 0
    world.at("2027-11-24", "02:15")
    assert world.retain() == 1
    assert (left(world, *PERSON), left(world, *WORDS)) == ([], list(WORDS))
    assert world.retain() == 0

    world.at("2031-11-23", "02:15")
    assert world.retain() == 1
    assert left(world, *PERSON, *WORDS) == []
    assert chain(world, number) is None
    rules = [e["data"]["rule"] for e in world.ledger(number) if e["kind"] == "erased"]
    assert rules == ["identity", "words"]
    assert "wake_shard" not in world.row(number)
    assert len(world.mails()) == told
    said = [e["text"]["text"] for e in world.ledger(number) if e.get("text")]
    assert said == ["Sudah ditutup."], "the offices' answers stay"


def test_nights_that_were_missed_are_made_up_for_in_one(world: World) -> None:
    number, _ = lived(world)
    world.at("2035-01-01")

    assert world.retain() == 1

    assert left(world, *PERSON, *WORDS) == []
    assert [e["data"]["of"] for e in world.ledger(number)[-2:]] == [[], [1, 4, 6]]


def test_a_message_that_comes_twice_or_too_early_takes_nothing(world: World) -> None:
    number, _ = lived(world)
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "keep"}
    before = world.everything()
    assert world.consume("forget", task, task) == []
    assert world.everything() == before

    world.at("2027-11-24")
    assert world.consume("forget", task, task) == []
    assert world.kinds(number).count("erased") == 1


def test_a_restricted_report_is_kept_as_it_is(world: World) -> None:
    number, code = lived(world)
    world.said(number, code, "restrict", {})
    world.at("2040-01-01")

    assert world.retain() == 0
    task = {"report": number.replace("-", ""), "seq": 0, "kind": "keep"}
    assert world.consume("forget", task) == []
    assert world.kinds(number)[-1] == "restricted"


def test_many_due_reports_are_all_found_and_those_that_are_not_due_are_not_read(
    world: World,
) -> None:
    for _ in range(12):
        number, code = world.filed()
        world.said(number, code, "withdraw", {})
    world.at("2026-12-23")
    young, code = world.filed()
    world.said(young, code, "withdraw", {})
    world.at("2027-12-01")
    world.wire.calls.clear()

    assert world.retain() == 12

    assert world.kinds(young)[-1] == "withdrawn"
    found = [c for c in world.wire.calls if c.operation == "Query" and "IndexName" in c.params]
    assert len(found) == 8, "one query a shard"
    read = {str(c.params) for c in world.wire.calls if c.operation == "Query"} - set(
        map(str, found)
    )
    assert not any(young.replace("-", "") in r for r in read)


def test_a_changed_rule_reaches_old_reports_by_a_rebuild(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, _ = lived(world)
    short = number.replace("-", "")
    shorter = (Rule("identity", "identity", 30), *registers.retention()[2:])
    monkeypatch.setattr("lapor.aws.desk_rows.retention", lambda: shorter)
    monkeypatch.setattr("lapor.registers.retention", lambda: shorter)
    world.at("2027-01-10")
    assert world.retain() == 0, "the desk still has the old moment"

    assert rebuild(short)

    assert world.retain() == 1
    assert left(world, *PERSON) == []


def test_rows_of_messages_and_of_the_audit_expire_by_their_tables(world: World) -> None:
    number, code = lived(world)
    world.reporter(number, code, "export", {})

    def days(row: Mapping[str, Any]) -> int:
        return round((int(row["expires"]) - world.now.timestamp()) / 86400)

    assert {days(r) for r in world.rows("SENDS")} == {730}
    assert {days(r) for r in world.rows("AUDIT")} == {1825}


def test_a_dry_run_names_exactly_what_the_run_then_takes(world: World) -> None:
    first, _ = lived(world)
    second, code = lived(world, end=False)
    world.said(second, code, "erase", {})
    world.said(second, code, "close", {})
    world.at("2028-01-01")
    before = world.everything()

    dry = [(number, rule) for number, rule, _ in planned(world.now)]

    assert world.everything() == before
    assert sorted(dry) == sorted([(first, "identity"), (second, "wish")])
    assert [(number, rule) for number, rule, _ in carried_out(world.now)] == dry
    world.settle()
    assert list(planned(world.now)) == list(carried_out(world.now)) == []
    assert [w for w in WORDS if w in str(world.ledger(second)).lower()] == []
    assert chain(world, first) is chain(world, second) is None


def test_the_table_sums_up_by_rule_and_names_what_goes_by_itself() -> None:
    rows = [("A", "identity", "2028-01-01"), ("B", "identity", "2028-01-01")]
    text = "\n".join(table(rows, {"sends": 3, "incoming": 1}, dry=True))

    assert "identity          2  by retain  the reporter's name and contact" in text
    assert "words             0  by retain" in text
    assert "officers          0  by retain" in text
    assert "sends             3  by ttl" in text
    assert "incoming          1  by bucket" in text


def test_a_block_goes_when_it_ends_and_a_record_of_an_upload_after_a_week(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    assert files.ask(number, code).status == 201
    world.did(
        "admin.bandung", number, "block", {"reason": "spam-berulang", "text": "Bukan laporan."}
    )
    until = world.ledger(number)[-1]["data"]["until"]

    (upload,) = world.rows("UPLOADS")
    assert int(upload["expires"]) == int((world.now + timedelta(days=7)).timestamp())
    expires = {int(row["expires"]) for row in world.rows("BLOCKS")}
    assert expires == {int(datetime.fromisoformat(until).timestamp())}


def test_a_dry_run_counts_by_rule_what_tables_and_the_bucket_have_not_let_go_yet(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    files.sent(files.ask(number, code))
    files.sent(files.ask(number, code))
    world.did(
        "admin.bandung", number, "block", {"reason": "spam-berulang", "text": "Bukan laporan."}
    )
    arrived = datetime.now(UTC)  # S3 writes down its own time
    world.now = max(world.now, arrived)
    over = expired(world.now, "incoming")
    assert (over["uploads"], over["incoming"], over["blocks"], over["sends"]) == (0, 0, 0, 0)

    world.now += timedelta(days=8)
    over = expired(world.now, "incoming")
    assert (over["uploads"], over["incoming"], over["blocks"]) == (2, 2, 0)

    world.now += timedelta(days=90)
    over = expired(world.now, "incoming")
    assert over["blocks"] == len(world.rows("BLOCKS")) > 0
    assert (over["sends"], over["audit"]) == (0, 0)
