"""What a call costs, counted in requests to AWS: these figures do not depend on the machine."""

from collections import Counter
from typing import Any

import pytest

from lapor.aws import desk, directory
from lapor.aws.items import from_item
from tests.functions import tables
from tests.functions.wire import Call
from tests.functions.world import World, sample, somebody

KEY = "7f3c1c52-8f0e-4b8e-9a44-0d6a1e5b2c90"


def spent(world: World) -> Counter[str]:
    """Give the calls made so far, by name, and begin to count anew."""
    names = Counter(world.wire.names())
    world.wire.calls.clear()
    return names


@pytest.mark.parametrize(
    ("changes", "calls"),
    [
        ({}, {"GenerateDataKey": 2, "PutItem People": 1, "PutItem Ledger": 1}),
        (
            {"anonymous": True, "reporter": somebody(name=None)},
            {"GenerateDataKey": 1, "PutItem People": 1, "PutItem Ledger": 1},
        ),
        (
            {"reporter": {"name": "Warga Contoh"}},
            {"GenerateDataKey": 1, "PutItem People": 1, "PutItem Ledger": 1},
        ),
        ({"anonymous": True, "reporter": None}, {"PutItem Ledger": 1}),
        (
            {"anonymous": True, "reporter": None, "agency": "32.73", "category": "jalan-rusak"},
            {"PutItem Ledger": 1},
        ),
    ],
    ids=["named", "anonymous with contact", "no contact", "anonymous", "addressed"],
)
def test_a_submission_is_one_write_to_the_ledger_at_most_one_to_people_and_no_read(
    world: World, changes: dict[str, object], calls: dict[str, int]
) -> None:
    assert world.submit(sample(**changes)).status == 201

    assert spent(world) == calls


def test_a_repeated_submission_costs_what_the_first_did(world: World) -> None:
    world.submit(sample(), KEY)
    first = spent(world)

    world.submit(sample(), KEY)

    assert spent(world) == first


def test_a_refused_submission_costs_nothing(world: World) -> None:
    world.submit(sample(title="x"))
    world.submit("no json")

    assert spent(world) == {}


def test_a_report_of_two_kilobytes_is_written_with_three_units(world: World) -> None:
    """A unit writes 1 KB; an item's size is that of its names and values."""
    assert world.submit(sample(body="kata kita " * 200)).status == 201

    (row,) = world.rows("LEDGER")

    assert size(row) <= 3 * 1024


def test_who_wrote_is_written_with_one_unit(world: World) -> None:
    """Two sealed parts, each with a key that KMS wraps into 184 bytes, and the contacts' names."""
    assert world.submit(sample()).status == 201

    (row,) = world.rows("PEOPLE")
    wrapped = sum(len(bytes(row[part]["key"])) for part in ("identity", "contact"))

    assert size(row) - wrapped + 2 * 184 <= 1024


def size(value: Any) -> int:
    """Count an item's bytes as DynamoDB bills them (3 for each list or map, 1 for each part)."""
    if isinstance(value, dict):
        return 3 + sum(len(k) + size(v) + 1 for k, v in value.items())
    return len(bytes(value) if hasattr(value, "__bytes__") else str(value).encode())


def test_tracking_is_a_look_at_the_lock_and_one_query_and_names_are_remembered(
    world: World,
) -> None:
    number, code = world.disposed()
    directory.forget()
    spent(world)

    world.track(number, code)
    first = spent(world)
    world.track(number, code)
    world.track(number)

    assert first == {"Query Ledger": 2, "GetItem Directory": 3}, (
        "agency, unit and the nation's rules"
    )
    assert spent(world) == {"Query Ledger": 3, "GetItem Desk": 1}


def test_a_move_is_one_query_and_one_write_and_a_reporters_a_look_at_the_lock(world: World) -> None:
    number, code = world.disposed()
    world.desk("pu.bandung")
    spent(world)

    world.officer("pu.bandung", number, "follow-up", {"text": "Sudah.", "done": True})
    assert spent(world) == {"Query Ledger": 1, "PutItem Ledger": 1}

    world.reporter(number, code, "close", {"rating": 5})
    assert spent(world) == {"Query Ledger": 2, "PutItem Ledger": 1}


def test_the_first_page_of_a_desk_costs_the_same_however_many_reports_there_are(
    world: World,
) -> None:
    world.disposed()
    world.desk("admin.bandung", tab="handle")
    spent(world)
    world.desk("admin.bandung", tab="handle")
    few = spent(world)
    row = world.rows("DESK")[0]
    for n in range(120):
        number = f"{row['report'][:-3]}{n:03}"
        desk.put({**row, "report": number, "due": f"{row['due'][:-3]}{n:03}"})
    spent(world)

    world.desk("admin.bandung", tab="handle")

    assert spent(world) == few == {"Query Desk/inbox": 11}


def test_the_public_list_reads_a_page_and_never_scans(world: World) -> None:
    world.disposed()
    spent(world)

    world.public()

    assert set(spent(world)) <= {"Query Desk/public", "GetItem Directory"}


def test_an_empty_country_is_read_month_by_month_with_an_end(world: World) -> None:
    spent(world)

    world.public()

    assert spent(world)["Query Desk/public"] <= 36


def write_units(calls: list[Call]) -> int:
    """Count what the writes cost: 1 a KB and table, and for each index 1, or 2 if its key moved."""
    units, rows = 0, dict[str, Any]()
    for call in calls:
        if call.operation not in ("PutItem", "UpdateItem"):
            continue
        item = from_item(call.params.get("Item", {})) if call.table != "People" else {}
        kilobytes = -(-size(item) // 1024) or 1
        units += kilobytes
        if call.table == "Desk":
            old = rows.get(item["report"], {})
            rows[item["report"]] = item
            for index in tables.described()["Desk"]["GlobalSecondaryIndexes"]:
                keys = [part["AttributeName"] for part in index["KeySchema"]]
                before, after = ([row.get(key) for key in keys] for row in (old, item))
                here = [None not in place for place in (before, after)]
                units += kilobytes * (sum(here) if before != after else here[1])
    return units


def read_units(calls: list[Call]) -> float:
    """Count what the reads cost, each of at most 4 KB: 1 if consistent, else a half."""
    reads = [c for c in calls if c.operation in ("GetItem", "Query")]
    return sum(1 if c.params.get("ConsistentRead") else 0.5 for c in reads)


def test_the_golden_lifecycle(world: World) -> None:
    """Submit, verify and dispose, notify, first follow-up, notify, close: at batch 1, with mail."""
    directory.forget()
    spent(world)
    world.invocations.clear()
    number, code = world.disposed()
    world.did("pu.bandung", number, "follow-up", {"text": "Sudah ditambal.", "done": True})
    world.said(number, code, "close", {"rating": 5, "solved": True})

    written, read = write_units(world.wire.calls), read_units(world.wire.calls)
    calls = spent(world)
    functions = Counter(world.invocations)
    writes = sum(n for name, n in calls.items() if name.split()[0] in ("PutItem", "UpdateItem"))
    reads = sum(n for name, n in calls.items() if name.split()[0] in ("GetItem", "Query"))
    api = sum(functions[name] for name in ("submit", "verify", "respond", "close"))
    print(f"\ngolden lifecycle: {sum(calls.values())} calls of AWS, {writes} writes, {reads} reads")
    print(f"  about {written} write units with indexes, {read} read units")
    print(f"  {sum(functions.values())} functions run: {dict(functions)}")
    for name, count in sorted(calls.items()):
        print(f"  {count:3} {name}")

    assert calls["PutItem Ledger"] == 5
    assert calls["PutItem People"] == 1
    assert calls["PutItem Desk"] == 5
    assert calls["SendEmail"] == 6
    assert calls["PutItem Sends"] == 2 * calls["SendEmail"]
    assert "Publish" not in calls
    assert {name for name in calls if name.startswith("Scan")} == set()
    assert api <= 6
