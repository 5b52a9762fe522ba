"""The page of one's own reports, as a citizen uses it."""

from playwright.sync_api import Page, expect

from tests.browser.words import texts


class Mine:
    """The page in one language; its words are in `say`."""

    def __init__(self, page: Page, lang: str = "id") -> None:
        self.page = page
        self.lang = lang
        self.say = texts(lang)["mine"]
        self.problem = page.locator(".govuk-error-summary")
        self.items = page.locator("#results li")

    def open(self) -> "Mine":
        """Go to the page."""
        self.page.goto(f"/{self.lang}/laporan-saya/")
        return self

    def press(self, button: str) -> "Mine":
        """Press a button."""
        self.page.click(button)
        return self

    def ask(self, email: str) -> "Mine":
        """Ask for a code to an address."""
        self.page.fill("#email", email)
        self.press("#ask")
        expect(self.page.locator("#code")).to_be_focused()
        return self

    def enter(self, code: str) -> "Mine":
        """Type a code and send it."""
        self.page.fill("#code", code)
        return self.press("#enter-code-button")
