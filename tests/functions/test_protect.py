"""POST …/anonymise and …/conceal: protection that is switched on once, told, and never off."""

from datetime import timedelta

import pytest

from tests.functions.world import World

OFFICERS = ("pu.bandung", "admin.bandung", "nasional")


@pytest.mark.parametrize("who", OFFICERS)
def test_an_officer_conceals_a_published_report_and_it_is_gone_for_the_public(
    world: World, who: str
) -> None:
    number, code = world.disposed()
    assert number in world.public().text

    done = world.did(who, number, "conceal", {})
    world.settle()

    assert (done["confidential"], "conceal" in done["may"]) == (True, False)
    assert number not in world.public().text
    gone, never = world.published(number), world.published("0000-0000-0000")
    assert (gone.status, gone.text) == (never.status, never.text)
    assert world.track(number).status == 404
    mine = world.track(number, code).json
    assert (mine["confidential"], mine["events"][-1]["kind"]) == (True, "concealed")
    to, subject = world.mails()[-1]
    assert (to, subject) == ("warga@contoh.example", f"Laporan {number} kini rahasia")
    assert "Jalan berlubang" not in str(world.mail_calls()[-1]["Message"])


@pytest.mark.parametrize("who", OFFICERS)
def test_an_officer_makes_a_report_anonymous_and_no_deadline_moves(world: World, who: str) -> None:
    number, code = world.disposed()
    before = world.track(number, code).json
    world.now += timedelta(hours=1)

    done = world.did(who, number, "anonymise", {})
    world.settle()

    assert (done["anonymous"], "anonymise" in done["may"]) == (True, False)
    after = world.track(number, code).json
    assert sorted(after["may"]) == sorted([*before["may"], "unanonymise"])
    assert {k for k in after if after[k] != before[k]} == {
        "anonymous",
        "events",
        "may",
        "updated_at",
        "version",
    }
    assert world.published(number).json["anonymous"]
    assert world.mails()[-1][1] == f"Laporan {number} kini anonim"


@pytest.mark.parametrize("move", ["anonymise", "conceal"])
def test_a_flag_is_switched_on_once_and_never_off(world: World, move: str) -> None:
    number, _ = world.disposed()
    world.did("pu.bandung", number, move, {})
    before = world.everything()

    answers = [
        world.officer("admin.bandung", number, move, {}),
        world.officer("admin.surabaya", number, move, {}),
        world.officer("ombudsman", number, move, {}),
        world.officer("admin.bandung", number, move, {"off": True}),
    ]

    assert [a.status for a in answers] == [409, 404, 409, 422]
    assert world.everything() == before


def test_a_closed_report_can_still_be_concealed(world: World) -> None:
    number, code = world.finished()
    world.said(number, code, "close", {"rating": 5})

    assert world.did("pu.bandung", number, "conceal", {})["state"] == "closed"
    world.settle()
    assert number not in world.public().text
