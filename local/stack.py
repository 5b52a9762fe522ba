"""Where a local stack lives: its folder, its ports, its addresses, its AWS clients.

A stack is a folder (`.local`, or what LAPOR_LOCAL names); `stack.json` in it is all that tests,
benchmarks and people need to find the stack.
"""

import json
import os
import socket
from pathlib import Path
from typing import Any, NamedTuple

import boto3

ROOT = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("LAPOR_LOCAL") or ROOT / ".local").resolve()
NAME = "lapor"
REGION = "ap-southeast-3"
MAIL_FROM = "lapor@contoh.example"
# What people expect; another stack, or a second one for the tests, takes what is free.
SITE_PORT, AWS_PORT = 8600, 4566


class Ports(NamedTuple):
    """TCP ports on 127.0.0.1."""

    site: int
    aws: int


def ports() -> Ports:
    """The ports of this stack, chosen once: queue addresses and states contain them."""
    file = HOME / "ports.json"
    if file.exists():
        return Ports(**json.loads(file.read_text()))
    preferred = HOME == ROOT / ".local"
    chosen = Ports(
        SITE_PORT if preferred and free(SITE_PORT) else _any_port(),
        AWS_PORT if preferred and free(AWS_PORT) else _any_port(),
    )
    write(file, json.dumps(chosen._asdict()))
    return chosen


def free(port: int) -> bool:
    """Whether nobody listens on the port of 127.0.0.1."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _any_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def endpoint() -> str:
    """Address of the AWS APIs."""
    return f"http://127.0.0.1:{ports().aws}"


def site() -> str:
    """Address of the pages, without a last slash."""
    return f"http://127.0.0.1:{ports().site}"


def client(service: str) -> Any:
    """A boto3 client for this stack, deaf to the user's own AWS profile and endpoint."""
    return boto3.client(  # type: ignore[call-overload]
        service,
        endpoint_url=endpoint(),
        region_name=REGION,
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - MiniStack takes any
    )


def outputs(cloudformation: Any = None, stack: str = NAME) -> dict[str, str]:
    """Outputs of the deployed stack by name; empty when there is none."""
    cloudformation = cloudformation or client("cloudformation")
    try:
        found = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    except cloudformation.exceptions.ClientError as missing:
        if "does not exist" in str(missing):
            return {}
        raise
    return {item["OutputKey"]: item["OutputValue"] for item in found.get("Outputs", [])}


def load() -> dict[str, Any]:
    """stack.json of the running stack."""
    file = HOME / "stack.json"
    if not file.exists():
        raise SystemExit("No stack runs here: start one with `make up`.")
    loaded: dict[str, Any] = json.loads(file.read_text())
    return loaded


def write(file: Path, text: str) -> None:
    """Replace a file in one step, so that no reader sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(file.name + ".new")
    new.write_text(text)
    new.replace(file)
