"""The tracking page as a reporter uses it."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.filing import Filed
from tests.browser.words import texts, wording


class Tracking:
    """The tracking page in one language; its words are in `say`."""

    def __init__(self, page: Page, lang: str = "id") -> None:
        self.page = page
        self.lang = lang
        self.say = texts(lang)["track"]
        self.problem = page.locator(".govuk-error-summary")
        self.state = page.locator(".report__tags .tag").first
        self.title = page.locator("#report-title")

    def ask(self, number: str, code: str = "") -> None:
        """Ask for a report by number and code."""
        self.page.goto(f"/{self.lang}/lacak/")
        self.page.fill("#number", number)
        self.page.fill("#code", code)
        self.page.click("#open")

    def open(self, filed: Filed) -> None:
        """Open a report as its reporter."""
        self.ask(*filed)
        expect(self.title).to_be_focused()

    def events(self) -> Locator:
        """Entries of the report's history, newest first."""
        return self.page.locator(".timeline .event")

    def choose(self, action: str) -> None:
        """Open the form of an action."""
        self.page.click(f"#action-{action}")

    def send(self) -> None:
        """Press the button of the open form."""
        self.page.locator("#action-form button[type=submit]").click()

    def has_sent(self, state: str) -> None:
        """See that the page says so and shows the state that follows."""
        expect(self.page.locator("section [role=status]").first).to_have_text(self.say["done"])
        words = wording(self.lang)
        expect(self.state).to_have_text({**words["states"], **words["closed_how"]}[state])
