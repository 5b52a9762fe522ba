"""The simulation can fail: each fault that is planted here is found, by the invariant's name."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any
from unittest.mock import patch

import pytest
from botocore.exceptions import BotoCoreError, ClientError

from lapor.aws import desk, hearing, ledger, people, queues, senders, sends, streams, telling
from lapor.aws.clients import client
from lapor.aws.items import to_item
from lapor.domain import clocks, lifecycle, reached
from lapor.domain.event import Event
from lapor.domain.report import Report
from tests.simulation.invariants import breaches
from tests.simulation.life import lived

MOST = 150
"""Seeds within which every fault must be found."""

Plant = Callable[[], AbstractContextManager[Any]]


def _effect_before_record() -> AbstractContextManager[Any]:
    """The message is handed over, and only then written down as claimed."""
    real = sends.once

    def once(
        event: str, channel: str, now: datetime, hand_over: Callable[[], str], withheld: Any
    ) -> str:
        provider = hand_over()
        return real(event, channel, now, lambda: provider, withheld)

    return patch.object(sends, "once", once)


def _no_dedupe() -> AbstractContextManager[Any]:
    """A message is claimed and sent whatever became of it before."""

    def claimed(event: str, channel: str, now: datetime) -> dict[str, Any]:
        row = {"event": event, "channel": channel, "state": "claimed", "tries": 1}
        row |= {"at": now.isoformat(), "first_at": now.isoformat(), "expires": 9_999_999_999}
        client("dynamodb").put_item(TableName="Sends", Item=to_item(row))
        return row

    return patch.object(sends, "_claimed", claimed)


@contextmanager
def _clock_restarted_by_a_comment() -> Iterator[None]:
    """A note or a comment gives the office its time again."""
    real = lifecycle._clocks

    def clocks(report: Report, event: Event, row: Any) -> dict[str, Any]:
        if event.kind in ("noted", "replied"):
            running = dict.fromkeys(report.clocks, event.at)
            report = replace(report, clocks=running)
        return real(report, event, row)

    with patch.object(lifecycle, "_clocks", clocks):
        yield


def _a_page_of_a_hundred() -> AbstractContextManager[Any]:
    """The sweep looks at the first hundred that are due."""
    real = desk.due_before
    return patch.object(desk, "due_before", lambda *asked: itertools.islice(real(*asked), 100))


def _failed_records_acknowledged() -> AbstractContextManager[Any]:
    """A follower of the stream logs what fails and goes on."""
    real = streams._one

    def one(handle: Any, record: Any) -> None:
        try:
            real(handle, record)
        except Exception:
            return

    return patch.object(streams, "_one", one)


def _failed_messages_acknowledged() -> AbstractContextManager[Any]:
    """A worker of a queue logs what fails and goes on."""
    real = queues._one

    def one(handle: Any, read: Any, body: str) -> None:
        try:
            real(handle, read, body)
        except Exception:
            return

    return patch.object(queues, "_one", one)


def _receipt_before_the_write() -> AbstractContextManager[Any]:
    """A receipt is given although the write has failed."""
    real = ledger.open_with

    def open_with(event: Event) -> Event:
        try:
            return real(event)
        except (ClientError, BotoCoreError):
            return event

    return patch.object(ledger, "open_with", open_with)


def _an_append_that_overwrites() -> AbstractContextManager[Any]:
    """The last of two who move a report at once wins."""

    def append(event: Event) -> None:
        client("dynamodb").put_item(TableName="Ledger", Item=to_item(ledger.to_row(event)))

    return patch.object(ledger, "append", append)


def _an_older_row_on_the_desk() -> AbstractContextManager[Any]:
    """Whoever projects last wins, however old what it has read."""
    real = desk.put
    return patch.object(desk, "put", lambda row, again=False: real({**row, "last_seq": 10**6}))


def _an_identity_that_expires() -> AbstractContextManager[Any]:
    """What was sealed is not kept when its report has come."""
    return patch.object(people, "keep", lambda first: {})


def _an_escalation_told_again() -> AbstractContextManager[Any]:
    """After a note nobody knows any more who was told of a deadline."""
    real = lifecycle._clocks

    def clocks(report: Report, event: Event, row: Any) -> dict[str, Any]:
        found = real(report, event, row)
        if event.kind == "noted":
            found["raised"] = {}
        return found

    return patch.object(lifecycle, "_clocks", clocks)


def _forgotten_after_a_note(**facts: Any) -> Plant:
    """A note makes the report forget what was done."""

    def plant() -> AbstractContextManager[Any]:
        real = lifecycle._clocks

        def clocks(report: Report, event: Event, row: Any) -> dict[str, Any]:
            return {**real(report, event, row), **(facts if event.kind == "noted" else {})}

        return patch.object(lifecycle, "_clocks", clocks)

    return plant


def _a_reminder_at_any_hour() -> AbstractContextManager[Any]:
    """Whoever sleeps is reminded too."""
    return patch.object(clocks, "_fits", lambda woken, report, rules, now: True)


def _one_channel_alone() -> AbstractContextManager[Any]:
    """Whom the chosen channel does not reach is told no other way."""
    return patch.object(telling, "OTHERWISE", dict.fromkeys(reached.OTHERWISE, frozenset()))


def _both_channels_always() -> AbstractContextManager[Any]:
    """Whom the chosen channel has reached is told by the other one too."""
    return patch.object(telling, "OTHERWISE", dict.fromkeys(reached.OTHERWISE, reached.FINAL))


def _a_bounce_unheeded() -> AbstractContextManager[Any]:
    """That a mail came back is recorded, and nobody is told otherwise."""
    return patch.object(hearing, "_answered", lambda heard, report, seq, now: None)


def _late_news_that_lower() -> AbstractContextManager[Any]:
    """What is heard last stands, whatever was heard before."""
    every = sorted(reached.OPEN_STATES | reached.FINAL)
    return patch.object(sends, "below", lambda state: every)


def _a_call_at_night() -> AbstractContextManager[Any]:
    """An SMS does not wait for the morning."""
    return patch.object(telling, "quiet_for", lambda notice, zone, now: None)


def _a_name_in_a_header() -> AbstractContextManager[Any]:
    """A mail's tag names its reader."""
    real = senders.mail

    def mail(to: str, message: Any, tag: Any = None, headers: Any = None) -> str:
        return real(to, message, tag, {**(headers or {}), "X-Reader": to})

    return patch.object(senders, "mail", mail)


def _a_name_in_the_queue() -> AbstractContextManager[Any]:
    """A message carries the title for convenience."""
    real = queues._written

    def written(task: Any) -> dict[str, Any]:
        events = ledger.events(task.report)
        return {**real(task), "title": (events[0].text or {}).get("title")}

    return patch.object(queues, "_written", written)


FAULTS: dict[str, tuple[Plant, str]] = {
    "effect before record": (_effect_before_record, "nobody is told too often"),
    "missing dedupe": (_no_dedupe, "nobody is told too often"),
    "clock restarted by a comment": (
        _clock_restarted_by_a_comment, "comments move no deadline"),
    "page limit of 100": (_a_page_of_a_hundred, "no deadline passes"),
    "failed record acknowledged, the desk": (
        _failed_records_acknowledged, "the desk shows the ledger"),
    "failed record acknowledged, the people": (_failed_records_acknowledged, "everybody is told"),
    "failed message acknowledged": (_failed_messages_acknowledged, "everybody is told"),
    "receipt before the write": (_receipt_before_the_write, "acknowledged is stored"),
    "append that overwrites": (_an_append_that_overwrites, "acknowledged is stored"),
    "older row on the desk": (_an_older_row_on_the_desk, "the desk shows the ledger"),
    "identity that expires": (_an_identity_that_expires, "identities stay"),
    "escalation told again": (_an_escalation_told_again, "nothing escalates twice"),
    "reminded again": (
        _forgotten_after_a_note(reminded=frozenset()), "nothing is reminded amiss"),
    "reminded at any hour": (_a_reminder_at_any_hour, "nothing is reminded amiss"),
    "offered again": (_forgotten_after_a_note(offered=False), "nothing is offered twice"),
    "one channel alone": (_one_channel_alone, "everybody is told"),
    "both channels always": (_both_channels_always, "everybody is told"),
    "bounce unheeded": (_a_bounce_unheeded, "everybody is told"),
    "late news that lower": (_late_news_that_lower, "what is heard stands"),
    "call at night": (_a_call_at_night, "nobody's telephone rings at night"),
    "reader in a header": (_a_name_in_a_header, "no identity leaks"),
    "words in the queue": (_a_name_in_the_queue, "no identity leaks"),
}  # fmt: skip
"""What is planted, and the invariant that it must break."""


def found_by(invariant: str, seeds: Iterator[int]) -> int | None:
    """Give the first seed whose life breaks an invariant."""
    for seed in seeds:
        with lived(seed) as life:
            life.live()
            if invariant in {name for name, _ in breaches(life)}:
                return seed
    return None


def crowds() -> Iterator[int]:
    """Give seeds in which more fall due at once than a page holds."""
    for seed in itertools.count():
        with lived(seed) as life:
            crowd = life.crowd
        if crowd:
            yield seed


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_found(name: str) -> None:
    plant, invariant = FAULTS[name]
    seeds = crowds() if name == "page limit of 100" else iter(range(MOST))

    with plant():
        seed = found_by(invariant, itertools.islice(seeds, MOST))

    assert seed is not None, f"{MOST} seeds did not break: {invariant}"
    print(f"{name}: seed {seed} breaks: {invariant}")
