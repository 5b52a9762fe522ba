"""What a cold start loads: counted, because a time depends on the machine; the ratio is one run's.

The handlers are imported as Lambda does it: their folder first on the path, in a fresh process,
from compiled bytecode. See `budgets.md`: at most 540 modules, at most 1.3 times the import work of
boto3 with one client.
"""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.shape.source import ROOT

LEAN = ("submit", "track", "browse")
MODULES = 540
RATIO = 1.3
ROUNDS, MOST_ROUNDS = 5, 15
HEAVY = (
    "aws_xray_sdk", "aws_lambda_powertools.utilities.idempotency",
    "aws_lambda_powertools.event_handler", "aws_lambda_powertools.utilities.batch", "jinja2",
    "holidays", "PIL", "reportlab", "aws_encryption_sdk", "moto", "yaml", "requests",
)  # fmt: skip
"""Powertools' package always loads its own `tracing`; what costs 360 ms is the X-Ray SDK below."""

COUNT = "import json, sys, handler; print(json.dumps(sorted(sys.modules)))"
WORK = "import handler"
BOTO = "import boto3; boto3.client('dynamodb', region_name='ap-southeast-3')"
TIMED = "import time; t = time.process_time(); {}; print(time.process_time() - t)"


def run(code: str, function: str) -> str:
    """Run code in a fresh process in which `import handler` means this function's."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("AWS_", "LAPOR_", "PYTHON"))}
    paths = (ROOT / "functions" / function, ROOT / "src")
    settings = {
        "PYTHONPATH": os.pathsep.join(map(str, paths)),
        "AWS_DEFAULT_REGION": "ap-southeast-3",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "POWERTOOLS_SERVICE_NAME": function,
        "PYDANTIC_DISABLE_PLUGINS": "__all__",  # as the template sets it
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code],
        env=kept | settings,
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@cache
def loaded(function: str) -> frozenset[str]:
    """Give the modules that importing a handler loads."""
    return frozenset(json.loads(run(COUNT, function)))


@pytest.mark.parametrize("function", LEAN)
def test_a_lean_function_loads_few_modules(function: str) -> None:
    print(f"\n{function}: {len(loaded(function))} modules")

    assert len(loaded(function)) <= MODULES


@pytest.mark.parametrize("function", LEAN)
def test_a_lean_function_loads_nothing_heavy(function: str) -> None:
    heavy = {m for m in loaded(function) for h in HEAVY if m == h or m.startswith(f"{h}.")}

    assert heavy == set()


def test_only_who_seals_or_opens_loads_the_cipher() -> None:
    sealing = {f for f in LEAN if any(m.startswith("cryptography") for m in loaded(f))}

    assert sealing <= {"submit"}


def test_importing_costs_little_more_than_boto3_itself() -> None:
    """Best of several in turn, in CPU time; more rounds when other work of the machine disturbs."""
    times: dict[str, list[float]] = {}
    for done in range(MOST_ROUNDS):
        if done >= ROUNDS and all(min(times[f]) <= RATIO * min(times["boto3"]) for f in LEAN):
            break
        for function in LEAN:
            times.setdefault(function, []).append(float(run(TIMED.format(WORK), function)))
        times.setdefault("boto3", []).append(float(run(TIMED.format(BOTO), LEAN[0])))
        both = float(run(TIMED.format(f"{WORK}; {BOTO}"), LEAN[0]))
        times.setdefault("submit and a client", []).append(both)
    best = {name: min(took) for name, took in times.items()}
    ratios = {name: took / best["boto3"] for name, took in best.items()}
    for name, took in best.items():
        print(f"\n{name:20} {took * 1000:4.0f} ms  {ratios[name]:.2f}", end="")

    assert {f: round(ratios[f], 2) for f in LEAN if ratios[f] > RATIO} == {}
