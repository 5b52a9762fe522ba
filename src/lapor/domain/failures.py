"""What the operator is told of messages that failed on a day."""

from collections.abc import Mapping, Sequence
from typing import Any

from lapor.domain.ids import shown
from lapor.domain.markup import html_of
from lapor.domain.notices import Message

LISTED = 200
"""Reports that one mail names; of an outage that hit more, the count says enough."""


def written(
    day: str,
    kinds: Mapping[tuple[str, str], int],
    reports: Sequence[str],
    words: Mapping[str, Any],
) -> Message:
    """Write the mail: how many messages ended how on which channel, and which reports they hit."""
    said = words["failures"]
    counts = [
        said["line"].format(channel=said["channels"][channel], state=said["states"][state], n=n)
        for (channel, state), n in sorted(kinds.items())
    ]
    named = "\n".join(shown(number) for number in reports[:LISTED])
    more = [said["more"].format(n=len(reports) - LISTED)] if len(reports) > LISTED else []
    paragraphs = [
        said["body"].format(day=day, n=sum(kinds.values())),
        "\n".join(counts),
        f"{said['reports']}\n{named}",
        *more,
    ]
    return Message(
        subject=said["subject"].format(day=day, n=sum(kinds.values())),
        text="\n\n".join(paragraphs) + "\n",
        html=html_of(paragraphs, None, None, []),
        sms=None,
    )
