"""What officers should know of a report that has just come: a blocked contact, a repeated text.

Neither stops a report: many people may copy one text for a good reason, and a blocked contact may
still have something to tell.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from lapor import registers
from lapor.aws import limits, standing
from lapor.aws.pepper import pepper
from lapor.domain import ids
from lapor.domain.event import Event


def seen(
    first: Event, marks: Mapping[str, str], agency: str | None, now: datetime
) -> Mapping[str, Any]:
    """Give `blocked` when this agency has blocked the contact, `alike` when the words came before.

    An anonymous report never says whose contact it has, not even whether it is one that was
    blocked: who knows whom they blocked would know who wrote. A confidential report is not
    counted, and nobody counts beyond the own agency. `alike` counts the reports of one wave with
    this one; a repeated message counts it again.
    """
    found: dict[str, Any] = {}
    if not first.data["anonymous"] and standing.is_marked(marks, agency, now):
        found["blocked"] = True
    if first.data["confidential"]:
        return found
    alike = limits.counted(f"alike#{agency}#{_words(first)}", _window(), now)
    if alike > 1:
        found["alike"] = alike
    return found


def _words(first: Event) -> str:
    """Give a keyed hash of a report's words, without case, spaces and marks."""
    text = first.text or {}
    plain = "".join(c for part in ("title", "body") for c in text.get(part, "") if c.isalnum())
    return ids.mac(pepper(), "words", plain.casefold()).hex()


def _window() -> timedelta:
    return timedelta(hours=registers.limits("alike")["hours"])
