"""The kinds of fields that bodies are made of: cleaned, measured, and refused with stable codes."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

_KEPT = frozenset("\n\t\u200c\u200d")
"""Controls that text needs: line ends, tabs, and the joiners of emoji and some scripts."""

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")
_TRUNK = re.compile(r"^(?:\+620?|00620?|620?|0(?=[1-9])|(?=8))")
"""The ways in which people begin an Indonesian number."""

MOBILE = re.compile(r"\+628[1-35789][0-9]{7,10}")
"""Indonesian mobile numbers: without 80x (free, shared or premium rate), 84x (unused) and 86x
(satellite)."""

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


def refused(code: str, **params: Any) -> PydanticCustomError:
    """Make a validation error with one of the stable codes of `wording/*.json`."""
    return PydanticCustomError("lapor", "{code}", {"code": code, **params})


def clean(value: Any) -> Any:
    """Normalise what a person typed: NFC, no control, hidden or direction-changing characters.

    A text in which nothing can be seen is empty.
    """
    if not isinstance(value, str):
        return value
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c in _KEPT or unicodedata.category(c) not in ("Cc", "Cf"))
    text = unicodedata.normalize("NFC", "".join(kept)).strip()
    return text if any(_visible(c) for c in text) else ""


def _visible(character: str) -> bool:
    return character not in _BLANK and unicodedata.category(character)[0] in "LNPS"


def one_line(value: Any) -> Any:
    """Clean a short text and put it on one line."""
    value = clean(value)
    return " ".join(value.split()) if isinstance(value, str) else value


def _phone(value: str) -> str:
    digits = _TRUNK.sub("+62", re.sub(r"[\s().-]", "", value))
    if not _PHONE.fullmatch(digits):
        raise refused("bad_format")
    return digits


def _email(value: str) -> str:
    if len(value) > 254 or not _EMAIL.fullmatch(value):
        raise refused("bad_format")
    return value


def _day(value: str) -> str:
    if not _DAY.fullmatch(value):
        raise refused("bad_format")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise refused("bad_format") from None


def length(low: int, high: int) -> StringConstraints:
    """Bound a text in characters (code points)."""
    return StringConstraints(min_length=low, max_length=high)


Line = Annotated[str, BeforeValidator(one_line)]
Words = Annotated[str, BeforeValidator(clean)]
Title = Annotated[Line, length(5, 120)]
Said = Annotated[Words, length(2, 4000)]
Code = Annotated[Line, length(1, 80)]
Phone = Annotated[Line, AfterValidator(_phone)]
Email = Annotated[Line, AfterValidator(_email)]
Day = Annotated[str, AfterValidator(_day)]
ReportClass = Literal["complaint", "aspiration", "information"]


class Body(BaseModel):
    """A JSON body: frozen, strict about types, and without unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def past(day: str, info: ValidationInfo) -> str:
    """Refuse a day that nowhere in the country has begun."""
    if date.fromisoformat(day) > (info.context or {})["today"]:
        raise refused("future_date")
    return day


def listed(code: str, info: ValidationInfo, register: str) -> str:
    """Refuse a code that its register does not hold."""
    if code not in (info.context or {})[register]:
        raise refused("unknown_code")
    return code
