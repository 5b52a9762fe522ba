"""The stream edge: the ledger's changes, in order per report; only what failed comes back."""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    process_partial_response,
)

from lapor.aws import log
from lapor.aws.items import from_item
from lapor.aws.queues import Consumer, Task


def follower(handle: Callable[[Task], None]) -> Consumer:
    """Turn a function of one appended event into a Lambda handler for the ledger's stream.

    A redaction changes an event and is no event: only insertions are passed on.
    """

    @functools.wraps(handle)
    def handler(event: Mapping[str, Any], context: Any) -> Any:
        return process_partial_response(
            event=dict(event),
            record_handler=lambda record: _one(handle, record.raw_event),
            processor=BatchProcessor(
                EventType.DynamoDBStreams, raise_on_entire_batch_failure=False
            ),
            context=context,
        )

    return handler


def done(event: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give `kind` and `at` of the events of a batch that will not come again.

    `answer` is the handler's: from the first record that failed on, all come again.
    """
    failed = {failure["itemIdentifier"] for failure in answer["batchItemFailures"]}
    for record in event["Records"]:
        if record["dynamodb"]["SequenceNumber"] in failed:
            return
        if record["eventName"] == "INSERT":
            row = record["dynamodb"]["NewImage"]
            yield from_item({name: row[name] for name in ("kind", "at")})


def _one(handle: Callable[[Task], None], record: Mapping[str, Any]) -> None:
    if record["eventName"] != "INSERT":
        return
    try:
        row = record["dynamodb"]["NewImage"]
        known = from_item({name: row[name] for name in ("report", "seq", "kind")})
        handle(Task(known["report"], known["seq"], known["kind"]))
    except Exception as error:
        log.fault("event not followed", error)
        raise
