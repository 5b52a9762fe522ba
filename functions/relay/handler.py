"""Ledger stream: every stored event is announced to the queues that act on it."""

import os

from lapor.aws.queues import Task, send
from lapor.aws.streams import follower
from lapor.domain.notices import SILENT

ROUTED = frozenset({"submitted", "returned"})
REMOVED = frozenset({"redacted", "file_refused", "file_deleted", "erased"})


@follower
def handler(task: Task) -> None:
    if task.kind in ROUTED:
        send(os.environ["ROUTE_QUEUE_URL"], [task])
    if task.kind in REMOVED:
        send(os.environ["REDACT_QUEUE_URL"], [task])
    if task.kind == "erased":
        send(os.environ["SHRED_QUEUE_URL"], [task])
    if task.kind not in SILENT:
        send(os.environ["NOTIFY_QUEUE_URL"], [task])
