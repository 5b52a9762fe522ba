"""Anybody reads: the list of public reports, its filters in the address, one report."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.filing import Office
from tests.browser.words import both_languages, texts, wording
from tests.journey.outbox import eventually


@both_languages
def test_the_list_shows_a_verified_report_and_opens_it(
    page: Page, office: Office, lang: str
) -> None:
    filed = office.verified(title="Trotoar pasar rusak parah")
    listed(office, filed.number)

    page.goto(f"/{lang}/laporan/")
    card = page.locator(f'#results li:has(a[href*="{filed.number}"])')
    expect(card).to_contain_text(wording(lang)["states"]["disposed"])
    card.get_by_role("link").click()

    expect(page.locator("#report-title")).to_have_text("Trotoar pasar rusak parah")
    expect(page.locator("#app")).to_contain_text("Lampu jalan di depan pasar padam")
    expect(page.locator("#app")).not_to_contain_text("Warga Contoh")
    expect(page.locator("#app")).not_to_contain_text("Jl. Contoh No. 1")
    page.get_by_role("link", name=texts(lang)["browse"]["back"]).click()
    expect(page.locator("#results li").first).to_be_visible()


def test_neither_a_confidential_nor_an_unverified_report_is_public(
    page: Page, office: Office
) -> None:
    """Given both beside a public one, when the public one is listed, they are not."""
    secret = office.verified(title="Laporan rahasia", confidential=True)
    waiting = office.filed(title="Laporan yang belum diverifikasi")
    shown = office.verified()
    listed(office, shown.number)

    page.goto("/id/laporan/")
    expect(page.locator(f'#results a[href*="{shown.number}"]')).to_be_visible()
    for hidden in (secret, waiting):
        expect(page.locator(f'#results a[href*="{hidden.number}"]')).to_have_count(0)
    for hidden in (secret, waiting):
        page.goto(f"/id/laporan/detail/?n={hidden.number}")
        expect(page.get_by_role("alert")).to_have_text(texts("id")["browse"]["not_found"])


def test_filters_stand_in_the_address_and_leave_out_what_is_not_chosen(
    page: Page, office: Office
) -> None:
    filed = office.verified()
    listed(office, filed.number)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/id/laporan/")
    browse = texts("id")["browse"]

    page.select_option("#class", "complaint")
    page.select_option("#province", "32")
    page.select_option("#regency", "32.73")
    page.get_by_role("button", name=browse["apply"]).click()

    page.wait_for_url(re.compile(r"\?"))
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {"class": ["complaint"], "province": ["32"], "regency": ["32.73"]}
    expect(page.locator(f'#results a[href*="{filed.number}"]')).to_be_visible()
    for card in page.locator("#results .card__meta").all_inner_texts():
        assert "Kota Bandung" in card
    expect(page.locator("#regency")).to_have_value("32.73")
    page.get_by_role("link", name=browse["reset"]).click()
    page.wait_for_url(re.compile(r"/laporan/$"))


def test_nothing_found_says_so_and_how_to_find_more(page: Page) -> None:
    page.goto("/id/laporan/?province=91&class=information&state=referred")
    browse = texts("id")["browse"]
    expect(page.get_by_text(browse["none"])).to_be_visible()
    expect(page.get_by_text(browse["none_hint"])).to_be_visible()


def test_the_home_page_shows_the_latest_and_the_other_language_keeps_the_filter(
    page: Page, office: Office
) -> None:
    filed = office.verified(title="Halte bus tanpa atap")
    listed(office, filed.number)
    page.goto("/id/")
    expect(page.locator("#latest a", has_text="Halte bus tanpa atap").first).to_be_visible()

    page.goto("/id/laporan/?class=complaint")
    page.click("#other-language")
    page.wait_for_url(re.compile(r"/en/laporan/\?class=complaint$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def listed(office: Office, number: str) -> None:
    """Wait until a report is in the public list."""
    eventually(lambda: number in office.public())
