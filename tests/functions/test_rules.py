"""/api/rules and RecomputeQueue: calendars, limits and the ladder, and what follows for reports."""

from datetime import timedelta
from typing import Any

import pytest

from lapor.aws import recomputing
from lapor.data import load
from lapor.domain.roles import OFFICERS
from tests.functions.test_officers import ROLES
from tests.functions.world import Answer, World

WEEK: dict[str, Any] = {
    "agency": "32.73",
    "week": [1, 2, 3, 4, 5],
    "opens": "07:30",
    "closes": "15:30",
    "works_joint_leave": False,
    "closures": [{"from": "2026-11-25", "to": "2026-11-26", "name": "Hari jadi kota"}],
}
LIMITS: dict[str, Any] = {
    "of": "agency",
    "id": "32.73",
    "valid_from": "2026-11-01",
    "days": {"first_follow_up": 2},
}
YEAR: dict[str, Any] = {
    "years": {
        "2026": [
            *load("holidays")["2026"],
            {"date": "2026-11-27", "name": "Pilkada serentak", "kind": "national"},
        ]
    }
}
LADDER: dict[str, Any] = {
    "share": 50,
    "rungs": [
        {"level": "agency", "days": 0, "to": ["agency"], "instead": "national"},
        {"level": "national", "days": 1, "to": ["national"], "instead": None},
    ],
}
MAY = {
    "calendar": (WEEK, {"agency", "registrar"}),
    "limits": (LIMITS, {"agency", "national"}),
    "holidays": (YEAR, {"national"}),
    "ladder": (LADDER, {"national"}),
}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages to recompute do not wait for functions of another minute."""
    monkeypatch.setattr(recomputing, "SETTLED", timedelta())


def keep(world: World, who: str | None, what: str, **changes: Any) -> Answer:
    body = {**MAY[what][0], **changes}
    return world.call("rules", "POST", f"/api/rules/{what}", body, officer=who)


def shown(world: World, who: str, agency: str = "32.73") -> Any:
    answer = world.call("rules", "GET", "/api/rules", officer=who, query={"agency": agency})
    assert answer.status == 200, answer.text
    return answer.json


def recompute(world: World) -> None:
    while world.work("RECOMPUTE", "recompute"):
        continue


def settings(world: World) -> list[Any]:
    found = (e for e in world.rows("DIRECTORY") if e["kind"] in ("agency", "settings"))
    return sorted(found, key=str)


@pytest.mark.parametrize("role", sorted(OFFICERS))
@pytest.mark.parametrize("what", MAY)
def test_a_role_changes_rules_as_the_table_says(world: World, role: str, what: str) -> None:
    before = settings(world)

    answer = keep(world, ROLES[role], what)

    if role in MAY[what][1]:
        assert answer.status == 200, answer.text
        (row,) = world.rows("AUDIT")
        assert row["by"]["id"] == ROLES[role]
        assert len(world.sent("RECOMPUTE")) == 1
    else:
        assert answer.problem() == (404, "no_entry")
        assert (settings(world), world.rows("AUDIT"), world.sent("RECOMPUTE")) == (before, [], [])


@pytest.mark.parametrize("what", ["calendar", "limits"])
def test_an_admin_changes_the_own_agency_and_no_other(world: World, what: str) -> None:
    place = {"agency": "35.78"} if what == "calendar" else {"id": "35.78"}
    before = settings(world)

    assert keep(world, "admin.bandung", what, **place).problem() == (404, "no_entry")
    assert keep(world, None, what).status == 401

    assert settings(world) == before


def test_who_looks_reads_the_own_and_the_nations_rules_and_what_may_be_changed(
    world: World,
) -> None:
    found = shown(world, "admin.bandung")
    assert (found["calendar"], found["limits"], found["job"]) == (None, None, None)
    assert found["nation"]["limits"]["first_follow_up"] == {"days": 5, "unit": "working"}
    assert found["nation"]["years"].keys() == load("holidays").keys()
    assert [rung["level"] for rung in found["nation"]["ladder"]["rungs"]][-1] == "national"
    assert found["may"] == ["edit_calendar", "edit_limits"]
    assert shown(world, "pu.bandung")["may"] == []
    answer = world.call("rules", "GET", "/api/rules", officer="pencatat", query={"agency": "99"})
    assert answer.problem() == (404, "no_entry")


def test_a_closure_moves_the_deadlines_of_the_agencys_open_reports_and_of_no_other(
    world: World,
) -> None:
    number, code = world.disposed()
    other, _ = world.filed(agency="35.78")
    before = world.row(other)

    assert keep(world, "admin.bandung", "calendar").json["calendar"] == {
        k: v for k, v in WEEK.items() if k != "agency"
    }
    recompute(world)

    assert world.row(number)["due_at"] == "2026-12-02T16:59:59.000Z"
    assert world.track(number, code).json["due_at"] == "2026-12-02T16:59:59.000Z"
    assert world.row(other) == before
    assert shown(world, "admin.bandung")["job"] == {"total": 1, "done": 1}
    world.at("2026-12-01")
    world.sweep()
    assert world.kinds(number)[-1] == "verified", "the fifth day is the 2nd of December"
    world.at("2026-12-02", "07:31")
    world.sweep()
    assert world.kinds(number)[-1] == "reminded"


def test_a_tighter_limit_wakes_the_sweep_earlier_and_taking_it_back_clears_what_is_late(
    world: World,
) -> None:
    number, _ = world.disposed()
    world.at("2026-11-26", "17:00")

    keep(world, "admin.bandung", "limits")
    recompute(world)
    late = world.desk("admin.bandung", tab="late").json["items"]
    assert [row["number"] for row in late] == [number]
    assert world.sweep() == 1
    assert world.row(number)["level"] == "agency"

    keep(world, "admin.bandung", "limits", days={})
    recompute(world)
    row = world.row(number)
    assert row["due_at"] == "2026-11-30T16:59:59.000Z"
    assert world.desk("admin.bandung", tab="late").json["items"] == []
    assert shown(world, "admin.bandung")["limits"] is None


def test_a_holiday_added_later_moves_the_open_reports_of_the_whole_country(world: World) -> None:
    bandung, _ = world.disposed()
    surabaya, _ = world.filed(agency="35.78")
    nobody, _ = world.filed(category=None)

    keep(world, "nasional", "holidays")
    recompute(world)

    assert world.row(bandung)["due_at"] == "2026-12-01T16:59:59.000Z"
    assert world.row(surabaya)["due_at"] == "2026-11-26T16:59:59.000Z"
    assert world.row(nobody)["due_at"] == "2026-11-26T16:59:59.000Z"
    world.at("2026-11-26")
    late, _ = world.disposed()
    assert world.row(late)["due_at"] == "2026-12-04T16:59:59.000Z"


def test_a_new_ladder_reminds_at_its_share_and_has_its_rungs_alone(world: World) -> None:
    number, _ = world.disposed()
    keep(world, "nasional", "ladder")
    recompute(world)

    for day, hour in (("2026-11-26", "12:01"), ("2026-12-01", "00:01"), ("2026-12-02", "00:01")):
        world.at(day, hour)
        world.sweep()

    did = [(e["kind"], e["data"].get("to")) for e in world.ledger(number)[3:]]
    assert did == [("reminded", None), ("escalated", "agency"), ("escalated", "national")]


@pytest.mark.parametrize(("of", "key"), [("province", "32"), ("category", "jalan-rusak")])
def test_the_nation_makes_a_province_or_a_category_tighter(world: World, of: str, key: str) -> None:
    number, _ = world.disposed(category="jalan-rusak")

    answer = keep(world, "nasional", "limits", of=of, id=key)
    recompute(world)

    part = {"province": "provinces", "category": "categories"}[of]
    kept = {key: {"valid_from": "2026-11-01", "days": {"first_follow_up": 2}}}
    assert answer.json["nation"][part] == kept
    assert world.row(number)["due_at"] == "2026-11-25T16:59:59.000Z"
    assert keep(world, "nasional", "limits", of=of, id=key, days={}).json["nation"][part] == {}


@pytest.mark.parametrize(
    ("what", "changes", "errors"),
    [
        ("calendar", {"week": [1, 3]}, [("/week", "too_few_days")]),
        ("calendar", {"week": [8]}, [("/week/0", "wrong_type")]),
        ("calendar", {"opens": "8 pagi"}, [("/opens", "bad_format")]),
        ("calendar", {"opens": "16:00"}, [("/closes", "before_start")]),
        (
            "calendar",
            {"closures": [*WEEK["closures"], {**WEEK["closures"][0], "from": "2026-11-26"}]},
            [("/closures/1/from", "overlaps")],
        ),
        ("limits", {"days": {"first_follow_up": 6}}, [("/days/first_follow_up", "looser")]),
        ("limits", {"days": {"reply_window": 1}}, [("/days/reply_window", "unknown_code")]),
        ("limits", {"valid_from": "2026-13-01"}, [("/valid_from", "bad_format")]),
        ("limits", {"status": "closed"}, [("/status", "unknown_field")]),
        ("holidays", {"years": {"2029": YEAR["years"]["2026"][:1]}}, None),
        ("holidays", {"years": {"2026": []}}, [("/years/2026", "missing")]),
        ("holidays", {"years": {"1999": []}}, [("/years/1999/[key]", "bad_format")]),
        ("ladder", {"share": 100}, [("/share", "out_of_range")]),
        ("ladder", {"rungs": []}, [("/rungs", "no_top")]),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason_and_nothing_changes(
    world: World, what: str, changes: Any, errors: list[tuple[str, str]] | None
) -> None:
    before = world.everything()

    answer = keep(world, "nasional" if what in ("holidays", "ladder") else "admin.bandung",
                  what, **changes)  # fmt: skip

    assert answer.problem() == (422, "validation")
    if errors is not None:
        assert answer.errors == errors
    assert world.everything() == before
    assert world.sent("RECOMPUTE") == []


def test_an_unknown_province_is_refused(world: World) -> None:
    answer = keep(world, "nasional", "limits", of="province", id="00")
    assert answer.errors == [("/id", "unknown_code")]


def test_who_saves_while_somebody_else_does_is_told_and_nothing_is_lost(world: World) -> None:
    def meanwhile() -> None:
        assert keep(world, "admin.bandung", "calendar", opens="09:00").status == 200

    world.wire.interrupt("TransactWriteItems", meanwhile)
    answer = keep(world, "pencatat", "calendar")

    assert answer.problem() == (409, "taken")
    assert shown(world, "admin.bandung")["calendar"]["opens"] == "09:00"


def test_a_change_is_never_made_without_its_row_and_its_message(world: World) -> None:
    for call in ("TransactWriteItems", "SendMessageBatch RECOMPUTE"):
        world.wire.disturb(call, "InternalServerError", after=False, times=1)
        assert keep(world, "admin.bandung", "calendar").status == 503
        assert shown(world, "admin.bandung")["calendar"] is None
        assert world.rows("AUDIT") == []


def test_a_message_that_comes_twice_changes_nothing_more(world: World) -> None:
    number, _ = world.disposed()
    keep(world, "admin.bandung", "calendar")
    recompute(world)
    before = world.row(number)

    office = {"report": "32.73", "seq": 0, "kind": "office"}
    assert world.consume("recompute", office, office) == []
    recompute(world)

    assert world.row(number) == before
    assert shown(world, "admin.bandung")["job"]["done"] <= 1


def test_the_registrar_sees_on_whose_ladder_nobody_stands(world: World) -> None:
    world.entry({"kind": "agency", "id": "73.71", "name": "Kota Makassar"})
    world.entry({"kind": "unit#91.71", "id": "91.71:inspektorat", "name": "Inspektorat",
                 "email": "i@instansi.example", "closed": True})  # fmt: skip
    world.officer_entry("pimpinan.bandung", "leader", "32.73", None, suspended=True)

    answer = world.call("rules", "GET", "/api/rules/gaps", officer="pencatat")

    empty = {item["agency"]: item["empty"] for item in answer.json["items"]}
    assert empty == {
        "35.78": ["monitor"],
        "73.71": ["agency", "monitor"],
        "91.71": ["leader", "monitor"],
        "kemenkes": ["monitor"],
        "kemensos": ["monitor"],
    }
    for other in ("admin.bandung", "pu.bandung", "nasional", "pengembang.bandung"):
        refused = world.call("rules", "GET", "/api/rules/gaps", officer=other)
        assert refused.problem() == (404, "no_entry")


def test_two_provinces_saved_at_once_are_both_kept_or_one_is_told(world: World) -> None:
    def meanwhile() -> None:
        assert keep(world, "nasional2", "limits", of="province", id="35").status == 200

    world.wire.interrupt("TransactWriteItems", meanwhile)
    answer = keep(world, "nasional", "limits", of="province", id="32")

    assert answer.problem() == (409, "taken")
    assert list(shown(world, "nasional")["nation"]["provinces"]) == ["35"]


def test_the_registrars_edit_takes_no_calendar_back_that_was_saved_meanwhile(world: World) -> None:
    def meanwhile() -> None:
        assert keep(world, "admin.bandung", "calendar").status == 200

    body = {"office": "32.73", "name": "Kota Bandung", "email": "kota@instansi.example"}
    world.wire.interrupt("TransactWriteItems", meanwhile)
    answer = world.call("offices", "POST", "/api/offices/edit", body, officer="pencatat")

    assert answer.problem() == (409, "taken")
    assert shown(world, "admin.bandung")["calendar"] is not None
