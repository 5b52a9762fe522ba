"""The desk's rows: what lists need of a report, computed from it; `desk` stores and reads them."""

import zlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from lapor.domain import clocks, deadlines
from lapor.domain.event import stamp
from lapor.domain.report import OPEN, Report
from lapor.domain.retention import next_at
from lapor.domain.rules import Rules
from lapor.domain.visibility import PUBLIC, is_listed, title
from lapor.registers import retention, top_of

SHARDS = 8
"""Partitions of the `due` and `changed` indexes, so that no wave or day hits a single key."""

NEVER = "9999"
"""Sorts reports without a deadline behind all others."""

KEEP = "keep#"
"""Begins the shards of reports from which something must go."""

Row = Mapping[str, Any]


def row_of(report: Report, rules: Rules) -> Row:
    """Write the row of a report: facts for lists, no text beside the title, no person."""
    woken = _woken(report, rules)
    due = deadlines.due_at(report, rules)
    tab = report.state if report.state in OPEN else "done"
    left = deadlines.working_days_left(report, rules, report.updated_at or _EPOCH)
    return {
        "report": report.number,
        "last_seq": report.version,
        "head": report.head,
        "state": report.state,
        "closed_how": report.closed_how,
        "class": report.report_class,
        "supervised": report.supervised,
        "category": report.category,
        "title": report.title,
        "public_title": title(report, PUBLIC) if is_listed(report) else None,
        "place": dict(report.place),
        "zone": report.zone,
        "agency": report.agency,
        "unit": report.unit,
        "level": report.level,
        "arbiter": report.to_arbiter and report.agency is None,
        "anonymous": report.anonymous,
        "confidential": report.confidential,
        "consented": report.consented or None,
        "from_blocked": report.from_blocked or None,
        "received_at": _stamp(report.received_at),
        "updated_at": _stamp(report.updated_at),
        "public_at": _stamp(report.public_at),
        "due_at": _stamp(due),
        "left_at_pause": left if report.paused else None,
        "inbox": f"{report.agency or 'national'}#{tab}",
        "unit_inbox": f"{report.unit}#{tab}" if report.unit else None,
        "awaits": report.agency if report.proposal else None,
        "raised": "national" if _for_national(report) else None,
        "above": _above(report),
        "due": _sort_key(report, due),
        "subject_due": _stamp(min(report.asked.values(), default=None)),
        "wake_shard": woken[0] if woken else None,
        "wake": woken[1] if woken else None,
        "month": _month(report) if is_listed(report) else None,
        "changed_on": _changed_on(report) if is_listed(report) else None,
        "changed": f"{stamp(report.updated_at or _EPOCH)[:10]}#{_shard(report.number)}",
    }


def _sort_key(report: Report, due: datetime | None) -> str:
    """Order by deadline; the number makes keys unique, so that pages neither skip nor repeat."""
    if report.state not in OPEN:
        moment = _stamp(report.closed_at)
    else:
        moment = _stamp(due) or f"{NEVER}{_stamp(report.received_at)}"
    return f"{moment}#{report.number}"


def _for_national(report: Report) -> bool:
    """Whether the national admin must look: late to the top, or to decide something."""
    look = report.look is not None and report.look.until is None
    objected = report.objected and report.blocked_until is not None
    return report.level == "national" or look or objected or bool(report.asked)


def _woken(report: Report, rules: Rules) -> tuple[str, str] | None:
    """Give shard and moment of what comes next by itself: a deadline, or after the end retention.

    Retention has shards of its own, so that the sweep of deadlines does not see it.
    """
    if woken := clocks.wake(report, rules):
        return _shard(report.number), stamp(woken.at)
    if moment := next_at(report, retention()):
        return f"{KEEP}{_shard(report.number)}", stamp(moment)
    return None


def _above(report: Report) -> str | None:
    """Name the monitor's pile: the top of the agency's tree, and late, open or done."""
    if report.agency is None:
        return None
    pile = "done" if report.state not in OPEN else "late" if report.level else "open"
    return f"{top_of(report.agency)}#{pile}"


def _month(report: Report) -> str:
    return stamp(report.received_at or _EPOCH)[:7]


def _changed_on(report: Report) -> str:
    """Order an agency's reports by the day (UTC) of the last change that outsiders may know of.

    One whose confidence ended is new to them that day, which its own times do not tell.
    """
    changed = max(report.public_at or _EPOCH, report.opened_at or _EPOCH)
    return f"{stamp(changed)[:10]}#{report.number}"


def _shard(number: str) -> str:
    return str(zlib.crc32(number.encode()) % SHARDS)


def _stamp(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00Z")
