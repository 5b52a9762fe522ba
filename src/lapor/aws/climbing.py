"""Who stands on a rung of the ladder, as the directory has it today, and who in their place."""

from collections.abc import Iterator, Mapping
from typing import Any

from lapor import registers
from lapor.aws import directory
from lapor.domain.report import Report
from lapor.domain.roles import LEADER, MONITOR
from lapor.domain.rules import Ladder

INSPECTORATE = "inspektorat"
"""The unit of an agency that stands on the rung of its leader."""


def told(report: Report, level: str, ladder: Ladder) -> Mapping[str, Any]:
    """Give `told`, the places (`leader@32.73`) that a rung's event names, and why not others.

    `nobody` lists the rungs that were found empty before somebody was found: faults of the
    directory, which the registrar is shown. The nation is always there.
    """
    by_level = {rung.level: rung for rung in ladder.rungs}
    empty: list[str] = []
    rung = by_level[level]
    while True:
        found = [place for audience in rung.to for place in _places(audience, report)]
        if found or rung.instead is None:
            return {"told": found, **({"nobody": empty} if empty else {})}
        empty.append(rung.level)
        rung = by_level[rung.instead]


def addresses(place: str) -> list[str]:
    """Give who is told at a place: offices' ids and officers' entries (`officer#name`).

    Whoever left since then is stood in for by the agency.
    """
    audience, _, agency = place.partition("@")
    match audience:
        case "leader" | "monitor":
            people = directory.active(agency, audience)
            return [f"{directory.OFFICER}#{officer['id']}" for officer in people] or [agency]
        case "inspectorate":
            return [f"{agency}:{INSPECTORATE}"]
        case _:
            return [agency]


def _places(audience: str, report: Report) -> Iterator[str]:
    agency = report.agency
    match audience:
        case "national":
            yield "national@national"
        case "agency" if agency and (directory.agency(agency) or {}).get("email"):
            yield f"agency@{agency}"
        case "leader" if agency and directory.active(agency, LEADER):
            yield f"leader@{agency}"
        case "inspectorate" if agency and _inspectorate(agency):
            yield f"inspectorate@{agency}"
        case "monitor" if agency and directory.active(registers.top_of(agency), MONITOR):
            yield f"monitor@{registers.top_of(agency)}"


def _inspectorate(agency: str) -> bool:
    found = directory.unit(f"{agency}:{INSPECTORATE}")
    return found is not None and _open(found)


def gaps(ladder: Ladder) -> list[Mapping[str, Any]]:
    """Give the agencies with a rung on which nobody stands: `agency`, `name` and `empty` levels.

    Costs the pages of agencies and officers, and a read of the inspectorates in question.
    """
    there = {
        (str(o["role"]), str(o.get("agency")))
        for o in directory.every(directory.OFFICER, ("role", "agency", "suspended"))
        if not o.get("suspended")
    }
    agencies = {a["id"]: a for a in directory.every("agency") if a["id"] in registers.agencies()}
    without = [key for key in agencies if (LEADER, key) not in there]
    inspected = directory.several([(f"unit#{key}", f"{key}:{INSPECTORATE}") for key in without])
    there |= {
        ("inspectorate", str(unit["id"]).partition(":")[0]) for unit in inspected if _open(unit)
    }

    def stands(audience: str, key: str) -> bool:
        if audience == "agency":
            return bool(agencies[key].get("email"))
        at = registers.top_of(key) if audience == MONITOR else key
        return audience == "national" or (audience, at) in there

    found: list[Mapping[str, Any]] = []
    for key, agency in sorted(agencies.items()):
        empty = [r.level for r in ladder.rungs if not any(stands(who, key) for who in r.to)]
        if empty:
            found.append({"agency": key, "name": agency["name"], "empty": empty})
    return found


def _open(unit: Mapping[str, Any]) -> bool:
    return bool(unit.get("email")) and not unit.get("closed")
