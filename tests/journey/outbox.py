"""Reads what the local stack has sent: mails and SMS, as people would get them."""

import json
import time
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

PATIENCE = 60.0


def mails(stack: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give every mail so far."""
    return _messages(stack["inbox"]["mail"])


def texts(stack: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give every SMS so far."""
    return _messages(stack["inbox"]["sms"])


def eventually[T](look: Callable[[], T], patience: float = PATIENCE) -> T:
    """Look again and again until there is something to see; fails with the last look."""
    until = time.monotonic() + patience
    while not (seen := look()):
        assert time.monotonic() < until, f"nothing after {patience} s: {seen!r}"
        time.sleep(0.2)
    return seen


def _messages(url: str) -> list[Mapping[str, Any]]:
    with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310 - our own stack
        value = json.loads(answer.read())
    return list(_flat(value))


def _flat(value: Any) -> list[Mapping[str, Any]]:
    """Find the messages in an answer that groups them by account or recipient."""
    if isinstance(value, list):
        return [m for item in value for m in _flat(item)]
    if isinstance(value, dict):
        if {"Destination", "to", "PhoneNumber", "Message", "Subject"} & value.keys():
            return [value]
        return [m for item in value.values() for m in _flat(item)]
    return []
