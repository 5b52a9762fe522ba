"""MiniStack: the AWS APIs in one process on 127.0.0.1, with its state in the stack's folder."""

import os
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

from local import process
from local.stack import HOME, REGION, ROOT, endpoint, free, ports


def start() -> bool:
    """Start MiniStack unless it runs; True if it was started."""
    if process.pid("ministack"):
        return False
    port = ports().aws
    if not free(port):
        raise SystemExit(
            f"Port {port} of this stack is taken by another program: end that, or `make reset`."
        )
    discard(HOME / "tmp")
    (HOME / "tmp").mkdir(parents=True)
    env = {
        # Nothing of the user's AWS settings or proxies may reach the functions.
        "PATH": os.environ["PATH"],
        "HOME": str(HOME / "tmp"),
        "TMPDIR": str(HOME / "tmp"),
        "LANG": "C.UTF-8",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "MINISTACK_REGION": REGION,
        "PERSIST_STATE": "1",
        "STATE_DIR": str(HOME / "state"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(HOME / "state" / "s3"),
        # It looks for containers to clean up; there are none and there may be no Docker.
        "DOCKER_HOST": f"unix://{HOME}/none.sock",
        "SFTP_ENABLED": "0",
        "IOT_MTLS_ENABLED": "0",
        # Inherited by the functions: the file that says how far their clock runs ahead.
        "LAPOR_CLOCK": str(HOME / "clock"),
    }
    python = ROOT / ".tools" / "stack" / "bin" / "python"
    process.start("ministack", [str(python), "-m", "local.amended"], ROOT, env)
    until = time.monotonic() + 60
    while time.monotonic() < until and process.pid("ministack"):
        try:
            with urllib.request.urlopen(f"{endpoint()}/_ministack/ready", timeout=5):  # noqa: S310
                return True
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"MiniStack did not start:\n{process.tail('ministack')}")


def discard(folder: Path) -> None:
    """Delete a folder behind the back of whoever waits: unpacked functions are many files."""
    if folder.exists():
        folder.rename(HOME / f"discarded-{time.time_ns()}")
    if left := [str(path) for path in HOME.glob("discarded-*")]:
        # Its own output: who reads ours to the end must not wait for it.
        nothing = subprocess.DEVNULL
        subprocess.Popen(  # noqa: S603
            ["rm", "-rf", *left],  # noqa: S607
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )


def save() -> None:
    """Have MiniStack write its state now, so that a crash later loses no more than what follows."""
    running = process.pid("ministack")
    if running:
        os.kill(running, signal.SIGUSR1)
