"""What officers' and reporters' calls take; unknown fields are refused."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from lapor.domain.fields import (
    Body,
    Code,
    ReportClass,
    Said,
    Title,
    length,
    listed,
)


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
        return code and listed(code, info, "categories")


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
        return listed(code, info, "return_reasons")


class Archive(Body):
    """POST …/archive."""

    reason: Code
    text: Said

    @field_validator("reason")
    @classmethod
    def _known_reason(cls, code: str, info: ValidationInfo) -> str:
        return listed(code, info, "archive_reasons")


class Spam(Body):
    """POST …/spam: no report at all, but advertising, a wave of the same, an invention."""

    reason: Code
    text: Said

    @field_validator("reason")
    @classmethod
    def _known_reason(cls, code: str, info: ValidationInfo) -> str:
        return listed(code, info, "spam_reasons")


class Block(Body):
    """POST …/block: the contact behind a report gets no more messages for some time."""

    reason: Code
    text: Said

    @field_validator("reason")
    @classmethod
    def _known_reason(cls, code: str, info: ValidationInfo) -> str:
        return listed(code, info, "block_reasons")


class FollowUp(Body):
    """POST …/follow-up; `done` says that the agency holds the matter to be solved."""

    text: Said
    done: bool


class Approve(Body):
    """POST …/approve; `of` is the event with the words that the leader has read."""

    of: Annotated[int, Field(ge=1)]


class Forward(Body):
    """POST …/forward to a unit of the same agency."""

    unit: Code


class Text(Body):
    """A body of words alone: note, decline, reply, reopen, appeal, unblock."""

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
    """An empty object: consent, anonymise, conceal."""


class Credentials(Body):
    """POST /api/session."""

    username: Annotated[str, AfterValidator(str.lower), length(1, 128)]
    password: Annotated[str, length(1, 256)]


class Refresh(Body):
    """POST /api/session/refresh."""

    refresh_token: Annotated[str, length(1, 4096)]


class Respond(Body):
    """POST /api/session/respond: the answer to the next step that a sign-in has named."""

    username: Annotated[str, AfterValidator(str.lower), length(1, 128)]
    session: Annotated[str, length(20, 2048)]
    step: Literal["new_password", "totp_setup", "totp"]
    answer: Annotated[str, length(1, 256)]
