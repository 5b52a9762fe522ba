"""Open reports after a change of a calendar or a limit: their rows are written anew, with progress.

A change is asked for by a message that waits until no function remembers the old settings any more.
One message for an office becomes one for each of its piles, and these become one for each of its
open reports; all may be repeated.
"""

import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from lapor.aws import desk, desk_rows, directory, ledger, rulebook
from lapor.aws.clients import client
from lapor.aws.queues import Task, send
from lapor.domain.report import OPEN

OFFICE, PILE, REPORT = "office", "pile", "report"
"""Kinds of messages: all of an office, its reports in one state, one report."""

JOB = "job"
"""The kind of the directory's entries that hold the progress."""

SETTLED = timedelta(seconds=directory.REMEMBERED + 5)
"""After this every function has read the new settings."""


def ask(office: str) -> None:
    """Ask for the open reports of an agency, or of the whole country, to be looked at anew."""
    send(_queue(), [Task(office, 0, OFFICE)], after=SETTLED)


def spread(office: str) -> None:
    """Turn an office's message into those of its piles, the country's into its offices' too."""
    if office == rulebook.NATION:
        agencies = directory.every("agency", ("id",))
        send(_queue(), [Task(a["id"], 0, OFFICE) for a in agencies if a["id"] != office])
    piles = [f"{office}#{state}" for state in OPEN]
    _begun(office, sum(desk.count("inbox", ("inbox", pile)) for pile in piles))
    send(_queue(), [Task(pile, 0, PILE) for pile in piles])


def unfold(pile: str) -> None:
    """Turn a pile's message into those of its reports."""
    for page in _pages(("inbox", pile)):
        send(_queue(), [Task(number, 0, REPORT) for number in page])


def renew(number: str) -> None:
    """Write the row of one report as the rules have it now."""
    report, _ = ledger.opened(number)
    desk.put(desk_rows.row_of(report, rulebook.rules(report)), again=True)
    _done(report.agency or rulebook.NATION)


def progress(office: str) -> Mapping[str, Any] | None:
    """Give how many of an office's reports were looked at anew: `total` and `done`."""
    found = directory.fresh(JOB, office)
    if not found:
        return None
    return {"total": found["total"], "done": min(found.get("done", 0), found["total"])}


def _pages(key: tuple[str, str]) -> Iterator[list[str]]:
    after = None
    while True:
        rows, after = desk.listed("inbox", key, limit=500, after=after)
        yield [str(row["report"]) for row in rows]
        if after is None:
            return


def _begun(office: str, total: int) -> None:
    client("dynamodb").put_item(
        TableName=os.environ["DIRECTORY_TABLE"],
        Item={"kind": {"S": JOB}, "id": {"S": office}, "total": {"N": str(total)}},
    )


def _done(office: str) -> None:
    client("dynamodb").update_item(
        TableName=os.environ["DIRECTORY_TABLE"],
        Key={"kind": {"S": JOB}, "id": {"S": office}},
        UpdateExpression="ADD done :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )


def _queue() -> str:
    return os.environ["RECOMPUTE_QUEUE_URL"]
