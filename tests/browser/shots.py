"""Takes the pictures in docs/img from the demo on the running stack: python -m tests.browser.shots

Every page at 360 and 1280 pixels, with the browser's clock on the stack's. Start from a stack on
which only `make demo` was played; the pictures of the receipt file one report each. Names of
pictures as arguments take only those.
"""

import base64
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from local import clock
from local.stack import HOME, load
from tests.browser import chromium, picture
from tests.browser.desk import Desk
from tests.browser.filing import Filed
from tests.browser.form import Form
from tests.browser.tracking import Tracking

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "img"
WIDTHS = {360: 740, 1280: 800}
LONGEST = {360: 2200, 1280: 1500}
"""Pixels after which a long page is cut."""
HEAVY = 150
"""KB above which a picture is too heavy for the repository."""

TITLE = "Lubang besar di depan gerbang sekolah"
BODY = (
    "Di depan gerbang sekolah ada lubang sedalam 20 cm. Kalau hujan tertutup air dan tidak "
    "kelihatan. Dua anak sudah terjatuh minggu ini. Mohon segera ditambal."
)

SHOW = """async ([place, address]) => {
  const image = document.getElementById(place);
  image.src = address;
  await image.decode();
}"""

Take = Callable[[Page], None]


def home(page: Page) -> None:
    page.goto("/id/")
    expect(page.locator("#latest li").first).to_be_visible()


def form_what(page: Page) -> None:
    Form(page).open().what(TITLE, BODY)


def form_errors(page: Page) -> None:
    form = Form(page).open()
    page.fill("#title", "Jln")
    form.go_on()


def form_where(page: Page) -> None:
    Form(page).open().what(TITLE, BODY).go_on().where()


def form_you(page: Page) -> None:
    Form(page).open().what(TITLE, BODY).go_on().where().go_on().you()


def form_check(page: Page) -> None:
    Form(page).open().fill_all(TITLE, BODY)


def receipt(page: Page) -> None:
    Form(page).open().fill_all(TITLE, BODY).send()


def track_box(page: Page) -> None:
    page.goto("/id/lacak/")
    expect(page.locator("#number")).to_be_visible()


def track(page: Page, lives: dict[str, Any]) -> None:
    life = lives["kendari-str-perawat"]
    tracking = Tracking(page)
    tracking.open(Filed(life["number"], life["code"]))


def track_act(page: Page, lives: dict[str, Any]) -> None:
    life = lives["garut-potong-bansos"]
    tracking = Tracking(page)
    tracking.open(Filed(life["number"], life["code"]))
    tracking.choose("close")


def public_list(page: Page) -> None:
    page.goto("/id/laporan/")
    expect(page.locator("#results li").first).to_be_visible()


def public_detail(page: Page, lives: dict[str, Any]) -> None:
    page.goto(f"/id/laporan/detail/?n={lives['surabaya-halte-dibuka-lagi']['number']}")
    expect(page.locator("#report-title")).to_be_visible()


def sign_in(page: Page) -> None:
    page.goto("/id/petugas/masuk/")
    expect(page.locator("#username")).to_be_visible()


def queue(page: Page, passwords: dict[str, str]) -> None:
    Desk(page).sign_in("nasional", passwords["nasional"])
    page.goto("/id/petugas/?tab=raised")
    expect(page.locator("#queue tbody tr").first).to_be_visible()


def report_verify(page: Page, passwords: dict[str, str], lives: dict[str, Any]) -> None:
    desk = Desk(page)
    desk.sign_in("admin.surabaya", passwords["admin.surabaya"])
    desk.open(lives["surabaya-info-izin-ditanya-dua-kali"]["number"])
    desk.choose("verify")
    expect(page.locator("#unit option").nth(1)).to_be_attached()


def report_history(page: Page, passwords: dict[str, str], lives: dict[str, Any]) -> None:
    desk = Desk(page)
    desk.sign_in("admin.samarinda", passwords["admin.samarinda"])
    desk.open(lives["samarinda-tambang"]["number"])


def without_javascript(page: Page) -> None:
    page.goto("/id/lapor/")


def main() -> None:
    """Take every picture, or those that the arguments name."""
    stack = load()
    lives = json.loads((HOME / "demo.json").read_text())["lives"]
    passwords = {account["username"]: account["password"] for account in stack["accounts"]}
    takes: dict[str, Take] = {
        "home": home,
        "form-1-what": form_what,
        "form-2-where": form_where,
        "form-3-you": form_you,
        "form-4-check": form_check,
        "form-errors": form_errors,
        "form-no-javascript": without_javascript,
        "receipt": receipt,
        "track": track_box,
        "track-report": partial(track, lives=lives),
        "track-confirm": partial(track_act, lives=lives),
        "public-list": public_list,
        "public-detail": partial(public_detail, lives=lives),
        "desk-sign-in": sign_in,
        "desk-queue": partial(queue, passwords=passwords),
        "desk-verify": partial(report_verify, passwords=passwords, lives=lives),
        "desk-report": partial(report_history, passwords=passwords, lives=lives),
    }
    wanted = [name for name in sys.argv[1:] or takes if name != "lapor"]
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        path = chromium.path()
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.FLAGS))
        for done, name in enumerate(wanted, 1):
            for width in WIDTHS:
                with opened(browser, stack["url"], width, scripts="no-javascript" not in name) as p:
                    takes[name](p)
                    size = shoot(p, IMAGES / f"{name}-{width}.png", width)
                heavy = "  too heavy" if size > HEAVY else ""
                print(f"{done:2}/{len(wanted)}  {name}-{width}.png  {size} KB{heavy}", flush=True)
        if not sys.argv[1:] or "lapor" in sys.argv[1:]:
            size = hero(browser)
            print(f"lapor.png  {size} KB", flush=True)
        browser.close()


def hero(browser: Browser) -> int:
    """Compose the picture of the README from two that are there; gives its size in KB."""
    page = browser.new_page(viewport={"width": 1600, "height": 880})
    page.goto((Path(__file__).parent / "hero.html").as_uri())
    for place, name in {"desk": "desk-queue-1280", "phone": "form-1-what-360"}.items():
        png = base64.b64encode((IMAGES / f"{name}.png").read_bytes()).decode()
        page.evaluate(SHOW, [place, f"data:image/png;base64,{png}"])
    file = IMAGES / "lapor.png"
    file.write_bytes(picture.small(browser.new_page(), page.screenshot()))
    return file.stat().st_size // 1024


@contextmanager
def opened(browser: Browser, url: str, width: int, *, scripts: bool) -> Iterator[Page]:
    """A page of a fresh context whose clock stands at the stack's time."""
    context = browser.new_context(
        base_url=url,
        viewport={"width": width, "height": WIDTHS[width]},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        java_script_enabled=scripts,
    )
    page = context.new_page()
    page.clock.set_fixed_time(clock.now())
    yield page
    context.close()


def shoot(page: Page, file: Path, width: int) -> int:
    """Write the picture of a whole page; gives its size in KB."""
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, LONGEST[width])}
    IMAGES.mkdir(parents=True, exist_ok=True)
    png = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]  # a plain dict
    blank = page.context.new_page()
    file.write_bytes(picture.small(blank, png))
    return file.stat().st_size // 1024


if __name__ == "__main__":
    main()
