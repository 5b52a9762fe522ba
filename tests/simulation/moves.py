"""What citizens and officers send in a simulated life: the calls, and a body for each of them."""

import random
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from lapor.domain.event import Actor, Event
from lapor.domain.moves import MOVES
from lapor.domain.report import Report
from lapor.domain.roles import REPORTER
from lapor.registers import reasons
from tests.functions.world import AGENCIES, OFFICERS, registers

ROAD = ("32.73", "35.78", "32", "91.71", "kemenkes")
"""Agencies that citizens choose."""

PLACES = (("32", "32.73"), ("35", "35.78"), ("91", "91.71"), ("73", "73.71"))
CATEGORIES = (None, "jalan-rusak")
CLASSES = ("complaint", "complaint", "information", "aspiration")

Body = Callable[[random.Random, Report, Actor, str], dict[str, Any]]


def officers() -> tuple[Actor, ...]:
    """Give the officers who handle reports."""
    return tuple(
        Actor(role, name, agency, unit)
        for name, role, agency, unit in OFFICERS
        if role in ("unit", "agency", "leader", "national", "ombudsman")
    )


@cache
def units(agency: str | None) -> tuple[str, ...]:
    """Give an agency's units by full id."""
    return tuple(e["id"] for e in registers() if e["kind"] == f"unit#{agency}")


def filed(dice: random.Random, name: str, words: str, place: int) -> dict[str, Any]:
    """Write a new report; its person has a name, a phone and an address of their own."""
    province, regency = dice.choice(PLACES)
    anonymous = dice.random() < 0.5
    known = not anonymous or dice.random() < 0.7
    return {
        "class": dice.choice(CLASSES),
        "title": f"Judul {words} jalan rusak",
        "body": f"Isi {words}: sudah tiga minggu jalan di depan pasar berlubang dalam.",
        "occurred_on": "2026-11-20",
        "place": {"province": province, "regency": regency, "address": f"Jalan {words} 1"},
        "agency": dice.choice((None, *ROAD)),
        "category": dice.choice(CATEGORIES),
        "anonymous": anonymous,
        "confidential": dice.random() < 0.3,
        "reporter": _person(dice, name, place) if known else None,
    }


def _person(dice: random.Random, name: str, place: int) -> dict[str, Any]:
    return {
        "name": name,
        "phone": f"+6281277{place:06}",
        "email": f"{name.split()[0].lower()}@surel.example",
        "notify": dice.choice(("email", "email", "sms", "sms", "none")),
        "language": dice.choice(("id", "en")),
    }


def _verify(dice: random.Random, report: Report, by: Actor, words: str) -> dict[str, Any]:
    agency = by.agency if by.role == "agency" else dice.choice(AGENCIES[:-1])
    unit = dice.choice((None, *units(agency)[:3]))
    if agency == "32.73":
        unit = dice.choice(("32.73:dinas-pu", "32.73:dinas-lh", None))
    title = {"title": f"Judul {words} disunting"} if dice.random() < 0.2 else {}
    return {"agency": agency, "unit": unit, **title}


def _forward(dice: random.Random, report: Report, by: Actor, words: str) -> dict[str, Any]:
    return {"unit": dice.choice(units(report.agency) or ("tidak:ada",))}


def _follow_up(dice: random.Random, report: Report, by: Actor, words: str) -> dict[str, Any]:
    return {"text": _said(words), "done": dice.random() < 0.5}


def _because(move: str) -> Body:
    def body(dice: random.Random, report: Report, by: Actor, words: str) -> dict[str, Any]:
        return {"reason": dice.choice(sorted(reasons(move))), "text": _said(words)}

    return body


def _spoken(field: str) -> Body:
    return lambda dice, report, by, words: {field: _said(words)}


def _silent(dice: random.Random, report: Report, by: Actor, words: str) -> dict[str, Any]:
    return {}


def _close(dice: random.Random, report: Report, by: Actor, words: str) -> dict[str, Any]:
    return {"rating": dice.randint(1, 5), "solved": dice.random() < 0.6, "text": _said(words)}


def _redact(dice: random.Random, report: Report, by: Actor, words: str) -> dict[str, Any]:
    return {"of": dice.randint(1, report.version), "reason": "data-pribadi"}


def _approve(dice: random.Random, report: Report, by: Actor, words: str) -> dict[str, Any]:
    return {"of": report.proposal.seq if report.proposal else 1}


def _said(words: str) -> str:
    return f"Katanya {words}: begitulah keadaannya sekarang di lapangan."


BODIES: Mapping[str, Body] = {
    "verify": _verify,
    "forward": _forward,
    "follow-up": _follow_up,
    "return": _because("return"),
    "archive": _because("archive"),
    "spam": _because("spam"),
    "block": _because("block"),
    "redact": _redact,
    "approve": _approve,
    "close": _close,
    "rate": _close,
    **dict.fromkeys(("hold", "ask"), _spoken("question")),
    **dict.fromkeys(
        ("note", "unblock", "decline", "reply", "reopen", "appeal", "withdraw", "refer"),
        _spoken("text"),
    ),
    **dict.fromkeys(
        ("anonymise", "conceal", "unanonymise", "unconceal", "consent", "erase", "restrict",
         "unrestrict"),
        _silent,
    ),
}  # fmt: skip
"""Every call that is simulated, by the last part of its path."""

REPORTERS, OFFICERS_CALLS = (
    tuple(sorted({r.call for r in MOVES if r.call in BODIES and (REPORTER in r.by) == theirs}))
    for theirs in (True, False)
)
"""Calls that the API has for each side; some of them are refused most of the time."""

WEIGHTS: Mapping[str, float] = {
    **dict.fromkeys(("verify", "follow-up", "approve"), 3.0),
    **dict.fromkeys(("return", "rate", "reopen", "appeal", "forward", "decline", "consent"), 1.0),
    **dict.fromkeys(("hold", "ask", "reply", "note"), 0.7),
    **dict.fromkeys(("close", "refer", "unblock", "unrestrict"), 0.2),
}
"""How often a call is made compared with others; those that end or mute a life come seldom."""


def weight(call: str) -> float:
    """Give the weight of a call."""
    return WEIGHTS.get(call, 0.06)


def words_of(event: Event) -> str:
    """Give all that people wrote into an event."""
    return " ".join((event.text or {}).values())
