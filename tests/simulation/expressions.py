"""DynamoDB's expressions, as far as this project writes them; anything else is refused loudly."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

Value = Mapping[str, Any]
"""An attribute in DynamoDB's notation: `{"S": "text"}`."""

Item = dict[str, Any]

TOKEN = re.compile(r"\s*([#:]\w+|[A-Za-z_]\w*|<=|>=|<>|[=<>(),.+-])")


class Unsupported(BaseException):
    """The stand-ins do not know this: no `except Exception` of a handler may hide it."""


@dataclass(slots=True)
class Gaps:
    """The names and values that fill an expression, and which of them it used."""

    names: Mapping[str, str]
    values: Mapping[str, Value]
    used: set[str] = field(default_factory=set)

    def name(self, written: str) -> str:
        if not written.startswith("#"):
            return written
        self.used.add(written)
        return self.names[written]

    def value(self, written: str) -> Value:
        self.used.add(written)
        return self.values[written]


Operand = Callable[[Item, Gaps], Value | None]
Test = Callable[[Item, Gaps], bool]
Change = Callable[[Item, Item, Gaps], None]
"""Changes the second item, a copy, by what the first, the stored one, holds."""


def gaps(params: Mapping[str, Any]) -> Gaps:
    """Take the names and values of a request."""
    return Gaps(
        params.get("ExpressionAttributeNames", {}), params.get("ExpressionAttributeValues", {})
    )


def all_used(found: Gaps, *expressions: str) -> None:
    """Refuse names and values that no expression mentions, as DynamoDB does."""
    mentioned = {t for e in expressions for t in tokens(e) if t[0] in "#:"}
    given = found.names.keys() | found.values.keys()
    if mentioned != given:
        raise Unsupported(f"{sorted(mentioned ^ given)} in {expressions}")


def holds(expression: str, item: Item, found: Gaps) -> bool:
    """Say whether a condition or filter holds for an item (an empty one for none)."""
    return _condition(expression)(item, found)


def changed(expression: str, old: Item, found: Gaps) -> Item:
    """Give an item after an update."""
    new = dict(old)
    for _, change in _update(expression):
        change(old, new, found)
    return new


def touched(expression: str, found: Gaps) -> set[str]:
    """Name the attributes that an update mentions as its targets."""
    return {found.name(path) for path, _ in _update(expression)}


def projected(expression: str, item: Item, found: Gaps) -> Item:
    """Give the parts of an item that a projection names, members of maps among them."""
    result: Item = {}
    for path in _paths(expression):
        names = [found.name(part) for part in path]
        value: Any = item.get(names[0])
        for name in names[1:]:
            value = value["M"].get(name) if value and "M" in value else None
        if value is None:
            continue
        for name in reversed(names[1:]):
            value = {"M": {name: value}}
        result[names[0]] = value
    return result


@cache
def tokens(expression: str) -> tuple[str, ...]:
    """Split an expression."""
    found, place = [], 0
    text = expression.strip()
    while place < len(text):
        match = TOKEN.match(text, place)
        if not match:
            raise Unsupported(expression)
        found.append(match.group(1))
        place = match.end()
    return tuple(found)


class _Reader:
    def __init__(self, expression: str) -> None:
        self.whole = expression
        self.rest = list(tokens(expression))

    def peek(self) -> str:
        return self.rest[0] if self.rest else ""

    def take(self, *wanted: str) -> str:
        if not self.rest or (wanted and self.rest[0] not in wanted):
            raise Unsupported(f"{self.whole}: {self.peek()!r}, not {wanted}")
        return self.rest.pop(0)

    def word(self) -> str:
        token = self.take()
        if not re.fullmatch(r"#\w+|[A-Za-z_]\w*", token):
            raise Unsupported(f"{self.whole}: {token!r} is no name")
        return token


@cache
def _condition(expression: str) -> Test:
    reader = _Reader(expression)
    found = _either(reader)
    if reader.rest:
        raise Unsupported(expression)
    return found


def _either(reader: _Reader) -> Test:
    left = _both(reader)
    while reader.peek() == "OR":
        reader.take()
        left = _or(left, _both(reader))
    return left


def _both(reader: _Reader) -> Test:
    left = _single(reader)
    while reader.peek() == "AND":
        reader.take()
        left = _and(left, _single(reader))
    return left


def _or(one: Test, other: Test) -> Test:
    return lambda item, found: one(item, found) or other(item, found)


def _and(one: Test, other: Test) -> Test:
    return lambda item, found: one(item, found) and other(item, found)


def _single(reader: _Reader) -> Test:
    if reader.peek() in ("attribute_exists", "attribute_not_exists", "begins_with"):
        return _function(reader)
    left = _operand(reader)
    if reader.peek() == "IN":
        return _one_of(reader, left)
    sign = reader.take("=", "<", "<=", ">", ">=")
    return _compared(left, sign, _operand(reader))


def _one_of(reader: _Reader, left: Operand) -> Test:
    reader.take("IN")
    reader.take("(")
    tests = [_compared(left, "=", _operand(reader))]
    while reader.take(",", ")") == ",":
        tests.append(_compared(left, "=", _operand(reader)))
    return lambda item, found: any(test(item, found) for test in tests)


def _function(reader: _Reader) -> Test:
    name = reader.take()
    reader.take("(")
    path = reader.word()
    if name == "begins_with":
        reader.take(",")
        start = reader.take()
        reader.take(")")
        return lambda item, found: (
            item.get(found.name(path), {}).get("S", "\0").startswith(found.value(start)["S"])
        )
    reader.take(")")
    if name == "attribute_exists":
        return lambda item, found: found.name(path) in item
    return lambda item, found: found.name(path) not in item


def _operand(reader: _Reader) -> Operand:
    token = reader.peek()
    if token.startswith(":"):
        reader.take()
        return lambda item, found: found.value(token)
    path = reader.word()
    return lambda item, found: item.get(found.name(path))


SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda a, b: bool(a == b),
    "<": lambda a, b: bool(a < b),
    "<=": lambda a, b: bool(a <= b),
    ">": lambda a, b: bool(a > b),
    ">=": lambda a, b: bool(a >= b),
}


def _compared(left: Operand, sign: str, right: Operand) -> Test:
    compare = SIGNS[sign]

    def test(item: Item, found: Gaps) -> bool:
        one, other = left(item, found), right(item, found)
        if one is None or other is None or one.keys() != other.keys():
            return False
        return compare(comparable(one), comparable(other))

    return test


def comparable(value: Value) -> Any:
    """Give a value in a form that orders as DynamoDB orders it."""
    ((kind, held),) = value.items()
    if kind == "N":
        return int(held) if held.lstrip("-").isdigit() else Decimal(held)
    if kind in ("S", "BOOL"):
        return held
    raise Unsupported(f"a comparison of {kind}")


@cache
def _paths(expression: str) -> tuple[tuple[str, ...], ...]:
    reader = _Reader(expression)
    paths, path = [], [reader.word()]
    while reader.rest:
        if reader.take(",", ".") == ",":
            paths.append(tuple(path))
            path = []
        path.append(reader.word())
    return (*paths, tuple(path))


@cache
def _update(expression: str) -> tuple[tuple[str, Change], ...]:
    reader = _Reader(expression)
    changes: list[tuple[str, Change]] = []
    while reader.rest:
        clause = CLAUSES[reader.take(*CLAUSES)]
        changes.append((reader.peek(), clause(reader)))
        while reader.peek() == ",":
            reader.take()
            changes.append((reader.peek(), clause(reader)))
    return tuple(changes)


def _set(reader: _Reader) -> Change:
    path = reader.word()
    reader.take("=")
    left = _term(reader)
    right = None
    if reader.peek() == "+":
        reader.take()
        right = _term(reader)

    def change(old: Item, new: Item, found: Gaps) -> None:
        value = left(old, found)
        if right is not None:
            value = _sum(value, right(old, found))
        if value is None:
            raise Unsupported(f"{path} is set to what is not there")
        new[found.name(path)] = dict(value)

    return change


def _term(reader: _Reader) -> Operand:
    if reader.peek() != "if_not_exists":
        return _operand(reader)
    reader.take()
    reader.take("(")
    there = _operand(reader)
    reader.take(",")
    otherwise = _operand(reader)
    reader.take(")")
    return lambda item, found: (
        found_there if (found_there := there(item, found)) is not None else otherwise(item, found)
    )


def _remove(reader: _Reader) -> Change:
    path = reader.word()
    return lambda old, new, found: new.pop(found.name(path), None)


def _add(reader: _Reader) -> Change:
    path, more = reader.word(), _operand(reader)

    def change(old: Item, new: Item, found: Gaps) -> None:
        name = found.name(path)
        new[name] = _sum(old.get(name, {"N": "0"}), more(old, found))

    return change


def _sum(one: Value | None, other: Value | None) -> Value:
    if one is None or other is None or one.keys() != {"N"} or other.keys() != {"N"}:
        raise Unsupported(f"{one} + {other}")
    return {"N": str(comparable(one) + comparable(other))}


CLAUSES: Mapping[str, Callable[[_Reader], Change]] = {"SET": _set, "REMOVE": _remove, "ADD": _add}
