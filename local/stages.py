"""What `make up` says: a line per stage with its seconds, and why it failed if it did."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.stack import HOME


@contextmanager
def stage(name: str) -> Iterator[list[str]]:
    """Time a stage; what the body appends to the list is said at the end of its line."""
    said: list[str] = []
    live = sys.stdout.isatty()
    if live:
        print(f"  {name:<10} …", end="", flush=True)
    began = time.monotonic()
    yield said
    start, seconds = "\r" if live else "", time.monotonic() - began
    print(f"{start}  {name:<10} {seconds:6.1f} s  {' '.join(said)}", flush=True)


def run(log: str, command: list[str], cwd: Path, env: dict[str, str], hint: str = "") -> None:
    """Run a tool with its output in <log>.log; on failure show the end of it and stop."""
    HOME.mkdir(parents=True, exist_ok=True)
    file = HOME / f"{log}.log"
    with file.open("w") as out:
        done = subprocess.run(  # noqa: S603 - our own command
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        end = "\n".join(file.read_text(errors="replace").splitlines()[-30:])
        raise SystemExit(f"\n{end}\n\n{log} failed; the whole output is in {file}{hint}")
