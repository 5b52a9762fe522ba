"""The watch of all browser tests sees what it is for: a watch that is blind would pass anything."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.watch import Watch


@pytest.fixture
def unforgiven(
    browser: Browser, browser_context_args: dict[str, Any], stack: dict[str, Any]
) -> Iterator[Watch]:
    """A watch whose faults fail no test."""
    context = browser.new_context(**browser_context_args)
    yield Watch(context, stack["url"], stack["endpoint"])
    context.close()


@pytest.mark.parametrize(
    ("deed", "fault"),
    [
        ("new Image().src = 'https://contoh.example/x.png'", "policy violated: img-src"),
        ("setTimeout(() => { throw new Error('rusak') })", "script failed"),
        ("setTimeout(() => alert('halo'))", "alert: halo"),
        ("console.error('salah')", "console: salah"),
        ("fetch('/assets/tidak-ada.js')", "console: Failed to load resource"),
    ],
)
def test_a_deed_of_a_page_is_seen(unforgiven: Watch, deed: str, fault: str) -> None:
    page = unforgiven.context.new_page()
    page.goto("/id/")
    assert unforgiven.faults == []
    page.evaluate(f"() => {{ {deed} }}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    assert [seen for seen in unforgiven.faults if fault in seen], unforgiven.faults


def test_a_request_to_another_origin_is_seen(unforgiven: Watch) -> None:
    page = unforgiven.context.new_page()
    page.set_content("<img src='https://contoh.example/x.png' alt='x'>")
    assert "request to another origin: https://contoh.example/x.png" in unforgiven.faults
