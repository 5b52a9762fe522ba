"""A newcomer's first sign-in in the browser: invited, new password, one-time codes, the desk."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import boto3
import pyotp
import pytest
import urllib3
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.conftest import LAPTOP, Open
from tests.browser.desk import Desk
from tests.browser.filing import Office
from tests.browser.words import texts, wording
from tests.journey.outbox import eventually, mails_to
from tests.journey.test_officers import temporary_password

CHOSEN = "Kata-Sandi-Baru-9"


@pytest.fixture
def require_codes(stack: dict[str, Any]) -> Iterator[Callable[[], None]]:
    """Makes the pool ask for codes from now on, as the cloud's does; until the test is over."""
    cognito: Any = boto3.client(
        "cognito-idp",
        endpoint_url=stack["endpoint"],
        region_name=stack["region"],
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - MiniStack takes any
    )

    def become(how: str) -> None:
        cognito.set_user_pool_mfa_config(
            UserPoolId=stack["outputs"]["UserPoolId"],
            SoftwareTokenMfaConfiguration={"Enabled": True},
            MfaConfiguration=how,
        )

    yield lambda: become("ON")
    become("OPTIONAL")


def invited(admin: Desk, stack: dict[str, Any], name: str) -> str:
    """Invite an officer on the admin's page; gives the temporary password of the mail."""
    page, say = admin.page, texts("id")
    email = f"{name}@petugas.example"
    page.get_by_role("link", name=say["admin"]["officers"], exact=True).click()
    page.click("#invite")
    form = page.locator("#form-invite")
    form.locator("button[type=submit]").click()
    expect(page.locator(".govuk-error-summary li")).to_have_count(4)
    assert axe.violations(page) == []
    page.fill("#name", "Petugas Demo Baru")
    page.fill("#username", name)
    page.fill("#email", email)
    page.select_option("#role", "unit")
    page.select_option("#unit", "32.73:dinas-pu")
    form.locator("button[type=submit]").click()
    expect(page.locator("#saved")).to_contain_text(email)
    expect(page.locator("#officers")).to_contain_text(name)
    return temporary_password(eventually(lambda: mails_to(stack, email))[-1])


def answer(page: Page, what: str) -> None:
    page.fill("#answer", what)
    page.click("#enter")


def test_a_newcomer_goes_through_every_step_to_the_desk(
    open_browser: Open,
    open_desk: Callable[..., Desk],
    stack: dict[str, Any],
    require_codes: Callable[[], None],
) -> None:
    say, name = texts("id")["signin"], f"baru.{uuid.uuid4().hex[:8]}"
    temporary = invited(open_desk("admin.bandung"), stack, name)
    require_codes()
    page = open_browser().context.new_page()
    desk = Desk(page)
    page.goto("/id/petugas/masuk/")

    desk.enter(name, temporary)
    expect(page.locator("h1")).to_have_text(say["new_title"])
    expect(page.locator("h1")).to_be_focused()
    expect(page.get_by_text(say["new_rules"])).to_be_visible()
    assert axe.violations(page) == []
    answer(page, "lemah")
    expect(page.locator(".govuk-error-summary")).to_contain_text(
        wording("id")["errors"]["weak_password"]
    )
    answer(page, CHOSEN)

    expect(page.locator("h1")).to_have_text(say["setup_title"])
    expect(page.get_by_role("img", name=say["setup_qr"])).to_be_visible()
    secret = page.locator("#secret").inner_text().replace(" ", "")
    link = page.locator("#otpauth").get_attribute("href")
    assert link == f"otpauth://totp/Lapor%3A{name}?secret={secret}&issuer=Lapor"
    expect(page.locator("#answer")).to_have_attribute("autocomplete", "one-time-code")
    expect(page.locator("#answer")).to_have_attribute("inputmode", "numeric")
    assert axe.violations(page) == []
    answer(page, "000 000")
    expect(page.get_by_role("alert")).to_contain_text(wording("id")["details"]["bad_code"])
    answer(page, pyotp.TOTP(secret).now())

    expect(page.locator("h1")).to_have_text(desk.say["queue"])
    expect(page.locator("#account")).to_contain_text("Petugas Demo Baru")
    desk.sign_out()

    desk.enter(name, CHOSEN)
    expect(page.locator("h1")).to_have_text(say["code_title"])
    assert axe.violations(page) == []
    page.locator("#answer").press_sequentially(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(desk.say["queue"])


def test_signing_out_everywhere_ends_the_other_browser_too(
    open_desk: Callable[..., Desk], stack: dict[str, Any]
) -> None:
    other = open_desk("dukcapil.sleman")
    refresh = "JSON.parse(sessionStorage.getItem('lapor-session')).refresh_token"
    token = other.page.evaluate(refresh)
    here = open_desk("dukcapil.sleman")

    here.sign_out("#sign-out-everywhere")

    here.page.wait_for_url("**/id/petugas/masuk/")
    said = other.page.request.post("/api/session/refresh", data={"refresh_token": token})
    assert said.status == 401


ROLES = {
    "admin.bandung": ["queue", "summary", "officers", "rules", "keys", "trail"],
    "nasional": ["queue", "summary", "officers", "rules", "trail"],
    "pu.bandung": ["queue"],
    "pimpinan.bandung": ["queue", "summary"],
    "pemantau.jabar": ["queue", "summary"],
    "ksp": ["queue"],
    "pengembang.bandung": ["keys"],
    "pencatat": ["offices", "rules"],
}


@pytest.mark.parametrize("username", ROLES)
def test_the_navigation_shows_what_the_role_may_use(
    open_desk: Callable[..., Desk], username: str
) -> None:
    desk = open_desk(username)
    say = {**texts("id")["admin"], "queue": desk.say["queue"]}

    shown = desk.page.locator(".desk-nav a")

    expect(shown).to_have_text([say[name] for name in ROLES[username]])
    expect(desk.page.locator("h1")).to_have_text(say[ROLES[username][0]])


@pytest.mark.parametrize("viewport", [{"width": 360, "height": 740}, LAPTOP])
@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_pages_of_the_house_are_accessible_and_fit(
    open_desk: Callable[..., Desk], lang: str, viewport: dict[str, int]
) -> None:
    for username, paths in {
        "admin.bandung": ("akun", "aturan", "kunci", "jejak"),
        "pencatat": ("kantor", "aturan"),
        "pengembang.bandung": ("kunci",),
    }.items():
        page = open_desk(username, lang, viewport=viewport).page
        for path in paths:
            page.goto(f"/{lang}/petugas/{path}/")
            expect(page.locator(".queue table, #empty").first).to_be_visible()
            assert axe.violations(page) == [], path
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= viewport["width"], path


def test_a_key_is_made_shown_once_used_and_revoked(
    open_desk: Callable[..., Desk], stack: Mapping[str, Any]
) -> None:
    page = open_desk("pengembang.bandung").page
    say = texts("id")["key"]
    name = f"Aplikasi {uuid.uuid4().hex[:6]}"
    page.click("#make")
    page.fill("#name", name)
    page.locator("#form-make button[type=submit]").click()

    expect(page.locator("#new-key")).to_contain_text("lapor_")
    key = page.locator("#new-key").inner_text()
    page.reload()
    expect(page.locator("#keys")).to_contain_text(name)
    expect(page.locator("main")).not_to_contain_text(key)
    row = page.locator("#keys tr").filter(has_text=name)
    expect(row).to_contain_text(say["unused"])
    expect(page.locator("#opens")).to_contain_text(say["read_opens"])
    asked = urllib3.request(
        "GET", f"{stack['api']}/v1/reports", headers={"Authorization": f"Bearer {key.strip()}"}
    )
    assert asked.status == 200
    page.reload()
    expect(row).not_to_contain_text(say["unused"])
    page.get_by_role("button", name=f"{say['revoke']}: {name}").click()
    page.locator("#form-revoke button[type=submit]").click()
    expect(row).to_contain_text(say["revoked"])


def test_the_registrar_adds_a_unit_that_the_agency_can_use(
    open_desk: Callable[..., Desk],
) -> None:
    page = open_desk("pencatat").page
    code = f"uji-{uuid.uuid4().hex[:6]}"
    page.select_option("#region", "34")
    page.select_option("#agency", "34.04")
    expect(page.locator("#offices")).to_contain_text("34.04:dinas-pu")
    page.locator("#offices .row-actions").first.locator("button").nth(1).click()
    page.fill("#slug", code)
    page.fill("#name", f"Unit {code}")
    page.fill("#email", f"{code}@instansi.example")
    page.locator("#form-add button[type=submit]").click()
    expect(page.locator("#offices")).to_contain_text(f"34.04:{code}")

    admin = open_desk("admin.sleman").page
    admin.goto("/id/petugas/akun/")
    admin.click("#invite")
    admin.select_option("#role", "unit")
    expect(admin.locator(f"#unit option[value='34.04:{code}']")).to_have_count(1)


def test_who_does_not_keep_the_offices_only_reads_their_own(
    open_desk: Callable[..., Desk],
) -> None:
    page = open_desk("admin.sleman").page
    page.goto("/id/petugas/kantor/")
    expect(page.locator("#offices")).to_contain_text("34.04:dinas-pu")
    expect(page.locator("main button, main select")).to_have_count(0)
    assert axe.violations(page) == []


def test_the_audit_trail_is_told_in_words(open_desk: Callable[..., Desk]) -> None:
    """Given a move to another unit, then names stand where the rows hold codes."""
    page = open_desk("admin.sleman").page
    page.goto("/id/petugas/akun/")
    row = page.locator("#officers tr").filter(has_text="kesehatan.sleman")
    row.get_by_role("button", name=texts("id")["staff"]["move"]).click()
    page.locator("#form-move button[type=submit]").click()
    expect(page.locator("#saved")).to_be_visible()

    page.goto("/id/petugas/jejak/")

    moved = page.locator("#trail tr").filter(has_text="kesehatan.sleman").last
    expect(moved).to_contain_text(wording("id")["deeds"]["officer_moved"])
    expect(moved).to_contain_text("Unit: Dinas Kesehatan")
    expect(moved).to_contain_text("Admin instansi, Pemerintah Kabupaten Sleman")
    expect(moved).not_to_contain_text("34.04")


def test_the_audit_trail_names_the_national_office_to_an_agency(
    open_desk: Callable[..., Desk], office: Office
) -> None:
    office.site.admin("nasional", "lh.sleman", "reset")
    page = open_desk("admin.sleman").page

    page.goto("/id/petugas/jejak/")

    row = page.locator("#trail tr").filter(has_text="lh.sleman").last
    expect(row).to_contain_text("Admin nasional, Admin Nasional SP4N-LAPOR! (Kementerian PANRB)")
