"""What those who keep officers, offices and keys send, and where a role may sit."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from lapor.domain.errors import FieldError
from lapor.domain.fields import Body, Code, Email, Line, length, refused
from lapor.domain.roles import KSP, NATIONAL, OMBUDSMAN, REGISTRAR, UNIT

NATIONAL_OFFICE = "national"
HOME = {
    NATIONAL: NATIONAL_OFFICE,
    KSP: NATIONAL_OFFICE,
    REGISTRAR: NATIONAL_OFFICE,
    OMBUDSMAN: OMBUDSMAN,
}
"""Where the roles that serve the whole country sit; all others sit at an agency."""

LEVELS = 3
"""Agency, unit, sub-unit."""

LONGEST = 366
"""Days after which every API key has ended."""

_USERNAME = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _username(value: str) -> str:
    if not _USERNAME.fullmatch(value.lower()):
        raise refused("bad_format")
    return value.lower()


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise refused("bad_format")
    return value


def _days(value: int) -> int:
    if not 1 <= value <= LONGEST:
        raise refused("out_of_range", min=1, max=LONGEST)
    return value


Username = Annotated[Line, length(3, 64), AfterValidator(_username)]
Name = Annotated[Line, length(2, 120)]
Office = Annotated[Line, length(1, 160)]
Role = Literal[
    "unit",
    "agency",
    "leader",
    "monitor",
    "national",
    "ombudsman",
    "ksp",
    "developer",
    "registrar",
]


class Placed(Body):
    """POST /api/officers/{username}/move: the role and the office that an officer gets."""

    role: Role
    agency: Code
    unit: Office | None = None


class Invite(Placed):
    """POST /api/officers."""

    username: Username
    name: Name
    email: Email


class NewUnit(Body):
    """POST /api/offices/add: a unit below an agency, or a sub-unit below a unit."""

    parent: Office
    slug: Annotated[Line, length(2, 40), AfterValidator(_slug)]
    name: Name
    email: Email


class EditedOffice(Body):
    """POST /api/offices/edit: the name and the contact of an agency or a unit.

    `approves` says whether an agency's leader must approve final answers; unchanged when missing.
    """

    office: Office
    name: Name
    email: Email
    approves: bool | None = None


class ClosedOffice(Body):
    """POST /api/offices/close."""

    office: Office


class NewKey(Body):
    """POST /api/keys; a key that never expires is one that nobody looks after."""

    name: Name
    scopes: Annotated[list[Literal["read", "submit"]], Field(min_length=1, max_length=2)]
    days: Annotated[int, AfterValidator(_days)]


def misplaced(role: str, agency: str, unit: str | None) -> list[FieldError]:
    """Say what is wrong with a role at an office; whether the office exists is not asked here."""
    wrong = []
    home = HOME.get(role)
    if (home and agency != home) or (not home and agency == NATIONAL_OFFICE):
        wrong.append(FieldError("/agency", "not_for_role"))
    if role == UNIT and unit is None:
        wrong.append(FieldError("/unit", "missing"))
    if unit is not None and (role != UNIT or unit.partition(":")[0] != agency):
        wrong.append(FieldError("/unit", "not_for_role"))
    return wrong


def level(office: str) -> int:
    """Give an office's level: 1 for an agency, 2 for a unit, 3 for a sub-unit."""
    return office.count(":") + 1
