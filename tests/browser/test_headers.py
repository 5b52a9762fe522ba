"""Every page and every answer of the API carries what protects its reader."""

from typing import Any

import pytest
from playwright.sync_api import Page, Response

PAGES = [
    "/id/",
    "/en/lapor/",
    "/id/lacak/",
    "/id/laporan-saya/",
    "/id/laporan/",
    "/id/laporan/detail/",
    "/id/petugas/masuk/",
    "/id/petugas/",
    "/id/petugas/laporan/",
]
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
EXPECTED = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
    "permissions-policy": "geolocation=(self), camera=(), microphone=()",
}


def protected(headers: dict[str, str], files: str) -> None:
    """See that headers protect: policy by directive, and the others as they are.

    `files` is where files are sent to and fetched from, the one address beside the site's own.
    """
    directives = [part.strip().partition(" ") for part in headers[CSP].split(";")]
    policy = {name: value for name, _, value in directives}
    assert {name: policy.get(name) for name in POLICY} == POLICY
    assert policy["connect-src"] == f"'self' {files}"
    assert "unsafe" not in headers[CSP]
    assert {name: headers.get(name) for name in EXPECTED} == EXPECTED


CSP = "content-security-policy"


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_protected_and_never_kept_stale(
    page: Page, stack: dict[str, Any], path: str
) -> None:
    answer = page.goto(path, wait_until="commit")
    assert answer
    headers = answer.headers
    protected(headers, stack["endpoint"])
    assert headers["cache-control"] == "no-cache"


def test_a_page_that_is_not_there_is_protected_too(page: Page, stack: dict[str, Any]) -> None:
    answer = page.request.get("/id/tidak-ada/")
    assert answer.status == 404
    protected(answer.headers, stack["endpoint"])


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/public/reports", 200), ("/api/reports/0000-0000-0000", 404), ("/api/desk", 401)],
)
def test_answers_of_the_api_are_protected(
    page: Page, stack: dict[str, Any], path: str, status: int
) -> None:
    answer = page.request.get(path)
    assert answer.status == status
    protected(answer.headers, stack["endpoint"])


def test_the_forms_own_pages_are_protected_and_never_stored(
    page: Page, stack: dict[str, Any]
) -> None:
    answer = page.request.post("/api/forms/reports", form={"lang": "id"})
    assert "text/html" in answer.headers["content-type"]
    protected(answer.headers, stack["endpoint"])
    assert answer.headers["cache-control"] == "no-store"


def test_assets_may_be_kept_for_a_year(page: Page, stack: dict[str, Any]) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto("/id/lapor/")
    kept = [answer for answer in answers if "/assets/" in answer.url]
    assert len(kept) == 2
    for answer in kept:
        assert "immutable" in answer.headers["cache-control"]
