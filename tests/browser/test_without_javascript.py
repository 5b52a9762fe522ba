"""The report form of people whose browser runs no scripts."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.filing import Filed, Office
from tests.browser.form import BODY, TITLE
from tests.browser.scenes import READING
from tests.browser.words import both_languages, field_errors, texts


@pytest.fixture
def context(open_browser: Any) -> BrowserContext:
    """The citizen's browser with scripts switched off."""
    context: BrowserContext = open_browser(java_script_enabled=False).context
    return context


def fill(page: Page, lang: str) -> None:
    """Fill in the whole form, which is one page here."""
    page.goto(f"/{lang}/lapor/")
    page.check('input[name="class"][value="complaint"]')
    page.fill("#title", TITLE)
    page.fill("#body", BODY)
    for part, value in {"day": "9", "month": "11", "year": "2026"}.items():
        page.fill(f"#occurred_{part}", value)
    page.select_option("#province", "32")
    page.select_option("#regency", "32.73")
    page.fill("#address", "Jl. Contoh No. 1")
    page.check('input[name="visibility"][value="public"]')
    page.fill("#name", "Warga Contoh")
    page.check('input[name="notify"][value="none"]')


def press(page: Page, step: str) -> None:
    if step == "send":
        page.wait_for_timeout(READING)
    page.locator(f'main button[name="step"][value="{step}"]:visible').click()


def receipt(page: Page) -> Filed:
    """Read number and access code from the receipt."""
    expect(page.locator(".receipt")).to_be_visible()
    return Filed(*page.locator(".receipt__value").all_inner_texts())


@both_languages
def test_a_report_is_filled_in_checked_changed_and_sent(
    page: Page, office: Office, lang: str
) -> None:
    say = texts(lang)["form"]
    fill(page, lang)
    press(page, "check")
    expect(page.locator("h1")).to_have_text(say["check_lead"])
    expect(page.locator(".govuk-summary-list")).to_contain_text(TITLE)
    expect(page.locator(".govuk-summary-list")).to_contain_text("Kota Bandung")

    press(page, "edit")
    expect(page.locator("#body")).to_have_value(BODY)
    expect(page.locator("#regency")).to_have_value("32.73")
    page.fill("#title", "Lubang di jalan, sudah ditandai warga")
    press(page, "check")
    expect(page.locator(".govuk-summary-list")).to_contain_text("sudah ditandai warga")
    press(page, "send")

    filed = receipt(page)
    expect(page.locator(".receipt h1")).to_have_text(texts(lang)["receipt"]["title"])
    report = office.seen(filed)
    assert report["title"] == "Lubang di jalan, sudah ditandai warga"
    assert report["events"][0]["text"] == BODY
    assert filed.code.replace("-", "") not in page.url.upper()


@both_languages
def test_what_is_wrong_is_listed_and_what_was_typed_is_kept(page: Page, lang: str) -> None:
    errors = field_errors(lang)
    fill(page, lang)
    page.fill("#title", "Jln")
    page.fill("#occurred_month", "13")
    press(page, "check")

    said = page.locator("#problems li").all_inner_texts()
    assert said == [errors["title.too_short"], errors["occurred_day.bad_format"]]
    assert page.title().startswith(texts(lang)["common"]["error_prefix"])
    for field, value in {
        "title": "Jln",
        "body": BODY,
        "province": "32",
        "name": "Warga Contoh",
    }.items():
        expect(page.locator(f"#{field}")).to_have_value(value)
    expect(page.locator('input[name="class"][value="complaint"]')).to_be_checked()
    page.get_by_role("link", name=errors["title.too_short"]).click()
    assert page.url.endswith("#title")
    expect(page.locator("#title-error")).to_be_visible()


def test_an_empty_form_names_everything_that_is_needed(page: Page) -> None:
    errors = field_errors("id")
    page.goto("/id/lapor/")
    press(page, "check")
    needed = ("class", "title", "body", "occurred_day", "province", "regency", "visibility")
    said = page.locator("#problems li").all_inner_texts()
    assert said[: len(needed)] == [errors[f"{field}.missing"] for field in needed]


def test_a_regency_of_another_province_is_found(page: Page) -> None:
    fill(page, "id")
    page.select_option("#regency", "35.78")
    press(page, "check")
    expect(page.locator("#problems li")).to_have_text(
        [field_errors("id")["regency.not_in_province"]]
    )
    expect(page.locator("#regency")).to_have_value("35.78")


def test_sending_twice_files_one_report(page: Page) -> None:
    """Given the check page, when it is sent again, the same number and code come back."""
    fill(page, "id")
    press(page, "check")
    fields: dict[str, str | float | bool] = {
        field.get_attribute("name") or "": field.get_attribute("value") or ""
        for field in page.locator("main input[type=hidden]").all()
    }
    press(page, "send")
    first = receipt(page)

    again = page.request.post("/api/forms/reports", form={**fields, "step": "send"})

    assert again.ok
    assert first.number in again.text()
    assert first.code in again.text()


def test_other_pages_say_that_they_need_javascript_and_show_the_way(page: Page) -> None:
    common = texts("id")["common"]
    for path in ("lacak/", "laporan/", "petugas/masuk/"):
        page.goto(f"/id/{path}")
        # Chromium's switch stops scripts, but goes on hiding what is for readers without.
        said = page.locator("noscript").evaluate("(element) => element.textContent")
        assert common["needs_js"] in said
        expect(page.locator("noscript a")).to_have_attribute("href", "/id/lapor/")
    page.goto("/id/")
    expect(page.locator("h1")).to_be_visible()
