"""Officers sign in, stay signed in while they work, and come back to where they were."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.desk import Desk
from tests.browser.filing import Office
from tests.browser.watch import Watch
from tests.browser.words import both_languages, wording

OpenDesk = Callable[..., Desk]
SPOIL = """(changes) => {
  const session = JSON.parse(sessionStorage.getItem('lapor-session'));
  sessionStorage.setItem('lapor-session', JSON.stringify({ ...session, ...changes }));
}"""


def password(stack: dict[str, Any], username: str) -> str:
    return next(str(a["password"]) for a in stack["accounts"] if a["username"] == username)


@both_languages
def test_a_wrong_password_is_refused_in_words_and_the_right_one_opens_the_queue(
    page: Page, stack: dict[str, Any], lang: str
) -> None:
    desk = Desk(page, lang)
    page.goto(f"/{lang}/petugas/masuk/")

    desk.enter("admin.bandung", "bukan-kata-sandi")
    expect(page.get_by_role("alert")).to_contain_text(wording(lang)["details"]["bad_credentials"])
    expect(page.locator("#password")).to_have_value("")
    desk.enter("admin.bandung", password(stack, "admin.bandung"))

    expect(page.locator("h1")).to_have_text(desk.say["queue"])
    expect(page.locator("#account")).to_contain_text("Kota Bandung")


def test_an_empty_sign_in_names_both_fields(page: Page) -> None:
    desk = Desk(page)
    page.goto("/id/petugas/masuk/")
    page.click("#enter")
    problems = page.locator(".govuk-error-summary")
    expect(problems).to_be_focused()
    said = problems.locator("li").all_inner_texts()
    assert said == [desk.say["username_missing"], desk.say["password_missing"]]


def test_without_a_session_every_page_of_the_desk_asks_to_sign_in_and_comes_back(
    page: Page, office: Office, stack: dict[str, Any]
) -> None:
    filed = office.filed()
    page.goto(f"/id/petugas/laporan/?n={filed.number}")
    page.wait_for_url(re.compile("/id/petugas/masuk/"))

    Desk(page).enter("admin.bandung", password(stack, "admin.bandung"))

    expect(page.locator(".report__number")).to_contain_text(filed.number)


def test_signing_in_never_leads_to_another_site(page: Page, stack: dict[str, Any]) -> None:
    page.goto("/id/petugas/masuk/?next=//contoh.example/id/petugas/")
    Desk(page).enter("admin.bandung", password(stack, "admin.bandung"))
    page.wait_for_url(f"{stack['url']}/id/petugas/")


def test_a_refused_session_asks_to_sign_in_and_keeps_what_was_typed(
    open_desk: OpenDesk, office: Office, stack: dict[str, Any]
) -> None:
    """Given a form half written, when the session has ended, signing in leads back to it."""
    filed = office.filed()
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    desk.choose("hold")
    desk.page.fill("#question", "Di depan toko yang mana?")
    desk.page.evaluate(SPOIL, {"access_token": "tidak-sah", "refresh_token": "tidak-sah"})

    desk.submit("hold")
    desk.page.wait_for_url(re.compile("/id/petugas/masuk/.*expired=1"))
    expect(desk.page.get_by_text(desk.say["expired"])).to_be_visible()
    desk.enter("admin.bandung", password(stack, "admin.bandung"))

    expect(desk.page.locator("#question")).to_have_value("Di depan toko yang mana?")
    desk.submit("hold")
    desk.has_saved("on_hold")


def test_an_old_token_is_renewed_without_a_word(open_desk: OpenDesk, office: Office) -> None:
    filed = office.filed()
    desk = open_desk("admin.bandung")
    desk.page.evaluate(SPOIL, {"access_token": "tidak-sah", "expires_at": 0})

    desk.open(filed.number)

    expect(desk.page.locator(".report__number")).to_contain_text(filed.number)


def test_signing_out_leaves_nothing_behind(open_desk: OpenDesk) -> None:
    desk = open_desk("admin.bandung")
    desk.sign_out()
    desk.page.wait_for_url(re.compile("/id/petugas/masuk/$"))
    assert desk.page.evaluate("sessionStorage.length + localStorage.length") == 0
    desk.page.goto("/id/petugas/")
    desk.page.wait_for_url(re.compile("/id/petugas/masuk/"))


def test_the_account_menu_closes_as_menus_do(open_desk: OpenDesk) -> None:
    desk = open_desk("admin.bandung", viewport={"width": 360, "height": 740})
    menu, leave = desk.page.locator("#account-menu"), desk.page.locator("#sign-out")
    height = desk.page.locator(".header--desk").bounding_box()
    assert height is not None
    assert height["height"] <= 60, "the head takes too much of a phone's screen"
    expect(leave).to_be_hidden()

    menu.click()
    expect(leave).to_be_visible()
    assert axe.violations(desk.page) == []
    desk.page.keyboard.press("Tab")
    expect(leave).to_be_focused()
    desk.page.keyboard.press("Escape")
    expect(leave).to_be_hidden()
    expect(menu).to_be_focused()

    menu.press("Enter")
    expect(leave).to_be_visible()
    desk.page.locator(".footer__inner").click(position={"x": 2, "y": 2})
    expect(leave).to_be_hidden()


def test_an_officer_of_another_agency_does_not_find_the_report(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.filed()
    desk = open_desk("admin.surabaya")
    desk.page.goto(f"/id/petugas/laporan/?n={filed.number}")
    expect(desk.page.get_by_role("alert")).to_have_text(desk.say["not_found"])


def test_no_token_ever_stands_in_an_address(open_browser: Any, stack: dict[str, Any]) -> None:
    watch: Watch = open_browser()
    desk = Desk(watch.context.new_page())
    desk.sign_in("admin.bandung", password(stack, "admin.bandung"))
    expect(desk.page.locator("#refresh")).to_be_visible()
    token = desk.page.evaluate("JSON.parse(sessionStorage['lapor-session']).access_token")
    assert len(token) > 100
    assert [at for at in watch.addresses if token[:40] in at] == []
