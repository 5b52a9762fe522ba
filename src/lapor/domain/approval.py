"""Approval: where an agency demands it, its leader reads a final answer before the public does.

The answer that is published holds the proposal's words once more, in an event of its own, like any
other answer; what is removed of one is removed of both (`docs/decisions/approval.md`).
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from lapor.domain.errors import Changed
from lapor.domain.event import Event
from lapor.domain.report import Proposal, Report

MOVED_ON = frozenset({"forwarded", "returned", "asked", "replied"})
"""Events after which a proposed answer is none any more: others have the report, or know more."""


def proposed(report: Report, event: Event) -> dict[str, Any]:
    """Keep the newest proposal; it replaces one that was still open."""
    return {"proposal": Proposal(event.seq, event.officer)}


def declined(report: Report, event: Event) -> dict[str, Any]:
    """Drop the proposal that the leader gave back."""
    return {"proposal": None}


def answered(report: Report, event: Event) -> dict[str, Any]:
    """Drop the proposal once a final answer is out, and remember whose words an approved one has.

    News in between leaves the proposal open.
    """
    if not event.data["done"]:
        return {}
    of = event.data.get("of")
    pair = {event.seq: of, of: event.seq} if of else {}
    return {"proposal": None, "same_words": {**report.same_words, **pair}}


def left(proposal: Proposal | None, gone: Collection[int]) -> Proposal | None:
    """Give the proposal unless its words are gone: nobody approves what nobody can read."""
    return None if proposal is None or proposal.seq in gone else proposal


def approved(report: Report, events: Sequence[Event], of: int) -> tuple[Mapping[str, Any], str]:
    """Give the facts and the words of an approved answer; raises Changed for another proposal.

    Without an open proposal there are no words: the table of moves refuses that.
    """
    facts = {"done": True, "of": of}
    if report.proposal is None:
        return facts, ""
    if report.proposal.seq != of:
        raise Changed(report.version)
    return facts, (events[of - 1].text or {}).get("text", "")


def given_back(report: Report) -> Mapping[str, Any]:
    """Give the facts of `declined`: which proposal the leader does not approve."""
    return {"of": report.proposal.seq} if report.proposal else {}
