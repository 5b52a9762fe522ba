"""One address for pages and API: what a browser sends arrives, and what it gets is protected."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
import urllib3

Stack = dict[str, Any]
REPORT = {
    "class": "complaint",
    "title": "Lampu jalan mati",
    "body": "Lampu jalan di depan pasar mati sudah tiga malam.",
    "place": {"province": "32", "regency": "32.73", "address": "Jl. Contoh"},
    "agency": None,
    "category": None,
    "anonymous": True,
    "confidential": False,
    "reporter": None,
}


@pytest.fixture
def call(stack: Stack) -> Any:
    """HTTP requests to the stack's address, redirects not followed."""
    with urllib3.PoolManager() as pool:

        def send(method: str, path: str, **more: Any) -> urllib3.BaseHTTPResponse:
            return pool.request(method, stack["url"] + path, redirect=False, **more)

        yield send


def filed(call: Any, headers: dict[str, str]) -> urllib3.BaseHTTPResponse:
    today = datetime.now(UTC).date().isoformat()
    answer: urllib3.BaseHTTPResponse = call(
        "POST",
        "/api/reports",
        json=REPORT | {"occurred_on": today},
        headers=headers | {"Content-Type": "application/json"},
    )
    return answer


def test_the_root_leads_to_the_indonesian_home_and_a_folder_to_its_page(call: Any) -> None:
    assert (call("GET", "/").status, call("GET", "/").headers["Location"]) == (302, "/id/")
    assert call("GET", "/id/lapor?a=b%20c").headers["Location"] == "/id/lapor/?a=b%20c"
    page = call("GET", "/id/lapor/")
    assert (page.status, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_no_address_leads_to_another_site(call: Any) -> None:
    answer = call("GET", "//example.org/x")
    assert not answer.headers.get("Location", "/").startswith(("//", "http"))


@pytest.mark.parametrize("path", ["/id/", "/api/reports/0000-0000-0000"])
def test_pages_and_answers_carry_the_protecting_headers(call: Any, path: str) -> None:
    headers = call("GET", path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_a_page_that_is_not_there_is_a_page_and_a_report_that_is_not_there_a_problem(
    call: Any,
) -> None:
    page = call("GET", "/id/tidak-ada/")
    assert (page.status, page.headers["Content-Type"]) == (404, "text/html; charset=utf-8")
    problem = call("GET", "/api/reports/0000-0000-0000", headers={"Accept-Language": "en"})
    assert (problem.status, problem.json()["code"]) == (404, "not_found")
    assert problem.headers["Content-Type"] == "application/problem+json"


def test_pages_are_compressed_and_answers_of_the_api_are_not(call: Any) -> None:
    wanted = {"Accept-Encoding": "gzip"}
    assert call("GET", "/id/lapor/", headers=wanted).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in call("GET", "/api/public/reports", headers=wanted).headers


def test_the_body_the_key_and_the_code_arrive(call: Any, keyed: Any) -> None:
    headers = keyed(str(uuid4()))
    first, again = filed(call, headers), filed(call, headers)
    assert first.status == 201
    assert again.json() == first.json()
    receipt = first.json()
    where = f"/api/reports/{receipt['number']}"
    whole = call("GET", where, headers={"Access-Code": receipt["access_code"]}).json()
    assert whole["events"][0]["text"] == REPORT["body"]


def test_the_version_travels_as_etag_and_comes_back_as_if_match(call: Any, keyed: Any) -> None:
    receipt = filed(call, keyed(str(uuid4()))).json()
    where, code = f"/api/reports/{receipt['number']}", {"Access-Code": receipt["access_code"]}
    seen = call("GET", where, headers=code)
    assert seen.headers["ETag"] == f'"{seen.json()["version"]}"'
    late = call("POST", f"{where}/withdraw", json={}, headers=code | {"If-Match": '"99"'})
    assert (late.status, late.json()["code"]) == (409, "changed")


def test_an_officers_token_arrives_and_without_one_there_is_no_desk(call: Any, token: Any) -> None:
    assert call("GET", "/api/desk").status == 401
    signed_in = {"Authorization": f"Bearer {token('admin.bandung')}"}
    officer = call("GET", "/api/me", headers=signed_in).json()
    assert (officer["username"], officer["role"], officer["agency"]) == (
        "admin.bandung",
        "agency",
        "32.73",
    )
