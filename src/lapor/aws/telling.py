"""Telling the people who must know of an event: from the table of notices to mails and SMS."""

import os
from datetime import datetime

from lapor.aws import (
    climbing,
    directory,
    ledger,
    log,
    news,
    people,
    queues,
    senders,
    sends,
    standing,
)
from lapor.aws.occasions import Occasion, gaps_of, occasion_of
from lapor.aws.queues import Task
from lapor.data import load
from lapor.domain import links, notices
from lapor.domain.contacts import Reach
from lapor.domain.reached import LONGEST, OTHERWISE, is_stale, quiet_for
from lapor.domain.report import Report

QUOTED = frozenset(
    {"held", "asked", "followed_up", "finished", "archived", "marked_spam", "blocked", "unblocked"}
)
"""Notices that repeat to the reporter what an office wrote."""


def tell(task: Task, now: datetime) -> None:
    """Send every message that one event calls for; a repetition sends nothing twice.

    What a provider cannot take now comes back later on the queue, until nobody waits for it.
    """
    latest, every = ledger.opened(task.report)
    occasion = occasion_of([e for e in every if e.seq <= task.seq], latest)
    if occasion is None:
        return
    late: Exception | None = None
    waits = []
    for audience in notices.NOTICES[occasion.notice]:
        if audience == notices.REPORTER and not _may_reach(occasion, latest):
            sends.abandon(f"{task.report}#{task.seq}", audience, now)
            continue
        for who in _recipients(occasion, audience):
            try:
                _tell_one(occasion, audience, who, now)
            except sends.Later as error:
                log.fault("told later", error, report=task.report, seq=task.seq, kind=task.kind)
                waits.append(error.wait)
            except Exception as error:  # one provider's trouble must not keep the others waiting
                log.fault("not told", error, report=task.report, seq=task.seq, kind=task.kind)
                late = error
    if late:
        raise late
    if waits:
        queues.send(os.environ["NOTIFY_QUEUE_URL"], [task], min(waits))


def _may_reach(occasion: Occasion, latest: Report) -> bool:
    return "identity" not in latest.erased and notices.may_reach(occasion.notice, latest)


def _recipients(occasion: Occasion, audience: str) -> list[str]:
    """Name who is told: of leaders each; the agency stands in for a leader it has no more."""
    report = occasion.report
    if audience == notices.LEADER and report.agency:
        return climbing.addresses(f"leader@{report.agency}")
    if audience == notices.RAISED:
        found = (climbing.addresses(place) for place in notices.places(occasion.event, report))
        return list(dict.fromkeys(who for some in found for who in some))
    return [notices.recipient(audience, report)]


def _tell_one(occasion: Occasion, audience: str, who: str, now: datetime) -> None:
    """Tell one reader; a reporter whom one channel does not reach by the other, if there is one."""
    reach = people.contact(occasion.first) if audience == notices.REPORTER else _office(who)
    for channel in reach.channels():
        state = _send(occasion, audience, who, reach, channel, now)
        if state not in OTHERWISE[channel]:
            return


def _send(
    occasion: Occasion, audience: str, who: str, reach: Reach, channel: str, now: datetime
) -> str:
    event, report = occasion.event, occasion.report
    if channel == "sms" and (night := quiet_for(occasion.notice, report.zone, now)):
        raise sends.Later(min(night, LONGEST))
    to_reporter = audience == notices.REPORTER
    confirmed = channel in reach.confirmed
    words = load(f"wording/notices.{reach.language}")
    gaps = gaps_of(occasion, audience, reach.language, confirmed)
    said = _said(occasion, confirmed) if to_reporter else None
    if to_reporter and channel == "email":
        gaps = {**gaps, "stop": news.url(report.number)}
    message = notices.write(occasion.notice, audience, words, gaps, said, confirmed)
    row = (f"{report.number}#{event.seq}", f"{channel}#{who}")
    to = reach.address(channel) or ""

    def hand_over() -> str:
        if channel == "sms":
            return senders.sms(to, message.sms or message.subject)
        headers = links.threaded(report, os.environ["MAIL_FROM"])
        if to_reporter:
            headers |= links.unsubscribing(news.url(report.number))
        return senders.mail(to, message, sends.tag(*row), headers)

    def withheld() -> str | None:
        if is_stale(event.at, now):
            return "stale"
        return _withheld(occasion, reach, channel, now) if to_reporter else None

    state = sends.once(*row, now, hand_over, withheld)
    log.outcome("told", report=report.number, seq=event.seq, channel=channel, code=state)
    return state


def _withheld(occasion: Occasion, reach: Reach, channel: str, now: datetime) -> str | None:
    """Give why a reporter is not sent this message, or None."""
    report, mark = occasion.report, reach.marks.get(channel)
    if not report.published and standing.is_blocked(reach.marks, report.number, now):
        return "muted"
    if reach.silent and occasion.notice not in notices.OF_RIGHTS:
        return "unsubscribed"
    if reach.address(channel) is None:
        return "foreign"
    if channel == "email" and mark and (why := standing.why_not(mark, now)):
        return why
    if standing.is_over(channel, mark, now):
        return "capped"
    return "spent" if channel == "sms" and standing.is_spent(now) else None


def _said(occasion: Occasion, confirmed: bool) -> str | None:
    """Give the office's words; an empty string says that there are some, to be read on the page.

    Like the title they go to a `confirmed` contact only: a question tells what the report is about.
    """
    if occasion.notice not in QUOTED or not occasion.event.text:
        return None
    latest = occasion.latest
    shut = latest.confidential or occasion.event.seq in latest.redacted or not confirmed
    return "" if shut else occasion.event.text.get("text")


def _office(who: str) -> Reach:
    """Give an office's or an officer's address; the national admin's stands in for none."""
    kind, _, username = who.partition("#")
    if username:
        found = directory.entry(kind, username)
    else:
        found = directory.unit(who) if ":" in who else directory.agency(who)
    if not found or not found.get("email"):
        log.outcome("office without address", code="no_address")
        found = directory.agency("national") or {}
    return Reach("email", "id", found["email"])
