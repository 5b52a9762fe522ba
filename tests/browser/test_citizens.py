"""A citizen without an account confirms a contact, and sees all their reports in one list."""

import base64
import json

from playwright.sync_api import Page, Request, Route, expect

from lapor.domain.proof_of_work import bound
from tests.browser import axe
from tests.browser.filing import Office, address, person
from tests.browser.mine import Mine
from tests.browser.tracking import Tracking
from tests.browser.watch import Watch
from tests.browser.words import both_languages, texts, wording

CHALLENGE, CODES = "**/api/challenge?*", "**/api/me/codes"
SESSION = "Object.values(sessionStorage).join()"


def wrong(code: str) -> str:
    return "000000" if code != "000000" else "111111"


@both_languages
def test_a_reporter_confirms_the_address_with_the_code_from_the_mail(
    page: Page, office: Office, lang: str
) -> None:
    """Given an unconfirmed address, after a wrong and the right code it stays confirmed."""
    email = address()
    filed = office.filed(reporter=person(email))
    Tracking(page, lang).open(filed)
    say, box = texts(lang)["contacts"], page.locator("#code")
    expect(page.locator(".contact")).to_contain_text(say["unconfirmed"])

    page.click("#confirm-email")
    expect(box).to_be_focused()
    expect(box).to_have_attribute("autocomplete", "one-time-code")
    expect(box).to_have_attribute("inputmode", "numeric")
    expect(page.locator("#code-hint")).to_have_text(say["sent_email"])
    code = office.code_to(email)
    page.fill("#code", wrong(code))
    page.click("#enter-code-button")
    problem = page.locator(".govuk-error-summary")
    expect(problem).to_be_focused()
    expect(problem).to_contain_text(wording(lang)["errors"]["wrong_code"])
    problem.get_by_role("link").click()
    expect(box).to_be_focused()
    page.fill("#code", f"{code[:3]} {code[3:]}")
    page.click("#enter-code-button")

    expect(page.locator("#contacts")).to_be_focused()
    done = say["done"].replace("{contact}", say["email"])
    expect(page.locator("section[aria-labelledby=contacts] > [role=status]")).to_have_text(done)
    page.reload()
    expect(page.locator(".contact")).to_contain_text(say["confirmed"])
    expect(page.locator("#confirm-email")).to_have_count(0)
    expect(page.get_by_role("link", name=say["mine"])).to_be_visible()


def test_a_report_without_a_contact_says_so(page: Page, office: Office) -> None:
    filed = office.filed(anonymous=True, reporter=None)
    Tracking(page).open(filed)

    expect(page.get_by_text(texts("id")["contacts"]["none"])).to_be_visible()
    expect(page.locator(".contact")).to_have_count(0)


def test_the_public_view_has_no_part_about_contacts(page: Page, office: Office) -> None:
    filed = office.verified()
    Tracking(page).ask(filed.number)

    expect(page.locator("#report-title")).to_be_visible()
    expect(page.locator("#contacts")).to_have_count(0)


def test_another_code_can_be_asked_for_after_a_minute(page: Page, office: Office) -> None:
    """Given a code that does not come, the button waits, then sends another and says so."""
    email = address()
    filed = office.filed(reporter=person(email))
    page.clock.install()
    Tracking(page).open(filed)
    page.click("#confirm-email")
    first = office.code_to(email)
    again, say = page.locator("#again"), texts("id")["codes"]

    expect(again).to_have_attribute("aria-disabled", "true")
    again.click(force=True)
    page.clock.run_for(61_000)
    expect(again).to_have_text(say["again"])
    again.click()

    expect(page.get_by_text(say["again_done"])).to_be_visible()
    second = office.code_to(email, 1)
    if first != second:
        page.fill("#code", first)
        page.click("#enter-code-button")
        expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.fill("#code", second)
    page.click("#enter-code-button")
    expect(page.locator(".contact .tag--green")).to_be_visible()


def test_a_fourth_code_within_the_hour_is_refused_in_words(page: Page) -> None:
    email, mine = address(), Mine(page)
    for _ in range(3):
        mine.open().ask(email)

    mine.open()
    page.fill("#email", email)
    mine.press("#ask")

    minutes = texts("id")["common"]["too_many"].partition("{n}")[0]
    expect(page.get_by_role("alert")).to_contain_text(minutes)
    expect(page.locator("#email")).to_have_value(email)


@both_languages
def test_all_reports_of_a_confirmed_address_open_from_one_list(
    page: Page, office: Office, watch: Watch, lang: str
) -> None:
    """Given two confirmed reports, a code from the mail lists them, and each opens without code."""
    email = address()
    office.confirmed(email, title="Halte rusak di depan sekolah")
    newer = office.confirmed(email, 1, title="Trotoar ambles di depan pasar", confidential=True)
    mine = Mine(page, lang).open().ask(email.upper())

    mine.enter(office.code_to(email, 2))

    expect(page.locator("#mine-title")).to_be_focused()
    titles = ["Trotoar ambles di depan pasar", "Halte rusak di depan sekolah"]
    expect(mine.items.locator(".card__title")).to_have_text(titles)
    mine.items.first.get_by_role("link").click()
    tracking = Tracking(page, lang)
    expect(tracking.title).to_have_text(titles[0])
    tracking.choose("reply")
    page.fill("#text", "Amblesnya bertambah lebar.")
    tracking.send()
    tracking.has_sent("submitted")
    page.click("#to-mine")
    expect(mine.items).to_have_count(2)

    kept = page.evaluate(SESSION)
    assert "pass." in kept
    assert page.evaluate("localStorage.length + document.cookie.length") == 0
    asked = [at for at in watch.addresses if "pass." in at or email.split("@")[0] in at.lower()]
    assert asked == []
    assert office.seen(newer)["events"][-1]["text"] == "Amblesnya bertambah lebar."


def test_closing_the_list_leaves_nothing_in_the_tab(page: Page, office: Office) -> None:
    email = address()
    filed = office.confirmed(email)
    mine = Mine(page).open().ask(email).enter(office.code_to(email, 1))
    expect(mine.items).to_have_count(1)

    mine.press("#leave")

    expect(page.locator("#email")).to_be_visible()
    assert page.evaluate(SESSION) == ""
    page.goto(f"/id/lacak/?n={filed.number}")
    expect(page.locator("#code")).to_have_value("")


def test_an_ended_session_and_an_ended_pass_lead_back_to_the_code(
    page: Page, office: Office
) -> None:
    filed, mine = office.filed(), Mine(page).open()
    page.evaluate(
        """(number) => {
          sessionStorage.setItem('lapor-mine', '{"session":"email.x","ends_at":""}');
          sessionStorage.setItem(`lapor-code:${number}`, 'pass.1.x');
        }""",
        filed.number.replace("-", ""),
    )

    page.goto(f"/id/lacak/?n={filed.number}")

    page.wait_for_url("**/id/laporan-saya/")
    expect(page.get_by_text(mine.say["over"])).to_be_visible()
    expect(page.locator("#email")).to_be_visible()


def test_an_unknown_contact_looks_like_a_known_one(page: Page) -> None:
    """Given an address of nobody, the page says what it says to everybody, and how to confirm."""
    email = address()
    mine = Mine(page).open().ask(email)

    expect(page.locator("#code-hint")).to_have_text(mine.say["sent"].replace("{contact}", email))
    expect(page.get_by_role("heading", name=mine.say["none_title"])).to_be_visible()
    mine.enter("123456")
    expect(mine.problem).to_contain_text(wording("id")["errors"]["wrong_code"])


@both_languages
def test_while_the_device_works_for_a_code_the_page_says_so(page: Page, lang: str) -> None:
    """Given a slow challenge and a slow server, each wait is said once and no press is doubled."""
    held: list[Route] = []
    asked: list[Request] = []
    page.route(CHALLENGE, lambda route: held.append(route))
    page.route(CODES, lambda route: held.append(route))
    page.on("request", lambda r: asked.append(r) if r.url.endswith("/api/me/codes") else None)
    email, mine = address(), Mine(page, lang).open()
    status, say = page.locator("#asking"), texts(lang)["codes"]
    expect(status).to_have_attribute("role", "status")
    page.fill("#email", email)

    mine.press("#ask")
    expect(status).to_have_text(say["proving"])
    expect(page.locator("#ask")).to_have_attribute("aria-disabled", "true")
    assert axe.violations(page) == []
    page.locator("#ask").click(force=True)
    held.pop().continue_()
    expect(status).to_have_text(say["sending"])
    held.pop().continue_()

    expect(page.locator("#code")).to_be_focused()
    (request,) = asked
    headers = request.all_headers()
    key = headers["idempotency-key"]
    payload = json.loads(base64.b64decode(headers["proof"]))
    assert payload["challenge"]["parameters"]["data"]["for"] == bound(key, email)
    assert held == []


def test_a_proof_for_a_code_that_is_no_longer_taken_is_made_anew(page: Page) -> None:
    email, mine = address(), Mine(page).open()
    expired = '{"status":400,"code":"proof_expired","title":"x","detail":"x"}'
    page.route(CODES, lambda route: route.fulfill(status=400, body=expired), times=1)

    mine.ask(email)

    expect(page.locator("#code-hint")).to_contain_text(email)


@both_languages
def test_a_challenge_that_does_not_come_is_told_and_the_contact_kept(page: Page, lang: str) -> None:
    email, mine = address(), Mine(page, lang).open()
    page.route(CHALLENGE, lambda route: route.fulfill(status=503, body="{}"))
    page.fill("#email", email)
    mine.press("#ask")

    expect(page.get_by_role("alert")).to_contain_text(wording(lang)["problems"]["internal"])
    expect(page.locator("#asking")).to_be_empty()
    expect(page.locator("#email")).to_have_value(email)
    page.unroute(CHALLENGE)
    mine.ask(email)


@both_languages
def test_a_browser_that_cannot_work_is_told_another_way(page: Page, lang: str) -> None:
    page.add_init_script("delete Crypto.prototype.subtle")
    mine = Mine(page, lang).open()
    page.fill("#email", address())
    mine.press("#ask")

    expect(page.get_by_role("alert")).to_contain_text(texts(lang)["codes"]["cannot_prove"])


def test_another_code_for_the_list_takes_work_of_its_own(page: Page) -> None:
    email = address()
    page.clock.install()
    Mine(page).open().ask(email)
    page.clock.run_for(61_000)
    with page.expect_request(CODES) as asked:
        page.click("#again")

    expect(page.get_by_text(texts("id")["codes"]["again_done"])).to_be_visible()
    headers = asked.value.all_headers()
    payload = json.loads(base64.b64decode(headers["proof"]))
    data = payload["challenge"]["parameters"]["data"]
    assert data["for"] == bound(headers["idempotency-key"], email)


def test_a_foreign_number_is_refused_at_its_field(page: Page) -> None:
    mine = Mine(page).open()
    page.get_by_label(mine.say["by_phone"], exact=True).check()
    mine.press("#ask")
    expect(mine.problem).to_contain_text(mine.say["phone_missing"])

    page.fill("#phone", "+65 8123 4567")
    mine.press("#ask")

    expect(mine.problem).to_be_focused()
    expect(page.locator("#phone-error")).to_contain_text(wording("id")["errors"]["not_mobile"])
