"""What must be so for a move beside state and role: the named conditions of the table of moves."""

from collections.abc import Callable, Mapping
from datetime import datetime

from lapor.domain.clocks import ripe
from lapor.domain.deadlines import appeal_until, may_refer_from, reopen_until
from lapor.domain.event import Actor
from lapor.domain.moves import Move
from lapor.domain.report import Report
from lapor.domain.rights import erasable
from lapor.domain.rules import Rules

Condition = Callable[[Report, Move, Actor, datetime, Rules], bool]


def _always(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return True


def _not_arbitrated(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return not report.arbitrated


def _named(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return not report.anonymous


def _unconcealed(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return not report.confidential


def _anonymous(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return report.anonymous and "identity" not in report.erased


def _confidential(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return report.confidential and not report.restricted


def _openable(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return not report.anonymous and _opens(report)


def _that(fact: Callable[[Report], bool]) -> Condition:
    return lambda report, row, by, now, rules: fact(report)


def _opens(report: Report) -> bool:
    return not report.restricted and "identity" not in report.erased


def _not_asked(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    look = report.look
    if not _opens(report):
        return False
    return report.anonymous and (look is None or (look.until is not None and look.until < now))


def _asked(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return report.anonymous and report.look is not None and report.look.until is None


def _granted(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    look = report.look
    if not report.anonymous or look is None or look.until is None:
        return False
    return look.officer == by.id and now <= look.until


def _proposed_by_another(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return report.proposal is not None and report.proposal.officer != by.id


def _rateable(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    erased = "words" in report.erased
    return report.rating is None and report.closed_how != "withdrawn" and not erased


def _reopen_window(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    until = reopen_until(report, rules)
    return until is not None and now <= until and "words" not in report.erased


def _silence(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    woken = ripe(report, rules, now)
    return woken is not None and woken.move == row.name


def _long_open(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    since = may_refer_from(report, rules)
    return not report.consented and since is not None and now > since


def _consented(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return report.consented


def _appeal_window(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    until = appeal_until(report, rules)
    return until is not None and now <= until


def _blocked(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return report.blocked_until is not None and now <= report.blocked_until


def _unblocked(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return not _blocked(report, row, by, now, rules)


def _unheard(report: Report, row: Move, by: Actor, now: datetime, rules: Rules) -> bool:
    return _blocked(report, row, by, now, rules) and not report.objected


CONDITIONS: Mapping[str, Condition] = {
    "always": _always,
    "not_arbitrated": _not_arbitrated,
    "named": _named,
    "unconcealed": _unconcealed,
    "anonymous": _anonymous,
    "confidential": _confidential,
    "not_asked": _not_asked,
    "asked": _asked,
    "granted": _granted,
    "openable": _openable,
    "erasable": _that(erasable),
    "restricted": _that(lambda report: report.restricted),
    "unrestricted": _that(lambda report: not report.restricted),
    "claimed": _that(lambda report: bool(report.asked)),
    "export_claimed": _that(lambda report: "export" in report.asked),
    "erase_claimed": _that(lambda report: "erase" in report.asked),
    "restrict_claimed": _that(lambda report: "restrict" in report.asked),
    "proposed": _that(lambda report: report.proposal is not None),
    "proposed_by_another": _proposed_by_another,
    "rateable": _rateable,
    "reopen_window": _reopen_window,
    "silence": _silence,
    "long_open": _long_open,
    "consented": _consented,
    "appeal_window": _appeal_window,
    "blocked": _blocked,
    "unblocked": _unblocked,
    "unheard": _unheard,
}
