"""The work that a browser does before it files: unseen when all is well, calm when it is not."""

import time

import pytest
from playwright.sync_api import Page, Request, Route, expect

from lapor.domain.proof_of_work import bound
from tests.browser.form import BODY, Form
from tests.browser.scenes import READING
from tests.browser.words import both_languages

CHALLENGE, REPORTS = "**/api/challenge?*", "**/api/reports"
BUSY = '{"status":503,"code":"unavailable","title":"x"}'
EXPIRED = '{"status":400,"code":"proof_expired","title":"x","detail":"x"}'


@pytest.fixture
def sent(page: Page) -> list[Request]:
    """Every request of the page that files a report or asks for work."""
    found: list[Request] = []
    page.on("request", lambda r: found.append(r) if "/api/" in r.url else None)
    return found


def named(sent: list[Request], name: str) -> list[Request]:
    return [r for r in sent if r.url.partition("?")[0].endswith(f"/api/{name}")]


def busy(route: Route) -> None:
    route.fulfill(status=503, body=BUSY)


def test_the_work_is_begun_while_the_answers_are_read_and_goes_along_with_the_report(
    page: Page, sent: list[Request]
) -> None:
    """Given the check, work for this draft's key is asked for once, before anybody presses send."""
    form = Form(page).open().what().go_on().where().go_on().you()
    assert named(sent, "challenge") == []
    form.go_on()
    expect(form.section(4)).to_be_visible()
    with page.expect_response(CHALLENGE):
        pass
    form.send()

    (asked,), (filed,) = named(sent, "challenge"), named(sent, "reports")
    headers = filed.all_headers()
    assert asked.url.partition("?for=")[2] == bound(headers["idempotency-key"])
    assert headers["idempotency-key"] not in asked.url
    assert headers["proof"]


@both_languages
def test_a_challenge_that_fails_first_is_asked_for_again_and_nobody_notices(
    page: Page, sent: list[Request], lang: str
) -> None:
    page.route(CHALLENGE, busy, times=1)
    form = Form(page, lang).open().fill_all()
    expect(page.locator("#failure")).to_be_hidden()

    form.send()

    assert len(named(sent, "challenge")) == 2


@both_languages
def test_without_work_the_page_says_so_keeps_everything_and_goes_on_later(
    page: Page, sent: list[Request], lang: str
) -> None:
    page.route(CHALLENGE, busy)
    form = Form(page, lang).open().fill_all()
    page.click("#send")
    expect(page.locator("#failure")).to_contain_text(form.say["failed_server"])
    assert named(sent, "reports") == []
    expect(form.answer_to("body")).to_have_text(BODY)

    page.unroute(CHALLENGE)
    form.send()


def test_a_proof_that_the_server_no_longer_takes_is_made_anew_for_the_same_key(
    page: Page, sent: list[Request]
) -> None:
    """Given a draft that lay for hours, when it is sent, the page asks for fresh work by itself."""
    form = Form(page).open().fill_all()
    page.route(REPORTS, lambda route: route.fulfill(status=400, body=EXPIRED), times=1)

    form.send()

    keys = [request.all_headers()["idempotency-key"] for request in named(sent, "reports")]
    proofs = [request.all_headers()["proof"] for request in named(sent, "reports")]
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert len(set(proofs)) == 2


def test_a_server_that_takes_no_proof_at_all_is_asked_twice_and_no_more(
    page: Page, sent: list[Request]
) -> None:
    page.route(REPORTS, lambda route: route.fulfill(status=400, body=EXPIRED))
    Form(page).open().fill_all()

    page.click("#send")

    expect(page.locator("#failure")).to_be_visible()
    assert len(named(sent, "reports")) == 2


@both_languages
def test_while_it_works_the_page_says_so_in_calm_words(page: Page, lang: str) -> None:
    held: list[Route] = []
    page.route(CHALLENGE, lambda route: held.append(route))
    form = Form(page, lang).open().fill_all()
    page.click("#send")

    expect(page.locator("#sending")).to_have_text(form.say["proving"])
    held[0].continue_()
    form.receipt()


def test_a_slow_phone_stays_alive_while_it_works(page: Page) -> None:
    """Given a processor of a sixth, when it solves a challenge, the page answers all along."""
    client = page.context.new_cdp_session(page)
    form = Form(page).open().fill_all()
    client.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    page.evaluate(
        """() => { let last = performance.now(); window.longest = 0;
        setInterval(() => { const now = performance.now();
          window.longest = Math.max(window.longest, now - last); last = now; }, 10); }"""
    )
    began = time.monotonic()
    page.click("#send")
    form.receipt()
    longest = page.evaluate("window.longest")

    print(
        f"\nwork and sending {time.monotonic() - began:.1f} s, longest standstill {longest:.0f} ms"
    )
    assert longest < 1_000


def test_a_browser_that_cannot_do_the_work_files_as_one_without_scripts(page: Page) -> None:
    """Given plain http or a very old browser, the server's own check page takes over."""
    page.add_init_script("delete Crypto.prototype.subtle")
    Form(page).open().fill_all()
    page.click("#send")
    expect(page.locator("button[value=send]")).to_be_visible()
    page.wait_for_timeout(READING)
    page.click("button[value=send]")

    expect(page.locator(".receipt")).to_be_visible()
