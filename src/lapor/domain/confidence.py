"""When a report is confidential, and what offices told its reporter meanwhile.

When the reporter ends the confidence, the reporter's own words become public and those of offices
do not by themselves: `facts` hides them like masked words, `files` keeps such evidence back.
"""

from lapor.domain.event import Event
from lapor.domain.report import Report
from lapor.domain.roles import REPORTER
from lapor.domain.visibility import PUBLIC_TEXTS


def confides(event: Event, before: bool) -> bool:
    """Say whether a report is confidential after an event, told whether it was before."""
    match event.kind:
        case "submitted":
            return bool(event.data["confidential"])
        case "concealed" | "restricted":
            return True
        case "unconcealed":
            return False
        case _:
            return before


def told_in_confidence(report: Report, event: Event) -> list[tuple[int, str]]:
    """Give the words, by event and part, that an office writes while the report is confidential.

    They were written for the reporter alone and may name a person. When the reporter ends the
    confidence they stay hidden from the public until an officer shows them again; files alike.
    """
    ours = event.role != REPORTER and event.kind in PUBLIC_TEXTS
    return [(event.seq, part) for part in event.text or {}] if ours and report.confidential else []
