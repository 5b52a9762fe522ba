"""A real Chromium before the real stack, watched, and the API behind it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser import chromium, watchers
from tests.browser.desk import Desk
from tests.browser.filing import Office
from tests.browser.watch import Watch

PATIENCE = 15_000
"""Milliseconds for a page to show what it should; a cold function takes its time on two cores."""

PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How Chromium starts; without one, tests are skipped here and fail in CI."""
    path = chromium.path()
    if path is None:
        message = "no Chromium or Chrome on this machine: apt-get install chromium"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            pytest.fail(message, pytrace=False)
        pytest.skip(message)
    expect.set_options(timeout=PATIENCE)
    return {"executable_path": path, "args": list(chromium.FLAGS)}


@pytest.fixture(scope="session")
def browser_context_args(stack: dict[str, Any]) -> dict[str, Any]:
    """A phone in Bandung."""
    return {
        "base_url": stack["url"],
        "locale": "id-ID",
        "timezone_id": "Asia/Jakarta",
        "viewport": PHONE,
    }


Open = Callable[..., Watch]


@pytest.fixture
def open_browser(
    browser: Browser, browser_context_args: dict[str, Any], stack: dict[str, Any]
) -> Iterator[Open]:
    """Opens contexts, each a person's own browser; what is wrong in any of them fails the test."""
    watches: list[Watch] = []

    def open_one(**options: Any) -> Watch:
        context = browser.new_context(**{**browser_context_args, **options})
        context.set_default_timeout(PATIENCE)
        watches.append(Watch(context, stack["url"], stack["endpoint"]))
        return watches[-1]

    yield open_one
    for watch in watches:
        watch.context.close()
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture
def watch(open_browser: Open) -> Watch:
    """The citizen's browser, with what it asked for."""
    return open_browser()


@pytest.fixture
def context(watch: Watch) -> BrowserContext:
    """The citizen's browser, from which the fixture `page` opens a page."""
    return watch.context


@pytest.fixture(scope="session")
def office(stack: dict[str, Any]) -> Office:
    """Everybody else, acting through the API."""
    return Office(stack)


@pytest.fixture(scope="session")
def passwords(stack: dict[str, Any]) -> dict[str, str]:
    """Passwords by user name, of the stack's officers and of those that only tests need."""
    demo = {account["username"]: account["password"] for account in stack["accounts"]}
    return demo | watchers.create()


@pytest.fixture
def open_desk(open_browser: Open, passwords: dict[str, str]) -> Callable[..., Desk]:
    """Signs officers in, each in a browser of their own on a laptop."""

    def sign_in(username: str, lang: str = "id", **options: Any) -> Desk:
        page = open_browser(**{"viewport": LAPTOP, **options}).context.new_page()
        desk = Desk(page, lang)
        desk.sign_in(username, passwords[username])
        return desk

    return sign_in
