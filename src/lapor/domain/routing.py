"""Who gets a new or returned report: the reporter's choice, else rules, else national triage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lapor.domain.report import Report

Rule = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Route:
    """Where a report goes and why: `chosen`, `rule`, `national` or `arbiter`."""

    agency: str | None
    how: str
    unit: str | None = None


def route(report: Report, rule_for: Callable[[str], Rule | None]) -> Route:
    """Decide who verifies a report.

    An agency that has refused it is not asked again; after two refusals the arbiter (the national
    admin) decides while the clocks run on.
    """
    if report.to_arbiter:
        return Route(None, "arbiter")
    if report.chosen and report.chosen not in report.returned_by:
        return Route(report.chosen, "chosen")
    rule = rule_for(report.category) if report.category else None
    if rule:
        agency = _agency(report, rule)
        if agency and agency not in report.returned_by:
            unit = f"{agency}:{rule['unit']}" if rule.get("unit") else None
            return Route(agency, "rule", unit)
    return Route(None, "national")


def _agency(report: Report, rule: Rule) -> str | None:
    if rule.get("agency"):
        return str(rule["agency"])
    level = "province" if rule.get("place") == "province" else "regency"
    return report.place.get(level)
