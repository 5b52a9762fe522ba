"""Background programs of a stack: started detached, found again, ended; never anybody else's.

A program holds a lock on its pid file for as long as it lives. So a pid is believed only while
the lock is held, and a number that the system has given to another program is never signalled.
"""

import fcntl
import os
import signal
import subprocess
import time
from pathlib import Path

from local.stack import HOME


def _pid_file(name: str) -> Path:
    return HOME / f"{name}.pid"


def start(name: str, command: list[str], cwd: Path, env: dict[str, str]) -> None:
    """Start a program that outlives this one; its output goes to <name>.log."""
    HOME.mkdir(parents=True, exist_ok=True)
    with _pid_file(name).open("a+") as held, (HOME / f"{name}.log").open("w") as log:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        program = subprocess.Popen(  # noqa: S603 - our own command
            command,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=[held.fileno()],
        )
        held.truncate(0)
        held.write(str(program.pid))


def pid(name: str) -> int | None:
    """The pid of a living program of this stack, or None."""
    file = _pid_file(name)
    if not file.exists():
        return None
    with file.open() as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return int(held.read())
    return None


def stop(name: str, patience: float = 60) -> bool:
    """End a program and wait `patience` seconds for it to save what it has; False if none ran."""
    running = pid(name)
    if running is None:
        return False
    os.kill(running, signal.SIGTERM)
    if not _gone(name, patience):
        print(f"{name} did not end in {patience:.0f} s: what it had not yet saved is lost.")
        os.kill(running, signal.SIGKILL)
        _gone(name, 5)
    return True


def _gone(name: str, patience: float) -> bool:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if pid(name) is None:
            return True
        time.sleep(0.05)
    return False


def tail(name: str, lines: int = 15) -> str:
    """The last lines of a program's log."""
    return "\n".join((HOME / f"{name}.log").read_text(errors="replace").splitlines()[-lines:])
