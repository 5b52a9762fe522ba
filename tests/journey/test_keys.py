"""Every call of another system by every kind of key and every kind of report, over HTTP.

What `test_roles` is for officers this is for API keys: what the scope says and nothing else; what a
key does not see answers as a number that was never given, byte for byte.
"""

import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from local.demo import rest
from local.demo.site import Site
from tests.functions.world import sample
from tests.journey.conftest import Send

Stack = Mapping[str, Any]
NOWHERE = "0000-0000-0000"
BANDUNG = {"agency": "32.73", "unit": "32.73:dinas-pu"}
SURABAYA = {"agency": "35.78", "unit": None}

CALLS: Mapping[str, tuple[str, int]] = {
    # call: the scope that it needs, and how it answers with it
    "GET /api/v1/reports": ("read", 200),
    "GET /api/v1/reports/{number}": ("read", 200),
    "POST /api/v1/reports": ("submit", 201),
}

MAKES = Callable[..., Any]


@pytest.fixture(scope="module")
def make(send: Send, token: Callable[[str], str]) -> MAKES:
    """Make a key of Bandung's."""
    bearer = f"Bearer {token('pengembang.bandung')}"

    def made(*scopes: str) -> Any:
        body = {"name": "Aplikasi kota", "scopes": scopes, "days": 1}
        return send("POST", "/keys", body, Authorization=bearer).json()

    return made


@pytest.fixture(scope="module")
def numbers(stack: Stack) -> dict[str, str]:
    """Reports by what a key of Bandung's can know of them."""
    site = Site(stack["api"])

    def filed(agency: str, **changes: Any) -> str:
        report = site.file(sample(agency=agency, **changes), str(uuid.uuid4()))["number"]
        settled(report)
        return str(report)

    def settled(report: str) -> None:
        rest.wait([report.replace("-", "")], stack["outputs"])

    def done(who: str, report: str, action: str, body: Mapping[str, Any]) -> str:
        site.officer(who, report, action, body)
        settled(report)
        return report

    theirs = done("admin.surabaya", filed("35.78"), "verify", SURABAYA)
    secret = done("admin.bandung", filed("32.73", confidential=True), "verify", BANDUNG)
    later = done("admin.bandung", filed("32.73"), "verify", BANDUNG)
    return {
        "open": done("admin.bandung", filed("32.73"), "verify", BANDUNG),
        "unverified": filed("32.73"),
        "confidential": secret,
        "made confidential": done("admin.bandung", later, "conceal", {}),
        "another agency's": theirs,
    }


def call(send: Send, name: str, key: str | None, number: str = NOWHERE) -> Any:
    """Make one of the calls; `key` is None for a call that carries none."""
    method, path = name.split(" /api")
    more = {} if key is None else {"Authorization": f"Bearer {key}"}
    body = None
    if method == "POST":
        body, more["Idempotency_Key"] = sample(agency="35.78"), str(uuid.uuid4())
    return send(method, path.replace("{number}", number), body, **more)


def test_every_call_for_systems_of_the_template_is_tried(
    stack: Stack, aws: Callable[[str], Any]
) -> None:
    found = aws("apigatewayv2").get_routes(ApiId=stack["outputs"]["ApiId"], MaxResults="500")
    assert {r["RouteKey"] for r in found["Items"] if "/api/v1/" in r["RouteKey"]} == set(CALLS)


@pytest.mark.parametrize("name", CALLS)
def test_a_key_is_good_for_the_calls_of_its_scopes_and_all_others_are_refused_alike(
    send: Send, token: Callable[[str], str], make: MAKES, numbers: dict[str, str], name: str
) -> None:
    scope, status = CALLS[name]
    good = make(scope)
    assert call(send, name, good["key"], numbers["open"]).status == status
    assert call(send, name, make("read", "submit")["key"], numbers["open"]).status == status

    (other,) = {"read", "submit"} - {scope}
    revoked = make(scope)
    bearer = f"Bearer {token('admin.bandung')}"
    assert send("POST", f"/keys/{revoked['id']}/revoke", {}, Authorization=bearer).status == 200
    wrong = [
        *("", "lapor", f"{good['key']}x", good["key"].replace(good["id"], "0" * 16)),
        *(make(other)["key"], revoked["key"], token("admin.bandung")),
    ]
    missing = call(send, name, None, numbers["open"])
    assert (missing.status, missing.json()["code"]) == (401, "bad_key")
    for key in wrong:
        answer = call(send, name, key, numbers["open"])
        assert (answer.status, answer.data) == (missing.status, missing.data), key
        assert set(answer.headers) == set(missing.headers), key


@pytest.mark.parametrize(
    "what", ["unverified", "confidential", "made confidential", "another agency's"]
)
def test_what_a_key_does_not_see_is_a_number_that_was_never_given(
    send: Send, make: MAKES, numbers: dict[str, str], what: str
) -> None:
    key = make("read")["key"]
    name = "GET /api/v1/reports/{number}"

    theirs, never = call(send, name, key, numbers[what]), call(send, name, key)

    assert (theirs.status, theirs.data) == (404, never.data)
    assert set(theirs.headers) == set(never.headers)
    assert theirs.headers.get("etag") is None


def test_the_list_has_the_agencys_open_reports_and_no_others(
    send: Send, make: MAKES, numbers: dict[str, str]
) -> None:
    key = make("read")["key"]
    listed: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        path = f"/v1/reports?cursor={cursor}" if cursor else "/v1/reports"
        page = send("GET", path, Authorization=f"Bearer {key}").json()
        assert {item["agency"] for item in page["items"]} <= {"32.73"}
        listed += [item["number"] for item in page["items"]]
        cursor = page["cursor"]

    assert numbers["open"] in listed
    assert not set(listed) & {number for what, number in numbers.items() if what != "open"}
    assert len(listed) == len(set(listed))
    alone = call(send, "GET /api/v1/reports/{number}", key, numbers["open"])
    assert alone.data == send("GET", f"/public/reports/{numbers['open']}").data


def test_many_calls_at_once_record_the_first_use_of_the_day_once(
    stack: Stack,
    aws: Callable[[str], Any],
    send: Send,
    token: Callable[[str], str],
    make: MAKES,
) -> None:
    made = make("read", "submit")

    with ThreadPoolExecutor(8) as pool:
        names = [*CALLS] * 6
        answers = list(pool.map(lambda name: call(send, name, made["key"]).status, names))

    assert {200, 201} <= set(answers) <= {200, 201, 404, 503}
    rows = [
        item
        for page in aws("dynamodb")
        .get_paginator("scan")
        .paginate(TableName=stack["outputs"]["AuditTable"])
        for item in page["Items"]
        if item["subject"]["S"] == f"key#{made['id']}"
    ]
    assert sorted(row["kind"]["S"] for row in rows) == ["key_created", "key_used"]
    (used,) = [row for row in rows if row["kind"]["S"] == "key_used"]
    bearer = f"Bearer {token('pengembang.bandung')}"
    keys = send("GET", "/keys", Authorization=bearer).json()["items"]
    assert [k["used_on"] for k in keys if k["id"] == made["id"]] == [used["day"]["S"]]


def test_a_report_that_came_by_a_key_is_the_citizens_like_any_other(
    stack: Stack, send: Send, token: Callable[[str], str], make: MAKES
) -> None:
    made = make("submit")
    once = str(uuid.uuid4())
    said = {"Authorization": f"Bearer {made['key']}", "Idempotency_Key": once}

    receipt = send("POST", "/v1/reports", sample(agency="32.73"), **said)
    again = send("POST", "/v1/reports", sample(agency="32.73"), **said)
    other = send("POST", "/v1/reports", sample(agency="32.73", anonymous=True), **said)

    assert (receipt.status, again.data) == (201, receipt.data)
    assert (other.status, other.json()["code"]) == (409, "key_reused")
    number, code = receipt.json()["number"], receipt.json()["access_code"]
    rest.wait([number.replace("-", "")], stack["outputs"])
    assert send("GET", f"/reports/{number}", Access_Code=code).status == 200
    bearer = f"Bearer {token('admin.bandung')}"
    first = send("GET", f"/desk/{number}", Authorization=bearer).json()["events"][0]["data"]
    assert (first["channel"], first["via"]) == (
        "key",
        {"key": f"key#{made['id']}", "agency": "32.73"},
    )
