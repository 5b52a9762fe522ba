"""The machines of one seed's world: functions that run, streams and queues that deliver.

As Lambda does it: a batch comes again from its first failure, a message until it is dead.
"""

import io
import json
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from lapor.aws import audit, directory, ledger, sends
from lapor.aws.items import from_item, to_item
from lapor.domain import reached
from lapor.domain.event import Event
from tests.functions.conftest import MONDAY
from tests.functions.wire import Killed, Wire
from tests.functions.world import OFFICERS, Context, World, load_module, registers, sqs_record
from tests.simulation import plumbing
from tests.simulation.cloud import CALM, SHARDS, Cloud
from tests.simulation.expressions import Item
from tests.simulation.services import Message

STREAM_KEPT = timedelta(hours=12)
"""As long as a record may wait for its function (`MaximumRecordAgeInSeconds`)."""


FEEDBACK = "FeedbackQueue"
SAID = (
    *[("Delivery", "")] * 4, ("Send", ""), ("Bounce", "Transient"), ("Bounce", "Permanent"),
    ("Complaint", ""), ("DeliveryDelay", ""),
)  # fmt: skip
"""What the mail service says of a mail, and of which kind a bounce is."""


class NoAnswer(Exception):
    """The process died, or failed as a whole: the caller hears nothing."""


@dataclass(slots=True)
class Place:
    """How far a follower has read a shard, how often it failed there, and how much it takes."""

    at: int = 0
    failed: int = 0
    most: int = 1000


class Machinery(World):
    """A world whose wire is played by dice; `wrong` are breaches that show at once."""

    def __init__(self, seed: int, logged: io.StringIO) -> None:
        super().__init__(MONDAY, Wire(), logged)
        self.dice = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        self.cloud = Cloud(self.dice, lambda: self.now)
        self.places = {
            (follower.function, shard): Place()
            for follower in plumbing.followers()
            for shard in range(SHARDS)
        }
        self.handled: list[tuple[str, str]] = []
        self.given_up: list[str] = []
        self.news: list[tuple[str, str, str]] = []
        self.wrong: list[tuple[str, str]] = []
        self.trace: list[str] = []
        self.runs: Counter[str] = Counter()
        for item in _directory():
            self.cloud.dynamodb.tables["Directory"].put(item)

    # --- running the system

    def invoke(self, function: str, event: Mapping[str, Any]) -> Any:
        """Run a function; raises NoAnswer when it dies or fails as a whole."""
        with self.cloud.running(function) as run:
            self.runs[function] += 1
            try:
                answer = _handler(function)(event, Context())
            except Killed:
                directory.forget()
                audit.forget()
                self.note(f"{function} died at call {run.calls}")
                raise NoAnswer from None
            except Exception as error:  # Lambda takes it for a failed run, whatever it is
                self.note(f"{function} failed: {type(error).__name__}")
                if self.cloud.weather is CALM:
                    self.breach("nothing fails in calm weather", f"{function}: {error!r}")
                raise NoAnswer from None
        return answer

    def proof(self, key: str, contact: str | None = None) -> str:
        return "not simulated"

    def rows(self, table: str, raw: bool = False) -> list[Any]:
        found = self.cloud.dynamodb.tables[table.capitalize()].items()
        return found if raw else [from_item(item) for item in found]

    def ledger(self, number: str) -> list[Any]:
        part = self.cloud.dynamodb.tables["Ledger"].rows.get(number.replace("-", ""), {})
        return [from_item(part[seq]) for seq in sorted(part)]

    def events(self, number: str) -> list[Event]:
        """Give a report's events as they are stored."""
        return [ledger.from_row(row) for row in self.ledger(number)]

    def note(self, line: str) -> None:
        """Write down a step, for whoever looks for the reason of a failure."""
        deep = "  " * len(self.cloud.runs)
        self.trace.append(f"{self.now:%m-%d %H:%M:%S} {deep}{line}")

    def breach(self, invariant: str, what: str) -> None:
        """Write down a breach."""
        self.wrong.append((invariant, what))

    def _tried(self, function: str, event: Mapping[str, Any]) -> Any:
        try:
            return self.invoke(function, event)
        except NoAnswer:
            return None

    # --- streams and queues

    def follow_some(self) -> None:
        """Hand a batch of the ledger's stream to a follower."""
        new = [key for key, place in self.places.items() if place.at < len(self._shard(key))]
        if new:
            self._follow(*self.dice.choice(new))

    def read_again(self) -> None:
        """Let a follower read its stream again from the start, or from somewhere."""
        key = self.dice.choice(sorted(self.places))
        place = self.places[key]
        if place.at:
            place.at = self.dice.choice((0, self.dice.randrange(place.at)))
            self.note(f"{key} is read again from {place.at}")

    def work_some(self) -> None:
        """Hand a batch of a queue's messages to its function."""
        due = [c for c in plumbing.consumers() if self._visible(c.queue)]
        if due:
            self._work(self.dice.choice(due))

    def deliver_again(self) -> None:
        """Deliver an old message once more, however long ago it was done."""
        if self.handled:
            queue, body = self.dice.choice(self.handled)
            self.cloud.sqs.put(queue, body)
            self.note(f"{queue} delivers again {body}")

    def hear_some(self) -> None:
        """Let the mail service say what became of a mail, whenever, twice, or first worse news."""
        tagged = [n for n, carried in enumerate(self.cloud.mailer.carried) if "send" in carried]
        if not tagged:
            return
        which = self.dice.choice(tagged)
        tag = self.cloud.mailer.carried[which]["send"]
        kind, bounce = self.dice.choice(SAID)
        said = {"v": 1, "event": kind, "bounce": bounce, "send": tag, "mail": f"mail-{which}"}
        self.cloud.sqs.put(FEEDBACK, json.dumps(said))
        if found := reached.heard(kind, bounce):
            self.news.append((*sends.of_tag(tag), found[0]))
        self.note(f"{'#'.join(sends.of_tag(tag))} is heard of: {kind} {bounce}")

    def drain(self) -> None:
        """Follow and work until nothing is left, passing the time that messages are hidden."""
        for _ in range(10_000):
            new = [k for k, place in self.places.items() if place.at < len(self._shard(k))]
            due = [c for c in plumbing.consumers() if self._visible(c.queue)]
            if new:
                self._follow(*new[0])
            elif due:
                self._work(due[0])
            elif hidden := self._hidden():
                self.now = max(self.now, min(m.visible_at for m in hidden))
            else:
                return
        self.breach("everything drains", f"still waiting: {self._hidden()}")

    def redrive(self) -> None:
        """Put dead letters back, as an operator does; batches that were given up are read anew."""
        queues = self.cloud.sqs.queues
        for name, queue in queues.items():
            if queue.dead and (dead := queues[queue.dead].waiting):
                self.note(f"{len(dead)} dead letters go back to {name}")
                for message in dead:
                    if not message.reason:
                        self.breach("dead letters have a reason", f"{name}: {message.body}")
                    self.cloud.sqs.put(name, message.body)
                dead.clear()
        if self.given_up:
            self.given_up.clear()
            for place in self.places.values():
                place.at = 0

    def _follow(self, function: str, shard: int) -> None:
        """Hand over one batch as Lambda does: from the first failure on it comes again."""
        place, records = self.places[function, shard], self.cloud.shards[shard]
        (limits,) = [f for f in plumbing.followers() if f.function == function]
        many = self.dice.randint(1, min(limits.batch, len(records) - place.at, place.most))
        batch = records[place.at : place.at + many]
        start = place.at
        place.at += many  # before it runs: meanwhile somebody may let it be read again
        try:
            answer = self.invoke(function, {"Records": [r.value for r in batch]})
        except NoAnswer:
            place.at, place.most = min(place.at, start), max(1, many // 2)
            place.failed += 1
        else:
            marks = [r.value["dynamodb"]["SequenceNumber"] for r in batch]
            failed = [marks.index(f["itemIdentifier"]) for f in answer["batchItemFailures"]]
            done = min(failed, default=many)
            place.at, place.most = min(place.at, start + done), 1000
            place.failed = place.failed + 1 if failed and not done else 0
        if place.failed > limits.tries:
            self.given_up.append(function)
            place.at, place.failed = place.at + 1, 0
            self.note(f"{function} gives a record up")

    def _work(self, consumer: plumbing.Consumer) -> None:
        """Receive some messages, hand them over, and delete what was not returned."""
        most = self.dice.randint(1, consumer.batch)
        batch = self.cloud.sqs.take(consumer.queue, most)
        if not batch:
            return
        self.dice.shuffle(batch)
        records = [sqs_record(m.body, m.id) for m in batch]
        receipts = {m.id: m.receipt for m in batch}
        try:
            answer = self.invoke(consumer.function, {"Records": records})
        except NoAnswer:
            failed = {m.id for m in batch}
        else:
            failed = {f["itemIdentifier"] for f in answer["batchItemFailures"]}
        for message in batch:
            if message.id in failed:
                message.reason = f"came back from {consumer.function}"
            else:
                self.handled.append((consumer.queue, message.body))
                self.cloud.sqs.delete(consumer.queue, receipts[message.id])

    def _shard(self, key: tuple[str, int]) -> list[Any]:
        return self.cloud.shards[key[1]]

    def _visible(self, queue: str) -> bool:
        return any(m.visible_at <= self.now for m in self.cloud.sqs.queues[queue].waiting)

    def _hidden(self) -> list[Message]:
        return [m for c in plumbing.consumers() for m in self.cloud.sqs.queues[c.queue].waiting]

    def _in_time(self, then: datetime) -> None:
        """See to it that nothing is lost by waiting for so long."""
        unread = [
            self._shard(key)[place.at].at
            for key, place in self.places.items()
            if place.at < len(self._shard(key))
        ]
        old = any(at + STREAM_KEPT < then for at in unread)
        for queue in self.cloud.sqs.queues.values():
            kept = timedelta(seconds=queue.retention * 0.9)
            if queue.retention > 3600:  # a code that nobody waits for may go
                old = old or any(m.sent_at + kept < then for m in queue.waiting)
        if old:
            weather, self.cloud.weather = self.cloud.weather, CALM
            self.redrive()
            self.drain()
            self.cloud.weather = weather


@cache
def _handler(function: str) -> Any:
    """Load a function once, as a warm process has it."""
    return load_module(function).handler


@cache
def _directory() -> tuple[Item, ...]:
    """Write the registers and officers that the tests name as items."""
    staff = [
        {
            "kind": "officer", "id": name, "name": f"Petugas {name}", "role": role,
            "agency": agency, "unit": unit, "email": f"{name}@petugas.example",
        }
        for name, role, agency, unit in OFFICERS
    ]  # fmt: skip
    return tuple(to_item(entry) for entry in (*registers(), *staff))
