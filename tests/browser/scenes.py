"""Every page in its main states, as a person would bring it there."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from playwright.sync_api import Page, expect

from local import clock
from tests.browser.desk import Desk
from tests.browser.filing import BANDUNG, REASON, WHY, Filed, Office, address, person
from tests.browser.form import Form
from tests.browser.mine import Mine
from tests.browser.proving import Proving
from tests.browser.tracking import Tracking
from tests.journey.outbox import eventually

READING = 3_500
"""Milliseconds before a form without scripts may be sent."""

LONG = "Pertanggungjawaban-penyelenggaraan-pelayanan-publik-berkelanjutan-antarinstansi"
"""A word without a place to break."""


class Stage(NamedTuple):
    """What a scene needs: a page, its language, the others, and an officer who signs in."""

    page: Page
    lang: str
    office: Office
    desk: Callable[[str], Desk]


Scene = Callable[[Stage], Page]


def home(stage: Stage) -> Page:
    filed = stage.office.verified(title=f"Halte {LONG}")
    eventually(lambda: filed.number in stage.office.public())
    stage.page.goto(f"/{stage.lang}/")
    expect(stage.page.locator("#latest li").first).to_be_visible()
    return stage.page


def form_empty(stage: Stage) -> Page:
    return Form(stage.page, stage.lang).open().page


def form_errors(stage: Stage) -> Page:
    form = Form(stage.page, stage.lang).open().go_on()
    expect(form.problems).to_be_visible()
    return stage.page


def form_where(stage: Stage) -> Page:
    return Form(stage.page, stage.lang).open().what().go_on().where().page


def form_you(stage: Stage) -> Page:
    form = Form(stage.page, stage.lang).open().what().go_on().where().go_on()
    form.you("confidential")
    expect(stage.page.locator("#draft-keep")).to_be_visible()
    return stage.page


def form_check(stage: Stage) -> Page:
    return Form(stage.page, stage.lang).open().fill_all(title=LONG, body=f"{LONG} " * 3).page


def form_failure(stage: Stage) -> Page:
    form_check(stage)
    stage.page.context.set_offline(True)
    stage.page.click("#send")
    expect(stage.page.locator("#failure")).to_be_visible()
    return stage.page


def receipt(stage: Stage) -> Page:
    Form(stage.page, stage.lang).open().fill_all().send()
    return stage.page


def track_empty(stage: Stage) -> Page:
    stage.page.goto(f"/{stage.lang}/lacak/")
    expect(stage.page.locator("#number")).to_be_visible()
    return stage.page


def track_unknown(stage: Stage) -> Page:
    tracking = Tracking(stage.page, stage.lang)
    tracking.ask("0000-0000-0000", "")
    expect(tracking.problem).to_be_visible()
    return stage.page


def tracked(stage: Stage) -> Page:
    filed = stage.office.answered(f"Sudah diganti. {LONG}", done=True, title=LONG)
    tracking = Tracking(stage.page, stage.lang)
    tracking.open(filed)
    tracking.choose("close")
    return stage.page


def contact_code(stage: Stage) -> Page:
    filed = stage.office.filed(reporter=person(address(), phone="0812 0000 1234"))
    Tracking(stage.page, stage.lang).open(filed)
    stage.page.click("#confirm-email")
    stage.page.click("#enter-code-button")
    expect(stage.page.locator(".govuk-error-summary")).to_be_focused()
    return stage.page


def contact_confirmed(stage: Stage) -> Page:
    filed = stage.office.confirmed(address())
    Tracking(stage.page, stage.lang).open(filed)
    expect(stage.page.locator(".contact .tag--green")).to_be_visible()
    return stage.page


def mine_empty(stage: Stage) -> Page:
    Mine(stage.page, stage.lang).open().press("#ask")
    return stage.page


def mine_code(stage: Stage) -> Page:
    Mine(stage.page, stage.lang).open().ask(address()).enter("12")
    expect(stage.page.locator(".govuk-error-summary")).to_be_focused()
    return stage.page


def mine_list(stage: Stage) -> Page:
    email = address()
    stage.office.confirmed(email, title=LONG)
    mine = Mine(stage.page, stage.lang).open().ask(email)
    mine.enter(stage.office.code_to(email, 1))
    expect(stage.page.locator("#results li")).to_have_count(1)
    return stage.page


def proof_empty(stage: Stage) -> Page:
    stage.page.goto(f"/{stage.lang}/bukti/")
    expect(stage.page.locator("#roots")).to_be_visible()
    return stage.page


def proof_whole(stage: Stage) -> Page:
    proving = Proving(stage.page, stage.lang)
    proving.check(*stage.office.answered(f"Sudah diganti. {LONG}", done=False, title=LONG))
    proving.has_found("whole")
    return stage.page


def proof_damaged(stage: Stage) -> Page:
    proving = Proving(stage.page, stage.lang)
    proving.check(*stage.office.filed(title=LONG), "ab" * 32)
    proving.has_found("damaged")
    return stage.page


def proof_gone(stage: Stage) -> Page:
    proving = Proving(stage.page, stage.lang)
    proving.check("0000-0000-0000", "0000-0000-0000-0000", "ab" * 32)
    proving.has_found("gone")
    return stage.page


def public_list(stage: Stage) -> Page:
    filed = stage.office.verified(title=LONG)
    eventually(lambda: filed.number in stage.office.public())
    stage.page.goto(f"/{stage.lang}/laporan/?province=32&regency=32.73")
    expect(stage.page.locator("#results li").first).to_be_visible()
    stage.page.locator(".filters").evaluate("(filters) => { filters.open = true; }")
    return stage.page


def public_nothing(stage: Stage) -> Page:
    stage.page.goto(f"/{stage.lang}/laporan/?province=91&class=information&state=referred")
    expect(stage.page.locator(".notice")).to_be_visible()
    return stage.page


def public_detail(stage: Stage) -> Page:
    filed = stage.office.answered("Sudah kami periksa.", done=False)
    stage.page.goto(f"/{stage.lang}/laporan/detail/?n={filed.number}")
    expect(stage.page.locator("#report-title")).to_be_visible()
    return stage.page


def public_unknown(stage: Stage) -> Page:
    stage.page.goto(f"/{stage.lang}/laporan/detail/?n=0000-0000-0000")
    expect(stage.page.get_by_role("alert")).to_be_visible()
    return stage.page


def sign_in(stage: Stage) -> Page:
    stage.page.goto(f"/{stage.lang}/petugas/masuk/")
    stage.page.click("#enter")
    expect(stage.page.locator(".govuk-error-summary")).to_be_visible()
    return stage.page


def queue(stage: Stage) -> Page:
    stage.office.filed(title=f"Lampu {LONG}", confidential=True)
    desk = stage.desk("admin.bandung")
    expect(desk.page.locator("#queue tbody tr").first).to_be_visible()
    return desk.page


def queue_empty(stage: Stage) -> Page:
    desk = stage.desk("admin.bpjs-kesehatan")
    desk.page.goto(f"/{stage.lang}/petugas/?tab=waiting")
    expect(desk.page.locator("#empty")).to_be_visible()
    return desk.page


def opened(stage: Stage, move: str, filed: Filed, username: str = "admin.bandung") -> Desk:
    desk = stage.desk(username)
    desk.open(filed.number)
    desk.choose(move)
    return desk


def verifying(stage: Stage) -> Page:
    desk = opened(stage, "verify", stage.office.filed(title=LONG))
    expect(desk.page.locator("#unit option").nth(1)).to_be_attached()
    return desk.page


def verifying_nationally(stage: Stage) -> Page:
    filed = stage.office.filed()
    stage.office.officer("admin.bandung", filed, "return", reason="wewenang-provinsi")
    return opened(stage, "verify", filed, "nasional").page


def archiving_wrongly(stage: Stage) -> Page:
    desk = opened(stage, "archive", stage.office.filed())
    desk.submit("archive")
    expect(desk.page.locator(".govuk-error-summary")).to_be_visible()
    return desk.page


def conflict(stage: Stage) -> Page:
    filed = stage.office.filed()
    desk = opened(stage, "hold", filed)
    desk.page.fill("#question", "Di mana?")
    stage.office.officer("admin.bandung", filed, "note", text=f"Catatan {LONG}")
    stage.office.officer("admin.bandung", filed, "verify", **BANDUNG)
    desk.submit("hold")
    expect(desk.conflict).to_be_visible()
    return desk.page


def saved(stage: Stage) -> Page:
    desk = opened(stage, "note", stage.office.verified())
    desk.page.fill("#text", "Menunggu anggaran.")
    desk.submit("note")
    expect(desk.page.locator(".event--internal")).to_be_visible()
    return desk.page


def spam_wrongly(stage: Stage) -> Page:
    desk = opened(stage, "spam", stage.office.filed())
    desk.submit("spam")
    expect(desk.page.locator(".govuk-error-summary")).to_be_visible()
    return desk.page


def hiding(stage: Stage) -> Page:
    """The words of a report to choose from: one hidden already, one chosen, one too long."""
    filed = stage.office.verified(body=f"Hubungi 0812 0000 1234, Pak Budi. {LONG} {LONG}")
    desk = stage.desk("admin.bandung")
    desk.open(filed.number)
    desk.hide(1, "body", "Budi")
    return desk.page


def hidden(stage: Stage) -> Page:
    desk = Desk(hiding(stage), stage.lang)
    desk.save_words()
    return desk.page


def redacting(stage: Stage) -> Page:
    desk = opened(stage, "redact", stage.office.verified(title=LONG))
    desk.page.locator("#of").select_option("1")
    desk.submit("redact")
    expect(desk.page.locator(".govuk-error-summary")).to_be_visible()
    return desk.page


def blocking(stage: Stage) -> Page:
    """A report of a blocked contact and of a wave, about to be blocked itself."""
    person = stage.office.stranger()
    words = {"reason": "spam-berulang", "text": f"Berulang kali. {LONG}"}
    stage.office.officer("admin.bandung", stage.office.filed(reporter=person), "block", **words)
    desk = opened(stage, "block", stage.office.filed(reporter=person))
    expect(desk.page.locator(".notice--warning").first).to_be_visible()
    return desk.page


def appealing(stage: Stage) -> Page:
    filed = stage.office.filed(reporter=stage.office.stranger())
    words = {"text": f"Bukan laporan. {LONG}"}
    stage.office.officer("admin.bandung", filed, "spam", reason="rekaan", **words)
    stage.office.officer("admin.bandung", filed, "block", reason="spam-berulang", **words)
    tracking = Tracking(stage.page, stage.lang)
    tracking.open(filed)
    tracking.choose("appeal")
    return stage.page


def removed(stage: Stage) -> Page:
    filed = stage.office.answered(f"Sudah. {LONG}", done=False)
    seq = stage.office.seen(filed)["events"][-1]["seq"]
    for of in (1, seq):
        stage.office.officer("admin.bandung", filed, "redact", of=of, reason="data-pribadi")
    stage.page.goto(f"/{stage.lang}/laporan/detail/?n={filed.number}")
    expect(stage.page.locator(".removed")).to_have_count(2)
    return stage.page


def revealed(stage: Stage) -> Page:
    desk = opened(stage, "reveal", stage.office.verified())
    desk.page.locator("#reason").select_option(REASON)
    desk.page.fill("#text", f"{WHY} {LONG}")
    desk.submit("reveal")
    expect(desk.page.locator("#identity")).to_be_visible()
    return desk.page


def revealing(stage: Stage) -> Page:
    return opened(stage, "reveal", stage.office.verified()).page


def asked_to_reveal(stage: Stage) -> Page:
    return opened(stage, "grant-reveal", stage.office.asked_to_reveal(), "nasional").page


def raised(stage: Stage) -> Page:
    stage.office.asked_to_reveal(title=LONG)
    desk = stage.desk("nasional")
    desk.page.goto(f"/{stage.lang}/petugas/?tab=raised")
    expect(desk.page.locator("#queue tbody tr").first).to_be_visible()
    return desk.page


def lifting(stage: Stage) -> Page:
    tracking = Tracking(stage.page, stage.lang)
    tracking.open(stage.office.asked_to_reveal(confidential=True))
    tracking.choose("unconceal")
    tracking.send()
    expect(tracking.problem).to_be_visible()
    return stage.page


def watching(stage: Stage) -> Page:
    filed = stage.office.verified(confidential=True)
    desk = stage.desk("uji.pantau")
    desk.open(filed.number)
    expect(desk.page.locator("#kept-secret")).to_be_visible()
    return desk.page


def privacy(stage: Stage) -> Page:
    stage.page.goto(f"/{stage.lang}/{'privacy' if stage.lang == 'en' else 'privasi'}/")
    expect(stage.page.locator("#kept")).to_be_visible()
    return stage.page


def erasing(stage: Stage) -> Page:
    tracking = Tracking(stage.page, stage.lang)
    tracking.open(stage.office.verified(title=LONG))
    tracking.choose("erase")
    expect(stage.page.locator("#sure")).to_be_attached()
    return stage.page


def letter(stage: Stage) -> Page:
    filed = stage.office.verified()
    claim = {"right": "erase", "received_on": clock.today()}
    stage.office.officer("nasional2", filed, "request-subject", **claim)
    desk = stage.desk("nasional")
    desk.open(filed.number)
    desk.choose("erase-subject")
    return desk.page


def form_again(stage: Stage) -> Page:
    """The page with which the server answers a browser without scripts."""
    Form(stage.page, stage.lang).open().what(title="Jln")
    stage.page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#form'))")
    expect(stage.page.locator("#problems")).to_be_visible()
    return stage.page


def server_check(stage: Stage) -> Page:
    """The check page of a browser without scripts."""
    Form(stage.page, stage.lang).open().fill_all(title=LONG)
    stage.page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('#form'))")
    expect(stage.page.locator("button[value=send]")).to_be_visible()
    return stage.page


def server_receipt(stage: Stage) -> Page:
    """The receipt of a browser without scripts."""
    server_check(stage).wait_for_timeout(READING)
    stage.page.click("button[value=send]")
    expect(stage.page.locator(".receipt")).to_be_visible()
    return stage.page


SCENES: Mapping[str, Scene] = {
    scene.__name__: scene
    for scene in (
        home,
        form_empty,
        form_errors,
        form_where,
        form_you,
        form_check,
        form_failure,
        receipt,
        track_empty,
        track_unknown,
        tracked,
        contact_code,
        contact_confirmed,
        mine_empty,
        mine_code,
        mine_list,
        proof_empty,
        proof_whole,
        proof_damaged,
        proof_gone,
        public_list,
        public_nothing,
        public_detail,
        public_unknown,
        sign_in,
        queue,
        queue_empty,
        verifying,
        verifying_nationally,
        archiving_wrongly,
        conflict,
        saved,
        spam_wrongly,
        blocking,
        appealing,
        hiding,
        hidden,
        redacting,
        removed,
        revealing,
        revealed,
        asked_to_reveal,
        raised,
        lifting,
        watching,
        privacy,
        erasing,
        letter,
        form_again,
        server_check,
        server_receipt,
    )
}
"""Every scene by its name."""
