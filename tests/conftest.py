"""The stack that tests over HTTP run against: a fresh one, or the one that LAPOR_STACK names."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAMED = os.environ.get("LAPOR_STACK")
HOME = Path(NAMED).resolve().parent if NAMED else ROOT / ".local" / "test"
# Before anything imports `local`: its tools (clock, tokens, clients) then serve this stack.
os.environ["LAPOR_LOCAL"] = str(HOME)


@pytest.fixture(scope="session")
def stack() -> Iterator[dict[str, Any]]:
    """`stack.json` of a running stack; LAPOR_STACK may name the file of one that runs already."""
    if NAMED:
        yield json.loads(Path(NAMED).read_text())
        return
    _run("local.stop", "reset")
    try:
        _run("local.up")
        yield json.loads((HOME / "stack.json").read_text())
    finally:
        _run("local.stop")


def _run(*module: str) -> None:
    """Run a module of `local` for the tests' own stack, which has a folder and ports of its own."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", *module],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{' '.join(module)} failed:\n{done.stdout}{done.stderr}", pytrace=False)
