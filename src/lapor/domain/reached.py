"""Whether a person was reached: the states of a message, how they follow each other, what is shown.

A message's row never goes back: what a provider says late, twice or out of order raises a state or
changes nothing. A complaint is worse news than a bounce, and a bounce than a delivery, because a
mailbox may take a mail and send it back later.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

OPEN_STATES = frozenset({"claimed", "waiting"})
"""A message that is still ours to send."""

WITHHELD = frozenset(
    {"capped", "muted", "foreign", "suppressed", "refused", "stale", "spent", "unsubscribed"}
)
"""Why we sent nothing: too many to this contact; a block; no Indonesian mobile number; the mailbox
sent an earlier mail back, or its owner called one spam; older than it helps; the day's SMS budget
is spent; the reader asked for no more."""

HANDED = frozenset({"sent", "rejected", "given_up", "delivered", "bounced", "complained"})
"""The provider has it, will never take it, or we stopped asking; then what became of it."""

FINAL = HANDED | WITHHELD
"""States after which a message is not sent again on its channel."""

HEARD: Mapping[str, int] = {"sent": 1, "delivered": 2, "rejected": 3, "bounced": 3, "complained": 4}
"""What a provider can report, by rank."""

OTHERWISE: Mapping[str, frozenset[str]] = {
    "email": frozenset({"bounced", "rejected", "given_up", "suppressed"}),
    "sms": frozenset({"capped", "foreign", "rejected", "given_up", "spent"}),
}
"""States of a message on one channel after which a reporter's other channel is used.

Not for a mail that was too many, so that a flood of mails never turns into SMS; and not after a
complaint or a wish: who wants no message is not sent it another way.
"""

FAILED = frozenset({"rejected", "given_up", "bounced", "complained", "spent", "stale"})
"""States that the operator should know of."""

PATIENCE = timedelta(hours=4)
"""For how long a message is offered to a provider that cannot take it."""

FRESH = timedelta(days=3)
"""For how long a notice helps; one that a dead-letter queue held longer is dropped."""

SHORTEST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)
"""Between two tries; SQS delays a message by 15 minutes at most."""

QUIET = (time(21), time(7))
"""From when to when nobody's telephone rings, in the zone of the report."""

OUTCOMES: Mapping[str, tuple[str, str | None]] = {
    "claimed": ("under_way", None),
    "waiting": ("under_way", None),
    "sent": ("sent", None),
    "delivered": ("reached", None),
    "complained": ("reached", "complained"),
    **{
        state: ("not_reached", state)
        for state in ("bounced", "rejected", "given_up", *sorted(WITHHELD))
    },
}
"""What people read of a state: an outcome, and why."""

OF_OTHERS = frozenset({"muted", "capped", "suppressed", "refused"})
"""Why nothing was sent to a mailbox because of what came or went for other reports of the same one.

Who reads that learns who else writes from there: it is said to whoever has proved that the mailbox
is theirs, and reads as "no news yet" to everybody else.
"""

BEST = ("reached", "sent", "under_way", "not_reached")
"""Of two channels, the better news counts."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the mail service says became of one mail."""

    event: str
    channel: str
    state: str
    hard: bool


def rank(state: str) -> int:
    """Say how much is known of a message; one that we withheld cannot be heard of."""
    if state in WITHHELD:
        return max(HEARD.values())
    return 1 if state == "given_up" else HEARD.get(state, 0)


def below(state: str) -> list[str]:
    """Give the states that what was heard may raise."""
    return sorted(s for s in OPEN_STATES | FINAL if rank(s) < HEARD[state])


def heard(kind: str, bounce: str) -> tuple[str, bool] | None:
    """Translate the mail service's event: a state, and whether the mailbox will never take a mail.

    None for an event that says nothing new (`Send` is what we recorded ourselves; a delay goes on).
    """
    match kind:
        case "Delivery":
            return "delivered", False
        case "Bounce":
            return "bounced", bounce == "Permanent"
        case "Complaint":
            return "complained", True
        case "Reject" | "Rendering Failure":
            return "rejected", False
        case "Send":
            return "sent", False
        case _:
            return None


def again_in(first_at: datetime, now: datetime) -> timedelta | None:
    """Say when a provider that could not take a message is asked again; None when it is too late.

    As long again as it has lasted already, between one minute and a quarter of an hour.
    """
    lasted = now - first_at
    return None if lasted >= PATIENCE else min(max(lasted, SHORTEST), LONGEST)


def quiet_for(notice: str, zone: str, now: datetime) -> timedelta | None:
    """Say for how long an SMS waits for the morning of a report's zone; None when it need not.

    What confirms a submission is awaited by who has just filed, whatever the hour.
    """
    local = now.astimezone(ZoneInfo(zone))
    begins, ends = QUIET
    if notice == "submitted" or ends <= local.time() < begins:
        return None
    day = local.date() + timedelta(days=local.time() >= begins)
    return datetime.combine(day, ends, local.tzinfo) - local


def is_stale(happened_at: datetime, now: datetime) -> bool:
    """Say whether a notice of what happened then helps nobody now."""
    return now - happened_at > FRESH


def told(
    rows: Sequence[Mapping[str, Any]], places: Mapping[int, int], owner: bool
) -> list[Mapping[str, str | int | None]]:
    """Write for each event whether its message reached the reporter: `of`, `outcome`, `why`, `at`.

    `rows` are of `Sends`, of the reporter alone, in order; `places` gives each event's number as
    the viewer counts. No channel and no contact is named; only the `owner` of a contact reads what
    other reports have to do with it.
    """
    seen: dict[int, list[Mapping[str, Any]]] = {}
    for row in rows:
        seen.setdefault(int(row["event"].partition("#")[2]), []).append(row)
    known = [(seq, sent) for seq, sent in sorted(seen.items()) if seq in places]
    return [{"of": places[seq], **_best(sent, owner)} for seq, sent in known]


def _best(rows: Iterable[Mapping[str, Any]], owner: bool) -> Mapping[str, Any]:
    """Give the best news of one event's messages; of two that failed, the last one's."""

    def read(row: Mapping[str, Any]) -> tuple[str, str | None]:
        state = str(row["state"])
        return OUTCOMES["sent" if state in OF_OTHERS and not owner else state]

    best = min(reversed(list(rows)), key=lambda row: BEST.index(read(row)[0]))
    outcome, why = read(best)
    return {"outcome": outcome, "why": why, "at": best.get("heard_at", best["at"])}
