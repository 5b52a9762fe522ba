"""A reporter ends the news of one report from a mail, and has them again from the report's page."""

import re

import pytest

from tests.functions.world import Answer, World, somebody

ONE_CLICK = {"content-type": "application/x-www-form-urlencoded"}


def link(world: World) -> str:
    """Give the token of the link in the last mail to the reporter."""
    mine = [m for m in world.mail_calls() if m["Destination"]["ToAddresses"][0].startswith("warga")]
    headers = mine[-1]["Headers"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(
        r"<https://lapor\.example/api/unsubscribe/([\w-]{38})>", headers["List-Unsubscribe"]
    )
    assert found
    assert found[1] in mine[-1]["Message"]["Body"]["Text"]["Data"]
    assert found[1] in mine[-1]["Message"]["Body"]["Html"]["Data"]
    return found[1]


def opened(world: World, method: str, token: str, language: str = "id") -> Answer:
    """Open the link, or press its button as a mail program does."""
    return world.call(
        "unsubscribe",
        method,
        f"/api/unsubscribe/{token}",
        "List-Unsubscribe=One-Click" if method == "POST" else None,
        headers={**ONE_CLICK, "accept-language": language},
        part=("token", token),
    )


def test_one_press_ends_the_news_of_this_report_and_of_no_other(world: World) -> None:
    number, _ = world.disposed()
    token = link(world)
    other, _ = world.disposed(body="Laporan lain dari orang yang sama ini, soal lain.")

    answer = opened(world, "POST", token)
    assert answer.status == 200
    assert "Kirimi saya kabar lagi" in answer.text
    for one in (number, other):
        world.did("pu.bandung", one, "follow-up", {"text": "Sedang dikerjakan.", "done": False})

    assert world.sends(number, 4) == {"4 email#reporter": "unsubscribed"}
    assert world.sends(other, 4) == {"4 email#reporter": "sent"}
    assert world.texts() == [], "who wants no news gets none another way"


def test_what_rights_demand_is_sent_all_the_same(world: World) -> None:
    number, code = world.disposed()
    opened(world, "POST", link(world))

    world.said(number, code, "restrict", {})

    seq = len(world.ledger(number))
    assert world.sends(number, seq)[f"{seq} email#reporter"] == "sent"


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_scanner_that_opens_the_link_changes_nothing(world: World, language: str) -> None:
    world.filed()
    before = world.rows("PEOPLE", raw=True)

    answer = opened(world, "GET", link(world), language)

    assert answer.status == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-store"
    assert f'<html lang="{language}">' in answer.text
    assert '<form method="post"><button>' in answer.text
    assert world.rows("PEOPLE", raw=True) == before


@pytest.mark.parametrize("token", ["", "x", "A" * 38, "../../etc", "0" * 500])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_any_other_link_is_unknown(world: World, token: str, method: str) -> None:
    assert opened(world, method, token).problem() == (404, "not_found")


def test_news_can_be_had_again_from_the_reports_page(world: World) -> None:
    number, code = world.disposed()
    assert world.contact(number, code).json["news"] is True
    opened(world, "POST", link(world))
    assert world.contact(number, code).json["news"] is False

    def says(wanted: object, key: str | None = code) -> Answer:
        path, sent = f"/api/reports/{number}/news", {"access-code": key or ""}
        return world.call("contact", "POST", path, {"wanted": wanted}, headers=sent, number=number)

    assert says(True, "0000-0000-0000-0000").status == 404
    assert says("maybe").status == 422
    assert world.contact(number, code).json["news"] is False
    assert says(True).json["news"] is True
    world.did("pu.bandung", number, "follow-up", {"text": "Sedang dikerjakan.", "done": False})
    assert world.sends(number, 4) == {"4 email#reporter": "sent"}
    assert says(False).json["news"] is False


def test_a_link_of_a_report_whose_reporter_was_erased_does_nothing(world: World) -> None:
    number, code = world.disposed()
    token = link(world)
    world.said(number, code, "erase", {})
    before = world.rows("PEOPLE", raw=True)

    assert opened(world, "POST", token).status == 200

    assert world.rows("PEOPLE", raw=True) == before


def test_offices_get_a_thread_and_no_way_to_unsubscribe(world: World) -> None:
    number, _ = world.filed(agency="32.73", reporter=somebody(notify="none"))

    (mail,) = world.mail_calls()

    thread = f"<{number.replace('-', '').lower()}@contoh.example>"
    assert mail["Headers"] == {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "In-Reply-To": thread,
        "References": thread,
    }
    assert "unsubscribe" not in str(mail)
