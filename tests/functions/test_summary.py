"""GET /api/desk/summary: figures of an office and its parts, from bounded reads of the lists."""

from typing import Any

import pytest

from lapor.aws import figures
from lapor.domain.roles import OFFICERS, PERMISSIONS, READS
from lapor.registers import agencies
from tests.functions.test_officers import ROLES
from tests.functions.wire import Call
from tests.functions.world import AGENCIES, Answer, World

PU = "32.73:dinas-pu"


def summary(world: World, who: str | None, agency: str | None = None) -> Answer:
    query = {"agency": agency} if agency else None
    return world.call("summary", "GET", "/api/desk/summary", officer=who, query=query)


def figure(count: int, more: bool = False) -> dict[str, Any]:
    return {"count": count, "more": more}


def line(part: Any) -> tuple[int | None, ...]:
    """Open, late, soon due and waiting of one part."""
    names = ("open", "late", "soon", "approval")
    return tuple(part[name] and part[name]["count"] for name in names)


def table(answer: Answer) -> dict[str | None, tuple[int | None, ...]]:
    assert answer.status == 200, answer.text
    return {part["id"]: line(part) for part in answer.json["parts"]}


def test_a_leader_sees_what_is_open_late_soon_due_and_waiting_by_unit(world: World) -> None:
    world.demands_approval()
    world.disposed()
    world.disposed("dinas-lh", confidential=True)
    world.at("2026-12-01")
    world.proposed()
    world.at("2026-12-02")
    asked, _ = world.filed(agency="32.73")
    world.did("admin.bandung", asked, "hold", {"question": "Di pasar yang mana?"})
    done, code = world.proposed()
    world.did("pimpinan.bandung", done, "approve", {"of": 4})
    world.said(done, code, "close", {})
    world.filed(agency="32.73")
    world.filed(agency="35.78")
    world.at("2026-12-07")

    answer = summary(world, "pimpinan.bandung")

    assert {k: v for k, v in answer.json.items() if k not in ("total", "parts")} == {
        "agency": "32.73",
        "agency_name": "Pemerintah Kota Bandung",
        "view": "units",
        "at": "2026-12-07T03:00:00.000Z",
        "soon_days": 2,
        "read": 500,
    }
    assert (
        answer.json["total"]
        == {
            "open": figure(5),
            "late": figure(3),
            "soon": figure(1),
            "approval": figure(1),
            "states": {
                "submitted": figure(1),
                "on_hold": figure(1),
                "disposed": figure(3),
                "in_progress": figure(0),
                "replied": figure(0),
            },
        }
        or answer.json["total"]
    )
    assert table(answer) == {
        PU: (2, 1, 1, 1),
        "32.73:dinas-lh": (1, 1, 0, 0),
        None: (2, 0, 1, 0),
    }
    names = {part["id"]: part["name"] for part in answer.json["parts"]}
    assert (names[PU], names[None]) == ("Dinas Pekerjaan Umum dan Penataan Ruang", None)
    assert summary(world, "admin.bandung").json == answer.json


def test_an_office_with_nothing_to_do_has_zeros_and_no_parts(world: World) -> None:
    found = summary(world, "pimpinan.bandung").json
    assert (line(found["total"]), found["parts"]) == ((0, 0, 0, 0), [])


def test_a_monitor_sees_the_agencies_of_the_tree_and_opens_one(world: World) -> None:
    world.filed(agency="32")
    world.disposed()
    world.filed(agency="35.78")

    whole = summary(world, "pemantau.jabar")

    assert (whole.json["view"], line(whole.json["total"])[0]) == ("agencies", 2)
    found = table(whole)
    assert len(found) == 28
    assert {part for part, figures in found.items() if figures[0]} == {"32", "32.73"}
    one = summary(world, "pemantau.jabar", "32.73")
    assert (one.json["view"], list(table(one))) == ("units", [PU])


def test_the_national_admin_sees_the_own_desk_and_every_tree_and_opens_them(world: World) -> None:
    world.filed(agency=None, category=None)
    world.disposed()
    world.disposed()
    world.filed(agency="kemenkes")
    world.at("2026-12-07")
    world.sweep()

    country = summary(world, "nasional")

    assert country.json["view"] == "country"
    found = table(country)
    assert found["32"] == (2, 2, None, None)
    assert found["kemenkes"][:2] == (1, 1)
    assert sum(figures[0] or 0 for figures in found.values()) == 4
    assert "32.73" not in found
    assert country.json["total"]["open"] == figure(4)
    assert (country.json["total"]["soon"], country.json["total"]["states"]) == (None, None)
    assert country.json["parts"][0]["id"] == "32", "most late ones first"
    assert summary(world, "nasional", "32").json["view"] == "agencies"
    assert list(table(summary(world, "nasional", "32.73"))) == [PU]


SCOPES = {
    # who: agencies whose figures it may see, of those below
    "unit": (),
    "agency": ("32.73",),
    "leader": ("32.73",),
    "monitor": ("32", "32.73"),
    "national": ("32", "32.73", "35.78", "kemenkes", "national"),
    "ombudsman": (),
    "ksp": (),
    "developer": (),
    "registrar": (),
}


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_figures_are_for_who_reads_the_reports_behind_them(world: World, role: str) -> None:
    asked = ("32", "32.73", "35.78", "kemenkes", "national", "99.99")
    seen = [a for a in asked if summary(world, ROLES[role], a).status == 200]

    assert tuple(seen) == SCOPES[role]
    for agency in set(asked) - set(seen):
        answer = summary(world, ROLES[role], agency)
        assert answer.problem() == (404, "no_entry")
        assert answer.text == summary(world, ROLES[role], "tidak-ada").text


def test_no_role_counts_further_than_it_reads() -> None:
    """A count that may be 1 tells of a single confidential report: only to who may see that one."""
    granted = PERMISSIONS["read_summary"]
    assert {role: READS[role] for role in granted} == dict(granted)


def test_nobody_is_refused_as_nobody(world: World) -> None:
    assert summary(world, None).problem() == (401, "unauthorized")


def test_a_list_that_goes_on_is_counted_so_far_and_says_at_least(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        world.disposed()
    monkeypatch.setattr(figures, "READ", 2)

    found = summary(world, "pimpinan.bandung").json

    assert found["total"]["open"] == figure(2, more=True)
    assert found["total"]["states"]["disposed"] == figure(2, more=True)
    assert found["total"]["late"] == figure(0)
    assert found["parts"][0]["open"] == figure(2, more=True)


def of_no_test(call: Call) -> bool:
    """Say whether a call asks for one of the many agencies that `World` does not write down."""
    return "Key" in call.params and call.params["Key"]["id"]["S"] in set(agencies()) - set(AGENCIES)


@pytest.mark.parametrize(
    ("who", "most"), [("pimpinan.bandung", 6), ("pemantau.jabar", 28 * 6), ("nasional", 6 + 246)]
)
def test_the_desk_is_read_by_bounded_queries_alone(world: World, who: str, most: int) -> None:
    world.disposed()
    world.wire.calls.clear()

    assert summary(world, who).status == 200

    asked = [c for c in world.wire.calls if c.params.get("TableName") == "Desk"]
    assert {call.operation for call in asked} == {"Query"}
    assert len(asked) == most
    assert all(c.params.get("Limit") == 500 or c.params["Select"] == "COUNT" for c in asked)
    names = [c.name for c in world.wire.calls if c not in asked and not of_no_test(c)]
    assert set(names) <= {"GetItem Directory", "Query Directory"}
    assert len(names) <= 6


def test_figures_hold_no_number_and_no_word_of_a_report(world: World) -> None:
    number, _ = world.disposed(confidential=True)
    text = summary(world, "pimpinan.bandung").text
    assert number not in text
    assert number.replace("-", "") not in text
    assert "berlubang" not in text


def test_what_the_summary_counts_is_what_the_tabs_count(world: World) -> None:
    world.demands_approval()
    world.disposed()
    world.at("2026-12-02")
    world.proposed()
    tabs = {tab["id"]: tab["count"] for tab in world.desk("pimpinan.bandung").json["tabs"]}
    total = summary(world, "pimpinan.bandung").json["total"]
    assert total["late"]["count"] == tabs["late"] == 1
    assert total["approval"]["count"] == tabs["approve"] == 1
    assert total["states"]["disposed"]["count"] == tabs["handle"] == 2
