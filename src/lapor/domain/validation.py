"""From a body's bytes to a frozen request, or to errors with stable codes and pointers."""

import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from lapor.domain.errors import FieldError, Invalid, Malformed
from lapor.domain.fields import clean

NAME = 40
"""How much of an unknown member's name is repeated."""

TYPES = {
    "missing": "missing",
    "extra_forbidden": "unknown_field",
    "literal_error": "unknown_code",
    "string_too_short": "too_short",
    "string_too_long": "too_long",
    "too_short": "too_short",
    "too_long": "too_long",
    "greater_than_equal": "out_of_range",
    "less_than_equal": "out_of_range",
}
"""Pydantic's error types by our codes; everything else is a wrong type."""


def read[T: BaseModel](model: type[T], body: str, context: Mapping[str, Any]) -> T:
    """Read a JSON object into a request; raises Malformed or Invalid."""
    value = _json(body)
    if not isinstance(value, dict):
        raise Malformed
    return check(model, value, context)


def check[T: BaseModel](model: type[T], value: Mapping[str, Any], context: Mapping[str, Any]) -> T:
    """Validate values that are already apart; raises Invalid with every wrong field."""
    try:
        return model.model_validate(value, context=dict(context))
    except ValidationError as error:
        found = [_field_error(e) for e in error.errors(include_url=False)]
        raise Invalid(sorted(found, key=lambda e: e.pointer)) from None


def _escaped(name: str) -> str:
    return name.replace("~", "~0").replace("/", "~1")


def _json(body: str) -> Any:
    try:
        value = json.loads(body, object_pairs_hook=_once, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode()  # a lone surrogate cannot be stored
    except (ValueError, RecursionError):
        raise Malformed from None
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("duplicate name")
    return value


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _field_error(error: ErrorDetails) -> FieldError:
    where = "".join(f"/{_escaped(str(part)[:NAME])}" for part in error["loc"])
    known: Mapping[str, Any] = error.get("ctx") or {}
    if error["type"] == "lapor":
        return FieldError(where, known["code"], {k: v for k, v in known.items() if k != "code"})
    code = TYPES.get(error["type"], "wrong_type")
    if code == "unknown_code" and not isinstance(error["input"], str):
        code = "wrong_type"
    if code != "unknown_field" and error["input"] is None:
        code = "missing"
    if code == "too_short" and clean(error["input"]) == "":
        code = "missing"
    return FieldError(where, code, _params(code, error, known))


def _params(code: str, error: ErrorDetails, known: Mapping[str, Any]) -> Mapping[str, Any]:
    match code:
        case "too_short":
            return {"min": known["min_length"]}
        case "too_long":
            return {"max": known["max_length"]}
        case "out_of_range":
            return {"min": 1, "max": 5}
        case "unknown_field":
            return {"name": str(error["loc"][-1])[:NAME]}
        case _:
            return {}
