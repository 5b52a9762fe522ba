"""A report as its events tell it, and which facts each kind of event brings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from lapor.domain.event import START, Event


class State(StrEnum):
    """Where a report stands (domain notes 2.2)."""

    SUBMITTED = "submitted"
    ON_HOLD = "on_hold"
    DISPOSED = "disposed"
    IN_PROGRESS = "in_progress"
    REPLIED = "replied"
    CLOSED = "closed"
    ARCHIVED = "archived"
    REFERRED = "referred"


OPEN = frozenset({State.SUBMITTED, State.ON_HOLD, State.DISPOSED, State.IN_PROGRESS, State.REPLIED})


class Clock(StrEnum):
    """What is being waited for; the limits are in `lapor/data/rulesets.json`."""

    VERIFICATION = "verification"
    FIRST_FOLLOW_UP = "first_follow_up"
    RESOLUTION = "resolution"
    ANSWER = "answer"
    REPLY_WINDOW = "reply_window"
    CLARIFICATION = "clarification"


THEIRS = frozenset({Clock.REPLY_WINDOW, Clock.CLARIFICATION})
"""Clocks that wait for the reporter; the others wait for an office and escalate."""


LEVELS = ("agency", "national")
"""The levels of escalation, lowest first."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the offices' clocks stand still; `until` is None while it lasts."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What the events so far amount to.

    `clocks` holds when each running clock started, `stopped` when those that were stopped had
    started, `raised` the levels told per running clock. `blocked_until` says that its contact was
    blocked because of it, `from_blocked` that it came from a contact that was blocked before, and
    `alike` how many reports of the same words had come within a day.
    """

    number: str
    version: int = 0
    head: str = START
    state: State = State.SUBMITTED
    closed_how: str | None = None
    report_class: str = "complaint"
    supervised: bool = False
    category: str | None = None
    title: str = ""
    place: Mapping[str, str] = field(default_factory=dict)
    occurred_on: str = ""
    anonymous: bool = False
    confidential: bool = False
    published: bool = False
    zone: str = "Asia/Jakarta"
    chosen: str | None = None
    agency: str | None = None
    unit: str | None = None
    suggested_unit: str | None = None
    returned_by: tuple[str, ...] = ()
    arbitrated: bool = False
    held_from: State | None = None
    received_at: datetime | None = None
    updated_at: datetime | None = None
    closed_at: datetime | None = None
    clocks: Mapping[Clock, datetime] = field(default_factory=dict)
    stopped: Mapping[Clock, datetime] = field(default_factory=dict)
    pauses: tuple[Pause, ...] = ()
    raised: Mapping[Clock, tuple[str, ...]] = field(default_factory=dict)
    rating: int | None = None
    solved: bool | None = None
    consented: bool = False
    appealed: bool = False
    blocked_until: datetime | None = None
    objected: bool = False
    from_blocked: bool = False
    alike: int = 1

    @property
    def paused(self) -> bool:
        """Whether the offices wait for the reporter."""
        return self.state is State.ON_HOLD

    @property
    def level(self) -> str | None:
        """The highest level that was told of a deadline that is still passed, or None."""
        told = {level for levels in self.raised.values() for level in levels}
        return next((level for level in reversed(LEVELS) if level in told), None)

    @property
    def to_arbiter(self) -> bool:
        """Whether it was returned twice, so that the national admin decides."""
        return len(self.returned_by) >= 2


def _submitted(report: Report, event: Event) -> dict[str, Any]:
    data = event.data
    return {
        "report_class": data["class"],
        "category": data["category"],
        "title": (event.text or {}).get("title", ""),
        "place": data["place"],
        "occurred_on": data["occurred_on"],
        "anonymous": data["anonymous"],
        "confidential": data["confidential"],
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
        "title": (event.text or {}).get("title") or report.title,
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
    return {"anonymous": True}


def _concealed(report: Report, event: Event) -> dict[str, Any]:
    return {"confidential": True}


def _rated(report: Report, event: Event) -> dict[str, Any]:
    return {
        "rating": event.data.get("rating", report.rating),
        "solved": event.data.get("solved", report.solved),
    }


def _reopened(report: Report, event: Event) -> dict[str, Any]:
    return {"rating": None, "solved": None}


def _consented(report: Report, event: Event) -> dict[str, Any]:
    return {"consented": True}


def _appealed(report: Report, event: Event) -> dict[str, Any]:
    """Bring it before the national admin; a block of the same report is heard with it."""
    objected = report.objected or report.blocked_until is not None
    office = {"agency": None, "unit": None, "suggested_unit": None}
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
    "anonymised": _anonymised,
    "concealed": _concealed,
    "closed": _rated,
    "rated": _rated,
    "reopened": _reopened,
    "consented": _consented,
    "appealed": _appealed,
    "blocked": _blocked,
    "unblocked": _unblocked,
    "objected": _objected,
}
