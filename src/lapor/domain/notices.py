"""Who must know of which event, and what they are told: one table, one wording.

Offices get no text and no title: their officers read those on the desk. The reporter's mails
carry neither when the report is confidential, nor while nobody has confirmed the contact.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lapor.domain import phrasing
from lapor.domain.event import Event
from lapor.domain.ids import shown
from lapor.domain.markup import html_of
from lapor.domain.report import OPEN, Report

REPORTER, HOLDER, AGENCY, RAISED = "reporter", "holder", "agency", "raised"
LEADER = "leader"
NATIONAL, OMBUDSMAN = "national", "ombudsman"

NOTICES: Mapping[str, tuple[str, ...]] = {
    "submitted": (REPORTER,),
    "routed": (HOLDER,),
    "rerouted": (REPORTER, HOLDER),
    "arbiter": (REPORTER, NATIONAL),
    "verified": (REPORTER, HOLDER),
    "held": (REPORTER,),
    "handed_back": (AGENCY,),
    "archived": (REPORTER,),
    "followed_up": (REPORTER,),
    "finished": (REPORTER,),
    "proposed": (LEADER,),
    "declined": (HOLDER,),
    "asked": (REPORTER,),
    "forwarded": (HOLDER,),
    "anonymised": (REPORTER,),
    "concealed": (REPORTER,),
    "redacted": (REPORTER,),
    "file_deleted": (REPORTER,),
    "unmasked": (REPORTER,),
    "revealed": (REPORTER,),
    "reveal_asked": (NATIONAL,),
    "reveal_granted": (AGENCY,),
    "reveal_refused": (AGENCY,),
    "subject_requested": (REPORTER,),
    "subject_refused": (REPORTER,),
    "exported": (REPORTER,),
    "export_offered": (REPORTER,),
    "restricted": (REPORTER, HOLDER),
    "unrestricted": (REPORTER, HOLDER),
    "erased": (HOLDER,),
    "replied": (HOLDER,),
    "closed": (HOLDER,),
    "closed_unsolved": (HOLDER,),
    "reopened": (HOLDER,),
    "withdrawn": (HOLDER,),
    "expired": (REPORTER,),
    "lapsed": (REPORTER,),
    "resumed": (HOLDER,),
    "reminded": (HOLDER,),
    "escalated": (REPORTER, RAISED),
    "escalated_further": (RAISED,),
    "offered": (REPORTER,),
    "marked_spam": (REPORTER,),
    "appealed": (NATIONAL,),
    "blocked": (REPORTER,),
    "unblocked": (REPORTER,),
    "objected": (NATIONAL,),
    "consented": (OMBUDSMAN, NATIONAL),
    "referred": (REPORTER, HOLDER),
}
"""Audiences by notice. An agency's return is told by the routing that follows it at once."""

FURTHER = frozenset({"leader", "monitor"})
"""Levels between the first and the last, of which the reporter reads on the page and in no mail."""

SILENT = frozenset(
    {
        "noted", "rated", "masked", "unanonymised", "unconcealed",
        "attached", "file_refused", "file_shown", "file_hidden",
    }
)  # fmt: skip
"""Events of which nobody needs a message."""

OF_RIGHTS = frozenset(
    {
        *("subject_requested", "subject_refused", "exported", "export_offered"),
        *("restricted", "unrestricted", "revealed", "redacted", "file_deleted"),
    }
)
"""What a reporter is told of even while the use of the contact is restricted."""

NEXT = frozenset({"rerouted", "arbiter", "verified", "followed_up"})
"""After which a reporter waits for an office, which has until a day to act."""

ZONE_NAMES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
MONTHS = {
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
    "en": "January February March April May June July August September October November December",
}


@dataclass(frozen=True, slots=True)
class Message:
    """What one person is sent."""

    subject: str
    text: str
    html: str
    sms: str | None


def notice_of(event: Event, report: Report) -> str | None:
    """Give the notice that an event calls for, or None. `report` is folded up to the event."""
    match event.kind:
        case "followed_up" if event.data["done"]:
            return "finished"
        case "erased":
            return "erased" if report.state in OPEN else None
        case "closed" if event.data.get("solved") is False:
            return "closed_unsolved"
        case "returned":
            return "handed_back" if event.data["unit"] else None
        case "escalated" if event.data["to"] in FURTHER:
            return "escalated_further"
        case "routed" if event.data["how"] == "arbiter":
            return "arbiter"
        case "routed" if report.returned_by:
            return "rerouted"
        case kind:
            return kind if kind in NOTICES else None


def may_reach(notice: str, report: Report) -> bool:
    """Say whether the reporter's contact may be used; `report` is as it stands now."""
    return notice in OF_RIGHTS or not report.restricted


def places(event: Event, report: Report) -> list[str]:
    """Give where an escalation was told, as `climbing` names places; older events name none."""
    told: list[str] | None = event.data.get("told")
    if told is not None:
        return told
    at = (report.agency if event.data["to"] == "agency" else None) or "national"
    return [f"{event.data['to']}@{at}"]


def recipient(audience: str, report: Report) -> str:
    """Name who an audience is: `reporter`, `national`, `leader`, an agency or a unit id."""
    match audience:
        case "holder":
            return report.unit or report.agency or "national"
        case "agency":
            return report.agency or "national"
        case _:
            return audience


def write(
    notice: str,
    audience: str,
    words: Mapping[str, Any],
    gaps: Mapping[str, str],
    said: str | None,
    confirmed: bool = True,
) -> Message:
    """Fill one notice's wording. `said` is what the other side wrote; None for nothing to quote,
    empty for words that are read on the page only.

    `gaps` needs `number`, `link` and what the sentence names; `title` is empty when it is sealed.
    `stop` is where the reader ends the news, if it can be ended.
    The first mail to a contact that nobody has `confirmed` says how to, and what to do otherwise.
    """
    side = words["reporter" if audience == REPORTER else "office"][notice]
    about = "about" if gaps["title"] else "about_sealed"
    paragraphs = [words["greeting"], side["body"].format(**gaps), words[about].format(**gaps)]
    if gaps.get("due") and audience != REPORTER:
        paragraphs.append(words["deadline"].format(**gaps))
    elif gaps.get("due") and notice in NEXT and not phrasing.names_a_day(side["body"]):
        paragraphs.append(words["next"].format(**gaps))
    if said is not None:
        shut = words["sealed" if confirmed else "withheld"]
        paragraphs.append(f"{words['said']}\n{said}" if said else shut)
    if notice == "submitted" and not confirmed:
        paragraphs.append(words["unconfirmed"])
    link = f"{words['link']} {gaps['link']}"
    closing = [words["code_hint"]] if audience == REPORTER else []
    closing.append(words["farewell"])
    if gaps.get("stop"):
        closing.append(words["stop"].format(**gaps))
    return Message(
        subject=side["subject"].format(**gaps),
        text="\n\n".join([*paragraphs, link, *closing]) + "\n",
        html=html_of(paragraphs, words["link"], gaps["link"], closing),
        sms=phrasing.sms(side["sms"], gaps) if "sms" in side else None,
    )


def on(moment: datetime | None, zone: str, language: str) -> str:
    """Write a deadline's day as people say it, with the zone: `27 November 2026 (WIB)`."""
    if moment is None:
        return ""
    day = moment.astimezone(ZoneInfo(zone)).date()
    return f"{day_in_words(day, language)} ({ZONE_NAMES[zone]})"


def day_in_words(day: date, language: str) -> str:
    """Write a day as people say it: `27 November 2026`."""
    return f"{day.day} {MONTHS[language].split()[day.month - 1]} {day.year}"


def number_of(report: Report) -> str:
    """Give the report's number as people read it."""
    return shown(report.number)
