"""Which function takes what from which queue and stream, as the template says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.shape import source
from tests.simulation.services import Queue

LEDGER_STREAM = "Data.Outputs.LedgerStream"


@dataclass(frozen=True, slots=True)
class Follower:
    """A function that follows the ledger's stream: its batch, and tries until it gives up."""

    function: str
    batch: int
    tries: int


@dataclass(frozen=True, slots=True)
class Consumer:
    """A function that works a queue."""

    queue: str
    function: str
    batch: int


def queues() -> dict[str, Queue]:
    """Make every queue of the template, empty."""
    found = {}
    for name, properties in _resources("AWS::SQS::Queue").items():
        redrive = properties.get("RedrivePolicy", {})
        found[name] = Queue(
            visibility=int(properties.get("VisibilityTimeout", 30)),
            retention=int(properties.get("MessageRetentionPeriod", 345600)),
            most=int(redrive["maxReceiveCount"]) if redrive else None,
            dead=redrive["deadLetterTargetArn"].partition(".")[0] if redrive else None,
        )
    return found


@cache
def followers() -> tuple[Follower, ...]:
    """Give who follows the ledger's stream."""
    return tuple(
        Follower(_folder(s), int(s["BatchSize"]), int(s["MaximumRetryAttempts"]))
        for s in _sources()
        if s["EventSourceArn"] == LEDGER_STREAM
    )


@cache
def consumers() -> tuple[Consumer, ...]:
    """Give who works the queues."""
    return tuple(
        Consumer(s["EventSourceArn"].partition(".")[0], _folder(s), int(s["BatchSize"]))
        for s in _sources()
        if s["EventSourceArn"] != LEDGER_STREAM
    )


@cache
def addresses() -> Mapping[str, str]:
    """Give the settings that name queues, as functions read them, with the queues' names."""
    found = {}
    for properties in source.functions().values():
        for name, value in properties.get("Environment", {}).get("Variables", {}).items():
            if name.endswith("_QUEUE_URL"):
                found[name] = str(value)
    return found


def _sources() -> list[dict[str, Any]]:
    return list(_resources("AWS::Lambda::EventSourceMapping").values())


def _folder(mapping: Mapping[str, Any]) -> str:
    function = source.template()["Resources"][mapping["FunctionName"]]
    return str(function["Properties"]["CodeUri"]).rpartition("/")[2]


def _resources(kind: str) -> dict[str, dict[str, Any]]:
    return {
        name: resource["Properties"]
        for name, resource in source.template()["Resources"].items()
        if resource["Type"] == kind
    }
