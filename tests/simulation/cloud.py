"""AWS as one seed plays it: calls that fail, get lost or come twice; processes that die at one."""

import itertools
import os
import random
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from botocore.exceptions import ReadTimeoutError

from lapor.aws import clock
from lapor.aws.clients import ONCE
from tests.functions.wire import Killed, refusal
from tests.functions.world import stream_record
from tests.simulation import plumbing
from tests.simulation.dynamodb import DynamoDB
from tests.simulation.expressions import Item, Unsupported
from tests.simulation.services import Kms, Mailer, Sqs

KEY = "people-key"
SHARDS = 2
"""Of the ledger's stream: reports share them, as on AWS."""

THROTTLED = {
    "dynamodb": "ProvisionedThroughputExceededException",
    "sqs": "RequestThrottled",
    "sesv2": "TooManyRequestsException",
    "sns": "Throttling",
    "kms": "ThrottlingException",
}


@dataclass(slots=True)
class Weather:
    """How likely what goes wrong is, for each call or run of a function, and what is out wholly."""

    dies: float = 0.0
    throttled: float = 0.0
    lost: float = 0.0
    meanwhile: float = 0.0
    short: float = 0.0
    skew: float = 0.0
    out: str = ""

    @classmethod
    def drawn(cls, dice: random.Random) -> "Weather":
        """Draw a weather: each trouble is absent, some or plenty."""
        return cls(
            dies=dice.choice((0, 0.1, 0.3)),
            throttled=dice.choice((0, 0, 0.03, 0.2, 0.5)),
            lost=dice.choice((0, 0.03, 0.15)),
            meanwhile=dice.choice((0, 0.03, 0.15)),
            short=dice.choice((0, 0.1, 0.5)),
            skew=dice.choice((0, 0, 0.2)),
            out=dice.choice(("", "", "", "sesv2", "sns", "kms", "sqs", "Desk", "Sends", "Limits")),
        )


CALM = Weather()


@dataclass(slots=True)
class Run:
    """One run of a function: at which call it dies, and the message that it has claimed."""

    function: str
    skew: float = 0.0
    dies_at: int | None = None
    dies_after: bool = False
    calls: int = 0
    claim: tuple[str, str] | None = None


@dataclass(slots=True)
class Handed:
    """What was handed over to SES and SNS: how often each claimed message, and what no claim
    covers."""

    claimed: Counter[tuple[str, str]] = field(default_factory=Counter)
    unclaimed: list[str] = field(default_factory=list)
    called: list[tuple[str, datetime]] = field(default_factory=list)
    """The events of which an SMS told, and when, by the clock of the machine that sent it."""


@dataclass(slots=True)
class Record:
    """One record of the stream, and when it came."""

    report: str
    at: datetime
    value: dict[str, Any]


class Cloud:
    """The services with their state. `meanwhile` does one step of somebody else's."""

    def __init__(self, dice: random.Random, now: Callable[[], datetime]) -> None:
        self.dice = dice
        self.weather = CALM
        self.now = now
        self.dynamodb = DynamoDB(self._streamed)
        self.dynamodb.page = self._short
        self.dynamodb.left_over = self._left_over
        self.sqs = Sqs(now, plumbing.queues())
        self.sqs.refused = self._refused
        self.mailer = Mailer(os.environ["MAIL_FROM"])
        self.kms = Kms(KEY, dice)
        self.shards: list[list[Record]] = [[] for _ in range(SHARDS)]
        self.runs: list[Run] = []
        self.handed = Handed()
        self.tokens = itertools.count()
        self.meanwhile: Callable[[], None] = lambda: None
        self.services: Mapping[str, Any] = {
            "dynamodb": self.dynamodb,
            "sqs": self.sqs,
            "sesv2": self.mailer,
            "sns": self.mailer,
            "kms": self.kms,
        }

    def client(self, service: str, **_: Any) -> "Client":
        """Stand in for `boto3.client`."""
        if service not in self.services:
            raise Unsupported(f"the service {service}")
        return Client(service, self)

    @contextmanager
    def running(self, function: str) -> Iterator[Run]:
        """Run a function; the dice say whether and where its process dies."""
        run = Run(function)
        if self.dice.random() < self.weather.dies:
            run.dies_at, run.dies_after = self.dice.randint(1, 8), self.dice.random() < 0.5
        if self.dice.random() < self.weather.skew:
            run.skew = self.dice.uniform(-150, 150)
        self.runs.append(run)
        try:
            yield run
        finally:
            self.runs.pop()

    def call(self, service: str, operation: str, params: Mapping[str, Any]) -> Any:
        """Do one call of a handler, as the weather lets it; the judges' own calls pass."""
        if not self.runs:
            return self.services[service].call(operation, params)
        run = self.runs[-1]
        run.calls += 1
        dies = run.dies_at == run.calls
        if dies and not run.dies_after:
            raise Killed
        if len(self.runs) == 1 and self.dice.random() < self.weather.meanwhile:
            self.meanwhile()
        out = self.weather.out in (service, params.get("TableName"))
        if out or self.dice.random() < self.weather.throttled:
            raise refusal(THROTTLED[service])
        answer = self._lossy(service, operation, params)
        if dies:
            raise Killed
        return answer

    def _lossy(self, service: str, operation: str, params: Mapping[str, Any]) -> Any:
        """Do a call whose answer may be lost: the SDK then repeats it, but not to a provider."""
        if self.dice.random() >= self.weather.lost:
            return self._done(service, operation, params)
        if service in ONCE and self.dice.random() < 0.5:
            self._done(service, operation, params)
            raise refusal("InternalFailure", 500)
        self._done(service, operation, params)
        if service in ONCE or self.dice.random() < 0.3:
            raise ReadTimeoutError(endpoint_url="")
        return self._done(service, operation, params)

    def _done(self, service: str, operation: str, params: Mapping[str, Any]) -> Any:
        answer = self.services[service].call(operation, params)
        run = self.runs[-1]
        if operation == "put_item" and params["TableName"] == "Sends":
            self._claimed(run, params["Item"])
        if service in ONCE and run.function != "code":
            self._handed_over(run, service)
        return answer

    def _claimed(self, run: Run, row: Item) -> None:
        claimed = row["state"]["S"] == "claimed"
        run.claim = (row["event"]["S"], row["channel"]["S"]) if claimed else None

    def _handed_over(self, run: Run, service: str) -> None:
        if run.claim:
            self.handed.claimed[run.claim] += 1
            if service == "sns":
                self.handed.called.append((run.claim[0], clock.now()))
        else:
            channel, _, words = self.mailer.taken[-1]
            self.handed.unclaimed.append(f"{channel} {words[:60]!r}")

    def _streamed(self, table: str, name: str, item: Item) -> None:
        if table != "Ledger":
            return
        report = item["report"]["S"]
        shard = self.shards[zlib.crc32(report.encode()) % SHARDS]
        number = sum(map(len, self.shards)) + 1
        shard.append(Record(report, self.now(), stream_record(item, number, name)))

    def _short(self) -> int | None:
        """Say where a page of a query ends early, if it does."""
        return self.dice.randint(1, 3) if self.dice.random() < self.weather.short else None

    def _left_over(self, many: int) -> int:
        """Say how many keys of a batch are not processed."""
        short = many > 1 and self.dice.random() < self.weather.short
        return self.dice.randint(1, many - 1) if short else 0

    def _refused(self, many: int) -> set[int]:
        """Say which messages of a batch a queue does not take."""
        fails = self.dice.random() < self.weather.short / 5
        return {n for n in range(many) if self.dice.random() < 0.5} if fails else set()


class Client:
    """A boto3 client's stand-in: every operation goes through the weather."""

    def __init__(self, service: str, cloud: Cloud) -> None:
        self._service, self._cloud = service, cloud

    def __getattr__(self, operation: str) -> Callable[..., Any]:
        def call(**params: Any) -> Any:
            if operation == "transact_write_items":  # botocore marks what it may repeat
                params["ClientRequestToken"] = f"token-{next(self._cloud.tokens)}"
            return self._cloud.call(self._service, operation, params)

        return call

    def get_paginator(self, operation: str) -> "Paginator":
        return Paginator(self, operation)


class Paginator:
    """Goes on as long as there are pages, as botocore's does."""

    def __init__(self, client: Client, operation: str) -> None:
        self._ask = getattr(client, operation)
        if operation != "query":
            raise Unsupported(f"pages of {operation}")

    def paginate(self, **params: Any) -> Iterator[Any]:
        while True:
            page = self._ask(**params)
            yield page
            if "LastEvaluatedKey" not in page:
                return
            params["ExclusiveStartKey"] = page["LastEvaluatedKey"]
