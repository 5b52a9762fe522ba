"""Pages are for everybody: axe finds nothing, a keyboard is enough, nothing scrolls sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.desk import Desk
from tests.browser.filing import Office
from tests.browser.form import BODY, TITLE, Form
from tests.browser.scenes import SCENES, Stage
from tests.browser.words import both_languages, texts

OpenDesk = Callable[..., Desk]
every_scene = pytest.mark.parametrize("scene", list(SCENES))
NARROWEST = ViewportSize(width=320, height=640)
WIDER_THAN_SCREEN = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility()
    && !one.closest('.tabs'))
  .map((one) => one.outerHTML.slice(0, 120))"""
TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def stage(page: Page, office: Office, open_desk: OpenDesk) -> Callable[[str], Stage]:
    """What a scene needs, in a language."""
    return lambda lang: Stage(page, lang, office, lambda username: open_desk(username, lang))


@both_languages
@every_scene
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    stage: Callable[[str], Stage], scene: str, lang: str
) -> None:
    """Given 320 pixels (WCAG 1.4.10), then letters of 200 % (1.4.4), the page keeps its width."""
    page = SCENES[scene](stage(lang))
    assert violations(page) == []
    page.set_viewport_size(NARROWEST)
    assert page.evaluate(TOO_WIDE) <= 0, page.evaluate(WIDER_THAN_SCREEN)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) <= 0, page.evaluate(WIDER_THAN_SCREEN)


def test_the_keyboard_alone_files_a_report(page: Page) -> None:
    """Given no mouse, with Tab, Space, arrows and Enter, the whole form can be sent."""
    Form(page).open()
    press = page.keyboard.press
    tab_to(page, "#class")
    press("Space")
    tab_to(page, "#title")
    page.keyboard.type(TITLE)
    tab_to(page, "#body")
    page.keyboard.type(BODY)
    tab_to(page, "[data-step='1'] [data-continue]")
    press("Enter")
    expect(page.locator("#step-2")).to_be_focused()
    tab_to(page, "[data-day='1']")
    press("Space")
    tab_to(page, "#province")
    page.keyboard.type("Jawa B")
    tab_to(page, "#regency")
    page.keyboard.type("Kota Bandung")
    tab_to(page, "[data-step='2'] [data-continue]")
    press("Enter")
    expect(page.locator("#step-3")).to_be_focused()
    tab_to(page, "#visibility")
    press("Space")
    tab_to(page, "#name")
    page.keyboard.type("Warga Contoh")
    tab_to(page, "[data-step='3'] [data-continue]")
    press("Enter")
    expect(page.locator("#step-4")).to_be_focused()
    tab_to(page, "#send")
    press("Enter")
    filed = Form(page).receipt()
    assert len(filed.number) == len("ABCD-EFGH-JKMN")


def test_the_first_tab_skips_to_the_content(page: Page) -> None:
    page.goto("/id/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=texts("id")["common"]["skip"])
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_an_officer_verifies_by_keyboard(open_desk: OpenDesk, office: Office) -> None:
    filed = office.filed()
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    tab_to(desk.page, "#action-verify")
    desk.page.keyboard.press("Enter")
    tab_to(desk.page, "#form-verify button[type=submit]")
    desk.page.keyboard.press("Enter")
    desk.has_saved("disposed")


def tab_to(page: Page, selector: str, presses: int = 40) -> None:
    """Press Tab until the focus is there; fails when it never gets there."""
    for _ in range(presses):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} cannot be reached with {presses} presses of Tab")
