"""Calls with an API key: refused alike for whatever reason, counted, and recorded once a day."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from lapor.aws import directory
from tests.functions.wire import refusal
from tests.functions.world import Answer, World, sample


def reading(world: World, key: str | None) -> Answer:
    return world.system(key)


def filing(world: World, key: str | None) -> Answer:
    return world.lodge(key, sample())


CALLS = {"read": reading, "submit": filing}
OTHER = {"read": "submit", "submit": "read"}

SPOILT: dict[str, Callable[[str], str | None]] = {
    "missing": lambda key: None,
    "empty": lambda key: "",
    "not a key": lambda key: "lapor",
    "empty parts": lambda key: "lapor__",
    "a character short": lambda key: key[:-1],
    "a character long": lambda key: f"{key}x",
    "another secret": lambda key: key[:-1] + ("A" if key[-1] != "A" else "B"),
    "another prefix": lambda key: key.replace("lapor", "rapor"),
    "unknown id": lambda key: f"lapor_{'0' * 16}_{key.split('_', 2)[2]}",
    "upper case": lambda key: key.upper(),
    "not ASCII": lambda key: f"lapor_{'\u0660' * 16}_{key.split('_', 2)[2]}",
    "a line more": lambda key: f"{key}\n",
    "very long": lambda key: "x" * 30_000,
}


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize("scope", CALLS)
def test_a_key_that_is_not_right_is_refused_like_one_that_is_missing(
    world: World, scope: str, how: str
) -> None:
    key = world.new_key()["key"]
    before, since = world.everything(), len(world.wire.calls)

    answer = CALLS[scope](world, SPOILT[how](key))

    assert answer.problem() == (401, "bad_key")
    assert answer.raw == CALLS[scope](world, None).raw
    assert set(world.wire.names(since)) <= {"GetItem Directory"}
    assert world.everything() == before
    assert world.rows("LIMITS") == []


@pytest.mark.parametrize("scope", CALLS)
def test_revoked_and_expired_keys_and_those_for_something_else_are_refused_alike(
    world: World, scope: str
) -> None:
    missing = CALLS[scope](world, None)

    other = world.new_key(scopes=[OTHER[scope]])["key"]
    assert CALLS[scope](world, other).raw == missing.raw

    made = world.new_key(days=30)
    world.call(
        "keys", "POST", f"/api/keys/{made['id']}/revoke", {}, officer="admin.bandung",
        part=("id", made["id"]),
    )  # fmt: skip
    assert CALLS[scope](world, made["key"]).raw == missing.raw

    late = world.new_key(days=30)["key"]
    world.now += timedelta(days=30) - timedelta(seconds=1)
    assert CALLS[scope](world, late).status in (200, 201)
    world.now += timedelta(seconds=1)
    assert CALLS[scope](world, late).raw == missing.raw


@pytest.mark.parametrize("kind", ["Basic", "bearer ", "Token", ""])
def test_a_key_is_shown_as_a_bearer_token_and_in_no_other_way(world: World, kind: str) -> None:
    key = world.new_key()["key"]
    said = {"authorization": f"{kind} {key}".strip(), "x-api-key": key}

    answer = world.call("systems", "GET", "/api/v1/reports", headers=said, query={"key": key})

    assert answer.problem() == (401, "bad_key")


def test_the_word_bearer_is_read_in_any_case(world: World) -> None:
    said = {"authorization": f"bearer {world.new_key()['key']}"}
    assert world.call("systems", "GET", "/api/v1/reports", headers=said).status == 200


def test_a_token_of_an_officer_is_no_key(world: World) -> None:
    answer = world.call("systems", "GET", "/api/v1/reports", officer="admin.bandung")
    assert answer.problem() == (401, "bad_key")


def test_a_warm_function_refuses_a_key_within_a_minute_of_its_revocation(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given two processes, when a key is revoked in one, the other may remember it for a minute."""
    moment = [1000.0]
    monkeypatch.setattr(directory, "time", SimpleNamespace(monotonic=lambda: moment[0]))
    made = world.new_key()
    assert world.system(made["key"]).status == world.system(made["key"]).status == 200
    warm = dict(directory._memory)
    path = f"/api/keys/{made['id']}/revoke"
    world.call("keys", "POST", path, {}, officer="admin.bandung", part=("id", made["id"]))
    directory._memory.update(warm)

    moment[0] += 59
    assert world.system(made["key"]).status == 200
    moment[0] += 2
    assert world.system(made["key"]).problem() == (401, "bad_key")


def test_made_up_ids_leave_nothing_in_a_warm_functions_memory(world: World) -> None:
    secret = world.new_key()["key"].split("_", 2)[2]
    known = len(directory._memory)

    for n in range(5):
        assert world.system(f"lapor_{n:016}_{secret}").status == 401

    assert len(directory._memory) == known


# --- the trace


def used(world: World) -> list[tuple[str, str, str]]:
    """Give day, key and agency of every use that was recorded."""
    rows = [row for row in world.rows("AUDIT") if row["kind"] == "key_used"]
    assert all(row["by"] == {**row["by"], "role": "key", "id": row["subject"]} for row in rows)
    return sorted((row["day"], row["subject"], row["data"]["agency"]) for row in rows)


def of_keys_page(world: World) -> dict[str, str | None]:
    items = world.call("keys", "GET", "/api/keys", officer="pengembang.bandung").json["items"]
    return {item["id"]: item["used_on"] for item in items}


def test_a_days_use_of_a_key_is_one_audit_row_and_a_day_on_the_keys_page(world: World) -> None:
    made, idle = world.new_key(), world.new_key()
    assert of_keys_page(world) == {made["id"]: None, idle["id"]: None}

    assert world.system(made["key"]).status == 200
    assert world.lodge(made["key"], sample()).status == 201
    assert world.system(made["key"]).status == 200

    assert of_keys_page(world) == {made["id"]: "2026-11-23", idle["id"]: None}
    assert used(world) == [("2026-11-23", f"key#{made['id']}", "32.73")]
    world.now += timedelta(days=2)
    assert world.system(made["key"]).status == 200
    assert of_keys_page(world)[made["id"]] == "2026-11-25"
    assert [day for day, _, _ in used(world)] == ["2026-11-23", "2026-11-25"]


def test_two_warm_functions_record_a_day_once(world: World) -> None:
    made = world.new_key()
    directory.entry("key", made["id"])
    stale = deepcopy(directory._memory)
    assert world.system(made["key"]).status == 200
    directory._memory.update(stale)

    assert world.system(made["key"]).status == 200

    assert len(used(world)) == 1


def test_a_use_that_cannot_be_recorded_does_not_happen(world: World) -> None:
    made = world.new_key()
    conflict = refusal("TransactionCanceledException")
    conflict.response["CancellationReasons"] = [{"Code": "None"}, {"Code": "TransactionConflict"}]
    busy = refusal("TransactionCanceledException")
    busy.response["CancellationReasons"] = [{"Code": "ThrottlingError"}, {"Code": "None"}]
    odd = refusal("TransactionCanceledException")
    odd.response["CancellationReasons"] = [{"Code": "ValidationError"}, {"Code": "None"}]
    tried = ((conflict, 503), (busy, 503), (odd, 500), ("ThrottlingException", 503))
    for error, status in tried:
        world.wire.disturb("TransactWriteItems", error)

        assert world.lodge(made["key"], sample()).status == status
        assert world.system(made["key"]).status == status

        world.wire.calm()
    assert used(world) == world.rows("LEDGER") == []
    assert of_keys_page(world) == {made["id"]: None}


def test_revoking_a_key_keeps_the_day_of_its_use(world: World) -> None:
    made = world.new_key()
    key_id = made["id"]
    directory.entry("key", key_id)
    stale = deepcopy(directory._memory)
    assert world.system(made["key"]).status == 200
    directory._memory.update(stale)

    path = f"/api/keys/{key_id}/revoke"
    ended = world.call("keys", "POST", path, {}, officer="admin.bandung", part=("id", key_id))

    assert (ended.status, ended.json["used_on"]) == (200, "2026-11-23")
    assert of_keys_page(world)[key_id] == "2026-11-23"


# --- limits


def counted(world: World, what: str, key: dict[str, Any], tries: int, seconds: int) -> None:
    """Write down that a key was counted already in the window that runs."""
    window = int(world.now.timestamp()) // seconds
    name = {"S": f"{what}#key#{key['id']}#{window}"}
    tried = {"what": name, "tries": {"N": str(tries)}, "expires": {"N": "2000000000"}}
    world.dynamodb.put_item(TableName="Limits", Item=tried)


@pytest.mark.parametrize("scope", CALLS)
def test_a_key_calls_120_times_a_minute_and_no_other_key_suffers(world: World, scope: str) -> None:
    world.at("2026-11-24", "10:00:50")
    busy, other = world.new_key(), world.new_key()
    counted(world, "calls", busy, 119, 60)

    assert CALLS[scope](world, busy["key"]).status in (200, 201)
    refused = CALLS[scope](world, busy["key"])

    assert refused.problem() == (429, "too_many")
    assert (refused.headers["retry-after"], refused.json["retry_after"]) == ("10", 10)
    assert CALLS[scope](world, other["key"]).status in (200, 201)
    world.now += timedelta(seconds=10)
    assert CALLS[scope](world, busy["key"]).status in (200, 201)


def test_a_key_files_2000_reports_a_day_and_reads_on(world: World) -> None:
    world.at("2026-11-24", "10:00")
    busy = world.new_key()
    counted(world, "filed", busy, 1999, 86400)

    assert world.lodge(busy["key"], sample(title="x")).status == 422, "is not counted"
    assert world.lodge(busy["key"], sample()).status == 201
    refused = world.lodge(busy["key"], sample())

    assert refused.problem() == (429, "too_many")
    assert refused.headers["retry-after"] == str(21 * 3600), "until midnight in UTC"
    assert len(world.rows("LEDGER")) == 1
    assert world.system(busy["key"]).status == 200
    world.at("2026-11-25", "07:00")
    assert world.lodge(busy["key"], sample()).status == 201


def test_no_key_is_in_a_log_a_row_or_an_answer(world: World) -> None:
    made = world.new_key()
    secret = made["key"].split("_", 2)[2]
    answers = [
        world.system(made["key"]),
        world.lodge(made["key"], sample()),
        world.lodge(made["key"], sample(title="x")),
        world.system(f"{made['key']}x"),
        world.system(made["key"], "0000-0000-0000"),
    ]
    world.wire.disturb("UpdateItem Limits", "ThrottlingException")
    answers.append(world.system(made["key"]))
    world.wire.calm()
    world.settle()

    written = [str(world.rows(t)) for t in ("LEDGER", "DIRECTORY", "AUDIT", "LIMITS", "DESK")]
    assert secret not in world.log.getvalue() + str([a.raw for a in answers]) + str(written)
    assert [a.status for a in answers] == [200, 201, 422, 401, 404, 503]
