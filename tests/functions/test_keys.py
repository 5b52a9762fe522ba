"""API keys: made by an agency's developer, shown once, and good only as long as they are."""

from datetime import timedelta
from typing import Any

import pytest

from lapor.aws import bearer, directory
from lapor.domain.errors import BadKey
from lapor.domain.event import Actor
from lapor.domain.roles import OFFICERS, PERMISSIONS
from tests.functions.test_officers import ROLES
from tests.functions.world import Answer, World

DEVELOPER = "pengembang.bandung"


def make(world: World, who: str | None = DEVELOPER, **changes: Any) -> Answer:
    body = {"name": "Aplikasi kota", "scopes": ["read"], "days": 30, **changes}
    return world.call("keys", "POST", "/api/keys", body, officer=who)


def listed(world: World, who: str | None) -> Answer:
    return world.call("keys", "GET", "/api/keys", officer=who)


def revoke(world: World, who: str | None, key: str) -> Answer:
    path = f"/api/keys/{key}/revoke"
    return world.call("keys", "POST", path, {}, officer=who, part=("id", key))


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_a_role_does_with_keys_what_the_table_says(world: World, role: str) -> None:
    key = make(world).json["id"]
    own = role in ("unit", "agency", "leader", "developer")

    assert make(world, ROLES[role]).status == (201 if role in PERMISSIONS["create_key"] else 404)
    assert listed(world, ROLES[role]).status == (200 if role in PERMISSIONS["list_keys"] else 404)
    may = own and role in PERMISSIONS["revoke_key"]
    assert revoke(world, ROLES[role], key).status == (200 if may else 404)


def test_a_key_is_shown_once_and_nowhere_stored(world: World) -> None:
    answer = make(world, scopes=["submit", "read", "read"][:2])

    text = answer.json["key"]
    prefix, key_id, secret = text.split("_", 2)
    assert (prefix, key_id) == ("lapor", answer.json["id"])
    assert len(secret) * 6 >= 160, "bits"
    assert answer.json["scopes"] == ["read", "submit"]
    assert secret not in str(world.rows("DIRECTORY")) + str(world.rows("AUDIT"))
    assert secret not in listed(world, DEVELOPER).text + world.log.getvalue()
    assert "hash" not in listed(world, DEVELOPER).text
    (row,) = world.rows("AUDIT")
    assert (row["kind"], row["subject"]) == ("key_created", f"key#{key_id}")


def test_a_key_acts_for_its_agency_within_its_scopes(world: World) -> None:
    key = make(world).json["key"]
    _, key_id, _ = key.split("_", 2)

    assert bearer.actor_of(key, "read", world.now) == Actor("key", f"key#{key_id}", "32.73")
    with pytest.raises(BadKey):
        bearer.actor_of(key, "submit", world.now)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda key: "",
        lambda key: "lapor",
        lambda key: "lapor__",
        lambda key: key[:-1],
        lambda key: key + "x",
        lambda key: key.replace("lapor", "rapor"),
        lambda key: "lapor_" + "0" * 16 + "_" + key.split("_", 2)[2],
        lambda key: key.upper(),
        lambda key: "x" * 100_000,
    ],
)
def test_a_key_that_is_not_right_is_refused(world: World, spoil: Any) -> None:
    key = make(world).json["key"]

    with pytest.raises(BadKey):
        bearer.actor_of(spoil(key), "read", world.now)


def test_a_key_ends_on_its_day_and_when_it_is_revoked(world: World) -> None:
    made = make(world, days=30).json
    ends = world.now + timedelta(days=30)
    assert bearer.actor_of(made["key"], "read", ends - timedelta(seconds=1)).agency == "32.73"
    with pytest.raises(BadKey):
        bearer.actor_of(made["key"], "read", ends)

    assert revoke(world, "admin.bandung", made["id"]).json["revoked_at"]
    assert revoke(world, DEVELOPER, made["id"]).status == 200, "again changes nothing"
    directory.forget()
    with pytest.raises(BadKey):
        bearer.actor_of(made["key"], "read", world.now)
    assert [r["kind"] for r in world.rows("AUDIT")].count("key_revoked") == 1


def test_a_key_that_two_revoke_at_once_is_revoked_and_written_down_once(world: World) -> None:
    made = make(world).json["id"]

    def meanwhile() -> None:
        assert revoke(world, "admin.bandung", made).status == 200

    world.wire.interrupt("TransactWriteItems", meanwhile)

    answer = revoke(world, DEVELOPER, made)

    assert (answer.status, bool(answer.json["revoked_at"])) == (200, True)
    rows = [(r["kind"], r["by"]["id"]) for r in world.rows("AUDIT")]
    assert sorted(rows) == [("key_created", DEVELOPER), ("key_revoked", "admin.bandung")]


def test_another_agencys_key_does_not_exist(world: World) -> None:
    key = make(world).json["id"]

    theirs, unknown = (revoke(world, "admin.surabaya", k) for k in (key, "0" * 16))

    assert theirs.problem() == (404, "no_entry")
    assert theirs.text == unknown.text
    assert listed(world, "admin.surabaya").json == {"items": []}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"scopes": []}, ("/scopes", "too_short")),
        ({"scopes": ["admin"]}, ("/scopes/0", "unknown_code")),
        ({"days": 0}, ("/days", "out_of_range")),
        ({"days": 367}, ("/days", "out_of_range")),
        ({"agency": "35.78"}, ("/agency", "unknown_field")),
    ],
)
def test_a_bad_key_is_not_made(world: World, changes: Any, error: tuple[str, str]) -> None:
    answer = make(world, **changes)

    assert answer.problem() == (422, "validation")
    assert error in answer.errors
    assert listed(world, DEVELOPER).json == {"items": []}
