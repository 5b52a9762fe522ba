"""Checks the demo reports before anything plays them, and shows what they cover.

    python local/demo/check.py

Bodies are read by the API's own request models and ids looked up in the registers, so a report
that passes here is refused by the system only for its timing. Exits 1 and lists what is wrong.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from lapor import registers
from lapor.data import load
from lapor.domain import requests, validation
from lapor.domain.errors import Invalid
from lapor.domain.fields import Body
from lapor.domain.moves import MOVES
from lapor.domain.new_report import NewReport

HERE = Path(__file__).parent
NOW = datetime.now(UTC)
DAYS = 34
"""Working days that the player moves the clock."""

BODIES: Mapping[str, type[Body]] = {
    "verify": requests.Verify,
    "hold": requests.Question,
    "ask": requests.Question,
    "return": requests.Return,
    "archive": requests.Archive,
    "follow-up": requests.FollowUp,
    "forward": requests.Forward,
    "note": requests.Text,
    "reply": requests.Text,
    "reopen": requests.Text,
    "close": requests.Confirm,
    "rate": requests.Rate,
    "withdraw": requests.MaybeText,
}
REGIONS = {
    "1": "Sumatra",
    "2": "Sumatra",
    "3": "Java",
    "5": "Bali and Nusa Tenggara",
    "6": "Kalimantan",
    "7": "Sulawesi",
    "8": "Maluku",
    "9": "Papua",
}
ENDS = {
    "submitted",
    "on_hold",
    "disposed",
    "in_progress",
    "replied",
    "archived",
    "closed (confirmed)",
    "closed (unanswered)",
    "closed (withdrawn)",
}
ENTRANCES = {"chosen by the reporter", "decided by rules", "national triage"}
VISIBILITIES = {
    "public",
    "anonymous with contact",
    "anonymous without contact",
    "confidential",
    "both with contact",
    "both without contact",
}
DEMO_PHONE = re.compile(r"\+62812000000\d\d")
DEMO_MAIL = re.compile(r"[a-z.]+@contoh\.example")
LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){8,}")
"""Nine digits or more could be somebody's NIK, card, account or telephone."""

Case = Mapping[str, Any]


def read_cases() -> list[Case]:
    """Read the scripts of the demo."""
    cases: list[Case] = json.loads((HERE / "reports.json").read_text(encoding="utf-8"))
    return cases


def read_officers() -> dict[str, Case]:
    """Read the demo officers by user name."""
    listed = json.loads((HERE.parent / "officers.json").read_text(encoding="utf-8"))
    return {officer["username"]: officer for officer in listed}


def units_of(agency: str) -> frozenset[str]:
    """Give the ids of an agency's units: its own list, or that of its kind."""
    units = load("units")
    listed = units["agencies"].get(agency) or units[registers.agencies()[agency]["kind"]]
    return frozenset(f"{agency}:{unit['id']}" for unit in listed)


def visibility(report: Case) -> str:
    """Name which of the four visibilities a report has, and whether its writer can be told."""
    reach = "with contact" if report["reporter"] else "without contact"
    if not report["anonymous"]:
        return "confidential" if report["confidential"] else "public"
    return f"{'both' if report['confidential'] else 'anonymous'} {reach}"


def entrance(report: Case) -> str:
    """Name who decides where a report goes first: the reporter, a rule, or national triage."""
    if report["agency"]:
        return "chosen by the reporter"
    if report["category"] in {rule["category"] for rule in load("routing")}:
        return "decided by rules"
    return "national triage"


def region(report: Case) -> str:
    """Name the part of the country that a report comes from."""
    return REGIONS[report["place"]["province"][0]]


def by_whom(step: Case) -> str:
    """Name who makes a step: the reporter, or an officer."""
    return "reporter" if step["by"] == "reporter" else "officer"


def ending(case: Case) -> str:
    """Name the state that a report must be in when the demo is over."""
    how = case["ends"]["closed_how"]
    return f"{case['ends']['state']} ({how})" if how else str(case["ends"]["state"])


def read_problems(model: type[Body], body: Case) -> Iterator[str]:
    """Say what the API would refuse of a body."""
    try:
        validation.check(model, body, registers.context(NOW))
    except Invalid as refused:
        yield from (f"{error.pointer} {error.code}" for error in refused.errors)


def report_problems(report: Case) -> Iterator[str]:
    """Say what is wrong with a report as filed."""
    occurred = (NOW - timedelta(days=report["days_ago"])).date().isoformat()
    body = {k: v for k, v in report.items() if k != "days_ago"} | {"occurred_on": occurred}
    yield from read_problems(NewReport, body)
    if not 60 <= len(report["body"]) <= 900:
        yield f"the body has {len(report['body'])} characters"
    person = report["reporter"] or {}
    if person.get("phone") and not DEMO_PHONE.fullmatch(person["phone"]):
        yield "the telephone is not one of the demo's"
    if person.get("email") and not DEMO_MAIL.fullmatch(person["email"]):
        yield "the e-mail address is not one of the demo's"


def step_problems(step: Case, officers: Mapping[str, Case]) -> Iterator[str]:
    """Say what is wrong with one step, whatever state it meets."""
    if step["do"] not in BODIES:
        yield "unknown move"
        return
    yield from read_problems(BODIES[step["do"]], step["with"])
    officer = officers.get(step["by"])
    if officer is None and step["by"] != "reporter":
        yield "unknown officer"
        return
    role = officer["role"] if officer else "reporter"
    if not any(row.call == step["do"] and role in row.by for row in MOVES):
        yield f"nobody of the role {role} may do this"
    agency = step["with"].get("agency") or (officer["agency"] if officer else None)
    if officer and role == "agency" and agency != officer["agency"]:
        yield "an agency verifies for itself only"
    unit = step["with"].get("unit")
    if unit and unit not in units_of(str(agency)):
        yield f"no unit {unit}"


def case_problems(case: Case, officers: Mapping[str, Case]) -> Iterator[str]:
    """Say what is wrong with one report and its steps."""
    yield from report_problems(case["report"])
    days = [case["day"], *(step["day"] for step in case["steps"])]
    if days != sorted(days) or case["day"] > 12 or days[-1] > DAYS:
        yield "the days do not run forward within the demo"
    for step in case["steps"]:
        for problem in step_problems(step, officers):
            yield f"day {step['day']} {step['by']} {step['do']}: {problem}"
    if LONG_NUMBER.search(json.dumps([case["report"]["body"], case["steps"]])):
        yield "a text holds a number that looks like personal data"
    if ending(case) not in ENDS:
        yield f"no such ending: {ending(case)}"


def gaps(cases: list[Case]) -> Iterator[str]:
    """Say what the demo as a whole fails to show."""
    if not 44 <= len(cases) <= 50:
        yield f"{len(cases)} reports instead of 44 to 50"
    for key, count in Counter(case["key"] for case in cases).items():
        if count > 1:
            yield f"{key} appears {count} times"
    reports = [case["report"] for case in cases]
    steps = [step for case in cases for step in case["steps"]]
    complaints = sum(report["class"] == "complaint" for report in reports) / len(reports)
    if not 0.6 <= complaints <= 0.7:
        yield f"{complaints:.0%} complaints instead of about 65 %"
    people = [report["reporter"] for report in reports if report["reporter"]]
    shown: list[tuple[str, Iterable[str], set[str]]] = [
        ("class", (r["class"] for r in reports), {"complaint", "aspiration", "information"}),
        ("visibility", map(visibility, reports), VISIBILITIES),
        ("entrance", map(entrance, reports), ENTRANCES),
        ("region", map(region, reports), set(REGIONS.values())),
        ("channel", (person["notify"] for person in people), {"email", "sms", "none"}),
        ("language", (person["language"] for person in people), {"id", "en"}),
        ("ending", map(ending, cases), ENDS),
        ("move", (step["do"] for step in steps), set(BODIES)),
        ("oversight", ("supervised" for s in steps if s["with"].get("supervised")), {"supervised"}),
    ]
    for what, seen, wanted in shown:
        yield from (f"no report shows {what} {one}" for one in sorted(wanted - set(seen)))


def table(head: str, rows: Iterable[str], columns: Iterable[str]) -> None:
    """Print how often each row meets each column."""
    count = Counter(zip(rows, columns, strict=True))
    names = list(dict.fromkeys(column for _, column in count))
    print(f"\n{head:<28}" + "".join(f"{name:>13}" for name in names))
    for row in sorted({row for row, _ in count}):
        print(f"{row:<28}" + "".join(f"{count[row, name] or '':>13}" for name in names))


def main() -> int:
    """Print the coverage and every problem; give the exit code."""
    cases, officers = read_cases(), read_officers()
    found = [f"{c['key']}: {problem}" for c in cases for problem in case_problems(c, officers)]
    found += gaps(cases)
    reports = [case["report"] for case in cases]
    people = [report["reporter"] or {} for report in reports]
    steps = [step for case in cases for step in case["steps"]]
    classes = [report["class"] for report in reports]
    table("visibility", map(visibility, reports), classes)
    table("entrance", map(entrance, reports), classes)
    table("region", map(region, reports), classes)
    table("ending", map(ending, cases), classes)
    table("messages", (p.get("notify", "no contact") for p in people), classes)
    table("language", (p.get("language", "no contact") for p in people), classes)
    table("move", (s["do"] for s in steps), (by_whom(s) for s in steps))
    print(f"\n{len(cases)} reports, {len(steps)} steps, {len(found)} problems", *found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
