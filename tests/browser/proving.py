"""The page that checks proofs, as a reporter uses it."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.words import texts


class Proving:
    """The page in one language; its words are in `say`."""

    def __init__(self, page: Page, lang: str = "id") -> None:
        self.page = page
        self.lang = lang
        self.say: dict[str, Any] = {**texts(lang)["proof"]}
        self.verdict = page.locator("#verdict h1")

    def check(self, number: str, code: str, receipt: str = "", file: str | None = None) -> None:
        """Have a report's proof checked."""
        self.page.goto(f"/{self.lang}/bukti/")
        self.page.fill("#number", number)
        self.page.fill("#code", code)
        self.page.fill("#receipt", receipt)
        if file:
            self.page.set_input_files("#file", file)
        self.page.click("#check")

    def has_found(self, word: str) -> None:
        """See the verdict, with the focus on it."""
        expect(self.verdict).to_have_text(self.say[word])
        expect(self.verdict).to_be_focused()

    def faults(self) -> list[tuple[str, str]]:
        """Number of the event, and what is said to be wrong with it."""
        rows = self.page.locator(".event--wrong")
        return [
            (str(row.get_attribute("data-seq")), said.strip())
            for row in rows.all()
            for said in row.locator(".event__fault").all_inner_texts()
        ]
