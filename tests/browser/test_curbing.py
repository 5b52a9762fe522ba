"""Officers mark spam and block a contact; the reporter reads why and appeals."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.filing import Office
from tests.browser.tracking import Tracking
from tests.browser.words import both_languages, texts, wording

OpenDesk = Callable[..., Desk]


@both_languages
def test_spam_is_marked_with_a_reason_and_the_reporter_appeals_to_the_national_admin(
    open_desk: OpenDesk, office: Office, page: Page, lang: str
) -> None:
    filed = office.filed()
    desk = open_desk("admin.bandung", lang)
    desk.open(filed.number)
    form = desk.choose("spam")
    expect(form).to_contain_text(desk.say["spam"])
    form.locator("#reason").select_option("kiriman-berulang")
    form.locator("#text").fill("Isi yang sama sudah dikirim tiga kali.")
    desk.submit("spam")
    desk.has_saved("spam")

    tracking = Tracking(page, lang)
    tracking.open(filed)
    expect(tracking.state).to_have_text(wording(lang)["closed_how"]["spam"])
    expect(tracking.events().first).to_contain_text("sudah dikirim tiga kali")
    tracking.choose("appeal")
    expect(page.locator("#action-form")).to_contain_text(tracking.say["appeal_hint"])
    tracking.send()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.fill("#text", "Ini bukan spam, lampunya memang padam.")
    tracking.send()

    tracking.has_sent("submitted")
    expect(page.locator("#action-appeal")).to_have_count(0)
    desk = open_desk("nasional", lang)
    desk.open(filed.number)
    expect(desk.events().first).to_contain_text("lampunya memang padam")
    expect(page.locator("#app")).not_to_contain_text("admin.bandung")


@both_languages
def test_a_contact_is_blocked_unseen_and_its_next_report_says_where_it_comes_from(
    open_desk: OpenDesk, office: Office, page: Page, lang: str
) -> None:
    person = office.stranger()
    filed = office.filed(reporter=person)
    desk = open_desk("admin.bandung", lang)
    desk.open(filed.number)
    form = desk.choose("block")
    expect(form).to_contain_text(desk.say["block"])
    form.locator("#reason").select_option("ancaman")
    form.locator("#text").fill("Mengancam petugas loket.")
    desk.submit("block")
    desk.has_saved("submitted")
    expect(desk.page.locator("#action-unblock")).to_be_visible()
    expect(desk.page.locator("#app")).not_to_contain_text(person["email"])

    tracking = Tracking(page, lang)
    tracking.open(filed)
    said = tracking.say["blocked_until"].partition("{date}")[0]
    expect(page.locator("#app")).to_contain_text(said)
    expect(tracking.events().first).to_contain_text("Mengancam petugas loket.")
    expect(page.locator("#action-appeal")).to_be_visible()

    again = office.filed(reporter=person, title="Laporan dari kontak yang diblokir")
    desk.open(again.number)
    expect(desk.page.locator(".notice--warning").first).to_have_text(desk.say["from_blocked"])
    desk.page.goto(f"/{lang}/petugas/")
    expect(desk.find(again.number)).to_contain_text(texts(lang)["desk"]["from_blocked_short"])


def test_a_block_of_nobody_is_refused_in_plain_words(open_desk: OpenDesk, office: Office) -> None:
    filed = office.filed(reporter={"name": "Warga Contoh"})
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    form = desk.choose("block")
    form.locator("#reason").select_option("ancaman")
    form.locator("#text").fill("Mengancam petugas loket.")
    desk.submit("block")

    expect(form).to_contain_text(wording("id")["details"]["no_contact"])
    expect(form.locator("#text")).to_have_value("Mengancam petugas loket.")
