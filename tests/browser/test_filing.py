"""A citizen files a report: home, the form's sections, the check, the receipt."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.filing import Office
from tests.browser.form import BODY, TITLE, Form
from tests.browser.watch import Watch
from tests.browser.words import both_languages, field_errors, texts


@both_languages
def test_a_report_is_written_checked_and_received(
    page: Page, office: Office, watch: Watch, lang: str
) -> None:
    """Given the home page, when a citizen goes through the form, it is filed as it was shown."""
    page.goto(f"/{lang}/")
    page.click("#start")
    form = Form(page, lang).fill_all()
    expect(form.section(4)).to_be_focused()
    assert form.say["step_4"] in page.title()
    expect(form.answer_to("subject")).to_have_text(TITLE)
    expect(form.answer_to("body")).to_have_text(BODY)
    expect(form.answer_to("regency")).to_have_text("Kota Bandung")
    expect(form.answer_to("phone")).to_have_text(form.say["empty"])

    filed = form.send()

    assert page.title().startswith(texts(lang)["receipt"]["title"])
    assert page.evaluate("localStorage.length") == 0
    office.reaches(filed, "routed")
    report = office.seen(filed)
    assert (report["title"], report["events"][0]["text"]) == (TITLE, BODY)
    assert (report["class"], report["agency"]) == ("complaint", "32.73")
    assert (report["anonymous"], report["confidential"]) == (False, False)
    secret = filed.code.replace("-", "")
    page.get_by_role("link", name=texts(lang)["receipt"]["track"]).click()
    expect(page.locator("#report-title")).to_have_text(TITLE)
    assert filed.number in page.url
    assert [at for at in watch.addresses if secret in at.replace("-", "").upper()] == []


@both_languages
def test_what_is_missing_is_said_on_top_and_leads_to_its_field(page: Page, lang: str) -> None:
    form = Form(page, lang).open()
    errors = field_errors(lang)

    form.go_on()

    expect(form.problems).to_be_focused()
    messages = [errors[f"{field}.missing"] for field in ("class", "title", "body")]
    assert form.problems.locator("li").all_inner_texts() == messages
    assert page.title().startswith(texts(lang)["common"]["error_prefix"])
    page.get_by_role("link", name=errors["title.missing"]).click()
    expect(page.locator("#title")).to_be_focused()
    assert errors["title.missing"] in described(page, "#title")


def test_once_repaired_an_error_is_gone(page: Page) -> None:
    form = Form(page).open().go_on()
    expect(form.problems).to_be_visible()

    form.what().go_on()

    expect(form.section(2)).to_be_focused()
    expect(form.problems).to_be_hidden()
    assert page.title().startswith(form.say["step_2"])


def test_each_section_says_what_is_wrong_in_it(page: Page) -> None:
    form, errors = Form(page).open(), field_errors("id")
    form.what(title="Jln", body="Rusak").go_on()
    said = form.problems.locator("li")
    assert said.all_inner_texts() == [errors["title.too_short"], errors["body.too_short"]]

    form.what().go_on().where()
    for part, number in {"day": "31", "month": "2", "year": "2026"}.items():
        page.fill(f"#occurred_{part}", number)
    form.go_on()
    expect(said).to_have_text([errors["occurred_day.bad_format"]])
    page.fill("#occurred_year", "2099")
    page.fill("#occurred_month", "1")
    form.go_on()
    expect(said).to_have_text([errors["occurred_day.future_date"]])

    form.where().go_on().you(name="")
    page.fill("#phone", "12")
    form.go_on()
    expect(said).to_have_text([errors["name.missing"], errors["phone.bad_format"]])


def test_back_in_the_browser_and_on_the_page_keeps_the_answers(page: Page) -> None:
    form = Form(page).open().what().go_on().where().go_on()
    expect(form.section(3)).to_be_visible()

    page.locator("[data-back]:visible").click()
    expect(form.section(2)).to_be_focused()
    page.go_back()
    expect(form.section(1)).to_be_focused()
    expect(page.locator("#title")).to_have_value(TITLE)
    page.go_forward()

    expect(form.section(2)).to_be_focused()
    expect(page.locator("#regency")).to_have_value("32.73")
    expect(page.locator("#agency")).to_have_value("32.73")


def test_change_on_the_last_section_leads_to_the_field_and_straight_back(page: Page) -> None:
    form = Form(page).open().fill_all()

    page.get_by_role("link", name=f"{form.say['change']} {form.say['subject']}").click()
    expect(page.locator("#title")).to_be_focused()
    page.fill("#title", "Lubang di jalan sudah ditandai warga")
    form.go_on()

    expect(form.section(4)).to_be_focused()
    expect(form.answer_to("subject")).to_have_text("Lubang di jalan sudah ditandai warga")


def test_a_reload_goes_on_where_it_was(page: Page) -> None:
    form = Form(page).open().what().go_on().where()
    expect(page.locator("#draft-status")).to_have_text(form.say["draft_saved"])

    page.reload()

    expect(form.section(2)).to_be_visible()
    expect(page.locator("#address")).to_have_value("Jl. Contoh No. 1, depan gerbang sekolah")
    expect(page.locator("#regency")).to_have_value("32.73")
    expect(page.locator("#agency")).to_have_value("32.73")


def test_a_draft_found_later_is_offered_and_can_be_taken_up(page: Page) -> None:
    form = Form(page).open().what()
    expect(page.locator("#draft-status")).to_have_text(form.say["draft_saved"])
    later = page.context.new_page()
    page.close()

    form = Form(later).open()
    expect(later.locator("#title")).to_have_value("")
    later.click("#draft-resume")

    expect(later.locator("#title")).to_have_value(TITLE)
    expect(later.locator("#draft-found")).to_be_hidden()


def test_a_deleted_draft_is_gone_from_the_page_and_the_device(page: Page) -> None:
    form = Form(page).open().what()
    expect(page.locator("#draft-status")).to_have_text(form.say["draft_saved"])
    page.on("dialog", lambda dialog: dialog.accept())

    page.click("#draft-delete")

    expect(page.locator("#draft-status")).to_have_text(form.say["draft_deleted"])
    expect(page.locator("#title")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(page.locator("#title")).to_have_value("")
    expect(page.locator("#draft-found")).to_be_hidden()


def test_a_confidential_report_leaves_no_draft_unless_asked(page: Page) -> None:
    form = Form(page).open().what().go_on().where().go_on().you("confidential")
    expect(page.locator("#draft-status")).to_have_text(form.say["draft_off"])
    assert page.evaluate("localStorage.length") == 0

    page.check("#draft-keep")

    expect(page.locator("#draft-status")).to_have_text(form.say["draft_saved"])
    assert page.evaluate("localStorage.length") == 1


def test_pressing_send_many_times_files_one_report(page: Page, watch: Watch) -> None:
    form = Form(page).open().fill_all()

    page.evaluate("for (const n of [1, 2, 3]) document.querySelector('#send').click()")
    form.receipt()

    assert sum(at.endswith("/api/reports") for at in watch.addresses) == 1


@pytest.mark.parametrize("where", ["title", "body"])
def test_a_number_like_a_nik_is_warned_of_and_not_refused(page: Page, where: str) -> None:
    form = Form(page).open().what()
    expect(page.locator("#personal")).to_be_hidden()
    page.fill(f"#{where}", "NIK saya 3273010101900001, lampu padam.")
    expect(page.locator("#personal")).to_have_text(form.say["personal_warning"])
    form.go_on()
    expect(form.section(2)).to_be_visible()


def described(page: Page, control: str) -> str:
    """The words that describe a control, as a screen reader reads them."""
    ids = (page.get_attribute(control, "aria-describedby") or "").split()
    return " ".join(page.locator(f'[id="{one}"]').inner_text() for one in ids)
