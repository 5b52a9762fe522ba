"""The form without JavaScript: from typed fields to a request, and back to words on a page."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qsl

from lapor import registers
from lapor.aws.http import sentence
from lapor.data import load
from lapor.domain import notices, validation
from lapor.domain.errors import FieldError, Invalid, Malformed
from lapor.domain.new_report import NewReport

Typed = Mapping[str, str]

FIELDS = (
    "lang", "step", "key", "token", "class", "title", "body", "occurred_day", "occurred_month",
    "occurred_year", "province", "regency", "address", "agency", "category", "visibility", "name",
    "phone", "email", "notify",
)  # fmt: skip
VISIBILITIES = {
    "public": (False, False),
    "anonymous": (True, False),
    "confidential": (False, True),
    "anonymous_confidential": (True, True),
}
"""The four choices of the form as (anonymous, confidential)."""

POINTERS = {
    "/occurred_on": "occurred_day",
    "/place": "province",
    "/place/province": "province",
    "/place/regency": "regency",
    "/place/address": "address",
    "/reporter": "name",
    "/reporter/name": "name",
    "/reporter/phone": "phone",
    "/reporter/email": "email",
    "/reporter/notify": "notify",
}
"""Where an error of the API stands on the form, when the name is not the same."""


def typed(body: str) -> Typed:
    """Read the form's fields (urlencoded); raises Malformed."""
    try:
        pairs = dict(parse_qsl(body, keep_blank_values=True, max_num_fields=64, errors="strict"))
    except ValueError:
        raise Malformed from None
    fields = {name: pairs.get(name, "").strip() for name in FIELDS}
    return fields | {"lang": "en" if fields["lang"] == "en" else "id"}


def checked(form: Typed, now: datetime) -> NewReport:
    """Validate the fields by the model of the JSON API; raises Invalid."""
    wrong = [] if form["visibility"] in VISIBILITIES else [FieldError("/visibility", "missing")]
    try:
        filed = validation.check(NewReport, _value(form), registers.context(now))
    except Invalid as invalid:
        raise Invalid([*invalid.errors, *wrong]) from None
    if wrong:
        raise Invalid(wrong)
    return filed


def summary(form: Typed, filed: NewReport) -> list[Mapping[str, str]]:
    """Give the rows of the page on which people check what they are about to send."""
    words, language = registers.wording(form["lang"]), form["lang"]
    fields, places = words["fields"], registers.place_names()
    agency = registers.agencies()[filed.agency]["name"] if filed.agency else ""
    topics: dict[str, dict[str, str]] = {c["id"]: c["name"] for c in load("categories")}
    topic = topics[filed.category][language] if filed.category else ""
    rows = [
        ("class", words["classes"][filed.report_class]),
        ("title", filed.title),
        ("body", filed.body),
        ("category", topic),
        ("occurred_on", notices.day_in_words(date.fromisoformat(filed.occurred_on), language)),
        ("province", places[filed.place.province]),
        ("regency", places[filed.place.regency]),
        ("address", filed.place.address),
        ("agency", agency),
        ("anonymous", words["yes"] if filed.anonymous else words["no"]),
        ("confidential", words["yes"] if filed.confidential else words["no"]),
        *((name, form[name]) for name in ("name", "phone", "email")),
        ("notify", words["channels"][filed.reporter.notify] if filed.reporter else ""),
    ]
    return [
        {"field": POINTERS.get(f"/{name}", name), "label": fields[name], "value": value}
        for name, value in rows
        if value
    ]


def explained(invalid: Invalid, language: str, said: Mapping[str, str]) -> Mapping[str, Any]:
    """Give the errors of a form by field and as a list for the summary.

    `said` holds the pages' own sentences by `field.code`; they are plainer than the general ones.
    """
    words = registers.wording(language)
    found: dict[str, str] = {}
    for error in invalid.errors:
        field = POINTERS.get(error.pointer, error.pointer.rpartition("/")[2])
        own = said.get(f"{field}.{error.code}")
        found.setdefault(field, own.format(**error.params) if own else sentence(error, words))
    order = [f for f in FIELDS if f in found] + [f for f in found if f not in FIELDS]
    return {"e": found, "errors": [{"field": f, "message": found[f]} for f in order]}


def readable(receipt: Mapping[str, Any], filed: NewReport, language: str) -> Mapping[str, str]:
    """Give a receipt with its dates as people write them at the place."""
    zone = registers.zones()[filed.place.province]
    moments = {name: datetime.fromisoformat(receipt[name]) for name in ("received_at", "due_at")}
    days = {n: notices.on(at, zone, language) for n, at in moments.items()}
    return {
        "number_shown": receipt["number"],
        "access_code_shown": receipt["access_code"],
        "chain": receipt["chain"],
        **days,
    }


def _value(form: Typed) -> Mapping[str, Any]:
    anonymous, confidential = VISIBILITIES.get(form["visibility"], (False, False))
    day = (form["occurred_year"], form["occurred_month"], form["occurred_day"])
    named = any(form[name] for name in ("name", "phone", "email"))
    person = {
        "name": form["name"] or None,
        "phone": form["phone"] or None,
        "email": form["email"] or None,
        "notify": form["notify"] or "none",
        "language": form["lang"],
    }
    return {
        "class": form["class"] or None,
        "title": form["title"],
        "body": form["body"],
        "occurred_on": f"{day[0]:0>4}-{day[1]:0>2}-{day[2]:0>2}" if all(day) else None,
        "place": {
            "province": form["province"] or form["regency"].partition(".")[0] or None,
            "regency": form["regency"] or None,
            "address": form["address"],
        },
        "agency": form["agency"] or None,
        "category": form["category"] or None,
        "anonymous": anonymous,
        "confidential": confidential,
        "reporter": person if named or not anonymous else None,
    }
