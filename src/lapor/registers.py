"""The registers that ship with the functions: codes, places, time zones, rules and holidays.

They are what `submit` validates against without a read; names and addresses that may change
between deployments come from the table `Directory`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from lapor.data import load
from lapor.domain.retention import Rule
from lapor.domain.rules import Book, Limit, Rules, RuleSet, days_off, ladder_of


@cache
def book() -> Book:
    """Give the nation's rule sets, days off and ladder as they ship."""
    sets = [
        RuleSet(
            one["id"],
            date.fromisoformat(one["valid_from"]),
            {name: Limit(x["days"], x["unit"]) for name, x in one["limits"].items()},
        )
        for one in load("rulesets")["rulesets"]
    ]
    return Book(sets, *days_off(load("holidays")), ladder_of(load("ladder")))


@cache
def rules() -> Rules:
    """Give the newest rule set with the nation's calendar: what binds a report without a holder."""
    found = book()
    return Rules(
        found.sets[-1].id, found.sets[-1].limits, found.calendar(), found.ladder, found.calendar()
    )


@cache
def retention() -> tuple[Rule, ...]:
    """Give the rules by which data goes."""
    found = load("retention")["rules"]
    return tuple(Rule(r["id"], r["of"], r["days"], r.get("wish", False)) for r in found)


def kept_for(what: str) -> timedelta:
    """Give how long something outside reports is kept (`sends`, `audit`, `officers`)."""
    return timedelta(days=next(rule.days for rule in retention() if rule.of == what))


@cache
def place_names() -> Mapping[str, str]:
    """Give the names of provinces, regencies and cities by code."""
    regions = load("regions")
    return {r["code"]: r["name"] for r in (*regions["provinces"], *regions["regencies"])}


@cache
def zones() -> Mapping[str, str]:
    """Give IANA time zones by province code."""
    return {p["code"]: p["zone"] for p in load("regions")["provinces"]}


@cache
def agencies() -> Mapping[str, Mapping[str, Any]]:
    """Give the agencies that a report can be addressed to, by id."""
    return {a["id"]: a for a in load("agencies") if a["id"] != "national"}


def top_of(agency: str) -> str:
    """Give the agency at the top of an agency's tree: a province, a ministry, a body."""
    parent = agencies().get(agency, {}).get("parent")
    return agency if parent in (None, "national") else top_of(parent)


@cache
def tops() -> tuple[str, ...]:
    """Give the agencies at the top of a tree: provinces, ministries, bodies."""
    return tuple(agency for agency in agencies() if top_of(agency) == agency)


def categories_on(day: date) -> frozenset[str]:
    """Give the categories that may be chosen on a day; campaigns come and go."""
    stamp = day.isoformat()
    return frozenset(
        c["id"]
        for c in load("categories")
        if c["valid_from"] <= stamp and stamp <= (c["valid_to"] or stamp)
    )


def reasons(move: str) -> frozenset[str]:
    """Give the reasons that a move (`return`, `redact`, …) may name."""
    return frozenset(r["id"] for r in load("reasons")[move])


def reason_name(move: str, reason: str, language: str) -> str:
    """Give a reason as a sentence in the reader's language."""
    return str(next(r["name"][language] for r in load("reasons")[move] if r["id"] == reason))


def context(now: datetime) -> Mapping[str, Any]:
    """Give what requests are validated against at this moment.

    The day is that of the easternmost zone, so that nobody is told that today is the future.
    """
    today = now.astimezone(ZoneInfo("Asia/Jayapura")).date()
    return {
        "today": today,
        "provinces": zones().keys(),
        "regencies": place_names().keys() - zones().keys(),
        "agencies": agencies().keys(),
        "categories": categories_on(today),
        "return_reasons": reasons("return"),
        "archive_reasons": reasons("archive"),
        "redact_reasons": reasons("redact"),
        "delete_file_reasons": reasons("delete-file"),
        "reveal_reasons": reasons("reveal"),
        "spam_reasons": reasons("spam"),
        "block_reasons": reasons("block"),
    }


def limits(what: str) -> Mapping[str, Any]:
    """Give the limits of one kind: `proof`, `form`, `codes`, `key`, `email`, `sms` and so on."""
    found: Mapping[str, Any] = next(r for r in load("limits")["limits"] if r["id"] == what)
    return found


def efforts() -> Sequence[Mapping[str, int]]:
    """Give how many keys a challenge may take (`keys`) from how many challenges a minute."""
    rungs: Sequence[Mapping[str, int]] = load("limits")["ladder"]
    return rungs


@cache
def wording(language: str) -> Mapping[str, Any]:
    """Give the words that pages and answers share, `id` or `en`."""
    words: Mapping[str, Any] = load(f"wording/{language}")
    return words
