"""Sees the calls that handlers make to AWS: counts, refuses, or kills the process at one."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from botocore.client import BaseClient
from botocore.exceptions import ClientError
from moto.dynamodb.parsing.reserved_keywords import ReservedKeywords

SYNTAX = {"AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE", "SIZE"}


class Killed(BaseException):
    """The process died here: no `except` of a handler may see it."""


@dataclass(frozen=True)
class Call:
    """One call of the AWS API, as a handler made it."""

    service: str
    operation: str
    params: dict[str, Any]

    @property
    def table(self) -> str:
        return str(self.params.get("TableName", ""))

    @property
    def name(self) -> str:
        """`PutItem Ledger`, `Query Desk/inbox`, `SendMessageBatch ROUTE`, `GetObject incoming`."""
        index = self.params.get("IndexName")
        queue = str(self.params.get("QueueUrl", "")).rpartition("/")[2]
        place = self.table or queue or str(self.params.get("Bucket", ""))
        where = f"{self.table}/{index}" if index else place
        return f"{self.operation} {where}".strip()


@dataclass
class Trouble:
    """What happens to the calls of one name: an error before or after they are done."""

    name: str
    error: BaseException
    after: bool
    times: float
    skip: int
    seen: int = field(default=0)

    def strikes(self, call: Call) -> bool:
        if call.name != self.name and self.name != "*":
            return False
        self.seen += 1
        return self.skip < self.seen <= self.skip + self.times


def refusal(code: str, status: int = 400) -> ClientError:
    """What botocore raises when AWS answers with an error, its retries being used up."""
    return ClientError(
        {
            "Error": {"Code": code, "Message": "of no use to a citizen"},
            "ResponseMetadata": {
                "HTTPStatusCode": status,
                "RequestId": "",
                "HostId": "",
                "HTTPHeaders": {},
                "RetryAttempts": 0,
            },
        },
        "Operation",
    )


class Wire:
    """The calls that handlers made, and the trouble that is prepared for the next ones."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.trouble: list[Trouble] = []
        self._meanwhile: tuple[str, Callable[[], None]] | None = None
        self._inside = threading.local()

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Mark the calls of this thread as a handler's; the driver's own are not looked at."""
        self._inside.yes = not getattr(self._inside, "hidden", False)
        try:
            yield
        finally:
            self._inside.yes = False

    @contextmanager
    def unseen(self) -> Iterator[None]:
        """Let this thread's handlers talk to AWS themselves, uncounted and undisturbed."""
        self._inside.hidden = True
        try:
            yield
        finally:
            self._inside.hidden = False

    def disturb(
        self,
        name: str,
        error: BaseException | str,
        *,
        after: bool = False,
        times: float = float("inf"),
        skip: int = 0,
    ) -> None:
        """Prepare an error (or an AWS error code) for calls of this name; `*` means any call."""
        wrong = refusal(error) if isinstance(error, str) else error
        self.trouble.append(Trouble(name, wrong, after, times, skip))

    def interrupt(self, name: str, meanwhile: Callable[[], None]) -> None:
        """Let something else happen just before the next call of this name, once."""
        self._meanwhile = (name, meanwhile)

    def calm(self) -> None:
        """Let everything pass again."""
        self.trouble.clear()
        self._meanwhile = None

    def names(self, since: int = 0) -> list[str]:
        """Give the names of the calls made, in order."""
        return [call.name for call in self.calls[since:]]

    def send(self, original: Callable[..., Any], client: Any, operation: str, params: Any) -> Any:
        if not getattr(self._inside, "yes", False):
            return original(client, operation, params)
        call = Call(client.meta.service_model.service_name, operation, dict(params))
        self.calls.append(call)
        refuse_reserved_words(call)
        if self._meanwhile and self._meanwhile[0] == call.name:
            meanwhile, self._meanwhile = self._meanwhile[1], None
            with self._paused():
                meanwhile()
        striking = [t for t in self.trouble if t.strikes(call)]
        for trouble in striking:
            if not trouble.after:
                raise trouble.error
        answer = original(client, operation, params)
        for trouble in striking:
            raise trouble.error
        return answer

    @contextmanager
    def _paused(self) -> Iterator[None]:
        self._inside.yes = False
        try:
            yield
        finally:
            self._inside.yes = True


EXPRESSIONS = (
    "KeyConditionExpression", "ConditionExpression", "UpdateExpression", "FilterExpression",
    "ProjectionExpression",
)  # fmt: skip


def refuse_reserved_words(call: Call) -> None:
    """Refuse a name that DynamoDB reserves, as DynamoDB does and moto's queries do not."""
    reserved = set(ReservedKeywords.get_reserved_keywords()) - SYNTAX
    for expression in EXPRESSIONS:
        words = re.findall(r"(?<![#:\w])[A-Za-z_]\w*", str(call.params.get(expression, "")))
        taken = {word for word in words if word.upper() in reserved}
        assert not taken, f"{call.name}: {expression} names {sorted(taken)}, which are reserved"


def connected(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """Put a wire between botocore's clients and the world."""
    wire = Wire()
    original = BaseClient._make_api_call  # type: ignore[attr-defined]
    lock = threading.Lock()

    def made(client: Any, operation: str, params: Any) -> Any:
        with lock:  # DynamoDB decides one write after the other; moto's threads would not
            return original(client, operation, params)

    def send(client: Any, operation: str, params: Any) -> Any:
        return wire.send(made, client, operation, params)

    monkeypatch.setattr(BaseClient, "_make_api_call", send)
    return wire
