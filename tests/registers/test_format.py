"""The registers stay easy to review: one record a line, readable letters, no doubles."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import lapor.data
from lapor.data import load

DATA = Path(lapor.data.__file__).parent
OFFICERS = Path(__file__).parents[2] / "local" / "officers.json"
REGISTERS = [*sorted(DATA.glob("*.json")), OFFICERS]


def records(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from records(inner)
    elif isinstance(value, list):
        for inner in value:
            if isinstance(inner, dict) and not any(map(_nested, inner.values())):
                yield inner
            else:
                yield from records(inner)


def _nested(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(inner, dict) for inner in value)


@pytest.mark.parametrize("path", REGISTERS, ids=lambda path: path.stem)
def test_a_register_has_one_record_a_line_in_plain_utf8(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "\\u" not in text
    assert text.endswith("\n")
    if path.stem == "rulesets":  # its records are the limits, each on a line with its name
        limits = json.loads(text)["rulesets"][0]["limits"]
        expected = [
            f"{json.dumps(n)}: {json.dumps(v, ensure_ascii=False)}" for n, v in limits.items()
        ]
    else:
        expected = [json.dumps(r, ensure_ascii=False) for r in records(json.loads(text))]
    lines = [line.removesuffix(",") for line in text.splitlines()]
    assert [
        line for line in lines if line.startswith(("{", '"')) and line.endswith("}")
    ] == expected


@pytest.mark.parametrize(
    ("name", "lists"),
    [
        ("regions", ["provinces", "regencies"]),
        ("units", ["regency", "city", "province", "ministry", "body"]),
        ("reasons", ["hold", "return", "archive", "redact", "delete-file"]),
        ("reasons", ["reveal", "spam", "block"]),
    ],
)
def test_the_lists_of_a_register_are_sorted_and_have_no_doubles(
    name: str, lists: list[str]
) -> None:
    for key in lists:
        ids = [record.get("code") or record["id"] for record in load(name)[key]]
        assert ids == sorted(set(ids)), key


def test_agencies_routes_and_own_units_are_sorted_and_have_no_doubles() -> None:
    agencies = [agency["id"] for agency in load("agencies")]
    assert agencies == sorted(set(agencies))
    routes = [route["category"] for route in load("routing")]
    assert routes == sorted(set(routes))
    own = load("units")["agencies"]
    assert list(own) == sorted(own)
    for agency, units in own.items():
        ids = [unit["id"] for unit in units]
        assert ids == sorted(set(ids)), agency


def test_a_register_is_parsed_once() -> None:
    assert load("regions") is load("regions")
