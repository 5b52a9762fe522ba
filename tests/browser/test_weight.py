"""The report form over a poor line on a slow phone: bytes, and seconds until it is of use."""

from playwright.sync_api import Page, Route, expect

from tests.browser.form import Form

WEIGHTS = """[...performance.getEntriesByType('navigation'),
  ...performance.getEntriesByType('resource')].map((file) => [file.name, file.encodedBodySize])"""
KB = 1024
FORM_KB, SCRIPT_KB = 40, 15
USABLE = 5.0
"""Seconds; wide, for a busy machine with two cores."""
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400 * 1000 / 8,
    "uploadThroughput": 400 * 1000 / 8,
}


def test_the_form_weighs_at_most_40_kb_of_which_15_are_scripts(page: Page) -> None:
    """Bodies as they come over the wire, compressed; HTTP/2 squeezes headers to next to nothing."""
    Form(page).open()
    page.wait_for_load_state("networkidle")

    weights: dict[str, float] = dict(page.evaluate(WEIGHTS))

    total = sum(weights.values()) / KB
    scripts = sum(size for name, size in weights.items() if name.endswith(".js")) / KB
    print(f"\nform: {total:.1f} KB over the wire, {scripts:.1f} KB of them scripts")
    assert len(weights) >= 3
    assert all(weights.values()), weights
    assert total <= FORM_KB
    assert scripts <= SCRIPT_KB


def test_the_form_is_of_use_within_seconds_on_a_slow_phone(page: Page) -> None:
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.emulateNetworkConditions", SLOW_3G)
    client.send("Emulation.setCPUThrottlingRate", {"rate": 6})

    Form(page).open()

    expect(page.locator("[data-continue]:visible")).to_be_visible()
    seconds = page.evaluate(
        "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    )
    painted = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    print(
        f"\nslow phone: painted after {painted / 1000:.1f} s, usable after {seconds / 1000:.1f} s"
    )
    assert seconds / 1000 <= USABLE


def test_what_is_typed_before_the_scripts_arrive_is_kept(page: Page) -> None:
    """Given scripts that are late, when they come, the answers stay and the sections close."""
    late: list[Route] = []
    page.route("**/assets/*.js", lambda route: late.append(route))
    page.goto("/id/lapor/", wait_until="commit")
    page.fill("#title", "Ditulis sebelum skrip datang")
    page.select_option("#regency", "35.78")
    page.fill("#name", "Warga Contoh")

    for route in late:
        route.continue_()

    expect(page.locator("[data-continue]:visible")).to_be_visible()
    expect(page.locator("#title")).to_have_value("Ditulis sebelum skrip datang")
    expect(page.locator("#regency")).to_have_value("35.78")
    expect(page.locator("#province")).to_have_value("35")
    expect(page.locator("#name")).to_have_value("Warga Contoh")
