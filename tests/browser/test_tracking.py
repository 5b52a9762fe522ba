"""A reporter follows a report: by number and code, reply, confirm, reopen, withdraw."""

from playwright.sync_api import Page, expect

from tests.browser.filing import Filed, Office
from tests.browser.tracking import Tracking
from tests.browser.watch import Watch
from tests.browser.words import both_languages, texts, wording

ANSWER = "Tim sudah mengganti tiga lampu tadi malam."


@both_languages
def test_the_history_shows_what_the_agency_did(page: Page, office: Office, lang: str) -> None:
    """Given an answered report, when its reporter opens it, each step and the answer is there."""
    filed = office.answered(ANSWER, done=False)

    tracking = Tracking(page, lang)
    tracking.open(filed)

    words = wording(lang)
    assert filed.number in page.title()
    expect(tracking.state).to_have_text(words["states"]["in_progress"])
    kinds = [words["events"][kind] for kind in ("followed_up", "verified", "routed", "submitted")]
    assert tracking.events().locator(".event__kind").all_inner_texts() == kinds
    expect(tracking.events().first).to_contain_text(ANSWER)
    expect(page.locator(".steps [aria-current=step]")).to_contain_text(
        tracking.say["step_followed"]
    )


def test_a_wrong_code_and_an_unknown_number_get_the_same_words(page: Page, office: Office) -> None:
    filed = office.filed()
    tracking = Tracking(page)
    said = []

    for number, code in [(filed.number, "0000-0000-0000-0000"), ("0000-0000-0000", filed.code)]:
        tracking.ask(number, code)
        expect(tracking.problem).to_be_focused()
        said.append(tracking.problem.inner_text())

    assert said[0] == said[1]
    assert wording("id")["details"]["not_found"] in said[0]


def test_a_number_alone_shows_only_what_is_public_and_asks_for_the_code(
    page: Page, office: Office
) -> None:
    """Given a report that nobody verified, without the code, neither title nor text is shown."""
    filed = office.filed(
        title="Judul yang belum diperiksa", body="Isi yang belum diperiksa siapa pun."
    )
    tracking = Tracking(page)
    tracking.ask(filed.number)

    expect(tracking.title).to_have_text(tracking.say["untitled"])
    expect(page.get_by_text(tracking.say["public_view"])).to_be_visible()
    expect(page.locator("#app")).not_to_contain_text("belum diperiksa siapa pun")
    page.click("#enter-code")
    expect(page.locator("#number")).to_have_value(filed.number)
    page.fill("#code", filed.code.lower().replace("-", " "))
    page.click("#open")
    expect(tracking.title).to_have_text("Judul yang belum diperiksa")


def test_the_code_stays_in_the_tab_and_out_of_every_address(
    page: Page, office: Office, watch: Watch
) -> None:
    filed = office.filed()
    tracking = Tracking(page)
    tracking.open(filed)

    page.reload()
    expect(tracking.title).to_be_visible()

    secret = filed.code.replace("-", "")
    assert [at for at in watch.addresses if secret in at.replace("-", "").upper()] == []
    assert page.evaluate("localStorage.length + document.cookie.length") == 0
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("#number")).to_have_value(filed.number)
    expect(other.locator("#code")).to_have_value("")


@both_languages
def test_a_reply_reaches_the_history(page: Page, office: Office, lang: str) -> None:
    filed = office.answered(ANSWER, done=False)
    tracking = Tracking(page, lang)
    tracking.open(filed)

    tracking.choose("reply")
    tracking.send()
    expect(tracking.problem).to_be_focused()
    expect(tracking.problem).to_contain_text(tracking.say["text_missing"])
    page.fill("#text", "Lampu di ujung jalan masih padam.")
    tracking.send()

    tracking.has_sent("replied")
    expect(tracking.events().first).to_contain_text("Lampu di ujung jalan masih padam.")
    assert office.seen(filed)["state"] == "replied"


@both_languages
def test_a_solved_report_is_confirmed_with_a_rating_and_can_be_reopened(
    page: Page, office: Office, lang: str
) -> None:
    """Given a finished report, when it is confirmed and breaks again, it is at work again."""
    filed = office.answered(ANSWER, done=True)
    tracking = Tracking(page, lang)
    tracking.open(filed)

    tracking.choose("close")
    page.get_by_label(tracking.say["rating_4"]).check()
    page.get_by_label(texts(lang)["common"]["yes"], exact=True).check()
    page.fill("#text", "Terang lagi, terima kasih.")
    tracking.send()
    tracking.has_sent("confirmed")
    expect(tracking.events().first).to_contain_text(
        texts(lang)["report"]["rating"].replace("{n}", "4")
    )
    assert office.seen(filed)["rating"] == 4

    tracking.choose("reopen")
    page.fill("#text", "Padam lagi sejak kemarin.")
    tracking.send()
    tracking.has_sent("in_progress")
    expect(tracking.events().first).to_contain_text("Padam lagi sejak kemarin.")


def test_a_withdrawn_report_is_closed_for_good(page: Page, office: Office) -> None:
    filed = office.filed()
    tracking = Tracking(page)
    tracking.open(filed)

    tracking.choose("withdraw")
    page.fill("#text", "Sudah diperbaiki warga sendiri.")
    tracking.send()

    tracking.has_sent("withdrawn")
    expect(page.get_by_text(tracking.say["no_action"])).to_be_visible()
    assert office.seen(filed)["may"] == ["export", "erase", "restrict"]


def test_who_is_asked_answers_and_the_report_goes_on(page: Page, office: Office) -> None:
    filed = office.filed()
    office.officer("admin.bandung", filed, "hold", question="Di dekat tiang nomor berapa?")
    tracking = Tracking(page)
    tracking.open(filed)
    expect(tracking.events().first).to_contain_text("Di dekat tiang nomor berapa?")
    expect(tracking.state).to_have_text(wording("id")["states"]["on_hold"])

    tracking.choose("reply")
    page.fill("#text", "Tiang nomor 14, depan toko.")
    tracking.send()

    tracking.has_sent("submitted")


def test_a_reply_to_what_just_changed_is_refused_in_words_and_kept(
    page: Page, office: Office
) -> None:
    """Given an open form, when the report is withdrawn elsewhere, the words stay on the page."""
    filed = office.filed()
    tracking = Tracking(page)
    tracking.open(filed)
    tracking.choose("reply")
    page.fill("#text", "Keterangan tambahan dari saya.")
    office.site.reporter(*filed, "withdraw", {})

    tracking.send()

    expect(page.locator("#action-form [role=alert]")).to_contain_text(
        wording("id")["states"]["closed"]
    )
    expect(page.locator("#text")).to_have_value("Keterangan tambahan dari saya.")


def test_the_number_on_the_home_page_leads_to_tracking(page: Page, office: Office) -> None:
    filed: Filed = office.filed()
    page.goto("/id/")
    page.fill("#n", filed.number.lower())
    page.get_by_role("button", name=texts("id")["home"]["track_button"]).click()
    expect(page.locator("#number")).to_have_value(filed.number)
