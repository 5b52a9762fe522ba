"""Every role by every call by every scope, over HTTP: what the table says, and nothing else.

The table is the one that `docs/roles.md` prints. A call that is the role's, on a report in its
scope, comes as far as the version that it was made for (409 `changed`); one that is not the role's
is refused (409 `not_allowed`); outside of the scope the report does not exist (404), in the same
words as a number that was never given.
"""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from local.demo import rest
from local.demo.site import Site
from local.print_roles import calls
from tests.functions.world import sample
from tests.journey.conftest import Send

Stack = Mapping[str, Any]
NOWHERE = "0000-0000-0000"
BANDUNG = {"agency": "32.73", "unit": "32.73:dinas-pu"}
TABLE = calls()

SEES: Mapping[str, tuple[str, bool]] = {
    # who: the role, and whether a report of Bandung's roads department is in its scope
    "pu.bandung": ("unit", True),
    "admin.bandung": ("agency", True),
    "pimpinan.bandung": ("leader", True),
    "pemantau.jabar": ("monitor", True),
    "nasional": ("national", True),
    "ombudsman": ("ombudsman", True),
    "ksp": ("ksp", True),
    "pengembang.bandung": ("developer", False),
    "pencatat": ("registrar", False),
    # the same roles of other units, another city, the province above, a ministry
    "perhubungan.bandung": ("unit", False),
    "pu.surabaya": ("unit", False),
    "pu.jabar": ("unit", False),
    "admin.surabaya": ("agency", False),
    "admin.jabar": ("agency", False),
    "admin.kemenkes": ("agency", False),
}

WHY = {"reason": "kunjungan-lapangan", "text": "Petugas harus bertemu pelapor di lokasi."}
SPAN = {"of": 1, "part": "body", "spans": [[0, 5]]}
BODIES: Mapping[str, Mapping[str, Any]] = {
    "verify": BANDUNG,
    "hold": {"question": "Di mana?"},
    "return": {"reason": "bukan-wewenang"},
    "archive": {"reason": "tidak-jelas", "text": "Tidak jelas."},
    "follow-up": {"text": "Sudah.", "done": True},
    "approve": {"of": 3},
    "decline": {"text": "Belum."},
    "ask": {"question": "Sejak kapan?"},
    "forward": {"unit": "32.73:dinas-lh"},
    "note": {"text": "Catatan."},
    "anonymise": {},
    "conceal": {},
    "mask": SPAN,
    "unmask": SPAN,
    "redact": {"of": 1, "reason": "data-pribadi"},
    "reveal": WHY,
    "ask-reveal": WHY,
    "grant-reveal": {},
    "refuse-reveal": {"text": "Tidak perlu."},
    "refer": {},
    "spam": {"reason": "rekaan", "text": "Tidak terjadi."},
    "block": {"reason": "spam-berulang", "text": "Berulang kali."},
    "unblock": {"text": "Keliru."},
    "files": {"type": "image/jpeg", "size": 1000},
    "show-file": {"file": "0" * 32},
    "hide-file": {"file": "0" * 32},
    "delete-file": {"file": "0" * 32, "reason": "berkas-data-pribadi"},
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


def test_every_officers_call_of_the_template_is_in_the_table_and_tried(
    stack: Stack, aws: Callable[[str], Any]
) -> None:
    found = aws("apigatewayv2").get_routes(ApiId=stack["outputs"]["ApiId"], MaxResults="500")
    prefix = "POST /api/desk/{number}/"
    routes = {r["RouteKey"].removeprefix(prefix) for r in found["Items"] if prefix in r["RouteKey"]}

    assert routes == set(BODIES)
    assert {name for name, row in TABLE.items() if set(row) - {"reporter"}} - {"read"} == routes


@pytest.mark.parametrize("who", SEES)
def test_a_role_may_do_what_the_table_says_in_its_scope_and_nothing_outside(
    send: Send, token: Callable[[str], str], number: str, who: str
) -> None:
    role, sees = SEES[who]
    bearer = f"Bearer {token(who)}"

    def answered(report: str, name: str, **more: str) -> tuple[int, str, bytes]:
        path = f"/desk/{report}/{name}" if name else f"/desk/{report}"
        method = "POST" if name else "GET"
        answer = send(method, path, BODIES.get(name), Authorization=bearer, **more)
        return answer.status, answer.json().get("code", ""), answer.data

    assert answered(number, "")[0] == (200 if sees and role in TABLE["read"] else 404)
    for name in BODIES:
        if not sees:
            theirs = answered(number, name)
            assert theirs[0] == 404, name
            assert theirs == answered(NOWHERE, name), name
        elif role in TABLE[name]:
            assert answered(number, name, If_Match='"1"')[:2] == (409, "changed"), name
        else:
            assert answered(number, name)[:2] == (409, "not_allowed"), name


FIGURES: Mapping[str, tuple[str, ...]] = {
    # whose figures each officer may read, of the agencies below
    "admin.bandung": ("32.73",),
    "pimpinan.bandung": ("32.73",),
    "pemantau.jabar": ("32", "32.73"),
    "nasional": ("32", "32.73", "35.78", "national"),
    "admin.surabaya": ("35.78",),
    "admin.jabar": ("32",),
    "admin.kemenkes": (),
}


@pytest.mark.parametrize("who", SEES)
def test_figures_are_read_within_the_scope_and_nowhere_else(
    send: Send, token: Callable[[str], str], who: str
) -> None:
    bearer = f"Bearer {token(who)}"

    def status(agency: str) -> int:
        return int(send("GET", f"/desk/summary?agency={agency}", Authorization=bearer).status)

    found = {a: status(a) for a in ("32", "32.73", "35.78", "national", "99.99")}
    assert found == {a: 200 if a in FIGURES.get(who, ()) else 404 for a in found}


def test_after_all_of_it_the_report_is_as_it_was(
    stack: Stack, aws: Callable[[str], Any], number: str
) -> None:
    events = aws("dynamodb").query(
        TableName=stack["outputs"]["LedgerTable"],
        KeyConditionExpression="report = :r",
        ExpressionAttributeValues={":r": {"S": number.replace("-", "")}},
    )["Items"]
    assert [event["kind"]["S"] for event in events] == ["submitted", "routed", "verified"]
