"""What calls take that protect somebody: words hidden or removed, identities, rights, files."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from lapor.domain.fields import (
    Body,
    Code,
    Day,
    Said,
    Words,
    length,
    listed,
    past,
    refused,
)
from lapor.domain.files import MAX_BYTES, TYPES
from lapor.domain.rights import Right

MARKS = 50
"""Spans of words that one call may hide or show."""


def _spans(spans: list[list[int]]) -> list[list[int]]:
    whole = all(len(span) == 2 and 0 <= span[0] < span[1] for span in spans)
    if not whole or not 1 <= len(spans) <= MARKS:
        raise refused("bad_span")
    return spans


class Mask(Body):
    """POST …/mask and …/unmask: words of an event that the public is not to read, or again is.

    `of` is the event's number, `part` names its words, `spans` are `[from, before]` in code points.
    """

    of: Annotated[int, Field(ge=1)]
    part: Literal["title", "body", "text"]
    spans: Annotated[list[list[int]], AfterValidator(_spans)]


class Redact(Body):
    """POST …/redact: the words of an event are removed for good; their digest stays."""

    of: Annotated[int, Field(ge=1)]
    reason: Code

    @field_validator("reason")
    @classmethod
    def _known_reason(cls, code: str, info: ValidationInfo) -> str:
        return listed(code, info, "redact_reasons")


class Reveal(Body):
    """POST …/reveal and …/ask-reveal: why a reporter's identity must be opened."""

    reason: Code
    text: Annotated[Words, length(20, 1000)]

    @field_validator("reason")
    @classmethod
    def _known_reason(cls, code: str, info: ValidationInfo) -> str:
        return listed(code, info, "reveal_reasons")


class Claim(Body):
    """POST …/request-subject: a letter claims a right; `received_on` is the day it came in."""

    right: Right
    received_on: Day

    @field_validator("received_on")
    @classmethod
    def _arrived(cls, day: str, info: ValidationInfo) -> str:
        return past(day, info)


class Declined(Body):
    """POST …/refuse-subject: who wrote the letter has not proved to be the reporter."""

    right: Right
    text: Said


class NewFile(Body):
    """POST …/files: what the browser is about to send; `size` in bytes, exactly."""

    type: str
    size: int

    @field_validator("type")
    @classmethod
    def _taken_type(cls, kind: str) -> str:
        if kind not in TYPES:
            raise refused("file_type")
        return kind

    @field_validator("size")
    @classmethod
    def _taken_size(cls, size: int) -> int:
        if size <= 0:
            raise refused("file_empty")
        if size > MAX_BYTES:
            raise refused("file_too_large", max=MAX_BYTES // 1_000_000)
        return size


class OneFile(Body):
    """POST …/show-file and …/hide-file."""

    file: Annotated[str, length(32, 32)]


class DeleteFile(OneFile):
    """POST …/delete-file: one file's content is deleted for good; its digest stays."""

    reason: Code

    @field_validator("reason")
    @classmethod
    def _known_reason(cls, code: str, info: ValidationInfo) -> str:
        return listed(code, info, "delete_file_reasons")
