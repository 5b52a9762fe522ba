"""Every role by every call by every scope, over HTTP: what is written here by hand, nothing else.

The expectations repeat `docs/roles.md` on purpose: a slip in the tables must not be the test's too.
A call that is the role's comes as far as the next check that changes nothing: 409 `changed` for a
version that is not in force, 422 for a unit that is not there. One that is not the role's is
refused with 409 `not_allowed` on a report in its scope; whatever lies outside of the scope does not
exist: 404, in the same words as for an id that was never given.
"""

import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pytest

from lapor.domain.moves import MOVES
from lapor.domain.roles import OFFICERS, PERMISSIONS
from local import clock
from local.demo import rest
from local.demo.site import Site
from tests.functions.world import sample
from tests.journey.conftest import Send

Stack = Mapping[str, Any]
Aws = Callable[[str], Any]
Answered = tuple[int, str]
NOWHERE = "0000-0000-0000"
NO_ENTRY, NOT_FOUND, REFUSED = (404, "no_entry"), (404, "not_found"), (409, "not_allowed")
NOBODY = (401, "unauthorized")
BANDUNG = {"agency": "32.73", "unit": "32.73:dinas-pu"}


class Who(NamedTuple):
    """An officer: the role, and whether a report of Bandung's roads department is in the scope."""

    role: str
    sees: bool


CALLERS: Mapping[str, Who] = {
    "pu.bandung": Who("unit", True),
    "admin.bandung": Who("agency", True),
    "pimpinan.bandung": Who("leader", True),
    "pemantau.jabar": Who("monitor", True),
    "nasional": Who("national", True),
    "ombudsman": Who("ombudsman", True),
    "ksp": Who("ksp", True),
    "pengembang.bandung": Who("developer", False),
    "pencatat": Who("registrar", False),
    # the same roles of other units, another city, the province above, another, a ministry
    "perhubungan.bandung": Who("unit", False),
    "pu.surabaya": Who("unit", False),
    "pu.jabar": Who("unit", False),
    "admin.surabaya": Who("agency", False),
    "admin.jabar": Who("agency", False),
    "admin.kemenkes": Who("agency", False),
    "pimpinan.surabaya": Who("leader", False),
    "pengembang.surabaya": Who("developer", False),
    "pemantau.jatim": Who("monitor", False),
}

PROTECT = {"note", "anonymise", "conceal", "mask", "hide-file"}
JUDGE = {"verify", "hold", "archive", "spam", "unmask", "redact", "show-file", "delete-file"}
MAY: Mapping[str, set[str]] = {
    "unit": PROTECT | {"return", "follow-up", "ask", "files"},
    "agency": PROTECT
    | JUDGE
    | {
        "return",
        "follow-up",
        "ask",
        "forward",
        "files",
        "reveal",
        "ask-reveal",
        "block",
        "unblock",
    },
    "leader": {"approve", "decline"},
    "monitor": set(),
    "national": PROTECT
    | JUDGE
    | {"reveal", "grant-reveal", "refuse-reveal", "block", "unblock"}
    | {"request-subject", "refuse-subject", "export-subject", "erase-subject", "restrict-subject"},
    "ombudsman": {"refer"},
    "ksp": set(),
}
"""What each role that reads reports may do to one in its scope."""

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
    "request-subject": {"right": "erase", "received_on": clock.today()},
    "refuse-subject": {"right": "erase", "text": "Bukan pelapor."},
    "export-subject": {},
    "erase-subject": {},
    "restrict-subject": {},
}


THEIRS: Mapping[str, Mapping[str, Any]] = {
    "reply": {"text": "Masih rusak."},
    "close": {},
    "rate": {"rating": 5, "solved": True},
    "reopen": {"text": "Masih rusak."},
    "withdraw": {},
    "consent": {},
    "appeal": {"text": "Saya keberatan."},
    "unanonymise": {},
    "unconceal": {},
    "export": {},
    "erase": {},
    "restrict": {},
    "unrestrict": {},
    "files": {"type": "image/jpeg", "size": 1000},
}
"""What a reporter may do, with the access code alone."""

PLACES = ("32.73", "35.78", "32", "51.71")
"""Bandung, another city, the province above Bandung, and the agency with a sub-unit."""

STAFF: Mapping[str, tuple[str, ...]] = {
    # whose officers each may list, invite, suspend, reset and move
    "admin.bandung": ("32.73",),
    "admin.surabaya": ("35.78",),
    "admin.jabar": ("32",),
    "nasional": PLACES,
}

ADMINS: Mapping[str, str] = {
    # whose calendar and limits an agency's admin may change
    "admin.bandung": "32.73",
    "admin.surabaya": "35.78",
    "admin.jabar": "32",
    "admin.kemenkes": "kemenkes",
}

KEYS: Mapping[str, tuple[bool, str]] = {
    # who makes API keys, and whose keys are listed and revoked
    "admin.bandung": (False, "32.73"),
    "admin.surabaya": (False, "35.78"),
    "pengembang.bandung": (True, "32.73"),
    "pengembang.surabaya": (True, "35.78"),
    "admin.jabar": (False, "32"),
    "admin.kemenkes": (False, "kemenkes"),
}

FIGURES: Mapping[str, tuple[str, ...]] = {
    # whose figures each officer may read, of the agencies below
    "admin.bandung": ("32.73",),
    "pimpinan.bandung": ("32.73",),
    "pemantau.jabar": ("32", "32.73"),
    "nasional": ("32", "32.73", "35.78", "national"),
    "admin.surabaya": ("35.78",),
    "pimpinan.surabaya": ("35.78",),
    "pemantau.jatim": ("35.78",),
    "admin.jabar": ("32",),
    "admin.kemenkes": (),
}

AUDITORS = {"nasional", "admin.bandung", "admin.surabaya", "admin.jabar", "admin.kemenkes"}

OTHERS: Mapping[str, str] = {
    "list_officers": "GET /officers?agency=32.73",
    "invite_officer": "POST /officers",
    "suspend_officer": "POST /officers/pu.bandung/suspend",
    "reset_officer": "POST /officers/pu.bandung/reset",
    "edit_office": "POST /offices/edit",
    "edit_calendar": "POST /rules/calendar",
    "edit_limits": "POST /rules/limits",
    "edit_nation": "POST /rules/ladder",
    "list_keys": "GET /keys",
    "create_key": "POST /keys",
    "revoke_key": "POST /keys/0000000000000000/revoke",
    "read_audit": "GET /audit",
    "read_summary": "GET /desk/summary?agency=32.73",
    "block_contact": f"POST /desk/{NOWHERE}/block",
    "serve_subject": f"POST /desk/{NOWHERE}/erase-subject",
}
"""A call for each permission that is no move on a report."""


@pytest.fixture(scope="module")
def bearer(token: Callable[[str], str]) -> Callable[[str], str]:
    """What officers show, each signed in once."""
    kept: dict[str, str] = {}

    def shown(who: str) -> str:
        if who not in kept:
            kept[who] = f"Bearer {token(who)}"
        return kept[who]

    return shown


Ask = Callable[..., Answered]


@pytest.fixture(scope="module")
def ask(send: Send, bearer: Callable[[str], str]) -> Ask:
    """Sends a call as somebody; gives status and code."""

    def sent(who: str, method: str, path: str, body: Any = None, **headers: str) -> Answered:
        answer = send(method, path, body, Authorization=bearer(who), **headers)
        return answer.status, answer.json().get("code", "")

    return sent


class Reports(NamedTuple):
    """What is tried on: numbers, and the access code of each."""

    roads: str
    below: str
    codes: Mapping[str, str]


@pytest.fixture(scope="module")
def reports(stack: Stack, ask: Ask) -> Reports:
    """A report that the roads department of Bandung has, and one of a sub-unit of Denpasar's."""
    site, codes = Site(stack["api"]), {}

    def filed(agency: str) -> str:
        receipt = site.file(sample(agency=agency), str(uuid.uuid4()))
        codes[receipt["number"]] = receipt["access_code"]
        rest.wait([receipt["number"].replace("-", "")], stack["outputs"])
        return str(receipt["number"])

    def passed(number: str, agency: str, unit: str) -> str:
        site.officer(f"admin.{agency}", number, "verify", {"agency": unit[:5], "unit": unit})
        rest.wait([number.replace("-", "")], stack["outputs"])
        return number

    slug = f"bidang-{uuid.uuid4().hex[:8]}"
    new = {
        "parent": "51.71:dinas-pu",
        "slug": slug,
        "name": "Bidang Uji",
        "email": "uji@instansi.example",
    }
    assert ask("pencatat", "POST", "/offices/add", new) == (201, "")
    roads = passed(filed("32.73"), "bandung", BANDUNG["unit"])
    below = passed(filed("51.71"), "denpasar", f"51.71:dinas-pu:{slug}")
    return Reports(roads, below, codes)


@pytest.fixture(scope="module")
def targets(ask: Ask) -> Mapping[str, str]:
    """A new officer at each place, whom nobody else needs."""
    found = {}
    for place in PLACES:
        found[place] = f"sasaran.{uuid.uuid4().hex[:8]}"
        invited = ask("nasional", "POST", "/officers", _invitation(place, found[place]))
        assert invited == (201, "")
    return found


@pytest.fixture(scope="module")
def keys(ask: Ask, send: Send, bearer: Callable[[str], str]) -> Iterator[Mapping[str, Any]]:
    """An API key of each city, made by its developer."""
    body = {"name": "Uji peran", "scopes": ["read", "submit"], "days": 1}
    made = {
        place: send("POST", "/keys", body, Authorization=bearer(who)).json()
        for who, (makes, place) in KEYS.items()
        if makes
    }
    yield made
    for who, (makes, place) in KEYS.items():
        if makes:
            assert ask(who, "POST", f"/keys/{made[place]['id']}/revoke", {}) == (200, "")


def _invitation(agency: str, username: str, unit: str = "dinas-pu") -> dict[str, Any]:
    return {
        "username": username,
        "name": "Petugas Demo Sasaran",
        "email": f"{username}@petugas.example",
        "role": "unit",
        "agency": agency,
        "unit": f"{agency}:{unit}",
    }


# --- the test knows all of it


def test_every_role_every_call_and_every_permission_is_in_this_test(stack: Stack, aws: Aws) -> None:
    found = aws("apigatewayv2").get_routes(ApiId=stack["outputs"]["ApiId"], MaxResults="500")
    routes = {r["RouteKey"] for r in found["Items"]}

    def named(prefix: str) -> set[str]:
        return {r.removeprefix(prefix) for r in routes if r.startswith(prefix)}

    assert named("POST /api/desk/{number}/") == set(BODIES)
    about_contacts = {"confirm-contact", "news"}
    assert named("POST /api/reports/{number}/") - about_contacts == set(THEIRS)
    assert {call for calls in MAY.values() for call in calls} == set(BODIES)
    assert {who.role for who in CALLERS.values()} == OFFICERS
    assert set(OTHERS) == set(PERMISSIONS)
    called = {move.call for move in MOVES if move.call}
    assert called - set(BODIES) - set(THEIRS) == {"confirm-contact"} & called


# --- reports


@pytest.mark.parametrize("who", CALLERS)
def test_a_role_may_do_to_a_report_what_it_may_in_its_scope_and_nothing_outside(
    ask: Ask, reports: Reports, who: str
) -> None:
    role, sees = CALLERS[who]
    assert ask(who, "GET", f"/desk/{reports.roads}") == ((200, "") if sees else NOT_FOUND)

    for name, body in BODIES.items():
        path = f"/desk/{reports.roads}/{name}"
        if not sees:
            assert ask(who, "POST", path, body) == NOT_FOUND, name
        elif name in MAY[role]:
            assert ask(who, "POST", path, body, If_Match='"1"') == (409, "changed"), name
        else:
            assert ask(who, "POST", path, body) == REFUSED, name


def test_a_report_outside_of_the_scope_answers_as_one_that_never_was(
    send: Send, reports: Reports, bearer: Callable[[str], str]
) -> None:
    for name, body in BODIES.items():
        theirs, never = (
            send("POST", f"/desk/{number}/{name}", body, Authorization=bearer("admin.surabaya"))
            for number in (reports.roads, NOWHERE)
        )
        assert (theirs.status, theirs.data) == (never.status, never.data), name


SUBORDINATE = {
    "pu.denpasar": True,
    "admin.denpasar": True,
    "nasional": True,
    "ombudsman": True,
    "ksp": True,
    "perhubungan.denpasar": False,
    "pu.bandung": False,
    "admin.bandung": False,
    "pimpinan.surabaya": False,
    "pemantau.jatim": False,
    "pemantau.jabar": False,
}


@pytest.mark.parametrize("who", SUBORDINATE)
def test_what_a_sub_unit_has_its_unit_and_those_above_it_see_and_nobody_beside_it(
    ask: Ask, reports: Reports, who: str
) -> None:
    seen = ask(who, "GET", f"/desk/{reports.below}")
    answered = ask(who, "POST", f"/desk/{reports.below}/note", {"text": "x"}, If_Match='"1"')

    assert seen == ((200, "") if SUBORDINATE[who] else NOT_FOUND)
    assert (answered == NOT_FOUND) is not SUBORDINATE[who]


def test_a_reporter_does_to_the_own_report_what_nobody_else_can(
    send: Send, reports: Reports, bearer: Callable[[str], str], keys: Mapping[str, Any]
) -> None:
    """Neither with another report's code, nor as its officer, nor with its agency's key."""
    own, other = reports.roads, reports.below

    def answered(number: str, name: str, **headers: str) -> Answered:
        answer = send("POST", f"/reports/{number}/{name}", THEIRS[name], **headers)
        return answer.status, answer.json().get("code", "")

    for name in THEIRS:
        right = answered(own, name, Access_Code=reports.codes[own], If_Match='"1"')
        assert right == (409, "changed"), name
        assert answered(own, name, Access_Code=reports.codes[other]) == NOT_FOUND, name
        assert answered(NOWHERE, name, Access_Code=reports.codes[own]) == NOT_FOUND, name
        if name in ("reply", "export", "erase"):  # wrong ones are counted by number
            for shown in (bearer("admin.bandung"), f"Bearer {keys['32.73']['key']}"):
                assert answered(other, name, Authorization=shown) == NOT_FOUND, name


# --- everything else


@pytest.mark.parametrize("who", CALLERS)
def test_officers_are_kept_within_the_scope_and_nowhere_else(
    ask: Ask, targets: Mapping[str, str], who: str
) -> None:
    """What is done to an officer is done to one of this test's own, and ends as it began."""
    for place, officer in targets.items():
        mine = place in STAFF.get(who, ())
        done, bad = ((200, ""), (422, "validation")) if mine else (NO_ENTRY, NO_ENTRY)
        nowhere = f"{place}:tidak-ada"
        invitation = {**_invitation(place, f"sasaran.{uuid.uuid4().hex[:8]}"), "unit": nowhere}
        away = {"role": "unit", "agency": place, "unit": nowhere}

        assert ask(who, "GET", f"/officers?agency={place}") == done, place
        assert ask(who, "POST", "/officers", invitation) == bad, place
        for action in ("suspend", "restore", "reset"):
            assert ask(who, "POST", f"/officers/{officer}/{action}", {}) == done, (place, action)
        assert ask(who, "POST", f"/officers/{officer}/move", away) == bad, place
    for action in ("suspend", "restore", "reset"):
        assert ask(who, "POST", f"/officers/tidak.ada/{action}", {}) == NO_ENTRY, action


def test_nobody_gives_or_takes_a_role_that_is_not_theirs_to_give(ask: Ask) -> None:
    """Given a monitor of the own agency, an agency's admin can neither make nor stop one."""
    monitor = {**_invitation("32", "pemantau.baru"), "role": "monitor", "unit": None}

    assert ask("admin.jabar", "POST", "/officers", monitor) == (422, "validation")
    for action in ("suspend", "restore", "reset"):
        assert ask("admin.jabar", "POST", f"/officers/pemantau.jabar/{action}", {}) == NO_ENTRY


@pytest.mark.parametrize("who", CALLERS)
def test_offices_are_read_by_all_and_kept_by_the_registrar(ask: Ask, who: str) -> None:
    words = {"name": "Dinas Uji", "email": "uji@instansi.example"}
    for place in ("32.73", "35.78", "32"):
        known, nobody = {"parent": place, "slug": "dinas-pu", **words}, {"office": "99.99", **words}
        unit = {"office": f"{place}:dinas-pu", "approves": True, **words}
        expected = (
            [(409, "taken"), (422, "validation"), (422, "validation")]
            if who == "pencatat"
            else [NO_ENTRY] * 3
        )

        assert ask(who, "GET", f"/offices?agency={place}") == (200, "")
        assert [
            ask(who, "POST", "/offices/add", known),
            ask(who, "POST", "/offices/edit", unit),
            ask(who, "POST", "/offices/close", {"office": place}),
        ] == expected
        assert ask(who, "POST", "/offices/edit", nobody) == NO_ENTRY


@pytest.mark.parametrize("who", CALLERS)
def test_rules_are_read_by_all_and_changed_within_the_scope(ask: Ask, who: str) -> None:
    """Given bodies that the rules refuse, who may change them is told why, others of nothing."""

    def tried(may: bool, what: str, body: Any) -> None:
        refused = (422, "validation") if may else NO_ENTRY
        assert ask(who, "POST", f"/rules/{what}", body) == refused, (what, body)

    hours = {"opens": "08:00", "closes": "16:00", "works_joint_leave": False, "closures": []}
    for place in ("32.73", "35.78", "32"):
        own = ADMINS.get(who) == place
        limits = {"of": "agency", "id": place, "valid_from": "2026-01-01", "days": {"tea": 1}}
        assert ask(who, "GET", f"/rules?agency={place}") == (200, "")
        tried(own or who == "pencatat", "calendar", {"agency": place, "week": [], **hours})
        tried(own or who == "nasional", "limits", limits)
    tried(who == "nasional", "holidays", {"years": {"2026": []}})
    tried(who == "nasional", "ladder", {"share": 80, "rungs": []})
    assert ask(who, "GET", "/rules/gaps") == ((200, "") if who == "pencatat" else NO_ENTRY)


@pytest.mark.parametrize("who", CALLERS)
def test_keys_are_made_listed_and_revoked_within_the_agency(
    ask: Ask,
    send: Send,
    bearer: Callable[[str], str],
    keys: Mapping[str, Any],
    who: str,
) -> None:
    makes, place = KEYS.get(who, (False, ""))
    listed = send("GET", "/keys", Authorization=bearer(who))

    assert listed.status == (200 if place else 404)
    seen = {key["id"] for key in listed.json().get("items", [])}
    assert {p for p, key in keys.items() if key["id"] in seen} == {place} & keys.keys()
    body = {"name": "Uji peran", "scopes": ["read"], "days": 1}
    if not makes:
        assert ask(who, "POST", "/keys", body) == NO_ENTRY
    for where, key in keys.items():
        if where != place:
            assert ask(who, "POST", f"/keys/{key['id']}/revoke", {}) == NO_ENTRY, where
    assert ask(who, "POST", "/keys/0000000000000000/revoke", {}) == NO_ENTRY
    if place in keys:  # the key of another call of this test, so that these stay
        maker = next(w for w, (m, p) in KEYS.items() if m and p == place)
        once = send("POST", "/keys", body, Authorization=bearer(maker)).json()["id"]
        assert ask(who, "POST", f"/keys/{once}/revoke", {}) == (200, "")


@pytest.mark.parametrize("who", CALLERS)
def test_the_trail_is_read_by_who_answers_and_shows_the_own_agencys_rows(
    send: Send, bearer: Callable[[str], str], targets: Mapping[str, str], who: str
) -> None:
    seen, cursor = set(), ""
    while cursor is not None:
        more = f"?cursor={cursor.replace('#', '%23')}" if cursor else ""
        answer = send("GET", f"/audit{more}", Authorization=bearer(who))
        assert answer.status == (200 if who in AUDITORS else 404)
        seen |= {item["subject"] for item in answer.json().get("items", [])}
        cursor = answer.json().get("cursor")

    mine = STAFF.get(who, ()) if who in AUDITORS else ()
    invited = {place for place, officer in targets.items() if f"officer#{officer}" in seen}
    assert invited == set(mine)


@pytest.mark.parametrize("who", CALLERS)
def test_figures_are_read_within_the_scope_and_nowhere_else(ask: Ask, who: str) -> None:
    places = ("32", "32.73", "35.78", "national", "99.99")
    found = {a: ask(who, "GET", f"/desk/summary?agency={a}") for a in places}
    assert found == {a: (200, "") if a in FIGURES.get(who, ()) else NO_ENTRY for a in places}


@pytest.mark.parametrize("who", CALLERS)
def test_lists_are_for_those_who_read_reports(ask: Ask, who: str) -> None:
    none = who in ("pencatat", "pengembang.bandung", "pengembang.surabaya")
    assert ask(who, "GET", "/desk") == (NOT_FOUND if none else (200, ""))


# --- who is no officer


def test_without_an_officers_token_no_officers_call_is_anybodys(
    send: Send, reports: Reports, keys: Mapping[str, Any]
) -> None:
    """Given no token, the report's own access code, or an API key of its own agency."""
    shown: Mapping[str, Mapping[str, str]] = {
        "nothing": {},
        "access code": {"Access_Code": reports.codes[reports.roads]},
        "API key": {"Authorization": f"Bearer {keys['32.73']['key']}"},
    }
    desk = [f"POST /desk/{reports.roads}/{name}" for name in BODIES]
    for call in [*desk, *OTHERS.values(), "GET /desk", f"GET /desk/{reports.roads}"]:
        method, path = call.split()
        for what, headers in shown.items():
            assert send(method, path, {}, **headers).status == 401, (call, what)


def test_an_api_key_reads_its_agencys_reports_and_no_others(
    send: Send, reports: Reports, keys: Mapping[str, Any], bearer: Callable[[str], str]
) -> None:
    def status(number: str, shown: str) -> int:
        return int(send("GET", f"/v1/reports/{number}", Authorization=shown).status)

    for place, key in keys.items():
        shown = f"Bearer {key['key']}"
        assert status(reports.roads, shown) == (200 if place == "32.73" else 404)
        assert status(reports.below, shown) == 404
        assert status(NOWHERE, shown) == 404
    assert status(reports.roads, bearer("admin.bandung")) == 401


# --- and nothing changed


def test_after_all_of_it_reports_officers_and_offices_are_as_they_were(
    stack: Stack, aws: Aws, reports: Reports, targets: Mapping[str, str], before: Any
) -> None:
    def kinds(number: str) -> list[str]:
        events = aws("dynamodb").query(
            TableName=stack["outputs"]["LedgerTable"],
            KeyConditionExpression="report = :r",
            ExpressionAttributeValues={":r": {"S": number.replace("-", "")}},
        )["Items"]
        return [event["kind"]["S"] for event in events]

    assert kinds(reports.roads) == kinds(reports.below) == ["submitted", "routed", "verified"]
    after = directory(stack, aws)
    new = {key for key in after if key not in before}
    assert {n: after[n] for n in before} == before
    assert {kind for kind, _ in new} == {"officer", "key", "unit#51.71"}
    assert {name for kind, name in new if kind == "officer"} == set(targets.values())


def directory(stack: Stack, aws: Aws) -> dict[tuple[str, str], Any]:
    """Read all entries by kind and id."""
    pages = aws("dynamodb").get_paginator("scan").paginate(
        TableName=stack["outputs"]["DirectoryTable"]
    )  # fmt: skip
    found = (item for page in pages for item in page["Items"])
    return {(item["kind"]["S"], item["id"]["S"]): item for item in found}


@pytest.fixture(scope="module", autouse=True)
def before(stack: Stack, aws: Aws) -> dict[tuple[str, str], Any]:
    """The directory as it was before the first call."""
    return directory(stack, aws)
