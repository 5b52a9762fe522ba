"""Telling the people who must know of an event: from the table of notices to mails and SMS."""

import os
from collections.abc import Mapping
from datetime import datetime

from lapor import registers
from lapor.aws import directory, ledger, log, people, senders, sends
from lapor.aws.queues import Task
from lapor.data import load
from lapor.domain import notices
from lapor.domain.deadlines import due, due_at, reopen_until, reply_by
from lapor.domain.event import Event
from lapor.domain.lifecycle import fold
from lapor.domain.report import Clock, Report

QUOTED = frozenset({"held", "asked", "followed_up", "finished", "archived"})
"""Notices that repeat to the reporter what an office wrote."""


def tell(task: Task, now: datetime) -> None:
    """Send every message that one event calls for; a repetition sends nothing twice."""
    events = [e for e in ledger.events(task.report) if e.seq <= task.seq]
    event, report = events[-1], fold(events)
    before = fold(events[:-1]) if len(events) > 1 else report
    notice = notices.notice_of(event, report)
    if notice is None:
        return
    late: Exception | None = None
    for audience in notices.NOTICES[notice]:
        who = notices.recipient(audience, event, report)
        try:
            _tell_one(notice, audience, who, event, report, before, now)
        except Exception as error:  # one provider's trouble must not keep the others waiting
            log.fault("not told", error, report=task.report, seq=task.seq, kind=task.kind)
            late = error
    if late:
        raise late


def _tell_one(
    notice: str,
    audience: str,
    who: str,
    event: Event,
    report: Report,
    before: Report,
    now: datetime,
) -> None:
    reach = people.contact(report.number) if audience == notices.REPORTER else _office(who)
    channel = reach.get("notify", "none")
    if channel == "none":
        return
    language = reach.get("language", "id")
    words = load(f"wording/notices.{language}")
    gaps = gaps_of(audience, event, report, before, language)
    said = _said(notice, event, report) if audience == notices.REPORTER else None
    message = notices.write(notice, audience, words, gaps, said)
    row = f"{report.number}#{event.seq}"
    if channel == "sms" and message.sms:
        text = message.sms
        state = sends.once(row, f"sms#{who}", now, lambda: senders.sms(reach["phone"], text))
    else:
        state = sends.once(row, f"email#{who}", now, lambda: senders.mail(reach["email"], message))
    log.outcome("told", report=report.number, seq=event.seq, kind=event.kind, channel=channel)
    if state != "sent":
        log.outcome("not delivered", report=report.number, seq=event.seq, code=state)


def gaps_of(
    audience: str, event: Event, report: Report, before: Report, language: str
) -> Mapping[str, str]:
    """Gather what the sentences name; a confidential report lends no title."""
    rules, zone = registers.rules(), report.zone
    words = registers.wording(language)
    reporters = audience == notices.REPORTER
    page = "lacak/?n=" if reporters else "petugas/laporan/?n="
    holder = report.unit or report.agency or "national"
    escalated = event.kind == "escalated"
    passed = due(before, Clock(event.data["clock"]), rules) if escalated else None
    deadline = passed or due_at(report, rules)
    return {
        "number": notices.number_of(report),
        "title": report.title if reporters and not report.confidential else "",
        "link": f"{os.environ['PUBLIC_URL']}/{language}/{page}{notices.number_of(report)}",
        "class": words["classes"][report.report_class],
        "place": directory.NAMES.place(report.place.get("regency")) or "",
        "holder": _office_name(holder, report),
        "holder_short": _short(report.agency),
        "refused": ", ".join(_short(a) for a in dict.fromkeys(report.returned_by)),
        "raised": _office_name(notices.recipient("raised", event, report), report)
        if escalated
        else "",
        "clock": words["clocks"][event.data["clock"]].lower() if escalated else "",
        "reason": registers.reason_name("archive", event.data["reason"], language)
        if event.kind == "archived"
        else "",
        "due": notices.on(deadline, zone, language),
        "reply_by": notices.on(reply_by(report, rules), zone, language),
        "reopen_until": notices.on(reopen_until(report, rules), zone, language),
    }


def _said(notice: str, event: Event, report: Report) -> str | None:
    if notice not in QUOTED or not event.text:
        return None
    return "" if report.confidential else event.text.get("text")


def _office(who: str) -> Mapping[str, str]:
    found = directory.unit(who) if ":" in who else directory.agency(who)
    if not found or not found.get("email"):
        fallback = directory.agency("national") or {}
        log.outcome("office without address", code="no_address")
        return {"notify": "email", "email": fallback["email"], "language": "id"}
    return {"notify": "email", "email": found["email"], "language": "id"}


def _office_name(who: str, report: Report) -> str:
    if ":" in who:
        return f"{directory.office_name(who)}, {_short(report.agency)}"
    return directory.office_name(who) or who


def _short(agency: str | None) -> str:
    found = directory.agency(agency or "national")
    return str(found.get("short") or found["name"]) if found else (agency or "national")
