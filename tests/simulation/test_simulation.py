"""Thousands of lives under seeds: whatever fails when, all is well when the faults have ended."""

import os
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

from lapor.aws import ledger
from lapor.aws.clients import client
from tests.simulation import moves
from tests.simulation.life import lived
from tests.simulation.simulate import kept, simulated

ROOT = Path(__file__).parents[2]
SEEDS, START = 5_000, 1_000_000


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the simulation as `make simulate` does: in processes that know nothing of moto."""
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "tests.simulation.simulate", *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": "src", **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_is_well_after_thousands_of_lives_and_those_that_failed_once() -> None:
    done = run("--start", str(START), "--seeds", str(SEEDS))

    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
    assert f"{SEEDS + len(kept())} seeds from {START}" in done.stdout
    print(done.stdout)


def test_a_seed_lives_the_same_life_in_every_process() -> None:
    """Else a seed that failed could not be looked at."""
    lives = {run("--seed", "7", PYTHONHASHSEED=salt).stdout for salt in ("0", "1", "2")}

    assert len(lives) == 1
    assert "the faults end" in lives.pop()


def test_lives_are_eventful_and_every_trouble_comes_about() -> None:
    """A simulation in which little happens finds little."""
    kinds: set[str] = set()
    trace: list[str] = []
    functions: set[str] = set()
    for seed in range(60):
        with lived(seed) as life:
            life.live()
            for report in life.cloud.dynamodb.tables["Ledger"].rows:
                kinds |= {event.kind for event in life.events(report)}
            trace += life.trace
            functions |= life.runs.keys()
    told = "\n".join(trace)

    assert {
        "submitted", "routed", "verified", "returned", "held", "asked", "replied", "followed_up",
        "forwarded", "escalated", "expired", "closed", "reopened", "redacted", "erased", "reminded",
        "offered",
    } <= kinds  # fmt: skip
    assert {"project", "relay", "route", "notify", "sweep", "escalate", "redact"} <= functions
    for trouble in (
        "died at call", "failed:", "503 unavailable", "409 changed", "is read again from",
        "delivers again", "dead letters go back", "pass",
    ):  # fmt: skip
        assert trouble in told


def test_every_call_that_is_simulated_has_a_body_and_a_side() -> None:
    assert {*moves.REPORTERS, *moves.OFFICERS_CALLS} == moves.BODIES.keys()


def test_a_call_that_no_stand_in_knows_fails_the_seed_and_hides_nowhere() -> None:
    def scan(report: str) -> bool:
        return bool(client("dynamodb").scan(TableName="Desk")["Items"])

    with patch.object(ledger, "events", scan):
        outcome = simulated(0)

    assert outcome.breaches == [("the stand-ins know every call", "dynamodb scan ['TableName']")]
    assert outcome.told(5).startswith("seed 0 fails\n  the stand-ins know every call: ")
