"""The report form as a person with a browser fills it in."""

from typing import Self

from playwright.sync_api import Locator, Page, expect

from tests.browser.filing import Filed
from tests.browser.words import texts

TITLE = "Lubang besar di jalan depan sekolah"
BODY = "Lubang sedalam 20 cm di depan gerbang sekolah, dua anak sudah terjatuh minggu ini."


class Form:
    """The form in one language; its words are in `say`."""

    def __init__(self, page: Page, lang: str = "id") -> None:
        self.page = page
        self.lang = lang
        self.say = texts(lang)["form"]
        self.problems = page.locator("#problems")

    def open(self) -> Self:
        """Open the form on its first section."""
        self.page.goto(f"/{self.lang}/lapor/")
        expect(self.section(1)).to_be_visible()
        return self

    def section(self, number: int) -> Locator:
        """Heading of a section."""
        return self.page.locator(f"#step-{number}")

    def what(self, title: str = TITLE, body: str = BODY) -> Self:
        """Answer section 1 with a complaint."""
        self.choose("class", "complaint")
        self.page.fill("#title", title)
        self.page.fill("#body", body)
        return self

    def where(self) -> Self:
        """Answer section 2 with yesterday, in Bandung, to the city."""
        self.page.get_by_role("button", name=self.say["yesterday"]).click()
        self.page.select_option("#province", "32")
        self.page.select_option("#regency", "32.73")
        self.page.fill("#address", "Jl. Contoh No. 1, depan gerbang sekolah")
        self.page.select_option("#agency", "32.73")
        return self

    def you(self, visibility: str = "public", name: str = "Warga Contoh") -> Self:
        """Answer section 3 without a wish for messages."""
        self.choose("visibility", visibility)
        self.page.fill("#name", name)
        self.choose("notify", "none")
        return self

    def choose(self, field: str, value: str) -> None:
        """Choose one of a few answers."""
        self.page.check(f'input[name="{field}"][value="{value}"]')

    def go_on(self) -> Self:
        """Press the button at the end of a section."""
        self.page.locator("[data-continue]:visible").click()
        return self

    def fill_all(self, title: str = TITLE, body: str = BODY, visibility: str = "public") -> Self:
        """Answer everything up to the last section."""
        self.what(title, body).go_on().where().go_on().you(visibility).go_on()
        expect(self.section(4)).to_be_visible()
        return self

    def answer_to(self, question: str) -> Locator:
        """What the last section shows as the answer to a question."""
        row = self.page.locator("#summary .govuk-summary-list__row").filter(
            has=self.page.locator("dt").get_by_text(self.say[question], exact=True)
        )
        return row.locator("dd").first

    def send(self) -> Filed:
        """Press send and read the receipt."""
        self.page.locator("#send").click()
        return self.receipt()

    def receipt(self) -> Filed:
        """Read number and access code from the receipt."""
        expect(self.page.locator("#receipt h1")).to_be_focused()
        slots = ("number_shown", "access_code_shown")
        shown = [self.page.locator(f'#receipt [data-slot="{slot}"]') for slot in slots]
        return Filed(*(place.inner_text() for place in shown))
