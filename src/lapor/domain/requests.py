"""What the API takes: validated once, at the edge; unknown fields are refused."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

OLDEST = 10
"""Years back that a report may reach."""

_KEPT = frozenset("\n\t\u200c\u200d")
"""Controls that text needs: line ends, tabs, and the joiners of emoji and some scripts."""

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")
_TRUNK = re.compile(r"^(?:\+620?|00620?|620?|0(?=[1-9])|(?=8))")
"""The ways in which people begin an Indonesian number."""

_MOBILE = re.compile(r"\+628[0-9]{7,11}")
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


def _length(low: int, high: int) -> StringConstraints:
    return StringConstraints(min_length=low, max_length=high)


Line = Annotated[str, BeforeValidator(one_line)]
Words = Annotated[str, BeforeValidator(clean)]
Title = Annotated[Line, _length(5, 120)]
Said = Annotated[Words, _length(2, 4000)]
Code = Annotated[Line, _length(1, 80)]
Phone = Annotated[Line, AfterValidator(_phone)]
Email = Annotated[Line, AfterValidator(_email)]
Day = Annotated[str, AfterValidator(_day)]
ReportClass = Literal["complaint", "aspiration", "information"]


class Body(BaseModel):
    """A JSON body: frozen, strict about types, and without unknown fields."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Place(Body):
    """Where it happened: Kemendagri codes, and an address for the officers only."""

    province: Code
    regency: Code
    address: Annotated[Words, _length(0, 300)] = ""

    @field_validator("province")
    @classmethod
    def _known_province(cls, code: str, info: ValidationInfo) -> str:
        return _listed(code, info, "provinces")

    @field_validator("regency")
    @classmethod
    def _known_regency(cls, code: str, info: ValidationInfo) -> str:
        code = _listed(code, info, "regencies")
        province = info.data.get("province")
        if province and not code.startswith(f"{province}."):
            raise refused("not_in_province")
        return code


class Reporter(Body):
    """Who writes; goes sealed into `People` and nowhere else."""

    name: Annotated[Line, _length(2, 100)] | None = None
    phone: Phone | None = None
    email: Email | None = None
    notify: Literal["email", "sms", "none"] = "none"
    language: Literal["id", "en"] = "id"

    @field_validator("notify")
    @classmethod
    def _reachable(cls, channel: str, info: ValidationInfo) -> str:
        known = info.data  # a wrong phone or address is told once, by its own field
        if channel == "sms" and "phone" in known and not _MOBILE.fullmatch(known["phone"] or ""):
            raise refused("needed_for_sms")
        if channel == "email" and "email" in known and not known["email"]:
            raise refused("needed_for_email")
        return channel


class NewReport(Body):
    """POST /api/reports."""

    report_class: ReportClass = Field(alias="class")
    title: Title
    body: Annotated[Words, _length(20, 4000)]
    occurred_on: Day
    place: Place
    agency: Code | None = None
    category: Code | None = None
    anonymous: bool = False
    confidential: bool = False
    reporter: Reporter | None = Field(default=None, validate_default=True)

    @field_validator("occurred_on")
    @classmethod
    def _in_the_past(cls, day: str, info: ValidationInfo) -> str:
        today: date = (info.context or {})["today"]
        if date.fromisoformat(day) > today:
            raise refused("future_date")
        if date.fromisoformat(day).year < today.year - OLDEST:
            raise refused("too_old", year=today.year - OLDEST)
        return day

    @field_validator("agency")
    @classmethod
    def _known_agency(cls, code: str | None, info: ValidationInfo) -> str | None:
        return code and _listed(code, info, "agencies")

    @field_validator("category")
    @classmethod
    def _known_category(cls, code: str | None, info: ValidationInfo) -> str | None:
        return code and _listed(code, info, "categories")

    @field_validator("reporter")
    @classmethod
    def _somebody(cls, person: Reporter | None, info: ValidationInfo) -> Reporter | None:
        if info.data.get("anonymous", True):
            return person
        if person is None:
            raise refused("needed_unless_anonymous")
        if person.name is None:
            raise refused("missing", pointer="/reporter/name")
        return person


class Verify(Body):
    """POST /api/desk/{number}/verify."""

    agency: Code
    unit: Code | None = None
    report_class: ReportClass | None = Field(default=None, alias="class")
    category: Code | None = None
    title: Title | None = None
    supervised: bool | None = None

    @field_validator("category")
    @classmethod
    def _known_category(cls, code: str | None, info: ValidationInfo) -> str | None:
        return code and _listed(code, info, "categories")


class Question(Body):
    """POST …/hold and …/ask."""

    question: Said


class Return(Body):
    """POST …/return: not our authority."""

    reason: Code
    text: Said | None = None

    @field_validator("reason")
    @classmethod
    def _known_reason(cls, code: str, info: ValidationInfo) -> str:
        return _listed(code, info, "return_reasons")


class Archive(Body):
    """POST …/archive."""

    reason: Code
    text: Said

    @field_validator("reason")
    @classmethod
    def _known_reason(cls, code: str, info: ValidationInfo) -> str:
        return _listed(code, info, "archive_reasons")


class FollowUp(Body):
    """POST …/follow-up; `done` says that the agency holds the matter to be solved."""

    text: Said
    done: bool


class Forward(Body):
    """POST …/forward to a unit of the same agency."""

    unit: Code


class Text(Body):
    """A body of words alone: note, reply, reopen."""

    text: Said


class MaybeText(Body):
    """A body whose words may be left out: withdraw, refer."""

    text: Said | None = None


class Confirm(Body):
    """POST /api/reports/{number}/close: the reporter says that it is solved, and may rate it."""

    rating: Annotated[int, Field(ge=1, le=5)] | None = None
    solved: bool | None = None
    text: Said | None = None


class Rate(Body):
    """POST /api/reports/{number}/rate."""

    rating: Annotated[int, Field(ge=1, le=5)]
    solved: bool
    text: Said | None = None


class Nothing(Body):
    """An empty object: consent."""


class Credentials(Body):
    """POST /api/session."""

    username: Annotated[str, _length(1, 128)]
    password: Annotated[str, _length(1, 256)]


class Refresh(Body):
    """POST /api/session/refresh."""

    refresh_token: Annotated[str, _length(1, 4096)]


def _listed(code: str, info: ValidationInfo, register: str) -> str:
    if code not in (info.context or {})[register]:
        raise refused("unknown_code")
    return code
