"""Writes that are done together with the audit row that speaks of them, or not at all."""

from collections.abc import Callable, Mapping
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws import ledger
from lapor.aws.clients import client
from lapor.aws.faults import code_of
from lapor.domain.errors import Changed, Unavailable
from lapor.domain.event import Event

Row = Mapping[str, Any]
"""An audit row, as `audit.row` writes it."""


PASSING_BY = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
"""Why a transaction was cancelled that may well be done the next time."""


class Lost(Exception):
    """Neither row nor deed was stored; `parts` are the places of the deeds that may not be done."""

    def __init__(self, parts: frozenset[int]) -> None:
        super().__init__(sorted(parts))
        self.parts = parts


def together(row: Row, *deeds: Mapping[str, Any]) -> None:
    """Store a row and the writes that it speaks of in one transaction: all or nothing.

    Raises Lost, and Unavailable when another is writing to the same entries or too many are.
    """
    try:
        client("dynamodb").transact_write_items(TransactItems=[*deeds, {"Put": row}])
    except ClientError as error:
        if code_of(error) != "TransactionCanceledException":
            raise
        codes = [reason.get("Code") for reason in error.response.get("CancellationReasons", [])]
        lost = frozenset(n for n, code in enumerate(codes) if code == "ConditionalCheckFailed")
        if lost:
            raise Lost(lost) from None
        if PASSING_BY & set(codes):
            raise Unavailable from None
        raise


def storing(row: Row | None) -> Callable[[Event], None]:
    """Give the way to store an event together with its audit row, if it has one.

    It raises Changed when another event came first.
    """
    if row is None:
        return ledger.append

    def append(event: Event) -> None:
        try:
            together(row, {"Put": ledger.written(event)})
        except Lost:
            raise Changed(event.seq) from None

    return append
