"""GET /api/v1/reports: an agency's systems read of its reports what anybody may, and no more."""

from typing import Any

import pytest

from lapor.aws import systems
from tests.functions.world import World, numbers, sample

NOWHERE = "0000-0000-0000"


@pytest.fixture
def key(world: World) -> str:
    return str(world.new_key(scopes=["read"])["key"])


def listed(world: World, key: str, **query: str) -> list[str]:
    answer = world.system(key, **query)
    assert answer.status == 200, answer.text
    return numbers(answer.json["items"])


def test_a_report_is_read_as_anybody_may_read_it(world: World, key: str) -> None:
    number, _ = world.disposed(body=f"{sample()['body']} Hubungi 0812 0000 1234.")
    world.did("admin.bandung", number, "note", {"text": "Hanya untuk petugas."})

    answer = world.system(key, number)

    assert answer.status == 200
    assert answer.text == world.published(number).text
    assert answer.headers["etag"] == world.published(number).headers["etag"]
    for hidden in ("Warga Contoh", "0812 0000", "Jl. Contoh", "Hanya untuk", "admin.bandung"):
        assert hidden not in answer.text


def unverified(world: World) -> str:
    return world.filed(agency="32.73")[0]


def confidential(world: World) -> str:
    return world.disposed(confidential=True)[0]


def concealed(world: World) -> str:
    number, _ = world.disposed()
    world.did("admin.bandung", number, "conceal", {})
    return number


def of_another_agency(world: World) -> str:
    number, _ = world.filed(agency="35.78")
    world.did("admin.surabaya", number, "verify", {"agency": "35.78", "unit": None})
    assert world.published(number).status == 200
    return number


def given_away(world: World) -> str:
    number, _ = world.disposed(unit=None)
    world.did("admin.bandung", number, "return", {"reason": "bukan-wewenang"})
    return number


@pytest.mark.parametrize(
    "outside", [unverified, confidential, concealed, of_another_agency, given_away]
)
def test_outside_of_its_sight_a_report_answers_as_a_number_that_was_never_given(
    world: World, key: str, outside: Any
) -> None:
    number = outside(world)
    since = len(world.wire.calls)

    theirs = world.system(key, number)
    between = len(world.wire.calls)
    never = world.system(key, NOWHERE)

    assert theirs.problem() == (404, "not_found")
    assert theirs.raw == never.raw
    costs = [world.wire.names(since)[: between - since], world.wire.names(between)]
    assert [c.count("Query Ledger") for c in costs] == [1, 1]
    assert listed(world, key) == []


def test_the_list_tells_facts_and_public_titles_and_no_person(world: World, key: str) -> None:
    number, _ = world.disposed(title="Telepon 0812 0000 1234 di depan pasar")

    (item,) = world.system(key).json["items"]

    assert item == {
        "number": number,
        "title": "Telepon [nomor disembunyikan] di depan pasar",
        "class": "complaint",
        "category": None,
        "state": "disposed",
        "closed_how": None,
        "supervised": False,
        "agency": "32.73",
        "agency_name": "Pemerintah Kota Bandung",
        "unit": "32.73:dinas-pu",
        "unit_name": item["unit_name"],
        "place": {"province": "32", "regency": "32.73", "name": item["place"]["name"]},
        "received_at": "2026-11-23T03:00:00.000Z",
        "updated_at": "2026-11-23T03:00:00.000Z",
        "due_at": item["due_at"],
        "working_days_left": item["working_days_left"],
        "paused": False,
        "late": False,
        "level": None,
        "anonymous": False,
    }
    public = world.published(number).json
    assert {name: public[name] for name in item} == item, "as the public reads it, one by one"


def test_pages_follow_the_days_of_change_and_miss_and_repeat_nothing(
    world: World, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(systems, "PAGE", 2)
    made = []
    for day in (23, 24, 25, 26, 27):
        world.at(f"2026-11-{day}")
        made.append(world.disposed()[0])

    first = world.system(key).json
    second = world.system(key, cursor=first["cursor"]).json
    third = world.system(key, cursor=second["cursor"]).json

    assert numbers(first["items"] + second["items"] + third["items"]) == made
    assert third["cursor"] is None
    world.did("admin.bandung", made[0], "follow-up", {"text": "Kami periksa.", "done": False})
    ahead = listed(world, key, cursor=second["cursor"])
    assert sorted(ahead) == sorted([made[4], made[0]]), "what changed moves ahead"
    assert listed(world, key, since="2026-11-27") == ahead == sorted(ahead), "a day by number"
    assert listed(world, key, since="2026-11-28") == []


def test_a_report_whose_confidence_ended_is_met_on_the_day_on_which_it_came_to_light(
    world: World, key: str
) -> None:
    """Given a system that reads the new days only, it does not miss the report, and learns no more
    of it than the public: its own times are those of what happened in the open."""
    world.at("2026-11-23")
    number, code = world.disposed(confidential=True)
    world.at("2026-11-26")
    assert listed(world, key) == []

    world.said(number, code, "unconceal", {})
    world.settle()

    (item,) = world.system(key, since="2026-11-26").json["items"]
    assert (item["number"], item["updated_at"][:10]) == (number, "2026-11-23")
    assert world.published(number).json["updated_at"] == item["updated_at"]


def test_a_cursor_says_where_and_never_in_whose_list(
    world: World, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(systems, "PAGE", 1)
    world.disposed()
    world.disposed()
    cursor = world.system(key).json["cursor"]
    assert cursor

    other = world.new_key("pengembang.bandung")
    directory_entry = {"kind": {"S": "key"}, "id": {"S": other["id"]}}
    world.dynamodb.update_item(
        TableName="Directory",
        Key=directory_entry,
        UpdateExpression="SET agency = :a",
        ExpressionAttributeValues={":a": {"S": "35.78"}},
    )

    assert len(listed(world, key, cursor=cursor)) == 1
    assert listed(world, other["key"], cursor=cursor) == []


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"cursor": "x"}, ("/cursor", "bad_format")),
        ({"cursor": "WyJ4Il0="}, ("/cursor", "bad_format")),
        ({"since": "kemarin"}, ("/since", "bad_format")),
        ({"since": "2026-11-31"}, ("/since", "bad_format")),
    ],
)
def test_a_bad_question_is_refused(
    world: World, key: str, query: dict[str, str], error: tuple[str, str]
) -> None:
    answer = world.system(key, **query)
    assert answer.problem() == (422, "validation")
    assert answer.errors == [error]


def test_what_leaves_the_sight_while_the_list_is_read_is_not_in_it(world: World, key: str) -> None:
    """Given an index that lags, when a report was concealed or given away, its row decides."""
    hidden, _ = world.disposed()
    kept, _ = world.disposed()
    world.wire.interrupt("BatchGetItem", lambda: world.did("admin.bandung", hidden, "conceal", {}))

    assert listed(world, key) == [kept]


def test_a_page_costs_the_same_however_many_reports_it_has(world: World, key: str) -> None:
    costs = []
    for _ in range(2):
        world.disposed()
        listed(world, key)
        listed(world, key)
        since = len(world.wire.calls)
        listed(world, key)
        costs.append(world.wire.names(since))

    assert costs == [["UpdateItem Limits", "Query Desk/of_agency", "BatchGetItem"]] * 2
