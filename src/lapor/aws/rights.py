"""What a person's rights do: each deed is an event on the report, together with an audit row."""

from datetime import datetime, timedelta

from lapor import registers
from lapor.aws import audit, clean, hands, ledger, limits, log, people, rulebook, sends
from lapor.aws.http import Reply, Request
from lapor.aws.pepper import pepper
from lapor.aws.steps import Case, done, planned, shown, spoken
from lapor.aws.transactions import storing
from lapor.domain import files, ids, retention, rights
from lapor.domain.event import body_digest
from lapor.domain.lifecycle import Facts, applied, move
from lapor.domain.portable import Addresses, own, portable
from lapor.domain.protecting import Claim, Declined
from lapor.domain.rights import erasure
from lapor.domain.visibility import SYSTEM

EXPORTS, DAY = 10, timedelta(days=1)
"""Exports of one report in a day."""


def served(request: Request, case: Case, facts: Facts) -> Reply:
    """Take the step that a right asks for and answer with the report after it.

    Raises AnotherAdmin when the same person recorded the letter that would be served.
    """
    event = planned(request, case, request.action, facts)
    hands.second(case, request.action)
    data = {"event": event.kind, "right": event.data.get("right")}
    fields = event.data.get("parts", [])
    row = audit.row(
        "subject", case.caller, f"report#{event.report}", request.now, {**data, "fields": fields}
    )
    return shown(request, done(case, event, storing(row)))


def claimed(request: Request, case: Case, said: Claim) -> Facts:
    """Give the facts of a letter; who may not record one hears that before anything else."""
    facts = spoken(rights.claimed(case.report, said.right, said.received_on))
    planned(request, case, request.action, facts)
    rights.arrived(case.events[0].at, said.received_on)
    return facts


def refused(request: Request, case: Case, said: Declined) -> Facts:
    """Give the facts of a letter's refusal; who may not refuse hears that before anything else."""
    facts = spoken({"right": said.right}, text=said.text)
    planned(request, case, request.action, facts)
    rights.declined(case.report, said.right)
    return facts


def exported(request: Request, case: Case) -> Reply:
    """Give the reporter all that is held, with a digest that the report's own chain confirms.

    Raises TooMany after ten a day.
    """
    first, number = case.events[0], case.report.number
    counted = ids.mac(pepper(), "export", number).hex()
    limits.count(f"export#{counted}", EXPORTS, DAY, request.now)
    taken = [
        "name",
        "phone",
        "email",
        "words",
        *(["files"] if own(case.events) else []),
        "messages",
    ]
    audit.record("export", case.caller, f"report#{number}", request.now, {"fields": taken})
    messages = sends.to_reporter(number, (event.seq for event in case.events))
    data = portable(
        case.report,
        case.events,
        people.held(first),
        messages,
        retention.steps(case.report, registers.retention()),
        _addresses(case, request.now),
        request.now,
    )
    digest = body_digest(data)
    event = planned(request, case, "export", spoken({"sha256": digest}))
    done(case, event)
    proof = {"sha256": digest, "event": event.seq, "chain": event.hash}
    return Reply(200, {"data": data, "proof": proof})


def _addresses(case: Case, now: datetime) -> Addresses:
    """Sign an address for each of the reporter's own files; the file itself is not read."""
    signed = {
        file.id: clean.address(
            f"{case.report.number}/{file.id}",
            file.type,
            files.name(case.report, file),
            clean.TAKEN_ALONG_FOR,
        )
        for file in own(case.events)
    }
    return Addresses(signed, now + clean.TAKEN_ALONG_FOR)


def forget(number: str, now: datetime) -> list[str]:
    """Take from a report what its retention makes due; names the rules that were carried out.

    Doing it again does nothing: what is gone is no longer due.
    """
    report, events = ledger.opened(number)
    gone = []
    for step in retention.due(report, registers.retention(), now):
        facts = Facts({**erasure(report, events, step.of), "rule": step.rule})
        event = move(report, "forget", SYSTEM, now, facts, rulebook.rules(report))
        ledger.append(event)
        log.outcome("forgotten", report=number, seq=event.seq, code=step.rule)
        report, events = applied(report, event), [*events, event]
        gone.append(step.rule)
    return gone
