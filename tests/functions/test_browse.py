"""GET /api/public/reports: what anybody may read, as a list and one by one."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest

from lapor.aws import desk
from tests.functions.world import World, numbers


def rows(world: World, count: int, **changes: Any) -> list[str]:
    """Put rows like that of a verified report on the desk; gives their numbers, newest first."""
    number, _ = world.disposed()
    row = world.row(number)
    short = number.replace("-", "")
    found = [short]
    for n in range(count - 1):
        made = f"{short[:-3]}{n:03}"
        at = changes.get("received_at", f"2026-11-{1 + n % 20:02}T01:00:00.000Z")
        month = changes.get("month", at[:7])
        desk.put({**row, **changes, "report": made, "received_at": at, "month": month})
        found.append(made)
    return found


def listed(world: World, **query: str) -> list[str]:
    """Read a list to its end as one."""
    return [number for page in pages(world, **query) for number in page]


def pages(world: World, **query: str) -> list[list[str]]:
    """Read a list to its end."""
    found, cursor = [], None
    while True:
        answer = world.public(**query, **({"cursor": cursor} if cursor else {}))
        assert answer.status == 200, answer.text
        found.append([n.replace("-", "") for n in numbers(answer.json["items"])])
        cursor = answer.json["cursor"]
        if cursor is None:
            return found


def test_a_verified_report_is_listed_with_these_facts_and_no_others(world: World) -> None:
    number, _ = world.disposed(category="jalan-rusak")

    answer = world.public()

    assert answer.status == 200
    assert answer.json == {
        "items": [
            {
                "number": number,
                "title": "Jalan berlubang di depan pasar",
                "class": "complaint",
                "category": "jalan-rusak",
                "state": "disposed",
                "closed_how": None,
                "agency": "32.73",
                "agency_name": "Pemerintah Kota Bandung",
                "place": {"province": "32", "regency": "32.73", "name": "Kota Bandung"},
                "received_at": "2026-11-23T03:00:00.000Z",
                "updated_at": "2026-11-23T03:00:00.000Z",
            }
        ],
        "cursor": None,
    }
    assert world.published(number).json == world.track(number).json


def test_unverified_confidential_and_unknown_reports_are_neither_listed_nor_found(
    world: World,
) -> None:
    unverified, _ = world.filed(agency="32.73")
    confidential, _ = world.disposed(confidential=True)
    archived, _ = world.filed(agency="32.73")
    reason = {"reason": "tidak-jelas", "text": "Tidak jelas."}
    world.did("admin.bandung", archived, "archive", reason)

    answers = [world.published(n) for n in (unverified, confidential, archived, "0000-0000-0000")]
    answers.append(world.published("../x"))

    assert world.public().json == {"items": [], "cursor": None}
    assert {a.status for a in answers} == {404}
    assert len({a.text for a in answers}) == 1


def test_what_the_public_does_not_see_leaves_no_trace_in_what_it_does(world: World) -> None:
    """A note between offices changes neither list nor detail, and so tells nobody of itself."""
    number, _ = world.disposed()
    before = world.public().text, world.published(number).text
    etag = world.published(number).headers["etag"]
    world.now += timedelta(hours=1)

    world.did("pu.bandung", number, "note", {"text": "Sudah kami tanyakan ke lapangan."})
    world.settle()

    assert world.row(number)["last_seq"] == 4
    assert (world.public().text, world.published(number).text) == before
    assert world.published(number).headers["etag"] == etag


def test_an_anonymous_report_is_listed_without_a_trace_of_its_reporter(world: World) -> None:
    number, _ = world.disposed(anonymous=True)

    assert numbers(world.public().json["items"]) == [number]
    assert world.published(number).json["anonymous"] is True
    assert "Warga Contoh" not in world.public().text + world.published(number).text


def test_the_list_is_filtered_by_place_office_topic_class_and_state(world: World) -> None:
    bandung, _ = world.disposed(category="jalan-rusak")
    idea, code = world.disposed(**{"class": "aspiration"})
    world.said(idea, code, "withdraw", {})

    def found(**query: str) -> list[str]:
        return numbers(world.public(**query).json["items"])

    assert sorted(found()) == sorted([bandung, idea])
    for query in (
        {"category": "jalan-rusak"},
        {"class": "complaint"},
        {"state": "disposed", "agency": "32.73"},
        {"class": "complaint", "province": "32", "regency": "32.73"},
    ):
        assert found(**query) == [bandung]
    assert found(state="closed") == [idea]
    for query in ({"province": "35"}, {"regency": "32.01"}, {"agency": "kemenkes"}):
        assert found(**query) == []


def test_pages_neither_skip_nor_repeat_also_when_all_came_at_once(world: World) -> None:
    made = rows(world, 61, received_at="2026-11-20T01:00:00.000Z")

    assert [len(page) for page in pages(world)] == [25, 25, 11]
    assert sorted(listed(world)) == sorted(made)


def test_the_list_goes_back_month_by_month(world: World) -> None:
    made = rows(world, 30)
    old = rows(world, 3, received_at="2025-12-31T23:00:00.000Z", month="2025-12")

    found = listed(world)

    assert sorted(found) == sorted(made + old)
    assert set(found[-2:]) == set(old[1:])


def test_a_rare_filter_finds_what_is_far_behind(world: World) -> None:
    made = rows(world, 120, category="jembatan")
    rare, _ = world.disposed(category="jalan-rusak")
    desk.put({**world.row(rare), "last_seq": 9, "month": "2026-02", "received_at": "2026-02-01"})

    found = listed(world, category="jalan-rusak")

    assert found == [rare.replace("-", "")]
    assert len(listed(world)) == len(made) + 1


@pytest.mark.parametrize(
    "parts",
    [
        5,
        [],
        ["2026-11"],
        ["2026-13", "", ""],
        ["november", "x", "y"],
        ["2026-11", 5, 6],
        ["2026-11", "2026-11-20", ""],
        ["2026-11-20T05:00", "", ""],
        ["0000-01", "", ""],
        ["2026-11", "x" * 500, "y"],
        {"month": "2026-11"},
    ],
)
def test_a_cursor_that_is_none_of_ours_is_refused(world: World, parts: Any) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()

    answer = world.public(cursor=cursor)

    assert answer.problem() == (422, "validation")
    assert answer.errors == [("/cursor", "bad_format")]


@pytest.mark.parametrize("cursor", ["%%%", "é", "AAAA", "W1s=", "bnVsbA==", "W" * 4000])
def test_a_cursor_that_is_no_cursor_is_refused(world: World, cursor: str) -> None:
    assert world.public(cursor=cursor).errors == [("/cursor", "bad_format")]


def test_an_empty_country_has_an_empty_list(world: World) -> None:
    assert world.public().json == {"items": [], "cursor": None}


def test_personal_data_in_the_text_is_masked_for_the_public_and_read_by_who_handles_it(
    world: World,
) -> None:
    said = "Warga di NIK 3273012345670001, hubungi 0812 7777 0000, mobil D 1234 ABC, a.b@contoh.id"
    number, code = world.disposed(title="Hubungi 0812-7777-0000 segera", body=said)
    world.did(
        "pu.bandung", number, "follow-up", {"text": "Kami telepon 081277770000.", "done": False}
    )
    private = ("3273012345670001", "7777", "D 1234 ABC", "a.b@contoh.id")

    public = world.public().text + world.published(number).text + world.track(number).text
    assert [word for word in private if word in public] == []
    assert public.count("Hubungi [nomor disembunyikan] segera") == 3
    for answer in (world.track(number, code), world.case("pu.bandung", number)):
        assert answer.json["events"][0]["text"] == said
        assert answer.json["title"] == "Hubungi 0812-7777-0000 segera"
    assert world.desk("pu.bandung", tab="process").json["items"][0]["title"].count("7777") == 1
