"""GET /api/desk for those who watch: monitors see their subtree, leaders their agency."""

from datetime import timedelta
from typing import Any

import pytest

from lapor.aws import desk
from tests.functions.world import World


def page(world: World, who: str, tab: str | None = None, **query: str) -> Any:
    return world.desk(who, **({"tab": tab} if tab else {}), **query).json


def numbers(shown: Any) -> list[str]:
    return [row["number"] for row in shown["items"]]


def test_a_monitor_sees_what_runs_below_it_what_is_late_and_what_has_ended(world: World) -> None:
    running, _ = world.disposed()
    ended, code = world.finished()
    world.said(ended, code, "close", {"rating": 5})
    other, _ = world.filed(agency="35.78")
    own, _ = world.filed(agency="32")
    world.settle()

    shown = page(world, "pemantau.jabar", "open")
    assert sorted(numbers(shown)) == sorted([running, own])
    assert [(t["id"], t["count"]) for t in shown["tabs"]] == [
        ("late", 0),
        ("open", 2),
        ("done", None),
    ]
    assert numbers(page(world, "pemantau.jabar", "done")) == [ended]
    assert other not in str(
        [page(world, "pemantau.jabar", tab) for tab in ("open", "late", "done")]
    )

    world.now += timedelta(days=10)
    world.sweep()
    world.settle()
    late = page(world, "pemantau.jabar")
    assert (late["tab"], sorted(numbers(late))) == ("late", sorted([running, own]))


def test_a_monitor_reads_no_title_and_no_word_of_a_confidential_report(world: World) -> None:
    secret, _ = world.disposed(confidential=True)
    (row,) = page(world, "pemantau.jabar", "open")["items"]
    seen = world.case("pemantau.jabar", secret).json

    assert (row["number"], row["title"]) == (secret, None)
    assert seen["title"] is None
    assert {e["text"] for e in seen["events"]} == {None}
    assert seen["may"] == []


def test_a_monitors_pages_follow_each_other_without_gap_or_double(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lapor.aws.lists.PAGE", 2)
    filed = []
    for _ in range(5):
        filed.append(world.filed(agency="32.73")[0])
        world.now += timedelta(minutes=1)
    world.settle()

    found, cursor = [], ""
    while cursor is not None:
        shown = page(world, "pemantau.jabar", "open", **({"cursor": cursor} if cursor else {}))
        found += numbers(shown)
        cursor = shown["cursor"]

    assert found == filed


@pytest.mark.parametrize("who", ["pimpinan.bandung", "ombudsman", "ksp", "pemantau.jabar"])
def test_those_who_watch_may_do_nothing(world: World, who: str) -> None:
    number, _ = world.disposed()
    seen = world.case(who, number).json

    assert (seen["number"], seen["may"]) == (number, [])


def test_a_leader_has_the_tabs_of_the_agency(world: World) -> None:
    number, _ = world.disposed()
    world.settle()

    assert numbers(page(world, "pimpinan.bandung", "handle")) == [number]


@pytest.mark.parametrize("who", ["pengembang.bandung", "pencatat"])
def test_developers_and_registrars_have_no_desk(world: World, who: str) -> None:
    number, _ = world.disposed()
    world.settle()

    assert world.desk(who).problem() == (404, "not_found")
    assert world.case(who, number).problem() == (404, "not_found")


def test_an_officer_of_a_unit_sees_what_its_sub_units_have(world: World) -> None:
    sub = "32.73:dinas-pu:jalan"
    world.entry({"kind": "unit#32.73", "id": sub, "name": "Bidang Jalan", "email": "j@x.example"})
    world.officer_entry("jalan.bandung", "unit", "32.73", sub)
    number, _ = world.disposed()
    world.did("admin.bandung", number, "forward", {"unit": sub})
    world.settle()

    assert numbers(page(world, "pu.bandung", "handle")) == [number]
    assert numbers(page(world, "jalan.bandung", "handle")) == [number]
    assert world.case("pu.bandung", number).json["unit"] == sub

    world.did("admin.bandung", number, "forward", {"unit": "32.73:dinas-pu"})
    assert world.case("jalan.bandung", number).status == 404


def test_rows_are_read_in_order_until_none_is_left_over(world: World) -> None:
    filed = [world.filed(agency="32.73")[0].replace("-", "") for _ in range(3)]
    world.settle()
    wanted = [filed[2], filed[0], "000000000000", filed[1]]

    assert [row["report"] for row in desk.rows(wanted)] == [filed[2], filed[0], filed[1]]
    assert desk.rows([]) == []


@pytest.mark.parametrize("confidential", [False, True])
def test_the_ombudsman_reads_words_and_titles_only_with_the_reporters_consent(
    world: World, confidential: bool
) -> None:
    number, code = world.filed(
        agency="32.73",
        confidential=confidential,
        title="Telepon saya 0812 3456 7890",
        body="Hubungi 0812 3456 7890. Jalan rusak parah.",
    )
    world.did("admin.bandung", number, "verify", {"agency": "32.73", "unit": "32.73:dinas-pu"})

    def read() -> tuple[object, object, object]:
        (row,) = page(world, "ombudsman", "raised")["items"]
        seen = world.case("ombudsman", number).json
        assert row["number"] == number
        return row["title"], seen["title"], seen["events"][0]["text"]

    world.now += timedelta(days=61)
    world.sweep()
    world.settle()
    masked = "Telepon saya [nomor disembunyikan]"
    public = (masked, masked, "Hubungi [nomor disembunyikan]. Jalan rusak parah.")
    assert read() == ((None, None, None) if confidential else public)

    world.said(number, code, "consent", {})
    world.settle()

    whole = "Telepon saya 0812 3456 7890"
    assert read() == (whole, whole, "Hubungi 0812 3456 7890. Jalan rusak parah.")


@pytest.mark.parametrize("who", ["pemantau.jabar", "ksp", "ombudsman"])
def test_those_who_watch_read_what_the_public_reads(world: World, who: str) -> None:
    number, code = world.disposed(anonymous=True, body="Hubungi 0812 0000 1234. Jalan rusak parah.")
    world.said(number, code, "reply", {"text": "Saya Sari di RT 05, jangan bilang siapa pun."})
    world.did("pu.bandung", number, "note", {"text": "Pelapor tampaknya Sari."})

    seen = world.case(who, number).text

    assert "Jalan rusak parah" in seen
    assert "0812" not in seen
    assert "Sari" not in seen
