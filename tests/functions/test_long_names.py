"""Ids and queries that are too long, or empty: every call answers as for what does not exist."""

import uuid
from collections.abc import Iterator
from itertools import product
from typing import Any

from lapor.aws.http import LONGEST
from tests.functions.test_officers import invitation
from tests.functions.test_offices import BODIES
from tests.functions.world import World, sample
from tests.shape.test_template import FUNCTIONS

ROUTES = [
    (function["Properties"]["CodeUri"].removeprefix("functions/"), properties)
    for function in FUNCTIONS.values()
    for event in function["Properties"].get("Events", {}).values()
    if event["Type"] == "HttpApi"
    for properties in (event["Properties"],)
]
NAMED = [(f, r["Method"], r["Path"]) for f, r in ROUTES if "{" in r["Path"]]
LISTS = {r["Path"]: f for f, r in ROUTES if r["Method"] == "GET" and "{" not in r["Path"]}
QUERIES = {
    "/api/audit": ("day", "show", "cursor"),
    "/api/challenge": ("for",),
    "/api/desk": ("tab", "cursor"),
    "/api/desk/summary": ("agency",),
    "/api/me/reports": ("cursor",),
    "/api/officers": ("agency",),
    "/api/offices": ("agency",),
    "/api/rules": ("agency",),
    "/api/public/reports": (
        *("province", "regency", "agency", "category", "class", "state", "cursor"),
    ),
    "/api/v1/reports": ("since", "cursor"),
}
"""What the calls that give lists or figures are asked with."""

SILENT = {"/api/keys", "/api/me", "/api/public/roots", "/api/rules/gaps"}
"""Calls without an id that take no query."""

LONG = ("x" * (LONGEST + 1), "32.73" * 205, "9" * 2049, "\U0001f6d1" * 700)
"""Over our limit, over that of a sort key, over that of a partition key, and in bytes alone."""


def names(path: str) -> Iterator[str]:
    yield from (part.strip("{}") for part in path.split("/") if part.startswith("{"))


def test_every_call_that_gives_a_list_is_in_the_table() -> None:
    assert LISTS.keys() == QUERIES.keys() | SILENT


def test_a_path_that_names_too_much_names_nothing(world: World) -> None:
    before = world.everything()

    for function, method, path in NAMED:
        for name, value in product(names(path), LONG):
            part = (name, value)
            answer = world.call(function, method, path, {}, officer="nasional", part=part)
            assert answer.problem() == (404, "not_found"), path
            assert value not in answer.text

    assert world.everything() == before


def test_a_query_that_is_too_long_finds_nothing(world: World) -> None:
    before = world.everything()

    for path, asked in QUERIES.items():
        for name, value in product(asked, LONG):
            query = {name: value}
            answer = world.call(LISTS[path], "GET", path, officer="nasional", query=query)
            wrong = (422, "validation") if name == "cursor" else (404, "not_found")
            assert answer.problem() == wrong, (path, name)

    assert world.everything() == before


def test_an_empty_agency_is_ones_own(world: World) -> None:
    for path in ("/api/officers", "/api/offices", "/api/desk/summary"):
        asked, own = (
            world.call(LISTS[path], "GET", path, officer="nasional", query=query)
            for query in ({"agency": ""}, None)
        )
        assert (asked.status, asked.text) == (200, own.text), path


def test_a_body_that_names_too_much_is_refused_at_its_field(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    before = world.everything()
    at = f"/api/desk/{number}"
    calls: tuple[tuple[str, str, dict[str, Any], tuple[str, ...]], ...] = (
        ("officers", "/api/officers", invitation(), ("username", "agency", "unit")),
        ("officers", "/api/officers/pu.bandung/move", {"role": "unit"}, ("agency", "unit")),
        ("offices", "/api/offices/add", BODIES["add"], ("parent",)),
        ("offices", "/api/offices/edit", BODIES["edit"], ("office",)),
        ("offices", "/api/offices/close", BODIES["close"], ("office",)),
        ("verify", f"{at}/verify", {"agency": "32.73"}, ("agency", "unit", "category")),
        ("respond", f"{at}/forward", {}, ("unit",)),
        ("expose", f"{at}/show-file", {}, ("file",)),
        ("submit", "/api/reports", sample(), ("agency", "category")),
    )

    for function, path, body, named in calls:
        who = "pencatat" if function == "offices" else "admin.bandung"
        part = ("username", "pu.bandung") if path.endswith("/move") else ("number", number)
        key = str(uuid.uuid4())
        headers = {"idempotency-key": key, "proof": world.proof(key)}
        for name, value in product(named, LONG):
            answer = world.call(
                function, "POST", path, {**body, name: value}, headers=headers, officer=who,
                part=part,
            )  # fmt: skip
            assert answer.status == 422, (path, name, answer.text)
            assert (f"/{name}", "too_long") in answer.errors

    assert world.everything() == before
