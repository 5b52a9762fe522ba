"""GET and POST /api/offices: the registrar keeps agencies and units; closing asks what is left."""

from typing import Any

import pytest

from lapor.domain.roles import OFFICERS, PERMISSIONS
from local import seed
from tests.functions.test_officers import ROLES
from tests.functions.world import Answer, World

PU = "32.73:dinas-pu"
NEW = {
    "parent": PU,
    "slug": "bidang-jalan",
    "name": "Bidang Jalan dan Jembatan",
    "email": "jalan@instansi.example",
}
BODIES = {
    "add": NEW,
    "edit": {"office": PU, "name": "Dinas Contoh", "email": "contoh@instansi.example"},
    "close": {"office": "32.73:dinas-lh"},
}


def offices(world: World, who: str | None, agency: str = "32.73") -> Answer:
    query = {"agency": agency}
    return world.call("offices", "GET", "/api/offices", officer=who, query=query)


def keep(world: World, who: str | None, action: str, **changes: Any) -> Answer:
    body = {**BODIES[action], **changes}
    return world.call("offices", "POST", f"/api/offices/{action}", body, officer=who)


def entries(world: World) -> list[Any]:
    return sorted((e for e in world.rows("DIRECTORY") if e["kind"] != "officer"), key=str)


def free(world: World, unit: str) -> None:
    """Let the officers of a unit go."""
    world.officer_entry("lh.bandung", "unit", "32.73", unit, suspended=True)


@pytest.mark.parametrize("role", sorted(OFFICERS))
@pytest.mark.parametrize("action", BODIES)
def test_a_role_keeps_offices_as_the_table_says(world: World, role: str, action: str) -> None:
    free(world, "32.73:dinas-lh")
    before = entries(world)

    answer = keep(world, ROLES[role], action)

    if role in PERMISSIONS["edit_office"]:
        assert answer.status == (201 if action == "add" else 200), answer.text
        (row,) = world.rows("AUDIT")
        assert (row["by"]["id"], row["data"]["agency"]) == (ROLES[role], "32.73")
    else:
        assert answer.problem() == (404, "no_entry")
        assert (entries(world), world.rows("AUDIT")) == (before, [])


def test_every_officer_reads_names_and_only_the_registrar_addresses(world: World) -> None:
    seen = offices(world, "pu.bandung")
    kept = offices(world, "pencatat")

    assert seen.status == kept.status == 200
    assert "email" not in seen.text
    assert kept.json["agency"]["email"] == "32.73@instansi.example"
    assert {u["level"] for u in kept.json["units"]} == {2}
    assert offices(world, "pencatat", "99.99").problem() == (404, "no_entry")
    assert offices(world, None).problem() == (401, "unauthorized")


def test_a_sub_unit_stands_below_its_unit_and_nothing_below_it(world: World) -> None:
    assert keep(world, "pencatat", "add").json["id"] == f"{PU}:bidang-jalan"

    units = [u["id"] for u in offices(world, "pu.bandung").json["units"]]
    assert units.index(f"{PU}:bidang-jalan") == units.index(PU) + 1
    rows = world.rows("AUDIT")
    assert keep(world, "pencatat", "add").problem() == (409, "taken")
    assert world.rows("AUDIT") == rows, "what did not happen has no row"
    deeper = keep(world, "pencatat", "add", parent=f"{PU}:bidang-jalan")
    assert deeper.errors == [("/parent", "too_deep")]
    nowhere = keep(world, "pencatat", "add", parent="32.73:tidak-ada")
    assert nowhere.problem() == (404, "no_entry")


def test_a_new_unit_takes_reports_at_once_and_a_closed_one_no_more(world: World) -> None:
    keep(world, "pencatat", "add", parent="32.73", slug="dinas-baru")
    number, _ = world.filed(agency="32.73")
    sent = {"agency": "32.73", "unit": "32.73:dinas-baru"}
    assert world.officer("admin.bandung", number, "verify", sent).status == 200

    world.settle()
    busy = keep(world, "pencatat", "close", office="32.73:dinas-baru")
    assert busy.problem() == (409, "in_use")
    assert {k: busy.json[k] for k in ("reports", "officers", "units")} == {
        "reports": 1, "officers": 0, "units": 0,
    }  # fmt: skip

    free(world, "32.73:dinas-lh")
    assert keep(world, "pencatat", "close").status == 200
    units = [u["id"] for u in offices(world, "pu.bandung").json["units"]]
    assert "32.73:dinas-lh" not in units
    for action, changes in (("close", {}), ("edit", {"office": "32.73:dinas-lh"})):
        again = keep(world, "pencatat", action, **changes)
        assert again.problem() == (404, "no_entry"), action
    other, _ = world.filed(agency="32.73")
    closed = {"agency": "32.73", "unit": "32.73:dinas-lh"}
    answer = world.officer("admin.bandung", other, "verify", closed)
    assert answer.errors == [("/unit", "unknown_code")]


def test_a_unit_with_officers_or_units_below_stays_open(world: World) -> None:
    assert keep(world, "pencatat", "close").json["officers"] == 1
    keep(world, "pencatat", "add", parent="32.73:dinas-lh", slug="bidang-sampah")
    assert keep(world, "pencatat", "close").json["units"] == 1
    agency = keep(world, "pencatat", "close", office="32.73")
    assert agency.errors == [("/office", "not_a_unit")]


@pytest.mark.parametrize(
    ("action", "changes", "error"),
    [
        ("add", {"slug": "Dinas Baru"}, ("/slug", "bad_format")),
        ("add", {"slug": "a:b"}, ("/slug", "bad_format")),
        ("add", {"email": "bukan"}, ("/email", "bad_format")),
        ("edit", {"name": ""}, ("/name", "missing")),
        ("edit", {"zone": "Asia/Jayapura"}, ("/zone", "unknown_field")),
        ("edit", {"approves": "ya"}, ("/approves", "wrong_type")),
        ("edit", {"approves": True}, ("/approves", "not_an_agency")),
        ("edit", {"office": "35.78", "approves": True}, ("/approves", "no_leader")),
        ("close", {"office": ""}, ("/office", "missing")),
    ],
)
def test_bad_input_is_named_and_changes_nothing(
    world: World, action: str, changes: dict[str, Any], error: tuple[str, str]
) -> None:
    before = entries(world)

    answer = keep(world, "pencatat", action, **changes)

    assert (answer.problem(), answer.errors) == ((422, "validation"), [error])
    assert (entries(world), world.rows("AUDIT")) == (before, [])


def test_a_seed_leaves_what_the_registrar_changed(world: World) -> None:
    keep(world, "pencatat", "edit")
    items = [e for e in seed.registers() if e["kind"] == "unit#32.73"]

    left = list(seed.untouched(world.dynamodb, "Directory", items))

    assert {e["id"] for e in items} - {e["id"] for e in left} == {PU}


def test_whether_a_leader_approves_is_an_agencys_setting_that_is_kept_and_written_down(
    world: World,
) -> None:
    def set_to(**changes: Any) -> Answer:
        return keep(world, "pencatat", "edit", office="32.73", **changes)

    assert offices(world, "pu.bandung").json["agency"]["approves"] is False
    assert all("approves" not in unit for unit in offices(world, "pencatat").json["units"])

    assert set_to(approves=True).json["approves"] is True
    assert set_to(name="Kota Bandung").json["approves"] is True
    assert offices(world, "pu.bandung").json["agency"]["approves"] is True

    world.officer_entry("pimpinan.bandung", "leader", "32.73", None, suspended=True)
    assert set_to(approves=True).json["approves"] is True, "it may stay on without a leader"
    assert set_to(approves=False).json["approves"] is False
    assert set_to(approves=True).errors == [("/approves", "no_leader")]

    rows = [row["data"] for row in sorted(world.rows("AUDIT"), key=lambda row: str(row["id"]))]
    changes = [row.get("approves") for row in rows]
    assert sorted(changes, key=str) == [False, None, None, True]
