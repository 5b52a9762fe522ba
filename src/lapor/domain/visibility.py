"""Who may see what of a report: the one place that decides.

A report's reporter is not here at all: identities never enter the ledger (`People` holds them).
"""

from lapor.domain.event import Actor, Event
from lapor.domain.masking import masked
from lapor.domain.report import Report

PUBLIC = Actor("public")
REPORTER = Actor("reporter")
SYSTEM = Actor("system")
OFFICERS = frozenset({"unit", "agency", "national", "ombudsman"})

INTERNAL = frozenset({"noted"})
"""Events that only officers see."""

BETWEEN_US = frozenset({"blocked", "unblocked", "objected"})
"""Events that the reporter sees and the public does not: they are about a person."""

PUBLIC_TEXTS = frozenset({"submitted", "verified", "followed_up", "archived", "returned"})
"""Events whose words the public may read; what a reporter answers stays with the offices."""

HIDDEN_TEXTS = frozenset({"address"})
"""Parts of a text that the public does not get: places are public to the regency only."""

SEALED_DATA = frozenset({"key", "lock", "fingerprint"})
"""Facts of the first event that prove and open, and are shown to nobody."""

PUBLIC_DATA = frozenset(
    {"agency", "unit", "done", "reason", "clock", "to", "how", "rating", "solved", "until"}
)
"""Facts that the public and the reporter may see."""


def may_see(report: Report, viewer: Actor) -> bool:
    """Say whether this report exists for this viewer."""
    match viewer.role:
        case "unit":
            return viewer.unit is not None and report.unit == viewer.unit
        case "agency":
            return viewer.agency is not None and report.agency == viewer.agency
        case "public":
            return not report.confidential
        case _:
            return viewer.role in {"reporter", "national", "ombudsman", "system"}


def is_listed(report: Report) -> bool:
    """Say whether the public finds the report in lists: verified, and not confidential."""
    return report.published and not report.confidential


def shows(event: Event, viewer: Actor) -> bool:
    """Say whether this event exists for this viewer."""
    if viewer.role == "public" and event.kind in BETWEEN_US:
        return False
    return viewer.role in OFFICERS or event.kind not in INTERNAL


def texts(report: Report, event: Event, viewer: Actor) -> dict[str, str]:
    """Give the parts of an event's words that this viewer may read, masked for the public."""
    words = dict(event.text or {})
    if viewer.role != "public":
        return words
    if not report.published or event.kind not in PUBLIC_TEXTS:
        return {}
    return {part: masked(text) for part, text in words.items() if part not in HIDDEN_TEXTS}


def title(report: Report, viewer: Actor) -> str | None:
    """Give the title as this viewer may read it."""
    if viewer.role != "public":
        return report.title
    return masked(report.title) if report.published else None


def facts(event: Event, viewer: Actor) -> dict[str, object]:
    """Give the facts of an event that this viewer may know."""
    if viewer.role in OFFICERS:
        return {k: v for k, v in event.data.items() if k not in SEALED_DATA}
    return {k: v for k, v in event.data.items() if k in PUBLIC_DATA}
