"""GET /api/desk and /api/me: an officer's lists, one report, the officer."""

import base64
import json
import time
from typing import Any

import pytest

from lapor.aws import desk, directory
from tests.functions.world import Answer, World, numbers

ALL = ("verify", "handle", "process", "waiting", "late")


def counts(world: World, who: str) -> dict[str, Any]:
    """Give the counts that an officer's tabs show."""
    return {tab["id"]: tab["count"] for tab in world.desk(who).json["tabs"]}


def shown(world: World, who: str, tab: str) -> list[str]:
    """Give the numbers on one tab, page by page."""
    found, cursor = [], None
    while True:
        answer = world.desk(who, tab=tab, **({"cursor": cursor} if cursor else {}))
        assert answer.status == 200, answer.text
        assert len(answer.json["items"]) <= 25
        found += numbers(answer.json["items"])
        cursor = answer.json["cursor"]
        if cursor is None:
            return found


def test_me_tells_an_officer_who_they_are(world: World) -> None:
    answer = world.call("desk", "GET", "/api/me", officer="pu.bandung")

    assert (answer.status, answer.json) == (
        200,
        {
            "username": "pu.bandung",
            "name": "Petugas pu.bandung",
            "role": "unit",
            "agency": "32.73",
            "agency_name": "Pemerintah Kota Bandung",
            "unit": "32.73:dinas-pu",
            "unit_name": "Dinas Pekerjaan Umum dan Penataan Ruang",
            "reads": True,
            "may": [],
        },
    )


def test_a_row_shows_what_a_queue_needs_and_no_person(world: World) -> None:
    number, _ = world.filed(agency="32.73", category="jalan-rusak")

    answer = world.desk("admin.bandung")

    assert answer.status == 200
    assert answer.json["tab"] == "verify"
    assert answer.json["cursor"] is None
    assert answer.json["items"] == [
        {
            "number": number,
            "title": "Jalan berlubang di depan pasar",
            "class": "complaint",
            "supervised": False,
            "category": "jalan-rusak",
            "state": "submitted",
            "closed_how": None,
            "agency": "32.73",
            "agency_name": "Pemerintah Kota Bandung",
            "unit": None,
            "unit_name": None,
            "place": {"province": "32", "regency": "32.73", "name": "Kota Bandung"},
            "due_at": "2026-11-26T16:59:59.000Z",
            "working_days_left": 3,
            "paused": False,
            "late": False,
            "level": None,
            "arbiter": False,
            "proposed": False,
            "anonymous": False,
            "confidential": False,
            "from_blocked": False,
            "subject_due": None,
            "received_at": "2026-11-23T03:00:00.000Z",
            "updated_at": "2026-11-23T03:00:00.000Z",
            "version": 2,
        }
    ]


def test_each_report_stands_on_the_tab_of_its_state(world: World) -> None:
    new, _ = world.filed(agency="32.73")
    waiting, _ = world.filed(agency="32.73")
    world.did("admin.bandung", waiting, "hold", {"question": "Di pasar yang mana?"})
    handle, _ = world.disposed()
    process, code = world.finished()
    replied, code = world.finished()
    world.said(replied, code, "reply", {"text": "Belum selesai."})
    done, code = world.finished()
    world.said(done, code, "close", {})

    expected = {
        "verify": [new],
        "handle": [handle, replied],
        "process": [process],
        "waiting": [waiting],
        "late": [],
        "done": [done],
    }
    seen = {tab: sorted(shown(world, "admin.bandung", tab)) for tab in expected}
    assert seen == {tab: sorted(there) for tab, there in expected.items()}
    assert counts(world, "admin.bandung") == {
        "verify": 1, "handle": 2, "process": 1, "waiting": 1, "late": 0, "done": None,
    }  # fmt: skip
    assert sorted(shown(world, "pu.bandung", "handle")) == sorted([handle, replied])
    assert shown(world, "pu.bandung", "verify") == []
    assert counts(world, "lh.bandung") == dict.fromkeys(ALL, 0) | {"done": None}
    assert counts(world, "admin.surabaya") == dict.fromkeys(ALL, 0) | {"done": None}
    assert [world.desk("pu.bandung", tab=t).json["tab"] for t in ALL] == list(ALL)


def test_what_is_late_is_so_in_the_list_and_in_the_report_alike(world: World) -> None:
    number, _ = world.disposed()
    fresh, _ = world.filed(agency="32.73")
    world.at("2026-11-30", "23:59")
    assert counts(world, "pu.bandung")["late"] == 0
    world.at("2026-12-01", "00:01")

    (row,) = world.desk("pu.bandung", tab="late").json["items"]
    case = world.case("pu.bandung", number).json

    assert row["number"] == number
    same = ("late", "working_days_left", "due_at", "version", "state")
    assert {n: row[n] for n in same} == {n: case[n] for n in same}
    assert (row["late"], row["working_days_left"]) == (True, -1)
    assert shown(world, "admin.bandung", "late") == [fresh, number]
    assert counts(world, "admin.bandung")["late"] == 2


def test_a_paused_report_keeps_the_days_it_had_left(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    world.at("2026-11-25")
    world.did("admin.bandung", number, "hold", {"question": "Di pasar yang mana?"})
    world.at("2026-12-10")

    (row,) = world.desk("admin.bandung", tab="waiting").json["items"]

    assert (row["paused"], row["due_at"], row["working_days_left"]) == (True, None, 1)
    assert world.case("admin.bandung", number).json["working_days_left"] == 1


@pytest.mark.parametrize("who", ["pu.bandung", "admin.bandung"])
@pytest.mark.parametrize("states", [("disposed", "replied"), ("replied",)])
def test_pages_of_equal_deadlines_neither_skip_nor_repeat(
    world: World, who: str, states: tuple[str, ...]
) -> None:
    number, code = world.finished()
    world.said(number, code, "reply", {"text": "Belum selesai."})
    first, short = world.row(number), number.replace("-", "")
    moment, _, _ = first["due"].partition("#")
    made = [short]
    for n in range(60):
        report, state = f"{short[:-3]}{n:03}", states[n % len(states)]
        row = {**first, "report": report, "state": state, "due": f"{moment}#{report}"}
        row |= {"inbox": f"32.73#{state}", "unit_inbox": f"32.73:dinas-pu#{state}"}
        desk.put(row)
        made.append(report)

    found = [n.replace("-", "") for n in shown(world, who, "handle")]

    assert found == sorted(found)
    assert sorted(found) == sorted(made)
    assert counts(world, who)["handle"] == 61


def test_the_most_urgent_stands_first_and_what_ended_last(world: World) -> None:
    later, _ = world.disposed()
    world.at("2026-11-20")
    sooner, _ = world.disposed()
    assert shown(world, "pu.bandung", "handle") == [sooner, later]

    ended = []
    for day in ("2026-11-24", "2026-11-25"):
        number, code = world.finished()
        world.at(day)
        world.said(number, code, "close", {})
        ended.append(number)

    assert shown(world, "pu.bandung", "done") == ended[::-1]


def test_the_national_admin_sees_what_nobody_else_has_and_what_was_raised(world: World) -> None:
    stray, _ = world.filed(place={"province": "32", "regency": "32.73", "address": ""})
    theirs, _ = world.filed(agency="32.73")

    assert shown(world, "nasional", "verify") == [stray]
    assert counts(world, "nasional") == dict.fromkeys(ALL, 0) | {
        "verify": 1,
        "raised": 0,
        "done": None,
    }
    world.at("2026-11-27")
    world.sweep()

    assert set(shown(world, "nasional", "raised")) == {stray}, "the agency is told first"
    world.at("2026-12-05")
    world.sweep()

    assert set(shown(world, "nasional", "raised")) == {stray, theirs}
    assert counts(world, "nasional")["raised"] == 2
    assert shown(world, "ombudsman", "raised") == shown(world, "nasional", "raised")


@pytest.mark.parametrize(
    ("who", "tab"), [("pu.bandung", "all"), ("pu.bandung", "raised"), ("nasional", "Verify")]
)
def test_a_tab_that_is_not_there_is_refused(world: World, who: str, tab: str) -> None:
    answer = world.desk(who, tab=tab)

    assert (answer.problem(), answer.errors) == ((422, "validation"), [("/tab", "unknown_code")])


@pytest.mark.parametrize("parts", [["", ""], ["2026", ""], ["x"], ["x", "y", "z"], [1, 2], None])
def test_a_cursor_that_is_none_of_ours_is_refused(world: World, parts: Any) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()

    answer = world.desk("pu.bandung", tab="handle", cursor=cursor)

    assert (answer.status, answer.errors) == (422, [("/cursor", "bad_format")])


def test_no_start_key_lies_outside_what_is_asked_for(world: World) -> None:
    """DynamoDB refuses such a key (moto does not): a cursor of another tab must not cause a 500."""
    number, _ = world.disposed()
    short = number.replace("-", "")
    far = [f"2999-01-01T00:00:00.000Z#{short}", short]
    cursor = base64.urlsafe_b64encode(json.dumps(far).encode()).decode()
    since = len(world.wire.calls)

    answer = world.desk("pu.bandung", tab="late", cursor=cursor)

    for call in world.wire.calls[since:]:
        start = call.params.get("ExclusiveStartKey")
        limit = call.params.get("ExpressionAttributeValues", {}).get(":d")
        assert not (start and limit) or start["due"]["S"] < limit["S"]
    assert answer.status in (200, 422)


def test_another_officers_cursor_opens_nothing_of_theirs(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    place = [world.row(number)["due"][:10], number.replace("-", "")]
    cursor = base64.urlsafe_b64encode(json.dumps(place).encode()).decode()

    answer = world.desk("admin.surabaya", tab="verify", cursor=cursor)

    assert number not in answer.text


def test_an_officer_opens_only_the_own_reports(world: World) -> None:
    number, _ = world.disposed(confidential=True)

    seen = {
        who: world.case(who, number).status
        for who in ("pu.bandung", "lh.bandung", "admin.bandung", "admin.surabaya", "admin.jabar",
                    "nasional", "ombudsman")
    }  # fmt: skip

    assert seen == {
        "pu.bandung": 200, "lh.bandung": 404, "admin.bandung": 200, "admin.surabaya": 404,
        "admin.jabar": 404, "nasional": 200, "ombudsman": 200,
    }  # fmt: skip
    assert world.case("lh.bandung", number).text == world.case("lh.bandung", "1").text


def test_nobody_and_suspended_officers_are_not_let_in(world: World) -> None:
    number, _ = world.disposed()
    world.officer_entry("bekas", "agency", "32.73", None, suspended=True)
    before = world.everything()

    for who in (None, "siapa", "bekas"):
        answers = [
            world.desk(who),
            world.case(who, number),
            world.call("desk", "GET", "/api/me", officer=who),
            world.officer(who, number, "note", {"text": "Catatan."}),
            world.officer(who, number, "archive", {"reason": "tidak-jelas", "text": "Tidak."}),
        ]
        assert [a.problem() for a in answers] == [(401, "unauthorized")] * 5
    assert world.everything() == before


def test_an_id_token_is_no_access_token(world: World) -> None:
    """Both pass the authorizer; only an access token names the officer as `username`."""
    claims = {"username": "nasional", "token_use": "access", "auth_time": "1764000000"}
    for wrong in (
        {**claims, "token_use": "id"},
        {**claims, "token_use": "refresh"},
        {"cognito:username": "nasional", "token_use": "id", "auth_time": "1764000000"},
        {k: v for k, v in claims.items() if k != "auth_time"},
        {**claims, "auth_time": "tomorrow"},
    ):
        event = {
            "rawPath": "/api/me",
            "headers": {},
            "requestContext": {"http": {"method": "GET"}, "authorizer": {"jwt": {"claims": wrong}}},
        }
        assert Answer(world.invoke("desk", event)).problem() == (401, "unauthorized"), wrong


def test_a_suspended_officer_loses_access_within_a_minute(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    assert world.desk("pu.bandung").status == 200
    item = {"kind": "officer", "id": "pu.bandung", "name": "x", "role": "unit", "suspended": True}
    monkeypatch.setattr(directory, "forget", lambda: None)
    world.entry(item)

    seconds[0] += 61

    assert world.desk("pu.bandung").status == 401
