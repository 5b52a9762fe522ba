"""What officers may do to words: hide them from the public, show them again, remove them."""

from collections.abc import Mapping, Sequence
from typing import Any

from lapor.domain.errors import FieldError, Invalid
from lapor.domain.event import Event
from lapor.domain.protecting import Mask, Redact
from lapor.domain.report import Report
from lapor.domain.visibility import HIDDEN_TEXTS, PUBLIC_TEXTS


def marked(events: Sequence[Event], said: Mask) -> Mapping[str, Any]:
    """Give the facts of `masked` or `unmasked`; raises Invalid when there are no such words.

    Only words that the public would read can be hidden from it.
    """
    event = _event(events, said.of)
    words = (event.text or {}).get(said.part)
    if event.kind not in PUBLIC_TEXTS or said.part in HIDDEN_TEXTS or not words:
        raise Invalid([FieldError("/part", "no_words")])
    if any(end > len(words) for _, end in said.spans):
        raise Invalid([FieldError("/spans", "bad_span")])
    return {"of": said.of, "part": said.part, "spans": said.spans}


def removed(report: Report, events: Sequence[Event], said: Redact) -> Mapping[str, Any]:
    """Give the facts of `redacted`; raises Invalid when the event has no words (any more)."""
    event = _event(events, said.of)
    if event.digest is None or event.seq in report.redacted:
        raise Invalid([FieldError("/of", "no_words")])
    return {"of": said.of, "reason": said.reason}


def _event(events: Sequence[Event], seq: int) -> Event:
    if seq > len(events):
        raise Invalid([FieldError("/of", "unknown_code")])
    return events[seq - 1]
