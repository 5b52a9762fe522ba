"""Asks axe-core what is not accessible on a page."""

from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.words import ROOT

SCRIPT = ROOT / "web/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    if not SCRIPT.exists():
        pytest.fail("axe-core is missing: `npm ci` in web/ brings it", pytrace=False)
    return SCRIPT.read_text()


def violations(page: Page) -> list[str]:
    """Give each violation as its rule and the elements that break it."""
    page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(
        "(tags) => axe.run(document, { runOnly: tags }).then(({ violations }) => violations)", TAGS
    )
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
