"""The queue edge: messages carry `report`, `seq` and `kind`; only what failed comes back."""

import functools
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)

from lapor.aws import log
from lapor.aws.clients import client
from lapor.aws.faults import NotQueued
from lapor.domain.errors import Changed

VERSION = 1

RACES = 4
"""Lost races for a report after which its message rather waits for its queue's timeout."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a message asks for: something about event `seq` of a report."""

    report: str
    seq: int
    kind: str


Consumer = Callable[[Mapping[str, Any], Any], Any]


def consumer(handle: Callable[[Task], None]) -> Consumer:
    """Turn a function of one Task into a Lambda handler for SQS that reports partial failures."""
    return _each(handle, lambda value: [_task(value)])


def arrivals(handle: Callable[[str], None]) -> Consumer:
    """Turn a function of an object's key into such a handler of S3's own messages."""
    return _each(handle, _keys)


def _each[T](handle: Callable[[T], None], read: Callable[[Any], list[T]]) -> Consumer:
    @functools.wraps(handle)
    def handler(event: Mapping[str, Any], context: Any) -> Any:
        return process_partial_response(
            event=dict(event),
            record_handler=lambda record: _one(handle, read, record.body),
            processor=BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False),
            context=context,
        )

    return handler


def reports(handle: Callable[[Mapping[str, str]], None]) -> Consumer:
    """Turn a function of what the mail service says, as our rule passes it, into such a handler."""
    return _each(handle, lambda value: [_versioned(value)])


def send(queue_url: str, tasks: Iterable[Task], after: timedelta = timedelta()) -> None:
    """Put tasks on a queue, ten a call, to be seen `after` a while (15 minutes at most).

    Whole seconds, rounded up: what waits for a moment must not come before it. Raises when AWS kept
    one back.
    """
    delay = {"DelaySeconds": ceil(after.total_seconds())} if after else {}
    waiting = list(tasks)
    for start in range(0, len(waiting), 10):
        entries: list[Any] = [
            {"Id": str(n), "MessageBody": json.dumps(_written(task)), **delay}
            for n, task in enumerate(waiting[start : start + 10])
        ]
        answer = client("sqs").send_message_batch(QueueUrl=queue_url, Entries=entries)
        if answer.get("Failed"):
            raise NotQueued(f"{len(answer['Failed'])} messages were not taken")


def _settled[T](handle: Callable[[T], None], task: T) -> None:
    """Do a task again at once when somebody else moved its report meanwhile: it reads afresh."""
    for _ in range(RACES):
        try:
            return handle(task)
        except Changed:
            continue
    return handle(task)


def _written(task: Task) -> Mapping[str, Any]:
    return {"v": VERSION, "report": task.report, "seq": task.seq, "kind": task.kind}


def _versioned(value: Any) -> Any:
    if value["v"] != VERSION:
        raise ValueError("unknown version")
    return value


def _task(value: Any) -> Task:
    _versioned(value)
    return Task(str(value["report"]), int(value["seq"]), str(value["kind"]))


def _keys(value: Any) -> list[str]:
    """Give the keys that a message of S3 names; its test message names none."""
    records = value.get("Records", [])
    return [unquote_plus(record["s3"]["object"]["key"]) for record in records]


def _one[T](handle: Callable[[T], None], read: Callable[[Any], list[T]], body: str) -> None:
    try:
        for task in read(json.loads(body)):
            _settled(handle, task)
    except Exception as error:
        log.fault("task failed", error)
        raise
