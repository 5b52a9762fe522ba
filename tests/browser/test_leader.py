"""The leader's side: a proposed answer is approved or given back, and the summary says how it is.

Denpasar's leader approves; the other tests leave Denpasar alone.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from local.demo.site import Site
from tests.browser import axe
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.desk import Desk
from tests.browser.filing import Filed, Office
from tests.browser.test_accessibility import NARROWEST, TOO_WIDE, WIDER_THAN_SCREEN
from tests.browser.words import both_languages, texts
from tests.journey.outbox import eventually

OpenDesk = Callable[..., Desk]
DENPASAR = {"agency": "51.71", "unit": "51.71:dinas-pu"}
BALI = {"province": "51", "regency": "51.71", "address": "Jl. Contoh No. 1"}
ANSWER = "Lampu jalan sudah diganti malam ini dan menyala."
LEADER = "uji.pimpinan.denpasar"
TABLET = {"width": 768, "height": 1024}


@pytest.fixture(scope="module", autouse=True)
def demanded(stack: dict[str, Any], passwords: dict[str, str]) -> Iterator[None]:
    """Denpasar's leader approves final answers, for as long as these tests run."""
    site = Site(stack["api"])
    said = {"office": "51.71", "name": "Pemerintah Kota Denpasar", "email": "51.71@contoh.example"}
    site.registrar("pencatat", "edit", {**said, "approves": True})
    yield
    site.registrar("pencatat", "edit", {**said, "approves": False})


def verified(office: Office) -> Filed:
    """A report that Denpasar's roads department has."""
    filed = office.filed(agency="51.71", place=BALI)
    office.officer("admin.denpasar", filed, "verify", **DENPASAR)
    return filed


def proposed(office: Office) -> Filed:
    """A report whose final answer waits for Denpasar's leader."""
    filed = verified(office)
    office.officer("pu.denpasar", filed, "follow-up", text=ANSWER, done=True)
    return filed


def kinds(office: Office, filed: Filed) -> list[str]:
    return [event["kind"] for event in office.seen(filed)["events"]]


def test_a_unit_is_told_that_its_answer_waits_before_and_after_it_is_sent(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = verified(office)
    desk = open_desk("pu.denpasar")
    desk.open(filed.number)
    desk.choose("follow-up")
    desk.page.fill("#text", ANSWER)
    expect(desk.page.locator("#approves")).to_have_count(0)
    desk.page.check("#done")
    expect(desk.page.locator("#approves")).to_have_text(desk.say["approves"])
    assert axe.violations(desk.page) == []

    desk.submit("follow-up")

    expect(desk.saved).to_have_text(desk.say["saved_proposed"])
    expect(desk.saved).to_be_focused()
    expect(desk.page.locator("#proposed")).to_contain_text("menunggu persetujuan")
    entry = desk.events().first
    expect(entry).to_contain_text(ANSWER)
    expect(entry.locator(".tag")).to_have_text(texts("id")["report"]["internal"])
    assert "followed_up" not in kinds(office, filed)


def test_a_leader_reads_the_answer_approves_it_and_the_reporter_has_it(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = proposed(office)
    desk = open_desk(LEADER)
    expect(desk.page.locator("#tab-approve")).to_have_attribute("aria-current", "page")

    def listed() -> bool:
        desk.page.click("#tab-approve")
        return desk.find(filed.number).count() == 1

    eventually(listed)
    desk.find(filed.number).get_by_role("link").click()
    desk.choose("approve")
    expect(desk.page.locator("#proposal")).to_have_text(ANSWER)
    assert axe.violations(desk.page) == []

    desk.submit("approve")

    desk.has_saved("in_progress")
    expect(desk.page.locator("#proposed, [id^=action-]")).to_have_count(0)
    answer = office.seen(filed)["events"][-1]
    assert (answer["kind"], answer["text"]) == ("followed_up", ANSWER)


def test_a_leader_gives_an_answer_back_and_the_unit_reads_why(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = proposed(office)
    desk = open_desk(LEADER)
    desk.open(filed.number)
    desk.choose("decline")
    desk.submit("decline")
    expect(desk.page.get_by_role("alert")).to_contain_text(desk.say["text_missing"])
    desk.page.fill("#text", "Lampirkan foto dahulu.")
    desk.submit("decline")
    desk.has_saved("disposed")

    unit = open_desk("pu.denpasar")
    unit.open(filed.number)
    expect(unit.page.locator("#declined")).to_contain_text("Lampirkan foto dahulu.")
    expect(unit.page.locator("#action-follow-up")).to_be_visible()
    assert axe.violations(unit.page) == []
    assert not {"proposed", "declined", "followed_up"} & set(kinds(office, filed))


def test_who_was_slower_reads_the_newer_words_before_they_are_approved(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = proposed(office)
    desk = open_desk(LEADER)
    desk.open(filed.number)
    desk.choose("approve")
    office.officer("admin.denpasar", filed, "follow-up", text="Diganti dan diuji.", done=True)

    desk.submit("approve")

    expect(desk.conflict).to_be_focused()
    expect(desk.page.locator("#proposal")).to_have_text("Diganti dan diuji.")
    desk.submit("approve")
    desk.has_saved("in_progress")
    assert office.seen(filed)["events"][-1]["text"] == "Diganti dan diuji."


def test_a_registrar_sets_whether_the_leader_approves(open_desk: OpenDesk) -> None:
    page = open_desk("pencatat").page
    say = texts("id")["office"]
    page.select_option("#region", "51")
    page.select_option("#agency", "51.71")
    head = page.locator("#offices tbody tr").first
    expect(head).to_contain_text(say["approves_mark"])
    head.get_by_role("button", name=say["edit"]).click()
    expect(page.locator("#approves")).to_be_checked()
    assert axe.violations(page) == []
    page.uncheck("#approves")
    page.locator("#form-edit button[type=submit]").click()
    expect(head).not_to_contain_text(say["approves_mark"])
    head.get_by_role("button", name=say["edit"]).click()
    page.check("#approves")
    page.locator("#form-edit button[type=submit]").click()
    expect(head).to_contain_text(say["approves_mark"])


def summary(desk: Desk, query: str = "") -> Page:
    desk.page.goto(f"/{desk.lang}/petugas/ringkasan/{query}")
    expect(desk.page.locator("#figure-open")).to_be_visible()
    return desk.page


def test_the_summary_says_what_the_queue_says_and_leads_to_it(
    open_desk: OpenDesk, office: Office
) -> None:
    proposed(office)
    desk = open_desk(LEADER)

    def counted() -> bool:
        return int(summary(desk).locator("#figure-approval dd").inner_text()) > 0

    eventually(counted)
    waiting = int(desk.page.locator("#figure-approval dd").inner_text())
    row = desk.page.locator("#parts tbody tr").first
    expect(row.locator("svg rect").first).to_be_visible()
    expect(row).to_contain_text("Dinas Pekerjaan Umum")

    desk.page.locator("#figure-approval a").click()

    expect(desk.page.locator("#tab-approve")).to_have_attribute("aria-current", "page")
    assert desk.count("approve") == waiting


def test_a_monitor_opens_an_agency_and_comes_back(open_desk: OpenDesk, office: Office) -> None:
    office.verified()
    desk = open_desk("pemantau.jabar")
    page = summary(desk)
    page.locator("#parts").get_by_role("link", name="Pemerintah Kota Bandung").click()
    expect(page.locator("h1")).to_contain_text("Pemerintah Kota Bandung")
    expect(page.locator("#parts")).to_contain_text("Dinas")
    page.locator(".govuk-back-link").click()
    expect(page.locator("h1")).to_contain_text("Jawa Barat")


@both_languages
@pytest.mark.parametrize("viewport", [PHONE, TABLET, LAPTOP], ids=["phone", "tablet", "laptop"])
def test_the_summary_is_accessible_and_fits(
    open_desk: OpenDesk, office: Office, lang: str, viewport: dict[str, int]
) -> None:
    office.verified()
    for username in ("pimpinan.bandung", "pemantau.jabar", "nasional"):
        page = summary(open_desk(username, lang, viewport=viewport))
        expect(page.locator("#parts, #none").first).to_be_visible()
        assert axe.violations(page) == [], username
        page.set_viewport_size(NARROWEST)
        assert page.evaluate(TOO_WIDE) <= 0, page.evaluate(WIDER_THAN_SCREEN)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(TOO_WIDE) <= 0, page.evaluate(WIDER_THAN_SCREEN)


def test_who_leads_nothing_is_led_back_to_the_queue(open_desk: OpenDesk) -> None:
    desk = open_desk("pu.denpasar")
    desk.page.goto("/id/petugas/ringkasan/")
    desk.page.wait_for_url("**/id/petugas/")
