"""One seed's world: several reports, the people around them, and everything that goes wrong.

The handlers and `lapor.aws` are the real ones; AWS and the clock are stand-ins. Proof of work is
not simulated: it neither stores nor sends anything.
"""

import io
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import boto3

from lapor.aws import audit, clients, clock, directory, ledger, log, proof_of_work
from lapor.aws.items import from_item, to_item
from lapor.domain import clocks, lifecycle
from lapor.domain.event import Actor, Event
from lapor.domain.lifecycle import may
from lapor.domain.report import Report
from lapor.domain.rules import Rules
from lapor.domain.visibility import REPORTER
from lapor.registers import book
from tests.functions.conftest import SETTINGS
from tests.functions.world import WIB, Answer
from tests.simulation import moves, plumbing
from tests.simulation.cloud import CALM, KEY, Weather
from tests.simulation.dynamodb import schema
from tests.simulation.machinery import Machinery, NoAnswer

SIX_DAYS = {
    "week": [1, 2, 3, 4, 5, 6], "opens": "07:30", "closes": "14:00",
    "works_joint_leave": True, "closures": [{"from": "2026-12-14", "to": "2026-12-16"}],
}  # fmt: skip
"""The calendar of an office that has its own."""

MORNING = timedelta(hours=2)
"""From 08:00 in Jakarta until every zone's offices are at work."""

CROWD = 0.004
"""The share of seeds in which more reports fall due at once than a page or a batch holds."""


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


class Life(Machinery):
    """A world with its people, who do what the dice say."""

    def __init__(self, seed: int, logged: io.StringIO) -> None:
        super().__init__(seed, logged)
        self.cloud.meanwhile = self.step
        self.people: list[Citizen] = []
        self.deeds: list[Deed] = []
        self.crowd = self.dice.random() < CROWD
        self.swept_at = self.now
        self.folded: dict[str, tuple[int, Report]] = {}
        self._words = 0
        if self.dice.random() < 0.3:
            offices = self.cloud.dynamodb.tables["Directory"].rows["agency"]
            offices["32.73"] = {**offices["32.73"], "approves": {"BOOL": True}}
        if self.dice.random() < 0.2:
            offices = self.cloud.dynamodb.tables["Directory"].rows["agency"]
            offices["32.73"] = {**offices["32.73"], **to_item({"calendar": SIX_DAYS})}

    def rules(self, report: Report) -> Rules:
        """Give the rules that bind a report; unlike a function's, this read cannot fail."""
        offices = self.cloud.dynamodb.tables["Directory"].rows["agency"]
        return book().rules(report, from_item(offices.get(report.agency or "", {})))

    def report(self, number: str) -> Report | None:
        """Give a report as its events tell it; None when nothing is stored."""
        number = number.replace("-", "")
        part = self.cloud.dynamodb.tables["Ledger"].rows.get(number, {})
        known, report = self.folded.get(number, (0, None))
        for seq in sorted(part)[known:]:
            report = lifecycle.applied(report, ledger.from_row(from_item(part[seq])))
        if report:
            self.folded[number] = (len(part), report)
        return report

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
            (self.ask_again, 2), (self.hear_some, 3),
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
            self.breach("one key, one receipt", f"{citizen.receipt} and {answer.json}")
        citizen.receipt = answer.json

    def move(self, citizen: Citizen) -> None:
        """Let somebody make a move, mostly one that is allowed."""
        receipt = citizen.receipt
        assert receipt
        number = receipt["number"]
        report = self.report(number)
        if report is None:
            self.breach("acknowledged is stored", f"{number} has a receipt and no event")
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
            self.deeds.append(Deed(number, answer.json["version"], call, said))

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
        amount = self.dice.choice((0.1, 0.5, 3, 10, 24, 48, 24 * 5, 24 * 12, 0))
        hours = timedelta(hours=amount * self.dice.uniform(0.5, 1.5)) or self._until_next()
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
        self.settle()
        if self.dice.random() < 0.4:  # what was brought about by time is not done again by a deed
            for _ in range(self.dice.randint(2, 5)):
                self.act()
            self.settle()

    def settle(self) -> None:
        """Let everything drain, and time pass until the schedule has done what it must."""
        self.drain()
        self.redrive()
        self.drain()
        days = self.dice.choice((0, 4, 16, 40, 60, None, None))
        self.now += self._until_next() if days is None else timedelta(days=days, minutes=5)
        if self.dice.random() < 0.7:  # reminders wait for a morning; the rest must not
            self.now = book().calendar().open_at(self.now, WIB) + MORNING
        self.swept_at = self.now
        self.invoke("sweep", {})
        self.drain()

    def _until_next(self) -> timedelta:
        """Say how long it is until a little after the next thing falls due, of somebody's report.

        Else the hours between a reminder and its deadline would hardly ever be met.
        """
        known = [self.report(c.receipt["number"]) for c in self.people if c.receipt]
        woken = [clocks.wake(report, self.rules(report)) for report in known if report]
        coming = [w.at - self.now for w in woken if w and w.at > self.now]
        return min(coming, default=timedelta()) + timedelta(hours=self.dice.uniform(0.1, 5))

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
            for call in may(report, by, self.now, self.rules(report))
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
            self.breach("trouble is 503 with Retry-After", f"{what}: {answer.text}")
        if answer.status not in (good, 202, 403, 404, 409, 422, 429, 503):
            self.breach("answers are known", f"{what}: {answer.status}")


def _code(answer: Answer) -> str:
    return "" if answer.status < 400 else str(answer.json["code"])


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
            (lifecycle, "applied", _applied),
            (ledger, "from_item", _read),
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


_known: dict[tuple[int, str, bool], tuple[Report | None, Report]] = {}


def _applied(before: Report | None, event: Event, real: Any = lifecycle.applied) -> Report:
    """Fold as the real one does, each step once in a life: every handler folds from the start.

    Steps are known by the report itself, which is kept, and by the event's hash and its words'
    being there: the hash does not tell whether they were removed.
    """
    key = (id(before), event.hash, event.text is None)
    if key not in _known:
        _known[key] = (before, real(before, event))
    return _known[key][1]


_rows: dict[tuple[str, str, str, bool], Any] = {}


def _read(item: dict[str, Any]) -> Any:
    """Read a row of the ledger as the real one does, each once in a life; parts of rows anew."""
    if "hash" not in item:
        return from_item(item)
    key = (item["report"]["S"], item["seq"]["N"], item["hash"]["S"], "text" in item)
    if key not in _rows:
        _rows[key] = from_item(item)
    return _rows[key]


def _forget() -> None:
    _known.clear()
    _rows.clear()
    clients.client.cache_clear()
    directory.forget()
    audit.forget()
