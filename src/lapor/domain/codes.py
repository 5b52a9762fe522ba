"""One-time codes by which somebody shows that an e-mail address or phone number is theirs.

The calls, the limits, and the words of the message; `lapor.aws.codes` keeps and sends them.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from lapor.domain.fields import MOBILE, Body, Email, Phone, one_line, refused
from lapor.domain.ids import mac
from lapor.domain.markup import html_of
from lapor.domain.notices import Message

DIGITS = 6
VALID = timedelta(minutes=10)
TRIES = 5
"""Wrong codes that may be typed before even the right one is refused."""

PER_CONTACT = ((3, timedelta(hours=1)), (10, timedelta(days=1)))
"""Codes for one contact, whoever asks: 10 a day of 5 tries each are a chance of 1 in 20,000."""

FOR_ALL = {"email": (300, timedelta(minutes=1)), "sms": (30, timedelta(minutes=1))}
"""Codes that are sent to everybody together for one purpose; an SMS costs about a thousand times a
mail. Each purpose has its own: whoever files reports to have codes sent delays nobody's list."""


def lock(pepper: bytes, key: str, code: str) -> str:
    """Give what is stored of a code; bound to what it opens, so that no other code fits there."""
    return mac(pepper, "one-time-code", key, code).hex()


def _digits(value: Any) -> Any:
    line = one_line(value)
    return line.replace(" ", "").replace("-", "") if isinstance(line, str) else line


def _code(value: str) -> str:
    if len(value) != DIGITS or not (value.isascii() and value.isdigit()):
        raise refused("bad_format" if value else "missing")
    return value


OneTimeCode = Annotated[str, BeforeValidator(_digits), AfterValidator(_code)]


class ConfirmContact(Body):
    """POST /api/reports/{number}/confirm-contact: send a code, or with `code`, take it."""

    channel: Literal["email", "sms"]
    code: OneTimeCode | None = None


class News(Body):
    """POST /api/reports/{number}/news: whether the reporter wants messages about this report."""

    wanted: bool


class WhoAsks(Body):
    """POST /api/me/codes: an e-mail address or an Indonesian mobile number."""

    email: Email | None = None
    phone: Phone | None = Field(default=None, validate_default=True)

    @field_validator("phone")
    @classmethod
    def _one_of_both(cls, phone: str | None, info: ValidationInfo) -> str | None:
        if phone is not None and not MOBILE.fullmatch(phone):
            raise refused("not_mobile")
        if "email" in info.data and (phone is None) is (info.data["email"] is None):
            raise refused("one_contact")
        return phone


def as_sent(body: str) -> str:
    """Give the contact of a body that `WhoAsks` accepts, letter by letter as it was sent.

    The proof of work is bound to that, so that no client needs our ways of writing a number.
    """
    value = json.loads(body)
    contact: str = value.get("email") or value["phone"]
    return contact


class WhoAnswers(WhoAsks):
    """POST /api/me/sessions."""

    code: OneTimeCode


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a code is for: confirming the contact of one report, or with no number, one's list."""

    number: str
    language: str

    @property
    def page(self) -> str:
        """Give the page on which the code is typed, below the site's address."""
        own = f"lacak/?n={self.number}" if self.number else "laporan-saya/"
        return f"{self.language}/{own}"

    @property
    def aim(self) -> str:
        """Name what the code is for, as the wording and the counters do."""
        return "confirm" if self.number else "list"


def write(occasion: Occasion, code: str, site: str, words: Mapping[str, Any]) -> Message:
    """Write the message with a code; `words` are those of the notices in the reader's language."""
    said = words["code"]
    aim = said[occasion.aim]
    gaps = {"code": code, "number": occasion.number}
    link = f"{site}/{occasion.page}"
    spoken = [words["greeting"], said["is"].format(**gaps), aim["body"].format(**gaps)]
    closing = [said["warning"], words["farewell"]]
    return Message(
        subject=aim["subject"].format(**gaps),
        text="\n\n".join([*spoken, f"{said['link']} {link}", *closing]) + "\n",
        html=html_of(spoken, said["link"], link, closing),
        sms=aim["sms"].format(**gaps),
    )
