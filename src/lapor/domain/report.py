"""A report as its events tell it: where it stands, who holds it, what runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from lapor.domain.event import START
from lapor.domain.masking import Mark


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


LEVELS = ("agency", "leader", "monitor", "national")
"""The levels of escalation, lowest first; `lapor/data/ladder.json` says who and when."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a clock that was stopped: what it measured, since when, until when.

    `told` and `reminded` are what was told of it: one that resumes is as late as it was, and nobody
    is told again.
    """

    clock: Clock
    started: datetime
    ended: datetime
    told: tuple[str, ...] = ()
    reminded: bool = False


@dataclass(frozen=True, slots=True)
class Pause:
    """A time in which the offices' clocks stand still; `until` is None while it lasts."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """A look at an anonymous reporter's identity: who asked, when, and until when it is granted."""

    officer: str
    asked_at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A final answer that waits for the leader: the event that holds it, and who proposed it."""

    seq: int
    officer: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the events so far amount to.

    `public_at` is the time of the last event that the public sees, `opened_at` when its reporter
    last ended its confidence; `confided` are words of offices from before that, by event and part.

    `clocks` holds when each running clock started, `runs` those that were stopped, in order,
    `raised` the levels told per running clock, `reminded` the running clocks of which the holder
    was reminded. `heard_at` is when an office first said whether the file is complete, `offered`
    whether the Ombudsman was offered. `marks` are what officers hid of words and
    showed again, by event and part; `redacted` the events whose words are gone. `blocked_until`
    says that its contact was blocked because of it, `from_blocked` that it came from a contact that
    was blocked before, and `alike` how many reports of the same words had come within a day.

    `proposal` waits for the leader's approval; `same_words` pairs each approved answer with its
    proposal, both ways, because what goes from one goes from both.

    `asked` holds until when each right that a letter claims must be served and `recorded` who
    wrote the letter down, `erased` which of `identity` and `words` are gone, `wish` whether the
    words go as soon as the report has ended.
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
    public_at: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    clocks: Mapping[Clock, datetime] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    pauses: tuple[Pause, ...] = ()
    raised: Mapping[Clock, tuple[str, ...]] = field(default_factory=dict)
    reminded: frozenset[Clock] = frozenset()
    heard_at: datetime | None = None
    offered: bool = False
    rating: int | None = None
    solved: bool | None = None
    consented: bool = False
    look: Look | None = None
    marks: Mapping[tuple[int, str], tuple[Mark, ...]] = field(default_factory=dict)
    confided: tuple[tuple[int, str], ...] = ()
    redacted: frozenset[int] = frozenset()
    proposal: Proposal | None = None
    same_words: Mapping[int, int] = field(default_factory=dict)
    title_from: int = 1
    appealed: bool = False
    blocked_until: datetime | None = None
    objected: bool = False
    from_blocked: bool = False
    alike: int = 1
    asked: Mapping[str, datetime] = field(default_factory=dict)
    recorded: Mapping[str, str] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()
    wish: bool = False
    restricted: bool = False

    @property
    def paused(self) -> bool:
        """Whether the offices wait for the reporter."""
        return self.state is State.ON_HOLD

    @property
    def level(self) -> str | None:
        """The highest level that was told of a deadline that is still passed, or None."""
        told = {level for levels in self.raised.values() for level in levels}
        return next((level for level in reversed(LEVELS) if level in told), None)

    def asker(self, what: str) -> str | None:
        """Name the officer who asked for a `look`, or recorded the letter that claims a right."""
        if what == "look":
            return self.look.officer if self.look else None
        return self.recorded.get(what)

    @property
    def to_arbiter(self) -> bool:
        """Whether it was returned twice, so that the national admin decides."""
        return len(self.returned_by) >= 2
