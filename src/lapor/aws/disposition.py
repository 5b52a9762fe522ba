"""What a verification, a forwarding or an answer says: checked against the directory."""

from collections.abc import Mapping
from typing import Any

from lapor.aws import directory
from lapor.aws.steps import spoken
from lapor.domain.errors import FieldError, Invalid
from lapor.domain.event import Actor
from lapor.domain.lifecycle import Facts
from lapor.domain.report import Report
from lapor.domain.requests import FollowUp, Verify


def verified(report: Report, by: Actor, said: Verify) -> Mapping[str, Any]:
    """Give the facts of a verification; raises Invalid for an unknown agency or unit.

    An agency's admin verifies for the own agency only; what is not theirs is returned.
    """
    agency = directory.agency(said.agency) if said.agency != "national" else None
    if agency is None:
        raise Invalid([FieldError("/agency", "unknown_code")])
    if by.role == "agency" and said.agency != by.agency:
        raise Invalid([FieldError("/agency", "not_yours")])
    supervised = report.supervised if said.supervised is None else said.supervised
    report_class = said.report_class or report.report_class
    return {
        "agency": said.agency,
        "unit": known_unit(said.agency, said.unit),
        "zone": agency["zone"],
        "class": report_class,
        "supervised": supervised and report_class == "complaint",
        "category": said.category or report.category,
    }


def answered(report: Report, said: FollowUp) -> Facts:
    """Give the facts of an answer, with what the agency demands of a final one."""
    return spoken({"done": said.done}, directory.approves(report.agency), text=said.text)


def known_unit(agency: str | None, unit: str | None) -> str | None:
    """Check that a unit belongs to an agency and is open; raises Invalid."""
    if unit is None:
        return None
    found = directory.unit(unit) if unit.partition(":")[0] == agency else None
    if found is None or found.get("closed"):
        raise Invalid([FieldError("/unit", "unknown_code")])
    return unit
