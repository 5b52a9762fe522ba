"""Plays the demo reports through their lives on the running stack: `make demo`.

The clock moves from working day to working day; each day the sweep runs first, then the day's
steps. A run that was interrupted goes on where it stopped. Ends with a table, and exits 1 when a
report is not in the state that its script says or a dead letter is left.
"""

import json
import uuid
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tqdm import tqdm

from lapor.domain.calendar import DAY, Calendar
from lapor.registers import rules
from local import clock
from local.demo import rest, summary
from local.demo.site import Site
from local.stack import HOME, load, write

SCRIPTS = Path(__file__).parent / "reports.json"
PROGRESS = HOME / "demo.json"
WHERE = ZoneInfo("Asia/Jakarta")
MORNING = time(9, 0)
LAST_DAY = 34


class Run:
    """One run of the demo and how far it has come."""

    def __init__(self) -> None:
        stored = json.loads(PROGRESS.read_text()) if PROGRESS.exists() else {}
        if stored.get("finished", True):
            stored = {"start": _first_morning().isoformat(), "day": 0, "lives": {}}
        self.start = datetime.fromisoformat(stored["start"])
        self.day: int = stored["day"]
        self.lives: dict[str, dict[str, Any]] = stored["lives"]
        self.finished = False

    def save(self) -> None:
        """Remember how far the run has come."""
        value = {
            "start": self.start.isoformat(),
            "day": self.day,
            "lives": self.lives,
            "finished": self.finished,
        }
        write(PROGRESS, json.dumps(value))

    def morning(self, day: int, calendar: Calendar) -> datetime:
        """Give 09:00 (WIB) of the day-th working day of the run."""
        first = self.start.astimezone(WHERE).date()
        return datetime.combine(calendar.after(first, day), MORNING, WHERE)


def main() -> None:
    """Play every script to its end and show what came of it."""
    stack = load()
    scripts = json.loads(SCRIPTS.read_text())
    site, run, calendar = Site(stack["api"]), Run(), rules().calendar
    numbers = [life["number"].replace("-", "") for life in run.lives.values() if "number" in life]
    total = sum(1 + len(script["steps"]) for script in scripts)
    done = sum("number" in life for life in run.lives.values())
    done += sum(life.get("steps", 0) for life in run.lives.values())
    with tqdm(total=total, initial=done, unit="step", desc="Playing", ncols=88) as bar:
        for day in range(run.day, LAST_DAY + 1):
            morning = run.morning(day, calendar)
            bar.set_postfix_str(f"{morning:%d %b %Y}")
            if morning > clock.now():
                clock.move(morning)
                rest.wait(numbers, stack["outputs"])
            for script in scripts:
                bar.update(_file(script, day, morning.date(), run, site))
            lives = run.lives.values()
            numbers = [life["number"].replace("-", "") for life in lives if "number" in life]
            rest.wait(numbers, stack["outputs"])
            for script in scripts:
                bar.update(_act(script, day, run, site))
            rest.wait(numbers, stack["outputs"])
            run.day = day + 1
            run.save()
    run.finished = True
    run.save()
    raise SystemExit(0 if summary.show(scripts, run.lives, site, stack["outputs"]) else 1)


def _file(script: Mapping[str, Any], day: int, today: date, run: Run, site: Site) -> int:
    """File a script's report if this is its day; gives the number of steps."""
    life = run.lives.setdefault(script["key"], {"key": str(uuid.uuid4()), "steps": 0})
    if script["day"] != day or "number" in life:
        return 0
    body = dict(script["report"])
    body["occurred_on"] = (today - timedelta(days=body.pop("days_ago"))).isoformat()
    run.save()
    receipt = site.file(body, life["key"])
    life |= {"number": receipt["number"], "code": receipt["access_code"]}
    run.save()
    return 1


def _act(script: Mapping[str, Any], day: int, run: Run, site: Site) -> int:
    """Play what people do to a report on one day; gives the number of steps."""
    life, played = run.lives[script["key"]], 0
    for step in script["steps"][life["steps"] :]:
        if step["day"] != day:
            break
        if step["by"] == "reporter":
            site.reporter(life["number"], life["code"], step["do"], step["with"])
        else:
            site.officer(step["by"], life["number"], step["do"], step["with"])
        life["steps"] += 1
        run.save()
        played += 1
    return played


def _first_morning() -> datetime:
    """Give the next 09:00 (WIB) of a working day, by the stack's clock."""
    calendar, now = rules().calendar, clock.now().astimezone(WHERE)
    day = now.date()
    while not calendar.works(day) or datetime.combine(day, MORNING, WHERE) < now:
        day += DAY
    return datetime.combine(day, MORNING, WHERE)


if __name__ == "__main__":
    main()
