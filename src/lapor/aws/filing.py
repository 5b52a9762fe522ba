"""Filing a report: at most one write to `People`, one to the ledger, no read."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapor import registers
from lapor.aws import ledger, log, people
from lapor.aws.pepper import pepper
from lapor.domain.errors import KeyReused, Unavailable
from lapor.domain.intake import opened, receipt
from lapor.domain.new_report import NewReport

ATTEMPTS = 4
"""Numbers to try; the second is needed about once in a hundred million reports."""


def file(
    filed: NewReport,
    key: str,
    now: datetime,
    channel: str,
    via: Mapping[str, str | None] | None = None,
) -> Mapping[str, Any]:
    """Store a report under its client's key and give the receipt.

    A repetition gets the first receipt again; raises KeyReused for another body under one key.
    `via` is the API key by which it came, with its agency.
    """
    agency = registers.agencies()[filed.agency] if filed.agency else None
    zone = agency["zone"] if agency else registers.zones()[filed.place.province]
    for attempt in range(ATTEMPTS):
        opening = opened(
            filed,
            key=key,
            attempt=attempt,
            now=now,
            pepper=pepper(),
            salt=secrets.token_hex(16),
            zone=zone,
            channel=channel,
            via=via,
        )
        try:
            people.seal(opening, now)
        except people.NumberTaken:
            continue
        stored = ledger.open_with(opening.event)
        if stored.data["key"] != opening.event.data["key"]:
            continue
        if stored.data["fingerprint"] != opening.event.data["fingerprint"]:
            raise KeyReused
        log.outcome("filed", report=stored.report, seq=1, kind=stored.kind)
        return receipt(stored, key=key, pepper=pepper(), rules=registers.rules())
    raise Unavailable
