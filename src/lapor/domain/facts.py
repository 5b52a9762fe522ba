"""Which facts each kind of event brings to a report, beside its state and its clocks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lapor.domain import approval
from lapor.domain.event import Event
from lapor.domain.masking import WHOLE, Mark
from lapor.domain.report import Look, Report
from lapor.domain.roles import SYSTEM

GRANTED = timedelta(hours=24)
"""How long a granted look at an anonymous reporter's identity may be taken."""


def _titled(event: Event) -> dict[str, Any]:
    """Give the title that came with an event, which is all or a part of its words.

    Words that are gone had a title too: an older one, which they replaced, must not return.
    """
    if event.digest is None:
        return {}
    return {"title": (event.text or {}).get("title", ""), "title_from": event.seq}


def _submitted(report: Report, event: Event) -> dict[str, Any]:
    data = event.data
    return {
        "report_class": data["class"],
        "category": data["category"],
        **_titled(event),
        "place": data["place"],
        "occurred_on": data["occurred_on"],
        "anonymous": data["anonymous"],
        "zone": data["zone"],
        "chosen": data["agency"],
        "received_at": event.at,
    }


def _routed(report: Report, event: Event) -> dict[str, Any]:
    data = event.data
    return {
        "agency": data["agency"],
        "unit": None,
        "suggested_unit": data.get("unit"),
        "zone": data.get("zone") or report.zone,
        "look": None,
        "from_blocked": data.get("blocked", report.from_blocked),
        "alike": data.get("alike", report.alike),
    }


def _verified(report: Report, event: Event) -> dict[str, Any]:
    data = event.data
    return {
        "agency": data["agency"],
        "unit": data["unit"],
        "suggested_unit": None,
        "zone": data["zone"],
        "report_class": data["class"],
        "supervised": data["supervised"],
        "category": data["category"],
        **_titled(event),
        "look": report.look if data["agency"] == report.agency else None,
        "published": True,
        "arbitrated": report.to_arbiter,
    }


def _returned(report: Report, event: Event) -> dict[str, Any]:
    if event.data["unit"]:
        return {"unit": None}
    return {
        "agency": None,
        "unit": None,
        "suggested_unit": None,
        "returned_by": (*report.returned_by, event.data["agency"]),
    }


def _forwarded(report: Report, event: Event) -> dict[str, Any]:
    return {"unit": event.data["unit"]}


def _anonymised(report: Report, event: Event) -> dict[str, Any]:
    """End looks at the identity, and hide again whatever was shown again: it may tell who it is."""
    left = {place: tuple(m for m in marks if m.hidden) for place, marks in report.marks.items()}
    return {"anonymous": True, "look": None, "marks": left}


def _unanonymised(report: Report, event: Event) -> dict[str, Any]:
    return {"anonymous": False, "look": None}


def _unconcealed(report: Report, event: Event) -> dict[str, Any]:
    """Hide what offices wrote in confidence; officers show it again as they do masked words."""
    shut = {place: (*report.marks.get(place, ()), WHOLE) for place in report.confided}
    return {"marks": {**report.marks, **shut}, "confided": (), "opened_at": event.at}


def _marked(report: Report, event: Event) -> dict[str, Any]:
    place = (event.data["of"], event.data["part"])
    hidden = event.kind == "masked"
    new = tuple(Mark(start, end, hidden) for start, end in event.data["spans"])
    return {"marks": {**report.marks, place: (*report.marks.get(place, ()), *new)}}


def _redacted(report: Report, event: Event) -> dict[str, Any]:
    of = event.data["of"]
    title = "" if of == report.title_from else report.title
    gone = {of, report.same_words.get(of, of)}
    return {
        "redacted": report.redacted | gone,
        "title": title,
        "proposal": approval.left(report.proposal, gone),
    }


def _reveal_asked(report: Report, event: Event) -> dict[str, Any]:
    return {"look": Look(event.officer, event.at)}


def _reveal_granted(report: Report, event: Event) -> dict[str, Any]:
    return {"look": report.look and replace(report.look, until=event.at + GRANTED)}


def _reveal_refused(report: Report, event: Event) -> dict[str, Any]:
    return {"look": None}


def _subject_requested(report: Report, event: Event) -> dict[str, Any]:
    serve_by = datetime.fromisoformat(event.data["serve_by"])
    right = event.data["right"]
    return {
        "asked": {right: serve_by, **report.asked},
        "recorded": {right: event.officer, **report.recorded},
    }


def _subject_refused(report: Report, event: Event) -> dict[str, Any]:
    return _served(report, event.data["right"])


def _exported(report: Report, event: Event) -> dict[str, Any]:
    return _served(report, "export")


def _restricted(report: Report, event: Event) -> dict[str, Any]:
    return {**_served(report, "restrict"), "restricted": True, "look": None}


def _unrestricted(report: Report, event: Event) -> dict[str, Any]:
    return {"restricted": False}


def _erased(report: Report, event: Event) -> dict[str, Any]:
    erased, gone = report.erased | set(event.data["parts"]), frozenset(event.data["of"])
    wished = report.wish or event.role != SYSTEM
    return {
        **(_served(report, "erase") if event.role != SYSTEM else {}),
        "erased": erased,
        "wish": wished and "words" not in erased,
        "redacted": report.redacted | gone,
        "title": "" if report.title_from in gone else report.title,
        "look": None,
    }


def _served(report: Report, right: str) -> dict[str, Any]:
    return {
        "asked": {r: due for r, due in report.asked.items() if r != right},
        "recorded": {r: who for r, who in report.recorded.items() if r != right},
    }


def _rated(report: Report, event: Event) -> dict[str, Any]:
    return {
        "rating": event.data.get("rating", report.rating),
        "solved": event.data.get("solved", report.solved),
    }


def _reopened(report: Report, event: Event) -> dict[str, Any]:
    return {"rating": None, "solved": None}


def _sets(**values: Any) -> Callable[[Report, Event], dict[str, Any]]:
    return lambda report, event: values


def _appealed(report: Report, event: Event) -> dict[str, Any]:
    """Bring it before the national admin; a block of the same report is heard with it."""
    objected = report.objected or report.blocked_until is not None
    office = {"agency": None, "unit": None, "suggested_unit": None, "look": None}
    return {"appealed": True, "objected": objected, **office}


def _blocked(report: Report, event: Event) -> dict[str, Any]:
    return {"blocked_until": datetime.fromisoformat(event.data["until"]), "objected": False}


def _unblocked(report: Report, event: Event) -> dict[str, Any]:
    return {"blocked_until": None}


def _objected(report: Report, event: Event) -> dict[str, Any]:
    return {"objected": True}


FACTS: Mapping[str, Callable[[Report, Event], dict[str, Any]]] = {
    "submitted": _submitted,
    "routed": _routed,
    "verified": _verified,
    "returned": _returned,
    "forwarded": _forwarded,
    "proposed": approval.proposed,
    "declined": approval.declined,
    "followed_up": approval.answered,
    "anonymised": _anonymised,
    "unanonymised": _unanonymised,
    "unconcealed": _unconcealed,
    "masked": _marked,
    "unmasked": _marked,
    "redacted": _redacted,
    "reveal_asked": _reveal_asked,
    "reveal_granted": _reveal_granted,
    "reveal_refused": _reveal_refused,
    "subject_requested": _subject_requested,
    "subject_refused": _subject_refused,
    "exported": _exported,
    "export_offered": _exported,
    "restricted": _restricted,
    "unrestricted": _unrestricted,
    "erased": _erased,
    "closed": _rated,
    "rated": _rated,
    "reopened": _reopened,
    "offered": _sets(offered=True),
    "consented": _sets(consented=True),
    "appealed": _appealed,
    "blocked": _blocked,
    "unblocked": _unblocked,
    "objected": _objected,
}
