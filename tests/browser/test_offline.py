"""A line that breaks: nothing typed is lost, and a report is filed once."""

from playwright.sync_api import Page, Request, Route, expect

from tests.browser.filing import Office
from tests.browser.form import BODY, TITLE, Form
from tests.browser.watch import Watch


def test_a_report_waits_for_the_line_and_is_sent_once(
    page: Page, office: Office, watch: Watch
) -> None:
    """Given no connection, when it comes back and send is pressed, the first key is used."""
    form = Form(page).open().fill_all()
    keys: list[str] = []
    page.on("request", lambda request: keys.extend(key_of(request)))

    watch.context.set_offline(True)
    page.click("#send")
    failure = page.locator("#failure")
    expect(failure).to_contain_text(form.say["failed_offline"])
    expect(form.answer_to("body")).to_have_text(BODY)
    assert TITLE in page.evaluate("localStorage.getItem('lapor-draft')")
    watch.context.set_offline(False)
    filed = form.send()

    assert len(keys) == 2
    assert keys[0] == keys[1]
    assert office.seen(filed)["title"] == TITLE


def test_an_answer_that_was_lost_on_the_way_files_no_second_report(page: Page) -> None:
    """Given a report that arrived though its answer did not, sending again gets its receipt."""
    form = Form(page).open().fill_all()
    answers: list[str] = []

    def lose_the_answer(route: Route) -> None:
        answers.append(route.fetch().json()["number"])
        route.abort("connectionreset")

    page.route("**/api/reports", lose_the_answer, times=1)
    page.click("#send")
    expect(page.locator("#failure")).to_be_visible()

    filed = form.send()

    assert [filed.number.replace("-", "")] == [number.replace("-", "") for number in answers]


def test_a_fault_on_our_side_keeps_everything_and_names_the_incident(page: Page) -> None:
    form = Form(page).open().fill_all()
    problem = '{"status":503,"code":"unavailable","title":"x","incident":"abc-123"}'
    page.route("**/api/reports", lambda route: route.fulfill(status=503, body=problem), times=1)

    page.click("#send")

    failure = page.locator("#failure")
    expect(failure).to_contain_text(form.say["failed_server"])
    expect(failure).to_contain_text("abc-123")
    form.send()


def test_what_the_server_refuses_is_shown_at_its_field(page: Page) -> None:
    """Given a field that only the server finds wrong, the form opens where it is."""
    form = Form(page).open().fill_all()
    problem = (
        '{"status":422,"code":"validation","title":"x","errors":'
        '[{"pointer":"/title","code":"too_short","params":{"min":5}}]}'
    )
    page.route("**/api/reports", lambda route: route.fulfill(status=422, body=problem), times=1)

    page.click("#send")

    expect(form.problems).to_be_focused()
    expect(form.section(1)).to_be_visible()
    expect(page.locator("#title-error")).to_be_visible()


def key_of(request: Request) -> list[str]:
    """The idempotency key, when a request files a report."""
    if not request.url.endswith("/api/reports"):
        return []
    return [request.all_headers()["idempotency-key"]]
