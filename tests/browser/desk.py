"""The officers' pages as an officer uses them."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.words import texts, wording


class Desk:
    """One officer's desk in one language; its words are in `say`."""

    def __init__(self, page: Page, lang: str = "id") -> None:
        self.page = page
        self.lang = lang
        self.say = texts(lang)["desk"]
        self.protect = texts(lang)["protect"]
        self.saved = page.locator("#saved")
        self.conflict = page.locator("#conflict")

    def sign_in(self, username: str, password: str) -> None:
        """Sign in by the sign-in page, which opens the queue."""
        self.page.goto(f"/{self.lang}/petugas/masuk/")
        self.enter(username, password)
        expect(self.page.locator("#account-menu")).to_be_visible()

    def sign_out(self, button: str = "#sign-out") -> None:
        """Open the account's menu and press one of its buttons."""
        self.page.click("#account-menu")
        self.page.click(button)

    def enter(self, username: str, password: str) -> None:
        """Fill in the sign-in page and press its button."""
        self.page.fill("#username", username)
        self.page.fill("#password", password)
        self.page.click("#enter")

    def open(self, number: str) -> None:
        """Open a report by its address."""
        self.page.goto(f"/{self.lang}/petugas/laporan/?n={number}")
        expect(self.page.locator("#report-title")).to_be_visible()

    def choose(self, move: str) -> Locator:
        """Open the form of a move."""
        self.page.click(f"#action-{move}")
        form = self.page.locator(f"#form-{move}")
        expect(form).to_be_visible()
        return form

    def submit(self, move: str) -> None:
        """Press the button of an open form."""
        self.page.locator(f"#form-{move} button[type=submit]").click()

    def has_saved(self, state: str) -> None:
        """See that the page says what was saved, and put the focus there."""
        names = {**wording(self.lang)["states"], **wording(self.lang)["closed_how"]}
        words = self.say["saved"].replace("{state}", names[state])
        expect(self.saved).to_have_text(words)
        expect(self.saved).to_be_focused()

    def hide(self, event: int, part: str, *words: str) -> None:
        """Press words of an event's part, which hides them from the public or takes that back."""
        self.page.click(f"#hide-{event}-{part}")
        for word in words:
            self.word(word).click()

    def word(self, word: str) -> Locator:
        """Find a word among those to choose from."""
        return self.page.locator(".words").get_by_role("button", name=word, exact=True)

    def save_words(self) -> None:
        """Save the chosen words and see that the page says so."""
        self.page.get_by_role("button", name=self.protect["save_words"]).click()
        said = self.page.get_by_role("status").filter(has_text=self.protect["words_saved"])
        expect(said).to_be_focused()

    def events(self) -> Locator:
        """Entries of the report's history, newest first."""
        return self.page.locator(".timeline .event")

    def count(self, tab: str) -> int:
        """How many reports a tab of the queue says it has."""
        return int(self.page.locator(f"#tab-{tab} .tabs__count").inner_text())

    def find(self, number: str) -> Locator:
        """Find a report's row in the open tab, loading more as long as there is more."""
        row = self.page.locator("#queue tbody tr").filter(has_text=number)
        more = self.page.locator("#more")
        expect(self.page.locator("#refresh")).to_be_visible()
        while row.count() == 0 and more.count():
            shown = self.page.locator("#queue tbody tr").count()
            more.click()
            expect(self.page.locator("#queue tbody tr").nth(shown)).to_be_visible()
        return row
