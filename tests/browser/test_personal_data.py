"""A reporter takes data along, restricts its use and erases it; an admin serves a letter."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from local import clock
from tests.browser.axe import violations
from tests.browser.desk import Desk
from tests.browser.filing import Filed, Office
from tests.browser.tracking import Tracking
from tests.browser.words import both_languages, texts

OpenDesk = Callable[..., Desk]
DONE = ".personal-data [role=status]"


def opened(page: Page, filed: Filed, lang: str = "id") -> Tracking:
    tracking = Tracking(page, lang)
    tracking.open(filed)
    return tracking


def send(page: Page) -> None:
    page.locator("#right-form button[type=submit]").click()


def test_the_file_that_is_saved_has_the_fingerprint_that_the_page_shows(
    page: Page, office: Office
) -> None:
    filed = office.verified()
    opened(page, filed).choose("export")
    with page.expect_download() as saving:
        send(page)

    value = json.loads(Path(saving.value.path()).read_text(encoding="utf-8"))
    plain = json.dumps(value["data"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    digest = hashlib.sha256(plain.encode()).hexdigest()
    assert saving.value.suggested_filename == f"lapor-{filed.number}.json"
    assert value["data"]["person"]["email"] == "warga@contoh.example"
    assert value["proof"]["sha256"] == digest
    expect(page.locator(DONE)).to_contain_text(digest)


@both_languages
def test_erasing_says_what_it_does_asks_once_more_and_then_has_done_it(
    page: Page, office: Office, lang: str
) -> None:
    filed = office.answered("Sudah diganti.", done=True)
    office.site.reporter(filed.number, filed.code, "close", {})
    say = texts(lang)["subject"]
    tracking = opened(page, filed, lang)
    tracking.choose("erase")
    expect(page.locator("#right-form")).to_contain_text(say["erase_backups"])
    assert violations(page) == []

    send(page)
    expect(page.locator(".govuk-error-summary")).to_contain_text(say["erase_unsure"])
    assert "erased" not in [e["kind"] for e in office.seen(filed)["events"]]

    page.check("#sure")
    send(page)
    expect(page.locator(DONE)).to_have_text(say["done"])
    expect(page.locator(".personal-data")).to_contain_text(say["erased_all"])
    expect(tracking.title).to_have_text(texts(lang)["report"]["removed_title"])
    expect(page.locator("#action-erase")).to_have_count(0)
    assert violations(page) == []


def test_a_restriction_is_switched_on_and_off(page: Page, office: Office) -> None:
    filed = office.verified()
    opened(page, filed).choose("restrict")
    send(page)
    expect(page.locator(".report__tags")).to_contain_text(texts("id")["report"]["confidential"])

    page.click("#action-unrestrict")
    send(page)
    expect(page.locator("#action-restrict")).to_be_visible()


def test_one_national_admin_records_a_letter_and_sees_its_clock_and_another_serves_it(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.verified()
    desk = open_desk("nasional")
    desk.open(filed.number)
    form = desk.choose("request-subject")
    form.locator("#right").select_option("erase")
    form.locator("#received_on").fill(clock.today())
    assert violations(desk.page) == []
    desk.submit("request-subject")
    desk.has_saved("disposed")
    warning = ".notice--warning:has-text('data pribadi')"
    expect(desk.page.locator(warning)).to_contain_text("penghapusan data pribadi")
    expect(desk.page.locator("#action-refuse-subject")).to_be_attached()
    expect(desk.page.locator("#action-erase-subject")).to_have_count(0)

    second = open_desk("nasional2")
    second.open(filed.number)
    expect(second.page.locator(warning)).to_contain_text("penghapusan data pribadi")
    second.choose("erase-subject")
    second.submit("erase-subject")
    second.has_saved("disposed")

    expect(second.page.locator(warning)).to_have_count(0)
    expect(second.page.locator(".report")).to_contain_text(second.say["erased"])
    assert office.seen(filed)["erased"] == ["identity"]


@both_languages
def test_the_notice_is_one_click_away_and_says_how_long_data_is_kept(page: Page, lang: str) -> None:
    page.goto(f"/{lang}/")
    page.click("footer .footer__inner > div:nth-child(2) a")
    say = texts(lang)["privacy"]
    expect(page.locator("h1")).to_have_text(say["title"])
    expect(page.locator("#kept")).to_contain_text(say["years"].replace("{n}", "5"))
    assert violations(page) == []
    page.click("#other-language")
    expect(page.locator("h1")).to_have_text(
        texts("en" if lang == "id" else "id")["privacy"]["title"]
    )
