"""Officers hide words from the public, show them again, and remove them for good."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from lapor.domain.masking import HIDDEN
from tests.browser.desk import Desk
from tests.browser.filing import Filed, Office
from tests.browser.tracking import Tracking
from tests.browser.words import both_languages, texts

OpenDesk = Callable[..., Desk]
GONE = HIDDEN["words"]
BODY = "😀👨‍👩‍👧 Pak Budi Santoso, tetangga saya, membuang sampah ke kali setiap malam."
MASKED = f"😀👨‍👩‍👧 Pak {GONE}, tetangga saya, membuang sampah ke kali setiap malam."
PHONE = "Hubungi 0812 0000 1234 atau Ibu Sari di rumah nomor tiga setiap sore."


def public(page: Page, filed: Filed) -> Page:
    """Open a report as anybody."""
    page.goto(f"/id/laporan/detail/?n={filed.number}")
    expect(page.locator("#report-title")).to_be_visible()
    return page


@both_languages
def test_words_that_an_officer_hides_are_gone_from_the_public_page_and_marked_on_the_desk(
    open_desk: OpenDesk, office: Office, page: Page, lang: str
) -> None:
    """Given emoji before a name, when it is hidden, exactly the name makes way for a mark."""
    filed = office.verified(body=BODY)
    desk = open_desk("pu.bandung", lang)
    desk.open(filed.number)

    desk.hide(1, "body", "Budi", "Santoso")
    desk.save_words()

    marked = desk.page.locator(".report__text mark")
    expect(marked).to_have_text(f"[{desk.protect['unseen']}: Budi Santoso]")
    expect(desk.page.get_by_text(desk.protect["unseen_note"])).to_be_visible()
    expect(desk.events().first).to_contain_text(texts(lang)["report"]["internal"])
    expect(public(page, filed).locator(".report__text")).to_have_text(MASKED)
    assert [e["text"] for e in office.seen(filed)["events"] if e["seq"] == 1] == [BODY]


def test_the_title_is_hidden_in_lists_and_headings_too(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    filed = office.verified(title="Warung Pak Budi buang sampah")
    desk = open_desk("pu.bandung")
    desk.open(filed.number)

    desk.hide(1, "title", "Budi")
    desk.save_words()

    expect(desk.page.locator("#report-title mark")).to_contain_text("Budi")
    title = f"Warung Pak {GONE} buang sampah"
    expect(public(page, filed).locator("#report-title")).to_have_text(title)


def test_an_answer_is_hidden_by_keyboard_alone(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    """Given the list of words, arrows move between them, Space chooses, Tab leaves them."""
    filed = office.answered("Bapak Budi sudah ditegur.", done=False)
    seq = office.seen(filed)["events"][-1]["seq"]
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    press = desk.page.keyboard.press
    desk.page.focus(f"#hide-{seq}-text")
    press("Enter")
    expect(desk.page.locator(".chooser h3")).to_be_focused()
    press("Tab")
    expect(desk.word("Bapak")).to_be_focused()
    press("ArrowRight")
    press("Space")
    expect(desk.word("Budi")).to_have_attribute("aria-pressed", "true")
    press("End")
    expect(desk.word("ditegur")).to_be_focused()
    press("Tab")
    press("Enter")

    expect(desk.page.locator(".event__text mark")).to_contain_text("Budi")
    expect(public(page, filed).locator(".event__text")).to_have_text(f"Bapak {GONE} sudah ditegur.")


def test_only_an_admin_shows_hidden_words_again(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    filed = office.verified(body=PHONE)
    number = HIDDEN["number"]
    expect(public(page, filed).locator(".report__text")).to_contain_text(f"Hubungi {number} atau")
    unit = open_desk("pu.bandung")
    unit.open(filed.number)
    unit.hide(1, "body")
    unit.word("0812").click(force=True)
    expect(unit.word("0812")).to_have_attribute("aria-pressed", "true")
    expect(unit.word("0812")).to_have_attribute("aria-disabled", "true")
    expect(unit.page.get_by_text(unit.protect["only_admin_shows"])).to_be_visible()
    unit.page.get_by_role("button", name=unit.protect["save_words"]).click()
    expect(unit.page.get_by_text(unit.protect["none_chosen"])).to_be_visible()

    admin = open_desk("admin.bandung")
    admin.open(filed.number)
    admin.hide(1, "body", "0812", "0000", "1234", "Sari")
    admin.save_words()

    expect(admin.page.locator(".report__text mark")).to_contain_text("Sari")
    expect(public(page, filed).locator(".report__text")).to_have_text(PHONE.replace("Sari", GONE))


def test_removed_words_are_gone_for_everybody_with_the_reason(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    """Given an answer that names a child, when it is removed, every history says so and why."""
    filed = office.answered("Anak bernama Sari di kelas 4B sudah dipindahkan.", done=False)
    seq = office.seen(filed)["events"][-1]["seq"]
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    form = desk.choose("redact")
    desk.submit("redact")
    problems = desk.page.locator(".govuk-error-summary li")
    expect(problems).to_have_text(
        [
            desk.protect["event_missing"],
            desk.say["reason_missing"],
            desk.protect["sure_missing"],
        ]
    )

    form.locator("#of").select_option(str(seq))
    expect(form.locator("blockquote")).to_contain_text("kelas 4B")
    form.locator("#reason").select_option("melindungi-anak")
    form.locator("#sure").check()
    desk.submit("redact")
    desk.has_saved("in_progress")

    removed, child = texts("id")["report"]["removed"], "mempermalukan seorang anak"
    expect(desk.events().nth(1).locator(".removed")).to_contain_text(removed)
    tracking = Tracking(page)
    tracking.open(filed)
    expect(tracking.events().nth(1).locator(".removed")).to_contain_text(child)
    expect(public(page, filed).locator(".timeline .removed")).to_contain_text(child)
    for shown in (desk.page, page):
        expect(shown.locator("#app")).not_to_contain_text("kelas 4B")


def test_a_removed_report_says_so_in_the_place_of_title_and_text(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    filed = office.verified(title="Fitnah terhadap tetangga saya")
    office.officer("admin.bandung", filed, "redact", of=1, reason="melanggar-hukum")

    say = texts("id")["report"]
    public(page, filed)
    expect(page.locator("#report-title")).to_have_text(say["removed_title"])
    expect(page.locator(".removed")).to_contain_text("melanggar hukum")
    desk = open_desk("admin.bandung")
    desk.page.goto("/id/petugas/?tab=handle")
    expect(desk.find(filed.number).get_by_role("link")).to_have_text(say["removed_title"])


def test_a_title_that_nobody_rewrote_goes_with_the_reporters_words(
    open_desk: OpenDesk, office: Office, page: Page
) -> None:
    filed = office.filed(title="Fitnah terhadap tetangga saya")
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    desk.choose("verify")
    desk.submit("verify")
    desk.has_saved("disposed")

    form = desk.choose("redact")
    form.locator("#of").select_option("1")
    expect(form.locator("blockquote")).to_contain_text("Fitnah terhadap tetangga saya")
    expect(form.locator("#title-stays")).to_have_count(0)
    form.locator("#reason").select_option("melanggar-hukum")
    form.locator("#sure").check()
    desk.submit("redact")
    desk.has_saved("disposed")

    removed = texts("id")["report"]["removed_title"]
    expect(desk.page.locator("#report-title")).to_have_text(removed)
    expect(public(page, filed).locator("#report-title")).to_have_text(removed)


def test_the_officer_hears_that_a_rewritten_title_stays(
    open_desk: OpenDesk, office: Office
) -> None:
    filed = office.filed(title="Fitnah terhadap tetangga saya")
    desk = open_desk("admin.bandung")
    desk.open(filed.number)
    desk.choose("verify").locator("#title").fill("Keluhan antartetangga")
    desk.submit("verify")
    desk.has_saved("disposed")

    form = desk.choose("redact")
    form.locator("#of").select_option("1")
    expect(form.locator("#title-stays")).to_have_text(desk.protect["title_stays"])
    expect(form.locator("blockquote")).not_to_contain_text("Keluhan antartetangga")
