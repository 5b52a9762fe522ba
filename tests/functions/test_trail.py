"""GET /api/audit: an agency reads the rows that concern it, the national admin all."""

from datetime import timedelta

import pytest

from lapor.aws import audit, trail
from lapor.domain.event import Actor
from lapor.domain.roles import OFFICERS, PERMISSIONS
from tests.functions.test_officers import ROLES
from tests.functions.world import Answer, World

BANDUNG, SURABAYA = Actor("agency", "admin.bandung", "32.73"), Actor("agency", "s", "35.78")
NATIONAL = Actor("national", "nasional", "national")


def read(world: World, who: str | None, **query: str) -> Answer:
    return world.call("audit", "GET", "/api/audit", officer=who, query=query)


def subjects(answer: Answer) -> list[str]:
    assert answer.status == 200, answer.text
    return [item["subject"] for item in answer.json["items"]]


@pytest.mark.parametrize("role", sorted(OFFICERS))
def test_a_role_reads_the_trail_as_the_table_says(world: World, role: str) -> None:
    answer = read(world, ROLES[role])

    assert answer.status == (200 if role in PERMISSIONS["read_audit"] else 404)


def test_an_agency_sees_what_it_did_and_what_was_done_to_it(world: World) -> None:
    audit.record("officer_invited", BANDUNG, "officer#one", world.now, {"agency": "32.73"})
    audit.record("officer_reset", NATIONAL, "officer#two", world.now, {"agency": "32.73"})
    audit.record("officer_reset", NATIONAL, "officer#three", world.now, {"agency": "35.78"})
    audit.record("officer_reset", SURABAYA, "officer#four", world.now)

    assert set(subjects(read(world, "admin.bandung"))) == {"officer#one", "officer#two"}
    assert len(subjects(read(world, "nasional"))) == 4


def test_a_day_is_read_page_by_page_and_another_day_is_another(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "PAGE", 2)
    for n in range(5):
        at = world.now + timedelta(seconds=n)
        audit.record("officer_reset", NATIONAL, f"officer#{n}", at, {"agency": "32.73"})

    seen, cursor = [], ""
    while cursor is not None:
        answer = read(world, "admin.bandung", **({"cursor": cursor} if cursor else {}))
        seen += subjects(answer)
        cursor = answer.json["cursor"]

    assert seen == [f"officer#{n}" for n in range(5)]
    assert subjects(read(world, "admin.bandung", day="2026-11-22")) == []


def test_rows_far_apart_are_found_with_the_cursor(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "READS", 3)
    for n in range(5):
        at = world.now + timedelta(seconds=n)
        who = BANDUNG if n == 4 else SURABAYA
        audit.record("officer_reset", who, f"officer#{n}", at)

    first = read(world, "admin.bandung")
    assert (subjects(first), bool(first.json["cursor"])) == ([], True)
    assert subjects(read(world, "admin.bandung", cursor=first.json["cursor"])) == ["officer#4"]


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ({"day": "kemarin"}, ("/day", "bad_format")),
        ({"day": "2026-02-30"}, ("/day", "bad_format")),
        ({"cursor": "../x"}, ("/cursor", "bad_format")),
    ],
)
def test_a_bad_day_or_cursor_is_named(
    world: World, query: dict[str, str], error: tuple[str, str]
) -> None:
    assert read(world, "nasional", **query).errors == [error]
