"""What people type is shown as text, whatever it looks like; scripts in it never run."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.filing import Filed, Office
from tests.browser.form import Form
from tests.browser.tracking import Tracking
from tests.journey.outbox import eventually

TITLE = "<img src=x onerror=alert(1)> {{7*7}} <script>alert(2)</script>"
BODY = '"><svg onload=alert(3)><a href="javascript:alert(4)">di sini</a> </textarea><b>tebal</b>'
REPLY = "<iframe srcdoc='<script>alert(5)</script>'></iframe> ' onmouseover='alert(6)"
FOREIGN = "#app :is(img, svg:not(.icon, .wordmark__sign), iframe, script, b, a[href^=javascript])"


def hostile(office: Office) -> Filed:
    """A public report whose every text attacks."""
    filed = office.answered(REPLY, done=False, title=TITLE, body=BODY)
    office.site.reporter(*filed, "reply", {"text": REPLY})
    return filed


def test_public_pages_show_it_as_text(page: Page, office: Office) -> None:
    filed = hostile(office)
    eventually(lambda: filed.number in office.public())

    page.goto("/id/")
    latest = page.locator(f'#latest a[href*="{filed.number}"]')
    expect(latest).to_have_text(TITLE)
    expect(page.locator("#latest img, #latest script")).to_have_count(0)
    page.goto("/id/laporan/")
    expect(page.locator(f'#results a[href*="{filed.number}"]')).to_have_text(TITLE)
    expect(page.locator(FOREIGN)).to_have_count(0)
    page.goto(f"/id/laporan/detail/?n={filed.number}")
    expect(page.locator("#report-title")).to_have_text(TITLE)
    expect(page.locator(".report__text")).to_have_text(BODY)
    expect(page.locator(FOREIGN)).to_have_count(0)


def test_the_reporters_page_shows_it_as_text(page: Page, office: Office) -> None:
    tracking = Tracking(page)
    tracking.open(hostile(office))
    expect(tracking.title).to_have_text(TITLE)
    expect(tracking.events().first.locator(".event__text")).to_have_text(REPLY)
    expect(tracking.events().last.locator(".event__text")).to_have_text(BODY)
    expect(page.locator(FOREIGN)).to_have_count(0)


def test_the_officers_pages_show_it_as_text(open_desk: Callable[..., Desk], office: Office) -> None:
    filed = hostile(office)
    desk = open_desk("pu.bandung")
    desk.open(filed.number)
    expect(desk.page.locator("#report-title")).to_have_text(TITLE)
    expect(desk.page.locator(".report__text")).to_have_text(BODY)
    desk.choose("follow-up").locator("#text").fill(REPLY)
    desk.submit("follow-up")
    desk.has_saved("in_progress")
    expect(desk.events().first.locator(".event__text")).to_have_text(REPLY)
    expect(desk.page.locator(FOREIGN)).to_have_count(0)
    desk.page.goto("/id/petugas/?tab=process")
    expect(desk.find(filed.number).locator("a")).to_have_text(TITLE)
    expect(desk.page.locator(FOREIGN)).to_have_count(0)


def test_the_form_its_check_and_its_draft_show_it_as_text(page: Page) -> None:
    form = Form(page).open().fill_all(TITLE, BODY)
    expect(form.answer_to("subject")).to_have_text(TITLE)
    expect(form.answer_to("body")).to_have_text(BODY)
    page.reload()
    expect(form.answer_to("subject")).to_have_text(TITLE)
    form.send()


def test_the_pages_without_javascript_show_it_as_text(page: Page) -> None:
    """Given a browser that does run scripts, the server's own pages give it none to run."""
    form = Form(page).open()
    # The page's own form, sent the way a browser without scripts sends it.
    form.what(TITLE, BODY)
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#form'))")
    expect(page.locator("#problems")).to_be_visible()
    expect(page.locator("#title")).to_have_value(TITLE)
    expect(page.locator("#body")).to_have_value(BODY)
    expect(page.locator("main :is(img, svg, iframe, script)")).to_have_count(0)


def test_an_address_cannot_carry_markup(page: Page) -> None:
    page.goto("/id/lacak/?n=<img src=x onerror=alert(7)>")
    expect(page.locator("#number")).to_be_visible()
    page.goto("/id/laporan/?province=<script>alert(8)</script>&class=<b>x</b>")
    expect(page.locator("main")).to_be_visible()
    expect(page.locator(FOREIGN)).to_have_count(0)
