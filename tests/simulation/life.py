"""One seed's world: several reports, the people around them, and everything that goes wrong.

The handlers and `lapor.aws` are the real ones; AWS and the clock are stand-ins. Proof of work is
not simulated: it neither stores nor sends anything.
"""

import io
import os
import random
import re
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from unittest.mock import patch

import boto3

from lapor.aws import audit, clients, clock, directory, ledger, log, proof_of_work
from lapor.aws.items import from_item, to_item
from lapor.domain.event import Actor, Event
from lapor.domain.lifecycle import applied, may
from lapor.domain.report import Report
from lapor.domain.visibility import REPORTER
from lapor.registers import rules
from tests.functions.conftest import MONDAY, SETTINGS
from tests.functions.wire import Killed, Wire
from tests.functions.world import (
    OFFICERS,
    Answer,
    Context,
    World,
    load_module,
    registers,
    sqs_record,
)
from tests.simulation import moves, plumbing
from tests.simulation.cloud import CALM, KEY, SHARDS, Cloud, Weather
from tests.simulation.dynamodb import schema
from tests.simulation.expressions import Item
from tests.simulation.services import Message

CROWD = 0.004
"""The share of seeds in which more reports fall due at once than a page or a batch holds."""

STREAM_KEPT = timedelta(hours=12)
"""As long as a record may wait for its function (`MaximumRecordAgeInSeconds`)."""


class NoAnswer(Exception):
    """The process died, or failed as a whole: the caller hears nothing."""


@dataclass(slots=True)
class Citizen:
    """Somebody with a report: what they send, under which key, and the receipt they got."""

    name: str
    key: str
    body: dict[str, Any]
    receipt: dict[str, Any] | None = None
    tries: int = 0

    @property
    def secrets(self) -> list[str]:
        """What must never be seen of this person."""
        person = self.body["reporter"]
        if person is None:
            return []
        return [person["name"].split()[0], person["phone"][1:], person["email"].split("@")[0]]


@dataclass(frozen=True, slots=True)
class Deed:
    """A move that was acknowledged: the version it led to, and the words that it brought."""

    number: str
    version: int
    call: str
    words: str | None


@dataclass(slots=True)
class Place:
    """How far a follower has read a shard, how often it failed there, and how much it takes."""

    at: int = 0
    failed: int = 0
    most: int = 1000


@dataclass(slots=True)
class Seen:
    """What a life's people and machines have seen, for the judgement at its end."""

    deeds: list[Deed] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """Breaches that show at once: the invariant and what happened."""
    trace: list[str] = field(default_factory=list)
    runs: Counter[str] = field(default_factory=Counter)


class Life(World):
    """A world whose wire is played by dice."""

    def __init__(self, seed: int, logged: io.StringIO) -> None:
        super().__init__(MONDAY, Wire(), logged)
        self.dice = random.Random(seed)  # noqa: S311 - to be repeated, not to be secret
        self.cloud = Cloud(self.dice, lambda: self.now)
        self.cloud.meanwhile = self.step
        self.people: list[Citizen] = []
        self.crowd = self.dice.random() < CROWD
        self.seen = Seen()
        self.places = {
            (follower.function, shard): Place()
            for follower in plumbing.followers()
            for shard in range(SHARDS)
        }
        self.handled: list[tuple[str, str]] = []
        self.given_up: list[str] = []
        self.swept_at = self.now
        self.folded: dict[str, tuple[int, Report]] = {}
        self._words = 0
        for item in _directory():
            self.cloud.dynamodb.tables["Directory"].put(item)
        if self.dice.random() < 0.3:
            offices = self.cloud.dynamodb.tables["Directory"].rows["agency"]
            offices["32.73"] = {**offices["32.73"], "approves": {"BOOL": True}}

    # --- running the system

    def invoke(self, function: str, event: Mapping[str, Any]) -> Any:
        """Run a function; raises NoAnswer when it dies or fails as a whole."""
        with self.cloud.running(function) as run:
            self.seen.runs[function] += 1
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
                    self.wrong("nothing fails in calm weather", f"{function}: {error!r}")
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

    def report(self, number: str) -> Report | None:
        """Give a report as its events tell it; None when nothing is stored."""
        number = number.replace("-", "")
        part = self.cloud.dynamodb.tables["Ledger"].rows.get(number, {})
        known, report = self.folded.get(number, (0, None))
        for seq in sorted(part)[known:]:
            report = applied(report, ledger.from_row(from_item(part[seq])))
        if report:
            self.folded[number] = (len(part), report)
        return report

    def note(self, line: str) -> None:
        """Write down a step, for whoever looks for the reason of a failure."""
        deep = "  " * len(self.cloud.runs)
        self.seen.trace.append(f"{self.now:%m-%d %H:%M:%S} {deep}{line}")

    # --- the life

    def live(self) -> None:
        """Let people and machines do what the dice say, then let everything settle."""
        for n in range(self.dice.randint(1, 3)):
            self.people.append(self._citizen(n))
        self.cloud.weather = Weather.drawn(self.dice)
        if self.crowd:
            self._gather()
        for _ in range(self.dice.randint(25, 70)):
            self.step()
            if self.dice.random() < 0.07:
                self.cloud.weather = self.dice.choice((CALM, Weather.drawn(self.dice)))
        self.rest()

    def step(self) -> None:
        """Do one thing, whatever comes of it."""
        if not self.cloud.runs:
            self.now += timedelta(seconds=self.dice.uniform(0.1, 20))
        deeds = (
            (self.act, 16), (self.follow_some, 9), (self.work_some, 11), (self.pass_time, 5),
            (self.confirm, 2), (self.wake, 2), (self.deliver_again, 2), (self.read_again, 1),
            (self.ask_again, 2),
        )  # fmt: skip
        (deed,) = self.dice.choices([d for d, _ in deeds], [w for _, w in deeds])
        deed()

    def act(self) -> None:
        """Let somebody file, or make a move on some report."""
        waiting = [c for c in self.people if c.receipt is None and not c.tries]
        known = [c for c in self.people if c.receipt]
        if waiting and (not known or self.dice.random() < 0.5):
            self.file(waiting[0])
        elif known:
            self.move(self.dice.choice(known))

    def ask_again(self) -> None:
        """Let a citizen send the same report again: no answer came, or a day has passed."""
        tried = [c for c in self.people if c.tries]
        if tried:
            self.file(self.dice.choice(tried))

    def file(self, citizen: Citizen) -> None:
        """Send a citizen's report; every receipt must be equal to the first."""
        citizen.tries += 1
        try:
            answer = self.submit(citizen.body, citizen.key)
        except NoAnswer:
            return
        self._heard("submit", answer, 201)
        if answer.status != 201:
            return
        if citizen.receipt not in (None, answer.json):
            self.wrong("one key, one receipt", f"{citizen.receipt} and {answer.json}")
        citizen.receipt = answer.json

    def move(self, citizen: Citizen) -> None:
        """Let somebody make a move, mostly one that is allowed."""
        receipt = citizen.receipt
        assert receipt
        number = receipt["number"]
        report = self.report(number)
        if report is None:
            self.wrong("acknowledged is stored", f"{number} has a receipt and no event")
            return
        by, call = self._chosen(report)
        words = self._word()
        body = moves.BODIES[call](self.dice, report, by, words)
        headers = {}
        if self.dice.random() < 0.4:
            headers = {"if_match": f'"{report.version - (self.dice.random() < 0.1)}"'}
        try:
            if by is REPORTER:
                answer = self.reporter(number, receipt["access_code"], call, body, **headers)
            else:
                answer = self.officer(by.id, number, call, body, **headers)
        except NoAnswer:
            return
        self._heard(f"{by.id or 'reporter'} {call} {number}", answer, 200)
        if answer.status == 200:
            said = words if words in str(body) else None
            self.seen.deeds.append(Deed(number, answer.json["version"], call, said))

    def confirm(self) -> None:
        """Let a citizen ask for a code to their contact, or type the last one that came."""
        known = [c for c in self.people if c.receipt and c.body["reporter"]]
        if not known:
            return
        citizen = self.dice.choice(known)
        assert citizen.receipt
        channel = self.dice.choice(("email", "sms"))
        person = citizen.body["reporter"]
        to = person["phone"] if channel == "sms" else person["email"]
        said = {"channel": channel}
        came = [words for _, whom, words in self.cloud.mailer.taken if whom == to]
        codes = re.findall(r"(?<![0-9])[0-9]{6}(?![0-9])", came[-1]) if came else []
        if codes:
            said["code"] = codes[0]
        receipt = citizen.receipt
        try:
            answer = self.contact(receipt["number"], receipt["access_code"], said)
        except NoAnswer:
            return
        self._heard(f"reporter confirms {receipt['number']}", answer, 200 if codes else 202)

    def wake(self) -> None:
        """Run the schedule."""
        self._tried("sweep", {})

    def pass_time(self) -> None:
        """Let seconds, hours or days pass; the schedule runs late, twice or not at all.

        Nothing waits longer than queues and streams keep it: that would be a loss by neglect.
        """
        if self.cloud.runs:
            return
        amount = self.dice.choice((0.1, 0.5, 3, 10, 24, 48, 24 * 5, 24 * 12))
        hours = timedelta(hours=amount * self.dice.uniform(0.5, 1.5))
        if hours < timedelta(hours=1):
            for _ in range(self.dice.randint(0, 9)):
                self.now += hours / 10
                self.work_some()
        else:
            self._in_time(self.now + hours)
        self.now += hours
        self.note(f"{hours} pass")
        for _ in range(self.dice.choice((0, 0, 1, 1, 2))):
            self.wake()

    def rest(self) -> None:
        """Let the faults end, and everything drain."""
        self.cloud.weather = CALM
        self.note("the faults end")
        for citizen in self.people:
            if citizen.receipt is None:
                self.file(citizen)
        self.drain()
        self.redrive()
        self.drain()
        self.now += timedelta(days=self.dice.choice((0, 0, 4, 16, 40)), minutes=5)
        self.swept_at = self.now
        self.invoke("sweep", {})
        self.drain()

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
        self.wrong("everything drains", f"still waiting: {self._hidden()}")

    def redrive(self) -> None:
        """Put dead letters back, as an operator does; batches that were given up are read anew."""
        queues = self.cloud.sqs.queues
        for name, queue in queues.items():
            if queue.dead and (dead := queues[queue.dead].waiting):
                self.note(f"{len(dead)} dead letters go back to {name}")
                for message in dead:
                    if not message.reason:
                        self.wrong("dead letters have a reason", f"{name}: {message.body}")
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

    # --- people

    def _citizen(self, n: int) -> Citizen:
        name = f"Sentinela{n}q Namarahasia{n}"
        key = f"{self.dice.getrandbits(128):032x}"
        return Citizen(name, key, moves.filed(self.dice, name, self._word(), n))

    def _gather(self) -> None:
        """Let so many reports come in that they fill more than a page when they fall due."""
        weather, self.cloud.weather = self.cloud.weather, CALM
        for _ in range(110):
            citizen = self._citizen(9)
            citizen.body |= {"anonymous": True, "reporter": None, "agency": "32.73"}
            self.file(citizen)
        self.drain()
        self.now += timedelta(days=self.dice.randint(4, 9))
        self.cloud.weather = weather

    def _chosen(self, report: Report) -> tuple[Actor, str]:
        """Choose who does what: mostly what is allowed to one of those whom it concerns."""
        near = [o for o in moves.officers() if o.agency in (report.agency, "national")]
        some = [REPORTER, *self.dice.sample(near, min(3, len(near)))]
        if self.dice.random() < 0.04:
            by = self.dice.choice(some)
            calls = moves.REPORTERS if by is REPORTER else moves.OFFICERS_CALLS
            return by, self.dice.choice(calls)
        pairs = [
            (by, call)
            for by in some
            for call in may(report, by, self.now, rules())
            if call in moves.BODIES
        ]
        (chosen,) = self.dice.choices(pairs, [moves.weight(call) for _, call in pairs])
        return chosen

    def _word(self) -> str:
        self._words += 1
        return f"SENTINELKATA{self._words:04}"

    def _heard(self, what: str, answer: Answer, good: int) -> None:
        """Look at an answer: what failed says 503, and when to come again."""
        self.note(f"{what}: {answer.status} {_code(answer)}")
        if answer.status >= 500 and not (answer.status == 503 and "retry-after" in answer.headers):
            self.wrong("trouble is 503 with Retry-After", f"{what}: {answer.text}")
        if answer.status not in (good, 202, 403, 404, 409, 422, 429, 503):
            self.wrong("answers are known", f"{what}: {answer.status}")

    def _tried(self, function: str, event: Mapping[str, Any]) -> Any:
        try:
            return self.invoke(function, event)
        except NoAnswer:
            return None

    def wrong(self, invariant: str, what: str) -> None:
        """Write down a breach."""
        self.seen.wrong.append((invariant, what))


def _code(answer: Answer) -> str:
    return "" if answer.status < 400 else str(answer.json["code"])


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


@contextmanager
def lived(seed: int) -> Iterator[Life]:
    """Give the life of a seed, about to be lived, with the real code wired to it."""
    logged = io.StringIO()
    settings = {name: value for name, value in SETTINGS.items() if not name.startswith("AWS_")}
    settings |= {f"{name.upper()}_TABLE": name for name in schema()}
    settings |= {n: f"https://sqs.example/{queue}" for n, queue in plumbing.addresses().items()}
    settings["PEOPLE_KEY_ID"] = KEY
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, settings))
        life = Life(seed, logged)
        dice = life.dice
        for owner, name, stand_in in (
            (boto3, "client", life.cloud.client),
            (clock, "now", lambda: life.now + timedelta(seconds=_skew(life))),
            (log._logger.registered_handler, "stream", logged),
            (log._logger._logger, "propagate", False),  # what else listens costs time and memory
            (proof_of_work, "check", lambda proof, key, now: None),
            (secrets, "token_hex", lambda many=32: dice.randbytes(many).hex()),
            (secrets, "token_bytes", dice.randbytes),
            (secrets, "randbelow", dice.randrange),
        ):
            stack.enter_context(patch.object(owner, name, stand_in))
        _forget()
        try:
            yield life
        finally:
            _forget()


def _skew(life: Life) -> float:
    """Say how wrong the clock of the machine is that runs now."""
    return life.cloud.runs[-1].skew if life.cloud.runs else 0.0


def _forget() -> None:
    clients.client.cache_clear()
    directory.forget()
    audit.forget()
