"""Opening a report: from a valid request and the client's key to the first event and a receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lapor.domain import ids
from lapor.domain.deadlines import due_at
from lapor.domain.event import START, Event, canonical, sealed, stamp
from lapor.domain.lifecycle import fold
from lapor.domain.new_report import NewReport
from lapor.domain.rules import Rules
from lapor.domain.visibility import REPORTER


@dataclass(frozen=True, slots=True)
class Opening:
    """What a submission stores: the first event, and the identity that goes sealed to `People`."""

    event: Event
    identity: Mapping[str, str]
    contact: Mapping[str, str]


def opened(
    filed: NewReport,
    *,
    key: str,
    attempt: int,
    now: datetime,
    pepper: bytes,
    salt: str,
    zone: str,
    channel: str,
    via: Mapping[str, str | None] | None = None,
) -> Opening:
    """Make a report's first event. `attempt` counts numbers that met another key's report.

    `via` names the API key, and its agency, of the system that files for the reporter.
    """
    number = ids.number_for(pepper, key, attempt)
    fingerprint = ids.mac(pepper, "body", key, canonical(filed.model_dump())).hex()
    event = sealed(
        report=number,
        seq=1,
        kind="submitted",
        at=now,
        by=REPORTER,
        prev=START,
        data={
            "class": filed.report_class,
            "category": filed.category,
            "occurred_on": filed.occurred_on,
            "place": {"province": filed.place.province, "regency": filed.place.regency},
            "agency": filed.agency,
            "anonymous": filed.anonymous,
            "confidential": filed.confidential,
            "zone": zone,
            "channel": channel,
            **({"via": via} if via else {}),
            "key": ids.mac(pepper, "key", key).hex(),
            "lock": ids.code_lock(pepper, number, ids.code_for(pepper, key)),
            "fingerprint": fingerprint,
        },
        text={"title": filed.title, "body": filed.body, "address": filed.place.address},
        salt=salt,
    )
    identity, contact = _person(filed)
    return Opening(event, identity, contact)


def receipt(event: Event, *, key: str, pepper: bytes, rules: Rules) -> Mapping[str, Any]:
    """Give the reporter's receipt; the same for every repetition of the same submission."""
    due = due_at(fold([event]), rules)
    return {
        "number": ids.shown(event.report),
        "access_code": ids.shown(ids.code_for(pepper, key)),
        "received_at": stamp(event.at),
        "due_at": stamp(due) if due else None,
        "chain": event.hash,
    }


def _person(filed: NewReport) -> tuple[Mapping[str, str], Mapping[str, str]]:
    person = filed.reporter
    if person is None:
        return {}, {}
    identity = {"name": person.name} if person.name else {}
    contact = {"phone": person.phone, "email": person.email}
    reach = {k: v for k, v in contact.items() if v}
    if reach:
        reach |= {"notify": person.notify, "language": person.language}
    return identity, reach
