"""Officers work on reports: queue, verify, hold, return, archive, answer, ask, forward, note."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.filing import BANDUNG, Office
from tests.browser.tracking import Tracking
from tests.browser.words import both_languages, wording

OpenDesk = Callable[..., Desk]
SLEMAN = {"agency": "34.04", "place": {"province": "34", "regency": "34.04", "address": "Desa"}}
PUBLIC_WORKS = "32.73:dinas-pu"


@both_languages
def test_a_new_report_is_counted_found_and_verified_to_a_unit(
    open_desk: OpenDesk, office: Office, lang: str
) -> None:
    """Given a new report to Sleman, when its admin verifies it, it moves to the next tab."""
    desk = open_desk("admin.sleman", lang)
    before = {tab: desk.count(tab) for tab in ("verify", "handle")}
    filed = office.filed(title="Rambu penyeberangan hilang", **SLEMAN)
    refreshed(desk, "verify", before["verify"] + 1)

    row = desk.find(filed.number)
    expect(row).to_contain_text(wording(lang)["states"]["submitted"])
    row.get_by_role("link").click()
    form = desk.choose("verify")
    form.locator("#unit").select_option("34.04:dinas-perhubungan")
    form.locator("#title").fill("Rambu penyeberangan di depan sekolah hilang")
    desk.submit("verify")

    desk.has_saved("disposed")
    expect(desk.page.locator("#report-title")).to_have_text(
        "Rambu penyeberangan di depan sekolah hilang"
    )
    expect(desk.events().first).to_contain_text("Dinas Perhubungan")
    report = office.seen(filed)
    assert (report["state"], report["unit"]) == ("disposed", "34.04:dinas-perhubungan")
    desk.page.goto(f"/{lang}/petugas/?tab=handle")
    refreshed(desk, "handle", before["handle"] + 1)
    expect(desk.find(filed.number)).to_have_count(1)


def test_the_national_admin_finds_an_agency_by_its_region(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.filed()
    office.officer("admin.bandung", filed, "return", reason="wewenang-provinsi")
    desk = open_desk("nasional")
    desk.open(filed.number)
    form = desk.choose("verify")

    form.locator("#region").select_option("32")
    form.locator("#agency").select_option("32")
    form.locator("#unit").select_option(index=1)
    desk.submit("verify")

    desk.has_saved("disposed")
    assert office.seen(filed)["agency"] == "32"


def test_a_held_report_waits_for_its_reporter_and_is_then_verified(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.filed()
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    form = desk.choose("hold")
    form.locator("#usual").select_option("lokasi-belum-jelas")
    expect(form.locator("#question")).not_to_have_value("")
    form.locator("#question").fill("Di dekat tiang nomor berapa?")
    desk.submit("hold")
    desk.has_saved("on_hold")

    office.site.reporter(*filed, "reply", {"text": "Tiang nomor 14."})
    desk.page.reload()

    expect(desk.events().first).to_contain_text("Tiang nomor 14.")
    desk.choose("verify").locator("#unit").select_option(PUBLIC_WORKS)
    desk.submit("verify")
    desk.has_saved("disposed")


def test_a_report_for_somebody_else_goes_back_with_a_reason(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.filed()
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    form = desk.choose("return")
    desk.submit("return")
    expect(desk.page.locator(".govuk-error-summary")).to_contain_text(desk.say["reason_missing"])

    form.locator("#reason").select_option("wewenang-provinsi")
    form.locator("#text").fill("Ruas ini jalan provinsi.")
    desk.submit("return")

    desk.has_saved("submitted")
    returned = office.seen(filed)["events"][-1]
    assert (returned["kind"], returned["data"]["reason"]) == ("returned", "wewenang-provinsi")


def test_a_report_is_archived_with_a_reason_that_its_reporter_reads(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    filed = office.filed()
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    form = desk.choose("archive")
    form.locator("#reason").select_option("terlalu-umum")
    form.locator("#text").fill("Mohon sebutkan jalan dan hari kejadiannya.")
    desk.submit("archive")

    desk.has_saved("archived")
    tracking = Tracking(page)
    tracking.open(filed)
    expect(tracking.state).to_have_text(wording("id")["states"]["archived"])
    expect(tracking.events().first).to_contain_text("Mohon sebutkan jalan dan hari kejadiannya.")
    expect(tracking.events().first).to_contain_text("terlalu umum")


@both_languages
def test_a_unit_answers_that_the_work_is_done(
    open_desk: OpenDesk, office: Office, lang: str
) -> None:
    filed = office.verified()
    desk = open_desk("pu.bandung", lang)
    desk.open(filed.number)
    form = desk.choose("follow-up")
    form.locator("#text").fill("Lampu sudah diganti semua.")
    form.locator("#done").check()
    desk.submit("follow-up")

    desk.has_saved("in_progress")
    expect(desk.events().first).to_contain_text("Lampu sudah diganti semua.")
    answer = office.seen(filed)["events"][-1]
    assert (answer["kind"], answer["data"]["done"]) == ("followed_up", True)


def test_a_unit_asks_and_the_clock_stands_still(open_desk: OpenDesk, office: Office) -> None:
    filed = office.verified()
    desk = open_desk("pu.bandung")
    desk.open(filed.number)
    desk.choose("ask").locator("#question").fill("Sejak kapan lampu padam?")
    desk.submit("ask")

    desk.has_saved("on_hold")
    assert office.seen(filed)["paused"]


def test_an_agency_passes_a_report_to_another_of_its_units(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.verified()
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    form = desk.choose("forward")
    expect(form.locator(f'#unit option[value="{PUBLIC_WORKS}"]')).to_have_count(0)
    form.locator("#unit").select_option("32.73:dinas-perhubungan")
    desk.submit("forward")

    desk.has_saved("disposed")
    assert office.seen(filed)["unit"] == "32.73:dinas-perhubungan"


def test_a_report_that_should_not_be_public_is_made_confidential(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.verified()
    desk = open_desk("pu.bandung")
    desk.open(filed.number)
    expect(desk.choose("conceal")).to_contain_text("Petugas tidak dapat mematikannya kembali")
    desk.submit("conceal")

    desk.has_saved("disposed")
    expect(desk.page.locator(".tag", has_text="Rahasia")).to_be_visible()
    expect(desk.page.locator("#action-conceal")).to_have_count(0)
    assert office.seen(filed)["confidential"]


def test_an_internal_note_is_marked_and_never_reaches_the_reporter(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    filed = office.verified()
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    desk.choose("note").locator("#text").fill("Anggaran baru cair bulan depan.")
    desk.submit("note")
    desk.has_saved("disposed")
    expect(desk.page.locator(".event--internal")).to_contain_text("Anggaran baru cair")

    tracking = Tracking(page)
    tracking.open(filed)
    expect(page.locator("#app")).not_to_contain_text("Anggaran baru cair")
    page.goto(f"/id/laporan/detail/?n={filed.number}")
    expect(page.locator("#report-title")).to_be_visible()
    expect(page.locator("#app")).not_to_contain_text("Anggaran baru cair")


def test_when_another_officer_was_faster_the_words_stay_and_the_change_is_shown(
    open_desk: OpenDesk, office: Office
) -> None:
    """Given a follow-up half written, when a colleague answers first, nothing typed is lost."""
    filed = office.verified()
    desk = open_desk("pu.bandung")
    desk.open(filed.number)
    desk.choose("follow-up").locator("#text").fill("Lampu akan kami periksa besok.")
    office.officer("admin.bandung", filed, "follow-up", text="Sudah kami jadwalkan.", done=False)

    desk.submit("follow-up")

    expect(desk.conflict).to_be_focused()
    expect(desk.conflict).to_contain_text(desk.say["conflict_text"])
    expect(desk.conflict).to_contain_text("Sudah kami jadwalkan.")
    expect(desk.page.locator("#text")).to_have_value("Lampu akan kami periksa besok.")
    assert office.seen(filed)["events"][-1]["text"] == "Sudah kami jadwalkan."
    desk.submit("follow-up")
    desk.has_saved("in_progress")
    assert office.seen(filed)["events"][-1]["text"] == "Lampu akan kami periksa besok."


def test_a_move_that_is_gone_says_so_and_leaves_the_words_to_be_copied(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.filed()
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    desk.choose("hold").locator("#question").fill("Tiang nomor berapa?")
    office.officer("admin.bandung", filed, "verify", **BANDUNG)

    desk.submit("hold")

    expect(desk.conflict).to_contain_text(desk.say["conflict_gone"])
    expect(desk.page.locator("#question")).to_have_value("Tiang nomor berapa?")
    expect(desk.page.locator("#form-hold button[type=submit]")).to_have_attribute(
        "aria-disabled", "true"
    )
    assert office.seen(filed)["state"] == "disposed"


def test_pressing_save_twice_saves_once(open_desk: OpenDesk, office: Office) -> None:
    filed = office.verified()
    desk = open_desk("pu.bandung")
    desk.open(filed.number)
    desk.choose("follow-up").locator("#text").fill("Sedang kami kerjakan.")
    desk.page.locator("#form-follow-up button[type=submit]").dblclick()

    desk.has_saved("in_progress")
    kinds = [event["kind"] for event in office.seen(filed)["events"]]
    assert kinds.count("followed_up") == 1


@pytest.mark.parametrize(("username", "tab"), [("pu.bandung", "handle"), ("ombudsman", "late")])
def test_each_role_starts_on_the_tab_of_its_work(
    open_desk: OpenDesk, username: str, tab: str
) -> None:
    desk = open_desk(username)
    expect(desk.page.locator(f"#tab-{tab}")).to_have_attribute("aria-current", "page")


def refreshed(desk: Desk, tab: str, count: int) -> None:
    """Load the queue again until a tab has this count."""

    def look() -> None:
        desk.page.click("#refresh")
        desk.page.wait_for_load_state("networkidle")

    badge = desk.page.locator(f"#tab-{tab} .tabs__count")
    for _ in range(20):
        look()
        if badge.inner_text() == str(count):
            return
    expect(badge).to_have_text(str(count))
