"""Officers' reads: on the record once a day, before anything is given, and nobody else's are."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from lapor.aws import audit
from lapor.domain.event import stamp
from local.breach import touches
from tests.functions.sending import Files
from tests.functions.test_trail import read
from tests.functions.world import World

DAY = date(2026, 11, 23)


def reads(day: date = DAY) -> list[tuple[str, str]]:
    return [(row["by"]["id"], row["subject"]) for row in audit.of_day(day, kind=audit.READ)]


def named(number: str) -> str:
    return f"report#{number.replace('-', '')}"


def test_a_read_is_one_row_a_day_that_names_the_officer_and_no_word(world: World) -> None:
    number, _ = world.disposed(title="Judul SENTINEL")
    first = world.now
    assert world.case("pu.bandung", number).status == 200
    world.now += timedelta(hours=2)
    assert world.case("pu.bandung", number).status == 200

    (row,) = [row for row in world.rows("AUDIT") if row["kind"] == "report_read"]
    assert row == {
        "day": "2026-11-23#report_read",
        "id": f"{named(number)}#pu.bandung",
        "at": stamp(first),
        "kind": "report_read",
        "by": {"role": "unit", "id": "pu.bandung", "agency": "32.73"},
        "subject": named(number),
        "data": {"fields": ["words", "files"], "agency": "32.73"},
        "expires": int((first + timedelta(days=1825)).timestamp()),
    }


def test_another_officer_report_or_day_is_another_row(world: World) -> None:
    number, _ = world.disposed()
    other, _ = world.disposed()
    for who, what in (("pu.bandung", number), ("admin.bandung", number), ("pu.bandung", other)):
        assert world.case(who, what).status == 200
    assert sorted(reads()) == sorted(
        [
            ("admin.bandung", named(number)),
            ("pu.bandung", named(number)),
            ("pu.bandung", named(other)),
        ]
    )

    world.now = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)
    assert world.case("ombudsman", number).status == 200
    world.now += timedelta(minutes=2)
    assert world.case("ombudsman", number).status == 200
    assert len(reads()) == 4
    assert reads(DAY + timedelta(days=1)) == [("ombudsman", named(number))]


def test_a_read_costs_one_write_a_day_and_one_look_at_what_the_reporter_was_told(
    world: World,
) -> None:
    number, _ = world.disposed()
    world.desk("pu.bandung")
    costs = []
    for _ in range(3):
        world.wire.calls.clear()
        assert world.case("pu.bandung", number).status == 200
        costs.append(Counter(world.wire.names()))

    read = {"Query Ledger": 1, "BatchGetItem": 1}
    assert costs == [{**read, "PutItem Audit": 1}, read, read]


def test_a_function_that_remembers_nothing_leaves_the_first_row_as_it_is(world: World) -> None:
    number, _ = world.disposed()
    assert world.case("pu.bandung", number).status == 200
    before = world.rows("AUDIT")

    audit.forget()
    world.now += timedelta(minutes=5)
    assert world.case("pu.bandung", number).status == 200

    assert world.rows("AUDIT") == before


def test_memory_has_an_end_and_costs_no_row(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "REMEMBERED", 2)
    numbers = [world.disposed()[0] for _ in range(3)]
    for number in (*numbers, *numbers):
        assert world.case("pu.bandung", number).status == 200
        assert len(audit._stored) <= 2

    assert len(reads()) == 3


def test_nothing_is_read_when_the_row_cannot_be_written(world: World) -> None:
    number, _ = world.disposed()
    world.wire.disturb("PutItem Audit", "ThrottlingException")
    try:
        answer = world.case("pu.bandung", number)
    finally:
        world.wire.calm()

    assert answer.problem() == (503, "unavailable")
    assert reads() == []
    assert world.case("pu.bandung", number).status == 200
    assert reads() == [("pu.bandung", named(number))]


def test_who_may_not_read_leaves_no_row(world: World) -> None:
    number, _ = world.disposed()
    for who in ("lh.bandung", "admin.surabaya", "pengembang.bandung", "tidak.ada"):
        assert world.case(who, number).status in (401, 404)

    assert reads() == []


def test_files_are_read_under_the_same_row(world: World, files: Files) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    assert files.fetch("desk", number, file, officer="pu.bandung").status == 200
    path = f"/api/desk/{number}/files"
    assert files.call("files", "GET", path, officer="admin.bandung", number=number).status == 200
    assert world.case("pu.bandung", number).status == 200

    assert reads() == [("admin.bandung", named(number)), ("pu.bandung", named(number))]


def test_the_public_and_the_reporter_leave_no_row(world: World, files: Files) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    before = world.rows("AUDIT")
    world.wire.calls.clear()

    assert world.track(number, code).status == 200
    assert world.track(number).status == 200
    assert world.published(number).status == 200
    assert len(files.listed(number, code)) == 1
    fetched = files.fetch("reports", number, file, headers={"access-code": code})
    assert fetched.status == 200
    assert files.fetch("public/reports", number, file).status == 404

    assert world.rows("AUDIT") == before
    assert [call for call in world.wire.calls if call.table == "Audit"] == []


# --- who may read of them


def test_the_trail_shows_reads_only_to_who_asks_and_only_in_scope(world: World) -> None:
    number, _ = world.disposed()
    elsewhere, _ = world.filed(agency="35.78")
    assert world.case("pu.bandung", number).status == 200
    assert world.case("admin.surabaya", elsewhere).status == 200
    assert world.case("ombudsman", number).status == 200

    assert read(world, "nasional").json["items"] == []
    found = read(world, "admin.bandung", show="report_read").json["items"]
    assert [(i["by"]["id"], i["subject"], i["at"]) for i in found] == [
        ("ombudsman", named(number), stamp(world.now)),
        ("pu.bandung", named(number), stamp(world.now)),
    ]
    assert len(read(world, "nasional", show="report_read").json["items"]) == 3
    assert read(world, "pu.bandung", show="report_read").status == 404


def test_reads_go_on_with_their_own_cursor(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lapor.aws.trail.PAGE", 2)
    number, _ = world.disposed()
    readers = ["admin.bandung", "nasional", "ombudsman", "pimpinan.bandung", "pu.bandung"]
    for who in readers:
        assert world.case(who, number).status == 200

    seen: list[str] = []
    cursor: Any = ""
    while cursor is not None:
        more = {"cursor": cursor} if cursor else {}
        page = read(world, "nasional", show="report_read", **more).json
        seen += [item["by"]["id"] for item in page["items"]]
        cursor = page["cursor"]

    assert seen == readers


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"show": "officer_reset"}, ("/show", "unknown_code")),
        ({"show": "report_read", "cursor": f"2026-11-23T03:00:00.000Z#{'0' * 16}"},
         ("/cursor", "bad_format")),
        ({"cursor": "report#000000000000#nasional"}, ("/cursor", "bad_format")),
    ],
)  # fmt: skip
def test_another_kind_or_the_others_cursor_is_named(
    world: World, query: dict[str, str], error: tuple[str, str]
) -> None:
    assert read(world, "nasional", **query).errors == [error]


# --- after a breach


def test_the_breach_tool_lists_reads_that_began_before_the_window_ends(world: World) -> None:
    number, _ = world.disposed()
    early = world.now
    assert world.case("pu.bandung", number).status == 200
    world.now += timedelta(hours=3)
    since, until = world.now, world.now + timedelta(hours=1)
    assert world.case("admin.bandung", number).status == 200
    world.now = until
    assert world.case("nasional", number).status == 200

    row = (named(number), "report_read")
    reads = [t for t in touches(since, until) if t.how == "report_read"]
    assert reads == [
        (stamp(early), *row, "unit pu.bandung", "words files"),
        (stamp(since), *row, "agency admin.bandung", "words files"),
    ]
    assert touches(since, until, by="pu.bandung") == reads[:1]
    tomorrow = datetime(2026, 11, 24, tzinfo=UTC)
    assert touches(tomorrow, tomorrow + timedelta(hours=1)) == []


def test_a_contact_that_is_opened_for_a_code_is_on_the_record_first(world: World) -> None:
    number, code = world.filed()
    since = world.now = world.now + timedelta(minutes=1)
    assert world.contact(number, code, {"channel": "sms"}).status == 202
    world.wire.calls.clear()
    world.settle()

    names = world.wire.names()
    assert names.index("PutItem Audit") < names.index("Decrypt")
    (row,) = audit.of_day(DAY)
    assert (row["kind"], row["by"]["role"], row["subject"]) == (
        "contact_opened", "system", named(number))  # fmt: skip
    found = touches(since, since + timedelta(seconds=1))
    assert found == [(stamp(since), named(number), "contact_opened", "system", "phone")]


def test_no_contact_is_opened_for_a_code_when_the_row_cannot_be_written(world: World) -> None:
    number, code = world.filed()
    assert world.contact(number, code, {"channel": "email"}).status == 202
    told, task = len(world.mails()), {"report": number.replace("-", ""), "seq": 0, "kind": "email"}
    world.wire.calls.clear()
    world.wire.disturb("PutItem Audit", "ThrottlingException", times=1)

    assert world.consume("code", task) == [0]
    assert [call for call in world.wire.calls if call.operation == "Decrypt"] == []
    assert world.consume("code", task) == []
    assert len(world.mails()) == told + 1


def test_a_code_that_nobody_can_be_sent_opens_nothing_and_leaves_no_row(world: World) -> None:
    assert world.me("codes", {"email": "siapa@contoh.example"}).status == 202
    world.settle()

    assert list(audit.of_day(DAY)) == []
