"""Who may see what of a report: the one place that decides, for every kind of viewer.

A report's reporter is not here at all: identities never enter the ledger (`People` holds them), so
"anonymous" changes nothing here; it closes the vault (`moves.reveal`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from lapor.domain.event import PRIVATE, Actor, Event
from lapor.domain.masking import hidden, masked
from lapor.domain.personal import Found
from lapor.domain.report import Report
from lapor.domain.roles import (
    KEY,
    KEY_SCOPES,
    KSP,
    MONITOR,
    OFFICERS,
    OMBUDSMAN,
    READS,
    Scope,
    covers,
)

PUBLIC = Actor("public")
REPORTER = Actor("reporter")
SYSTEM = Actor("system")
EXPORT, OPEN311, STATISTICS = Actor("export"), Actor("open311"), Actor("statistics")

INTERNAL = frozenset({"noted", "masked", "proposed", "declined", "reminded"})
"""Events that only officers see."""

BETWEEN_US = frozenset(
    {
        "reveal_asked", "reveal_granted", "reveal_refused", "revealed", "unmasked",
        "blocked", "unblocked", "objected",
        "subject_requested", "subject_refused", "exported", "export_offered",
        "restricted", "unrestricted", "concealed", "unconcealed",
    }
)  # fmt: skip
"""Events that the reporter and the officers see, and nobody else: they are about a person, or tell
that there was something which the public did not see."""

ABOUT_FILES = frozenset({"attached", "file_refused", "file_shown", "file_hidden", "file_deleted"})
"""Events that the public does not need: what it may fetch is listed with the report."""

PUBLIC_TEXTS = frozenset({"submitted", "verified", "followed_up", "archived", "returned"})
"""Events whose words the public may read; what a reporter answers stays with the offices."""

HIDDEN_TEXTS = frozenset({"address"})
"""Parts of a text that the public does not get: places are public to the regency only."""

PUBLIC_DATA = frozenset(
    {
        "agency", "unit", "done", "reason", "clock", "to", "how", "rating", "solved", "of",
        "until", "right", "serve_by", "parts", "rule", "sha256",
    }
)  # fmt: skip
"""Facts that the public and the reporter may see."""


class Words(StrEnum):
    """How a viewer reads people's words."""

    WHOLE = "whole"
    MASKED = "masked"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Sight:
    """What one kind of viewer sees of the reports in its scope.

    `confidential`: whether confidential reports exist for it; `unverified`: whether those do that
    no office has verified yet; `hides`: events that do not exist for it; `all_facts` and
    `officers`: whether it sees offices' internal facts and the user names of officers; `counts`:
    whether it may know that there are events which it does not see.
    """

    words: Words
    confidential: bool = False
    unverified: bool = False
    hides: frozenset[str] = INTERNAL | BETWEEN_US | ABOUT_FILES
    all_facts: bool = False
    officers: bool = False
    counts: bool = False
    words_of_confidential: Words = Words.NONE


_OFFICE = Sight(
    Words.WHOLE,
    confidential=True,
    unverified=True,
    hides=frozenset(),
    all_facts=True,
    officers=True,
    counts=True,
    words_of_confidential=Words.WHOLE,
)
_WATCH = replace(_OFFICE, words=Words.MASKED, words_of_confidential=Words.NONE)
_OPEN_DATA = Sight(Words.MASKED)

SIGHTS: Mapping[str, Sight] = {
    **dict.fromkeys(READS, _OFFICE),
    # Monitors watch deadlines: they read what the public reads, and nothing of what was told in
    # confidence, in replies or in notes.
    MONITOR: _WATCH,
    KSP: _WATCH,
    OMBUDSMAN: _WATCH,
    "reporter": Sight(
        Words.WHOLE,
        confidential=True,
        unverified=True,
        hides=INTERNAL,
        counts=True,
        words_of_confidential=Words.WHOLE,
    ),
    "system": replace(_OFFICE, officers=False),
    # Whoever knows a number may follow its state; words appear once an office has verified it.
    "public": Sight(Words.MASKED, unverified=True),
    "export": _OPEN_DATA,
    # Keys are made by developers, who read no report: theirs open what anybody may copy, no more.
    KEY: _OPEN_DATA,
    "open311": _OPEN_DATA,
    "statistics": Sight(Words.NONE),
}
"""Every kind of viewer; who is not here sees nothing."""

TAKING_OVER: Mapping[str, Sight] = {OMBUDSMAN: _OFFICE}
"""Sights of a report whose reporter has consented to its referral, which needs that consent.

The Ombudsman watches like a monitor until then (domain notes 4.1), and has the whole case after.
"""


def may_see(report: Report, viewer: Actor) -> bool:
    """Say whether this report exists for this viewer."""
    sight = SIGHTS.get(viewer.role)
    if sight is None or (report.confidential and not sight.confidential):
        return False
    reach = KEY_SCOPES["read"] if viewer.role == KEY else READS.get(viewer.role, Scope.COUNTRY)
    in_reach = covers(reach, viewer, report.agency, report.unit)
    return in_reach and (report.published or sight.unverified)


def is_listed(report: Report) -> bool:
    """Say whether the public finds the report in lists: verified, and not confidential."""
    return may_see(report, EXPORT)


def shows(event: Event, viewer: Actor) -> bool:
    """Say whether this event exists for this viewer."""
    sight = SIGHTS.get(viewer.role)
    return sight is not None and event.kind not in sight.hides


def places(events: Sequence[Event], viewer: Actor) -> dict[int, int]:
    """Give the events that a viewer sees, by `seq`, with the number that each has for it.

    The public gets them counted anew: a gap or a higher version would tell that something happened
    between reporter and offices.
    """
    seen = [event.seq for event in events if shows(event, viewer)]
    sight = SIGHTS.get(viewer.role)
    whole = sight is not None and sight.counts
    return {seq: seq if whole else place for place, seq in enumerate(seen, start=1)}


def texts(report: Report, event: Event, viewer: Actor) -> dict[str, str]:
    """Give the parts of an event's words that this viewer may read, masked for the public."""
    how = reads(viewer, report)
    if how is Words.NONE or event.seq in report.redacted:
        return {}
    words = dict(event.text or {})
    if how is Words.WHOLE:
        return words
    return {
        part: masked(text, report.marks.get((event.seq, part), ()))
        for part, text in words.items()
        if _is_public(report, event, part)
    }


def hidden_words(report: Report, event: Event, viewer: Actor) -> dict[str, list[Found]]:
    """Give an officer the spans of each part of an event's words that the public does not read."""
    if viewer.role not in OFFICERS or reads(viewer, report) is not Words.WHOLE:
        return {}
    return {
        part: hidden(text, report.marks.get((event.seq, part), ()))
        for part, text in texts(report, event, viewer).items()
        if event.kind in PUBLIC_TEXTS and part not in HIDDEN_TEXTS
    }


def reads(viewer: Actor, report: Report) -> Words:
    """Say how a viewer reads the words of a report."""
    return reads_words(viewer, report.confidential, report.consented)


def reads_words(viewer: Actor, confidential: bool, consented: bool) -> Words:
    """Say the same of a report of which only its flags are at hand, as in a row of a list."""
    usual = SIGHTS.get(viewer.role)
    sight = TAKING_OVER.get(viewer.role, usual) if consented else usual
    if sight is None:
        return Words.NONE
    return sight.words_of_confidential if confidential else sight.words


def title(report: Report, viewer: Actor) -> str | None:
    """Give the title as this viewer may read it; an empty one was redacted."""
    match reads(viewer, report):
        case Words.WHOLE:
            return report.title
        case Words.MASKED if report.published:
            return masked(report.title, report.marks.get((report.title_from, "title"), ()))
        case _:
            return None


def facts(event: Event, viewer: Actor) -> dict[str, object]:
    """Give the facts of an event that this viewer may know."""
    sight = SIGHTS.get(viewer.role)
    if sight is not None and sight.all_facts:
        return {k: v for k, v in event.data.items() if k not in PRIVATE}
    return {k: v for k, v in event.data.items() if k in PUBLIC_DATA}


def officer(event: Event, viewer: Actor) -> str | None:
    """Give who of an office did it, to those who may know."""
    sight = SIGHTS.get(viewer.role)
    return event.officer or None if sight is not None and sight.officers else None


def _is_public(report: Report, event: Event, part: str) -> bool:
    return report.published and event.kind in PUBLIC_TEXTS and part not in HIDDEN_TEXTS
