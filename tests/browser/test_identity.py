"""Who wrote a report is opened on the record, and reporters lift their own protection."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.filing import REASON, WHY, Office
from tests.browser.tracking import Tracking
from tests.browser.words import texts, wording

OpenDesk = Callable[..., Desk]
EVENTS = wording("id")["events"]
NAME, MAIL = "Warga Contoh", "warga@contoh.example"
STORED = "JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])"


def explained(desk: Desk, call: str) -> None:
    """Fill in and send a form that asks for a reason and an explanation."""
    form = desk.choose(call)
    form.locator("#reason").select_option(REASON)
    form.locator("#text").fill(WHY)
    desk.submit(call)


def test_a_named_reporter_is_opened_with_a_reason_that_the_reporter_reads(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    """Given a named report, its identity is shown once, kept nowhere, and gone on leaving."""
    filed = office.verified()
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    form = desk.choose("reveal")
    form.locator("#reason").select_option(REASON)
    form.locator("#text").fill("Terlalu pendek")
    desk.submit("reveal")
    expect(desk.page.locator(".govuk-error-summary")).to_contain_text("20")
    expect(desk.page.locator("#identity")).to_have_count(0)

    form.locator("#text").fill(WHY)
    desk.submit("reveal")

    desk.has_saved("disposed")
    identity = desk.page.locator("#identity")
    expect(identity).to_contain_text(NAME)
    expect(identity).to_contain_text(MAIL)
    expect(identity).to_contain_text(desk.protect["no_data"])
    assert NAME not in desk.page.evaluate(STORED)
    desk.page.goto("/id/petugas/")
    desk.page.go_back()
    expect(desk.page.locator("#report-title")).to_be_visible()
    expect(desk.page.locator("#app")).not_to_contain_text(MAIL)

    tracking = Tracking(page)
    tracking.open(filed)
    opened = tracking.events().first
    expect(opened).to_contain_text(EVENTS["revealed"])
    expect(opened).to_contain_text(WHY)
    expect(opened).to_contain_text(wording("id")["roles"]["agency"])
    page.goto(f"/id/laporan/detail/?n={filed.number}")
    expect(page.locator("#report-title")).to_be_visible()
    expect(page.locator("#app")).not_to_contain_text(EVENTS["revealed"])


def test_an_anonymous_reporter_is_opened_only_after_the_national_admin_grants_it(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    filed = office.verified(anonymous=True)
    agency = open_desk("admin.bandung")
    agency.open(filed.number)
    expect(agency.page.locator("#action-reveal")).to_have_count(0)
    explained(agency, "ask-reveal")
    agency.has_saved("disposed")
    expect(agency.page.locator("#look")).to_contain_text("menunggu keputusan")

    national = open_desk("nasional")
    national.page.goto("/id/petugas/?tab=raised")
    row = national.find(filed.number)
    expect(row).to_contain_text(national.say["raised_asked"])
    row.get_by_role("link").click()
    look = national.page.locator("#look")
    expect(look).to_contain_text("admin.bandung (Pemerintah Kota Bandung)")
    expect(look).to_contain_text(WHY)
    national.choose("grant-reveal")
    national.submit("grant-reveal")
    national.has_saved("disposed")
    expect(look).to_contain_text("disetujui sampai")

    agency.page.reload()
    expect(agency.page.locator("#look")).to_contain_text("disetujui sampai")
    explained(agency, "reveal")
    expect(agency.page.locator("#identity")).to_contain_text(NAME)

    tracking = Tracking(page)
    tracking.open(filed)
    kinds = [EVENTS[kind] for kind in ("revealed", "reveal_granted", "reveal_asked")]
    assert tracking.events().locator(".event__kind").all_inner_texts()[:3] == kinds


def test_a_refusal_has_words_that_agency_and_reporter_read(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    filed = office.asked_to_reveal()
    desk = open_desk("nasional")
    desk.open(filed.number)
    form = desk.choose("refuse-reveal")
    desk.submit("refuse-reveal")
    expect(desk.page.locator(".govuk-error-summary")).to_contain_text(desk.say["text_missing"])

    form.locator("#text").fill("Lokasi sudah jelas dari foto.")
    desk.submit("refuse-reveal")

    desk.has_saved("disposed")
    expect(desk.page.locator("#look")).to_have_count(0)
    tracking = Tracking(page)
    tracking.open(filed)
    expect(tracking.events().first).to_contain_text(EVENTS["reveal_refused"])
    expect(tracking.events().first).to_contain_text("Lokasi sudah jelas dari foto.")


def test_a_unit_has_no_way_to_open_anybody(open_desk: OpenDesk, office: Office) -> None:
    filed = office.verified()
    desk = open_desk("pu.bandung")
    desk.open(filed.number)
    expect(desk.page.locator("#action-note")).to_be_visible()
    for call in ("reveal", "ask-reveal", "redact"):
        expect(desk.page.locator(f"#action-{call}")).to_have_count(0)


def test_a_reporter_opens_a_confidential_report_to_the_public(office: Office, page: Page) -> None:
    """Given a confidential report, when its reporter has read what follows, anybody reads it."""
    filed = office.verified(confidential=True)
    tracking = Tracking(page)
    tracking.open(filed)
    tracking.choose("unconceal")
    form = page.locator("#action-form")
    expect(form).to_contain_text(tracking.say["unconceal_1"])
    tracking.send()
    expect(tracking.problem).to_contain_text(tracking.say["understood_missing"])
    assert office.seen(filed)["confidential"]

    page.check("#understood")
    tracking.send()

    tracking.has_sent("disposed")
    assert not office.seen(filed)["confidential"]
    page.goto(f"/id/laporan/detail/?n={filed.number}")
    expect(page.locator(".report__text")).to_contain_text("Lampu jalan")


def test_a_reporter_ends_the_anonymity_and_the_agency_may_open_the_name(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    filed = office.verified(anonymous=True)
    tracking = Tracking(page)
    tracking.open(filed)
    tracking.choose("unanonymise")
    page.check("#understood")
    tracking.send()
    tracking.has_sent("disposed")

    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    explained(desk, "reveal")
    expect(desk.page.locator("#identity")).to_contain_text(NAME)


@pytest.mark.parametrize(
    ("username", "tabs"),
    [
        ("uji.pantau", ["late", "open", "done"]),
        ("uji.ksp", ["raised"]),
        ("uji.pimpinan", ["approve", "verify", "handle", "process", "waiting", "late", "done"]),
    ],
)
def test_who_only_watches_has_tabs_and_no_actions(
    open_desk: OpenDesk, office: Office, username: str, tabs: list[str]
) -> None:
    filed = office.verified()
    desk = open_desk(username)
    shown = desk.page.locator(".tabs a")
    expect(shown).to_have_count(len(tabs))
    ids = shown.evaluate_all("(all) => all.map((tab) => tab.id)")
    assert ids == [f"tab-{tab}" for tab in tabs]
    expect(shown.first).to_have_attribute("aria-current", "page")

    desk.open(filed.number)

    expect(desk.page.locator("#read-only")).to_contain_text("hanya membaca")
    expect(desk.page.locator(".actions, [id^=hide-]")).to_have_count(0)


def test_a_monitor_follows_a_confidential_report_without_its_words(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.verified(confidential=True, title="Atasan saya meminta uang")
    secret = texts("id")["report"]["secret_title"]
    desk = open_desk("uji.pantau")
    desk.page.goto("/id/petugas/?tab=open")
    row = desk.find(filed.number)
    expect(row.get_by_role("link")).to_have_text(secret)
    row.get_by_role("link").click()
    expect(desk.page.locator("#report-title")).to_have_text(secret)
    expect(desk.page.locator("#kept-secret")).to_be_visible()
    expect(desk.page.locator("#app")).not_to_contain_text("meminta uang")


@pytest.mark.parametrize(
    ("username", "page"), [("uji.pengembang", "kunci"), ("uji.direktori", "kantor")]
)
def test_who_does_not_work_with_reports_is_led_to_what_they_work_with(
    open_desk: OpenDesk, username: str, page: str
) -> None:
    desk = open_desk(username)
    desk.page.goto("/id/petugas/")
    desk.page.wait_for_url(f"**/id/petugas/{page}/")
    expect(desk.page.get_by_role("alert")).to_have_count(0)
