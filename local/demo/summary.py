"""The table at the end of the demo: what came of the reports, and what people were told."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from lapor.registers import wording
from local.demo import rest
from local.demo.site import Site
from local.stack import client


def show(
    scripts: Sequence[Mapping[str, Any]],
    lives: Mapping[str, Mapping[str, Any]],
    site: Site,
    outputs: Mapping[str, str],
) -> bool:
    """Print the table; says whether every report ended as its script says, without dead letters."""
    states: Counter[str] = Counter()
    raised: Counter[str] = Counter()
    wrong: list[str] = []
    for script in scripts:
        life, ends = lives[script["key"]], script["ends"]
        report = site.track(life["number"], life["code"])
        states[_state(report)] += 1
        raised.update(e["data"]["to"] for e in report["events"] if e["kind"] == "escalated")
        if (report["state"], report["closed_how"]) != (ends["state"], ends["closed_how"]):
            wrong.append(f"{script['key']} ({life['number']}): {_state(report)}, not {ends}")
    dead = sum(rest.dead_letters().values())
    sends = _sends({life["number"].replace("-", "") for life in lives.values()}, outputs)
    _table("Reports by state", sorted(states.items(), key=lambda x: -x[1]))
    _table("Messages", sorted(sends.items()))
    _table("Escalations", [(f"to {level}", n) for level, n in sorted(raised.items())])
    _table("Dead letters", [("all queues", dead)])
    for line in wrong:
        print(f"  WRONG  {line}")
    ended = "every report is in the state that its script says" if not wrong else "see above"
    print(f"\n{len(scripts)} reports played: {ended}; {dead} dead letters.")
    return not wrong and dead == 0


def _state(report: Mapping[str, Any]) -> str:
    words = wording("en")
    how = report["closed_how"]
    return str(words["closed_how"][how] if how else words["states"][report["state"]])


def _sends(numbers: set[str], outputs: Mapping[str, str]) -> Counter[str]:
    """Count messages by channel and outcome."""
    counts: Counter[str] = Counter()
    pages = client("dynamodb").get_paginator("scan").paginate(TableName=outputs["SendsTable"])
    for page in pages:
        for item in page["Items"]:
            if item["event"]["S"].partition("#")[0] in numbers:
                channel, _, who = item["channel"]["S"].partition("#")
                side = "reporters" if who == "reporter" else "offices"
                counts[f"{channel} to {side}: {item['state']['S']}"] += 1
    return counts


def _table(title: str, rows: Sequence[tuple[str, int]]) -> None:
    print(f"\n  {title}\n  {'─' * 52}")
    for name, count in rows:
        print(f"  {name:<45}{count:>7}")
    print(f"  {'─' * 52}\n  {'total':<45}{sum(n for _, n in rows):>7}")
