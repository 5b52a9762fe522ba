"""Officers listed, invited, suspended, restored, reset and moved: by role, scope and order."""

from collections.abc import Mapping
from typing import Any

import pytest

from lapor.aws import directory
from lapor.domain.roles import GIVES, OFFICERS, PERMISSIONS
from tests.functions.pool import PASSWORD, Pool
from tests.functions.wire import refusal
from tests.functions.world import Answer, World

ROLES = {
    "unit": "pu.bandung",
    "agency": "admin.bandung",
    "leader": "pimpinan.bandung",
    "monitor": "pemantau.jabar",
    "national": "nasional",
    "ombudsman": "ombudsman",
    "ksp": "ksp",
    "developer": "pengembang.bandung",
    "registrar": "pencatat",
}
TARGET = "lh.bandung"
PATHS = {"suspend": "suspend_officer", "restore": "suspend_officer", "reset": "reset_officer"}
UNKNOWN = "tidak.ada"


def invitation(**changes: Any) -> dict[str, Any]:
    return {
        "username": "baru.bandung",
        "name": "Petugas Demo Baru",
        "email": "baru.bandung@petugas.example",
        "role": "unit",
        "agency": "32.73",
        "unit": "32.73:dinas-pu",
        **changes,
    }


def invite(world: World, who: str | None, **changes: Any) -> Answer:
    return world.call("officers", "POST", "/api/officers", invitation(**changes), officer=who)


def act(world: World, who: str | None, username: str, action: str, body: Any = None) -> Answer:
    path = f"/api/officers/{username}/{action}"
    sent = {} if body is None else body
    return world.call("officers", "POST", path, sent, officer=who, part=("username", username))


def staff(world: World, who: str | None, **query: str) -> Answer:
    return world.call("officers", "GET", "/api/officers", officer=who, query=query)


def entry(world: World, username: str) -> Mapping[str, Any]:
    found: Mapping[str, Any]
    (found,) = [
        e for e in world.rows("DIRECTORY") if e["kind"] == "officer" and e["id"] == username
    ]
    return found


def audits(world: World) -> list[tuple[str, str, str]]:
    return [(r["kind"], r["by"]["id"], r["subject"]) for r in world.rows("AUDIT")]


def test_the_roles_here_are_all_roles() -> None:
    assert ROLES.keys() == OFFICERS


@pytest.mark.parametrize("role", sorted(OFFICERS))
@pytest.mark.parametrize("action", PATHS)
def test_a_role_does_to_officers_what_the_table_says(
    world: World, pool: Pool, role: str, action: str
) -> None:
    pool.account(TARGET)

    answer = act(world, ROLES[role], TARGET, action)

    if role in PERMISSIONS[PATHS[action]]:
        assert answer.status == 200, answer.text
        assert [who for _, who, _ in audits(world)] == [ROLES[role]]
    else:
        assert answer.problem() == (404, "no_entry")
        assert answer.text == act(world, ROLES[role], UNKNOWN, action).text
        assert audits(world) == []


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_a_role_lists_and_invites_as_the_table_says(world: World, pool: Pool, role: str) -> None:
    listed, invited = staff(world, ROLES[role], agency="32.73"), invite(world, ROLES[role])

    may = role in PERMISSIONS["list_officers"]
    assert listed.status == (200 if may else 404)
    assert invited.status == (201 if role in PERMISSIONS["invite_officer"] else 404), invited.text


@pytest.mark.parametrize("action", [*PATHS, "move"])
def test_another_agencys_officer_does_not_exist(world: World, pool: Pool, action: str) -> None:
    body = {"role": "leader", "agency": "32.73"} if action == "move" else {}
    before = world.everything()

    theirs = act(world, "admin.bandung", "admin.surabaya", action, body)
    nobody = act(world, "admin.bandung", UNKNOWN, action, body)

    assert theirs.problem() == (404, "no_entry")
    assert (theirs.text, theirs.status) == (nobody.text, nobody.status)
    assert world.everything() == before
    assert audits(world) == []


def test_another_agencys_list_does_not_exist(world: World) -> None:
    theirs, unknown = (staff(world, "admin.bandung", agency=a) for a in ("35.78", "99.99"))

    assert theirs.problem() == (404, "no_entry")
    assert theirs.text == unknown.text


@pytest.mark.parametrize("who", ["admin.bandung", "nasional"])
def test_nobody_gives_a_role_that_is_not_theirs_to_give(world: World, pool: Pool, who: str) -> None:
    role_of_caller = "agency" if who == "admin.bandung" else "national"
    for role in sorted(OFFICERS):
        unit = "32.73:dinas-pu" if role == "unit" else None
        answer = invite(world, who, username=f"baru.{role}", role=role, unit=unit)
        given = ("/role", "not_yours_to_give") not in (
            answer.errors if answer.status == 422 else []
        )
        assert given is (role in GIVES[role_of_caller]), role


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"username": "ab"}, [("/username", "too_short")]),
        ({"username": "Budi Santoso"}, [("/username", "bad_format")]),
        ({"username": "../nasional"}, [("/username", "bad_format")]),
        ({"email": "bukan-alamat"}, [("/email", "bad_format")]),
        ({"email": "a@b.example\r\nBcc: c@d.example"}, [("/email", "bad_format")]),
        ({"role": "reporter"}, [("/role", "unknown_code")]),
        ({"unit": None}, [("/unit", "missing")]),
        ({"unit": "32.73:tidak-ada"}, [("/unit", "unknown_code")]),
        ({"unit": "35.78:dinas-lh"}, [("/unit", "not_for_role"), ("/unit", "unknown_code")]),
        ({"role": "leader"}, [("/unit", "not_for_role")]),
        ({"suspended": False}, [("/suspended", "unknown_field")]),
        ({"id": "nasional"}, [("/id", "unknown_field")]),
    ],
)
def test_a_bad_invitation_names_its_fields_and_leaves_nothing(
    world: World, pool: Pool, changes: Mapping[str, Any], errors: list[tuple[str, str]]
) -> None:
    answer = invite(world, "admin.bandung", **changes)

    assert answer.problem() == (422, "validation")
    assert set(answer.errors) <= set(errors)
    assert errors[0] in answer.errors
    assert audits(world) == []
    assert pool.names() == set()


def test_an_invitation_makes_an_entry_an_account_and_a_row_and_can_be_repeated(
    world: World, pool: Pool
) -> None:
    first = invite(world, "admin.bandung")
    again = invite(world, "admin.bandung")

    assert (first.status, again.status) == (201, 201)
    assert first.json == again.json == {
        "username": "baru.bandung",
        "name": "Petugas Demo Baru",
        "email": "baru.bandung@petugas.example",
        "role": "unit",
        "agency": "32.73",
        "unit": "32.73:dinas-pu",
        "unit_name": "Dinas Pekerjaan Umum dan Penataan Ruang",
        "suspended": False,
    }  # fmt: skip
    assert pool.names() == {"baru.bandung"}
    assert pool.status("baru.bandung") == "FORCE_CHANGE_PASSWORD"
    row = ("officer_invited", "admin.bandung", "officer#baru.bandung")
    assert audits(world) == [row, row]
    assert "petugas.example" not in str(world.rows("AUDIT"))


def test_an_invitation_that_broke_off_gives_no_access_and_is_finished_by_the_next(
    world: World, pool: Pool
) -> None:
    world.wire.disturb("AdminCreateUser", refusal("InternalErrorException", 500), times=9)
    broken = invite(world, "admin.bandung")
    assert broken.problem() == (503, "unavailable")
    assert entry(world, "baru.bandung")["role"] == "unit"
    assert pool.names() == set()
    world.wire.calm()

    assert invite(world, "admin.bandung").status == 201
    assert pool.names() == {"baru.bandung"}


def test_a_name_that_is_taken_is_refused_and_stays_as_it_was(world: World, pool: Pool) -> None:
    before = entry(world, "lh.bandung")

    own = invite(world, "admin.bandung", username="lh.bandung")
    foreign = invite(world, "admin.bandung", username="admin.surabaya")

    assert own.problem() == foreign.problem() == (409, "taken")
    assert own.text == foreign.text, "not whose it is"
    assert entry(world, "lh.bandung") == before
    assert pool.names() == set()
    assert audits(world) == [], "nobody was invited"


@pytest.mark.parametrize("action", [*PATHS, "move"])
def test_nobody_changes_himself(world: World, pool: Pool, action: str) -> None:
    body = {"role": "leader", "agency": "32.73"} if action == "move" else {}

    answer = act(world, "admin.bandung", "admin.bandung", action, body)

    assert answer.problem() == (409, "own_account")
    assert audits(world) == []


def test_suspension_ends_access_and_restoring_gives_it_back(world: World, pool: Pool) -> None:
    pool.account(TARGET)
    assert world.desk(TARGET).status == 200

    answer = act(world, "admin.bandung", TARGET, "suspend")

    assert answer.json["suspended"] is True
    assert world.desk(TARGET).problem() == (401, "unauthorized")
    assert not pool.enabled(TARGET)
    again = act(world, "admin.bandung", TARGET, "suspend")
    assert again.status == 200
    assert act(world, "admin.bandung", TARGET, "restore").json["suspended"] is False
    assert pool.enabled(TARGET)
    later = world.now.timestamp() + 1
    assert world.call("desk", "GET", "/api/desk", officer=TARGET, since=later).status == 200
    assert world.desk(TARGET).status == 401, "a token from before stays dead"


def test_a_suspension_that_breaks_off_has_already_ended_the_access(
    world: World, pool: Pool
) -> None:
    pool.account(TARGET)
    world.wire.disturb("AdminDisableUser", refusal("InternalErrorException", 500), times=9)

    answer = act(world, "admin.bandung", TARGET, "suspend")

    assert answer.problem() == (503, "unavailable")
    assert world.desk(TARGET).status == 401
    assert audits(world) == [("officer_suspended", "admin.bandung", f"officer#{TARGET}")]


def test_row_and_deed_are_one_write(world: World, pool: Pool) -> None:
    """Given the audit row cannot be stored, then nothing is; the row is no call of its own."""
    pool.account(TARGET)
    seen = len(world.wire.calls)

    assert act(world, "admin.bandung", TARGET, "suspend").status == 200

    names = world.wire.names(seen)
    assert names.count("TransactWriteItems") == 1
    assert "PutItem Audit" not in names
    (write,) = [c for c in world.wire.calls[seen:] if c.operation == "TransactWriteItems"]
    assert [next(iter(item)) for item in write.params["TransactItems"]] == [
        "Update", "ConditionCheck", "Put",
    ]  # fmt: skip


def test_no_audit_row_no_deed(world: World, pool: Pool) -> None:
    pool.account(TARGET)
    world.wire.disturb("TransactWriteItems", refusal("InternalServerError", 500), times=9)

    assert act(world, "admin.bandung", TARGET, "suspend").status == 503

    assert "suspended" not in entry(world, TARGET)
    assert pool.enabled(TARGET)


def test_a_suspended_admin_changes_nobody_even_while_a_function_remembers_him(
    world: World, pool: Pool
) -> None:
    world.officer_entry("admin2.bandung", "agency", "32.73", None, email="a2@petugas.example")
    pool.account("admin2.bandung")
    pool.account("admin.bandung")
    assert staff(world, "admin2.bandung").status == 200
    remembered = dict(entry(world, "admin2.bandung"))
    assert act(world, "admin.bandung", "admin2.bandung", "suspend").status == 200
    directory._memory["officer", "admin2.bandung"] = (float("inf"), remembered)

    answer = act(world, "admin2.bandung", "admin.bandung", "suspend")

    assert answer.problem() == (401, "unauthorized")
    assert "suspended" not in entry(world, "admin.bandung"), "the agency keeps an admin"


@pytest.mark.parametrize("action", [*PATHS, "move"])
def test_what_loses_a_race_is_not_written_down(world: World, pool: Pool, action: str) -> None:
    """Given the national admin moves the officer away meanwhile, only that has a row."""
    pool.account(TARGET)
    away = {"role": "leader", "agency": "35.78"}

    def meanwhile() -> None:
        assert act(world, "nasional", TARGET, "move", away).status == 200

    world.wire.interrupt("TransactWriteItems", meanwhile)
    body = {"role": "leader", "agency": "32.73"} if action == "move" else {}
    answer = act(world, "admin.bandung", TARGET, action, body)

    assert answer.problem() == (409, "taken")
    assert audits(world) == [("officer_moved", "nasional", f"officer#{TARGET}")]
    assert (entry(world, TARGET)["agency"], "suspended" in entry(world, TARGET)) == ("35.78", False)
    assert pool.enabled(TARGET)


def test_the_national_admin_may_suspend_an_agencys_last_admin(world: World, pool: Pool) -> None:
    pool.account("admin.bandung")

    assert act(world, "nasional", "admin.bandung", "suspend").status == 200


def test_an_agency_admin_does_not_touch_a_role_that_is_not_his_to_give(
    world: World, pool: Pool
) -> None:
    pool.account("pemantau.jabar")

    answer = act(world, "admin.jabar", "pemantau.jabar", "suspend")

    assert answer.problem() == (404, "no_entry")
    assert "suspended" not in entry(world, "pemantau.jabar")


def test_a_move_changes_role_and_office_within_the_scope_only(world: World, pool: Pool) -> None:
    leader = {"role": "leader", "agency": "32.73"}
    answer = act(world, "admin.bandung", TARGET, "move", leader)
    assert (answer.json["role"], answer.json["unit"]) == ("leader", None)
    assert "unit" not in entry(world, TARGET)

    away = {"role": "agency", "agency": "35.78"}
    assert act(world, "admin.bandung", TARGET, "move", away).problem() == (404, "no_entry")
    assert act(world, "nasional", TARGET, "move", away).json["agency"] == "35.78"
    listed = staff(world, "admin.surabaya").json["items"]
    assert TARGET in [who["username"] for who in listed]


def test_a_reset_replaces_the_password_and_kills_older_tokens(world: World, pool: Pool) -> None:
    pool.account(TARGET)

    assert act(world, "admin.bandung", TARGET, "reset").status == 200

    assert pool.status(TARGET) == "FORCE_CHANGE_PASSWORD"
    assert world.desk(TARGET).status == 401
    sent = {"username": TARGET, "password": PASSWORD}
    assert world.call("session", "POST", "/api/session", sent).status == 401
    assert PASSWORD not in world.log.getvalue()


def test_addresses_are_shown_to_those_who_manage_and_nowhere_else(world: World) -> None:
    items = {o["username"]: o for o in staff(world, "admin.bandung").json["items"]}
    assert items["lh.bandung"]["email"] == "lh.bandung@petugas.example"
    me = world.call("desk", "GET", "/api/me", officer="lh.bandung")
    assert "petugas.example" not in me.text
    assert "petugas.example" not in world.log.getvalue()


def test_the_list_is_found_by_index_and_never_by_scan(world: World) -> None:
    staff(world, "admin.bandung")

    asked = [c.params.get("IndexName") for c in world.wire.calls if c.operation == "Query"]
    assert asked == ["of_agency"]
    assert "Scan" not in world.wire.names()


def test_without_a_token_there_is_nothing(world: World) -> None:
    assert staff(world, None).problem() == (401, "unauthorized")
    assert invite(world, None).problem() == (401, "unauthorized")
    assert act(world, None, TARGET, "suspend").problem() == (401, "unauthorized")


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, ("/role", "missing")),
        ({"role": "leader", "agency": "99.99"}, ("/agency", "unknown_code")),
        ({"role": "unit", "agency": "32.73"}, ("/unit", "missing")),
        (
            {"role": "leader", "agency": "32.73", "suspended": False},
            ("/suspended", "unknown_field"),
        ),
    ],
)
def test_a_bad_move_names_its_fields_and_moves_nobody(
    world: World, pool: Pool, body: dict[str, Any], error: tuple[str, str]
) -> None:
    before = entry(world, TARGET)

    answer = act(world, "nasional", TARGET, "move", body)

    assert answer.problem() == (422, "validation")
    assert error in answer.errors
    assert entry(world, TARGET) == before
    assert audits(world) == []


def test_an_admin_sees_no_officer_whom_only_the_national_admin_manages(world: World) -> None:
    listed = world.call("officers", "GET", "/api/officers", officer="admin.jabar", query={})

    roles = {officer["role"] for officer in listed.json["items"]}
    assert "agency" in roles
    assert "monitor" not in roles
