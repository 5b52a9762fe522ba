"""Photos and documents on the pages: sent, checked, seen by the office, shown to all."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.desk import Desk
from tests.browser.filing import BANDUNG, Filed, Office
from tests.browser.tracking import Tracking
from tests.browser.words import both_languages, texts, wording
from tests.media import pictures

OpenDesk = Callable[..., Desk]
PATIENCE = 60_000
"""Milliseconds until a file is checked: a queue, a cold function and a child lie between."""


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo of a phone."""
    file = tmp_path / "KTP Warga.jpg"
    file.write_bytes(pictures.photo(orientation=6))
    return file


@pytest.fixture
def filed(office: Office) -> Filed:
    """A report that the unit for roads has."""
    report = office.filed(agency="32.73")
    office.officer("admin.bandung", report, "verify", **BANDUNG)
    return report


def send(page: Page, *files: Any) -> None:
    page.locator("#files-input").set_input_files(list(files))


def seen(page: Page) -> Any:
    return page.locator(".file")


def clean(page: Page) -> None:
    assert axe.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@both_languages
def test_a_reporter_sends_a_photo_and_the_office_shows_it_to_all(
    page: Page, open_desk: OpenDesk, office: Office, filed: Filed, photo: Path, lang: str
) -> None:
    """Given a photo from a phone, when it is checked, the office opens it and shows it."""
    say = texts(lang)["files"]
    tracking = Tracking(page, lang)
    tracking.open(filed)
    send(page, photo)
    expect(seen(page)).to_have_count(1)
    expect(seen(page).locator("img")).to_be_visible(timeout=PATIENCE)
    expect(seen(page)).not_to_contain_text("KTP")
    expect(tracking.events().first).to_contain_text(wording(lang)["events"]["attached"])
    clean(page)

    desk = open_desk("admin.bandung", lang)
    desk.open(filed.number)
    expect(seen(desk.page).locator("img")).to_be_visible()
    natural = "img => [img.naturalWidth, img.naturalHeight]"
    assert seen(desk.page).locator("img").evaluate(natural) == [300, 400]
    with desk.page.expect_popup() as opened:
        seen(desk.page).get_by_role("button").first.click()
    opened.value.wait_for_url("**/*response-content-type=image*")
    expect(seen(desk.page)).to_contain_text(say["is_hidden"])
    seen(desk.page).get_by_role("button", name=say["show"]).click()
    expect(seen(desk.page)).to_contain_text(say["is_public"])
    clean(desk.page)

    page.goto(f"/{lang}/laporan/detail/?n={filed.number}")
    expect(seen(page).locator("img")).to_be_visible()
    clean(page)


def test_what_cannot_be_taken_is_said_at_once_or_after_the_check(
    page: Page, filed: Filed, photo: Path
) -> None:
    errors, refusals = wording("id")["errors"], wording("id")["file_refusals"]
    Tracking(page).open(filed)
    infected = {"name": "foto.jpg", "mimeType": "image/jpeg",
                "buffer": pictures.photo() + pictures.EICAR}  # fmt: skip
    program = {"name": "foto.jpg.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}
    empty = {"name": "kosong.png", "mimeType": "image/png", "buffer": b""}
    send(page, program, empty, infected)
    expect(page.locator(".sending").nth(0)).to_contain_text(errors["file_type"])
    expect(page.locator(".sending").nth(1)).to_contain_text(errors["file_empty"])
    expect(seen(page)).to_contain_text(refusals["malware"], timeout=PATIENCE)
    clean(page)


@both_languages
def test_an_admin_deletes_a_file_after_a_second_thought_and_the_reporter_reads_why(
    page: Page, open_desk: OpenDesk, filed: Filed, photo: Path, lang: str
) -> None:
    """Given a photo, when an admin opens, leaves, and then confirms the deletion, it is gone."""
    say, protect = texts(lang)["files"], texts(lang)["protect"]
    tracking = Tracking(page, lang)
    tracking.open(filed)
    send(page, photo)
    expect(seen(page).locator("img")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name=protect["delete_file"])).to_have_count(0)

    desk = open_desk("admin.bandung", lang)
    desk.open(filed.number)
    start = desk.page.get_by_role("button", name=protect["delete_file"])
    start.click()
    expect(desk.page.locator("#form-delete-file h2")).to_be_focused()
    clean(desk.page)
    desk.page.locator("#form-delete-file .link-button").click()
    expect(start).to_be_focused()

    start.click()
    desk.page.locator("#form-delete-file button[type=submit]").click()
    expect(desk.page.locator(".govuk-error-summary")).to_contain_text(protect["sure_missing"])
    clean(desk.page)
    desk.page.select_option("#file-reason", "berkas-data-pribadi")
    desk.page.check("#file-sure")
    desk.page.locator("#form-delete-file button[type=submit]").click()
    expect(desk.page.locator(".files p[role=status]")).to_contain_text(say["deleted"])
    expect(desk.page.locator(".files p[role=status]")).to_be_focused()
    expect(seen(desk.page).locator("img")).to_have_count(0)
    clean(desk.page)

    tracking.open(filed)
    name = say["photo"].replace("{n}", "1")
    expect(seen(page)).to_contain_text(say["deleted"])
    expect(tracking.events().first).to_contain_text(wording(lang)["events"]["file_deleted"])
    expect(tracking.events().first).to_contain_text(name)
    clean(page)


def test_an_officers_evidence_goes_up_and_the_next_move_meets_no_conflict(
    open_desk: OpenDesk, filed: Filed, photo: Path
) -> None:
    desk = open_desk("pu.bandung")
    desk.open(filed.number)
    send(desk.page, photo)
    expect(seen(desk.page).locator("img")).to_be_visible(timeout=PATIENCE)
    expect(seen(desk.page)).to_contain_text(texts("id")["files"]["is_public"])
    form = desk.choose("follow-up")
    form.locator("#text").fill("Lubang sudah ditambal, lihat foto.")
    desk.submit("follow-up")
    desk.has_saved("in_progress")
