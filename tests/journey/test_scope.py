"""Every officers' call of the API, over HTTP, by those whom the report is no business of."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from local.demo import rest
from local.demo.site import Site
from tests.functions.world import sample
from tests.journey.conftest import Send

Stack = Mapping[str, Any]
NOWHERE = "0000-0000-0000"
BANDUNG = {"agency": "32.73", "unit": "32.73:dinas-pu"}

STRANGERS = (
    "perhubungan.bandung",
    "admin.surabaya",
    "pu.surabaya",
    "admin.jabar",
    "pu.jabar",
    "admin.kemenkes",
)
"""Another unit of the same city, another city, the province above, a ministry."""

CALLS: Mapping[str, Mapping[str, Any]] = {
    "verify": {"agency": "32.73"},
    "hold": {"question": "Di mana?"},
    "return": {"reason": "bukan-wewenang"},
    "archive": {"reason": "tidak-jelas", "text": "Tidak jelas."},
    "follow-up": {"text": "Sudah.", "done": True},
    "ask": {"question": "Sejak kapan?"},
    "forward": {"unit": "32.73:dinas-lh"},
    "note": {"text": "Catatan."},
    "anonymise": {},
    "conceal": {},
    "refer": {},
    "mask": {"of": 1, "part": "body", "spans": [[0, 3]]},
    "unmask": {"of": 1, "part": "body", "spans": [[0, 3]]},
    "redact": {"of": 1, "reason": "data-pribadi"},
    "reveal": {"reason": "bantuan-darurat", "text": "Pelapor perlu dihubungi segera."},
    "ask-reveal": {"reason": "bantuan-darurat", "text": "Pelapor perlu dihubungi segera."},
    "grant-reveal": {},
    "refuse-reveal": {"text": "Tidak perlu."},
    "request-subject": {"right": "erase", "received_on": "2026-11-20"},
    "refuse-subject": {"right": "erase", "text": "Bukan pelapor."},
    "export-subject": {},
    "erase-subject": {},
    "restrict-subject": {},
}


@pytest.fixture(scope="module")
def number(stack: Stack) -> str:
    """A report that the roads department of Bandung has."""
    site = Site(stack["api"])
    filed = site.file(sample(agency="32.73"), str(uuid.uuid4()))["number"]
    rest.wait([filed.replace("-", "")], stack["outputs"])
    site.officer("admin.bandung", filed, "verify", BANDUNG)
    rest.wait([filed.replace("-", "")], stack["outputs"])
    return str(filed)


def test_these_are_all_calls_that_the_template_gives_to_officers(
    stack: Stack, aws: Callable[[str], Any]
) -> None:
    found = aws("apigatewayv2").get_routes(ApiId=stack["outputs"]["ApiId"])["Items"]
    paths = [r["RouteKey"] for r in found if r["RouteKey"].startswith("POST /api/desk/{number}/")]
    assert {path.rpartition("/")[2] for path in paths} == set(CALLS)


@pytest.mark.parametrize("who", STRANGERS)
def test_another_offices_report_does_not_exist_for_any_call(
    send: Send, token: Callable[[str], str], number: str, who: str
) -> None:
    bearer = f"Bearer {token(who)}"

    def answered(report: str, name: str) -> tuple[int, bytes]:
        path = f"/desk/{report}/{name}" if name else f"/desk/{report}"
        answer = send("POST" if name else "GET", path, CALLS.get(name), Authorization=bearer)
        return answer.status, answer.data

    for name in ("", *CALLS):
        theirs = answered(number, name)
        assert theirs[0] == 404, name
        assert theirs == answered(NOWHERE, name), name


def test_after_all_of_it_the_report_is_as_it_was(
    stack: Stack, aws: Callable[[str], Any], number: str
) -> None:
    events = aws("dynamodb").query(
        TableName=stack["outputs"]["LedgerTable"],
        KeyConditionExpression="report = :r",
        ExpressionAttributeValues={":r": {"S": number.replace("-", "")}},
    )["Items"]
    assert [event["kind"]["S"] for event in events] == ["submitted", "routed", "verified"]
