"""Kalender dan tenggat: an agency's own calendar and limits, who is missing, and all deadlines."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.desk import Desk
from tests.browser.filing import Office
from tests.browser.words import texts

OpenDesk = Callable[..., Desk]
AGENCY = "34.04"
SAY = texts("id")["rules"]


@pytest.fixture
def rules(open_desk: OpenDesk) -> Iterator[Page]:
    """The page of Sleman's admin, whose calendar and limits are afterwards as they were."""
    page = open_desk("admin.sleman").page
    page.goto("/id/petugas/aturan/")
    expect(page.locator("#limits")).to_be_visible()
    yield page
    page.goto("/id/petugas/aturan/")
    edit(page, "limits")
    for field in page.locator("#form-limits input[inputmode=numeric]").all():
        field.fill("")
    save(page, "limits")


def edit(page: Page, what: str) -> None:
    page.get_by_role("button", name=f"{SAY['edit']}: {SAY[what]}").click()
    expect(page.locator(f"#form-{what}")).to_be_visible()


def save(page: Page, what: str) -> None:
    page.locator(f"#form-{what} button[type=submit]").click()


def test_an_admin_promises_an_earlier_answer_and_is_refused_a_later_one(rules: Page) -> None:
    edit(rules, "limits")
    rules.locator('[id="first_follow_up"]').fill("9")
    save(rules, "limits")
    expect(rules.locator(".govuk-error-summary")).to_contain_text("paling lama 5 hari")
    assert axe.violations(rules) == []

    rules.locator('[id="first_follow_up"]').fill("2")
    save(rules, "limits")

    expect(rules.locator("#saved")).to_have_text(SAY["saved"])
    row = rules.locator("#limits tr").filter(has_text="Tindak lanjut pertama")
    expect(row).to_contain_text("2 hari kerja")
    rules.reload()
    expect(row).to_contain_text("2 hari kerja")


def test_closures_that_overlap_are_refused_with_the_reason_and_nothing_typed_is_lost(
    rules: Page,
) -> None:
    edit(rules, "calendar")
    for number, day in enumerate(("2027-03-01", "2027-03-01")):
        rules.get_by_role("button", name=SAY["add_closure"]).click()
        rules.locator(f"#closure-from-{number}").fill(day)
        rules.locator(f"#closure-to-{number}").fill("2027-03-02")
        rules.locator(f"#closure-name-{number}").fill("Hari jadi kabupaten")
    save(rules, "calendar")

    expect(rules.locator("#closures .govuk-error-message")).to_contain_text("bertumpang tindih")
    expect(rules.locator("#closure-name-1")).to_have_value("Hari jadi kabupaten")
    assert axe.violations(rules) == []


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_registrar_sees_whose_levels_are_empty(open_desk: OpenDesk, lang: str) -> None:
    page = open_desk("pencatat", lang).page
    page.goto(f"/{lang}/petugas/aturan/")
    page.locator("summary").last.click()
    row = page.locator("#gaps tr").filter(has_text="Kota Makassar").first
    expect(row).to_contain_text({"id": "Pemantau", "en": "Monitor"}[lang])


def test_officers_read_all_deadlines_of_a_report_and_what_became_of_them(
    open_desk: OpenDesk, office: Office
) -> None:
    filed: Any = office.verified()
    desk = open_desk("pu.bandung")
    desk.open(filed.number)
    section = desk.page.locator("section[aria-labelledby=clocks-title]")

    expect(section).to_contain_text("Verifikasi")
    expect(section.locator(".tag--green").first).to_contain_text("Dipenuhi")
    expect(section).to_contain_text("Keputusan menurut undang-undang")
    assert axe.violations(desk.page) == []
