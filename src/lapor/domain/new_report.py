"""POST /api/reports: what a new report says, validated against the registers."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from lapor.domain.fields import (
    MOBILE,
    Body,
    Code,
    Day,
    Email,
    Line,
    Phone,
    ReportClass,
    Title,
    Words,
    length,
    listed,
    past,
    refused,
)

OLDEST = 10
"""Years back that a report may reach."""


class Place(Body):
    """Where it happened: Kemendagri codes, and an address for the officers only."""

    province: Code
    regency: Code
    address: Annotated[Words, length(0, 300)] = ""

    @field_validator("province")
    @classmethod
    def _known_province(cls, code: str, info: ValidationInfo) -> str:
        return listed(code, info, "provinces")

    @field_validator("regency")
    @classmethod
    def _known_regency(cls, code: str, info: ValidationInfo) -> str:
        code = listed(code, info, "regencies")
        province = info.data.get("province")
        if province and not code.startswith(f"{province}."):
            raise refused("not_in_province")
        return code


class Reporter(Body):
    """Who writes; goes sealed into `People` and nowhere else."""

    name: Annotated[Line, length(2, 100)] | None = Field(default=None, validate_default=True)
    phone: Phone | None = None
    email: Email | None = None
    notify: Literal["email", "sms", "none"] = "none"
    language: Literal["id", "en"] = "id"

    @field_validator("name")
    @classmethod
    def _named(cls, name: str | None, info: ValidationInfo) -> str | None:
        if name is None and not (info.context or {}).get("anonymous", True):
            raise refused("missing")
        return name

    @field_validator("notify")
    @classmethod
    def _reachable(cls, channel: str, info: ValidationInfo) -> str:
        known = info.data  # a wrong phone or address is told once, by its own field
        if channel == "sms" and "phone" in known and not MOBILE.fullmatch(known["phone"] or ""):
            raise refused("needed_for_sms")
        if channel == "email" and "email" in known and not known["email"]:
            raise refused("needed_for_email")
        return channel


class NewReport(Body):
    """POST /api/reports."""

    report_class: ReportClass = Field(alias="class")
    title: Title
    body: Annotated[Words, length(20, 4000)]
    occurred_on: Day
    place: Place
    agency: Code | None = None
    category: Code | None = None
    anonymous: bool = Field(default=False, validate_default=True)
    confidential: bool = False
    reporter: Reporter | None = Field(default=None, validate_default=True)

    @field_validator("occurred_on")
    @classmethod
    def _in_the_past(cls, day: str, info: ValidationInfo) -> str:
        today: date = (info.context or {})["today"]
        past(day, info)
        if date.fromisoformat(day).year < today.year - OLDEST:
            raise refused("too_old", year=today.year - OLDEST)
        return day

    @field_validator("anonymous")
    @classmethod
    def _tells_the_reporter(cls, anonymous: bool, info: ValidationInfo) -> bool:
        """Pass the choice on to the fields of the person, which are read after it."""
        (info.context or {})["anonymous"] = anonymous
        return anonymous

    @field_validator("agency")
    @classmethod
    def _known_agency(cls, code: str | None, info: ValidationInfo) -> str | None:
        return code and listed(code, info, "agencies")

    @field_validator("category")
    @classmethod
    def _known_category(cls, code: str | None, info: ValidationInfo) -> str | None:
        return code and listed(code, info, "categories")

    @field_validator("reporter")
    @classmethod
    def _somebody(cls, person: Reporter | None, info: ValidationInfo) -> Reporter | None:
        if person is None and not info.data.get("anonymous", True):
            raise refused("needed_unless_anonymous")
        return person
