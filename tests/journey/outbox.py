"""Reads what the local stack has sent: mails and SMS, as people would get them."""

import json
import time
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

PATIENCE = 60.0
Stack = Mapping[str, Any]


def mails_about(stack: Stack, number: str) -> list[Mapping[str, Any]]:
    """Give the mails whose subject names a report, in the order in which they were sent."""
    by_account = _read(stack["inbox"]["mail"])["messages"]
    return [m for mails in by_account.values() for m in mails if number in m["Subject"]]


def mails_to(stack: Stack, address: str) -> list[Mapping[str, Any]]:
    """Give the mails to one address, in the order in which they were sent."""
    by_account = _read(stack["inbox"]["mail"])["messages"]
    return [m for mails in by_account.values() for m in mails if address in str(m)]


def texts_about(stack: Stack, number: str) -> list[str]:
    """Give the SMS that name a report."""
    found: list[str] = []
    _collect(_read(stack["inbox"]["sms"]), number, found)
    return found


def eventually[T](look: Callable[[], T | None], patience: float = PATIENCE) -> T:
    """Look again and again until there is something to see; fails with the last look."""
    until = time.monotonic() + patience
    while not (seen := look()):
        assert time.monotonic() < until, f"nothing after {patience} s: {seen!r}"
        time.sleep(0.2)
    return seen


def _read(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own stack
        return json.loads(answer.read())


def _collect(value: Any, number: str, found: list[str]) -> None:
    """Find the texts in an answer that groups them by account, region and recipient."""
    if isinstance(value, str) and number in value and " " in value:
        found.append(value)
    elif isinstance(value, Mapping):
        for item in value.values():
            _collect(item, number, found)
    elif isinstance(value, list):
        for item in value:
            _collect(item, number, found)
