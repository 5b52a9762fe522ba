"""What a stop, and a kill, leave of reports that are on their way: on a stack of its own."""

import json
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
import pytest

from local.demo.site import Site
from tests.functions.world import sample
from tests.journey.outbox import eventually, mails_about

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = ROOT / ".local" / "test-restart"
Stack = Mapping[str, Any]


@pytest.fixture
def own() -> Iterator[None]:
    """A folder for a stack that nobody else uses, without data before and after."""
    run("local.stop", "reset")
    try:
        yield
    finally:
        run("local.stop", "reset")


def run(*module: str) -> None:
    """Run a module of `local` for this folder; in here `local` serves the session's stack."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", *module],
        cwd=ROOT,
        env=os.environ | {"LAPOR_LOCAL": str(HOME)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(module)} failed:\n{done.stdout}{done.stderr}"


def up() -> Stack:
    """Start the stack, with what it has kept."""
    run("local.up")
    stack: Stack = json.loads((HOME / "stack.json").read_text())
    return stack


def filed(stack: Stack) -> str:
    """File a report and give its number at once."""
    body = sample(agency="32.73", category="jalan-rusak")
    return str(Site(stack["api"]).file(body, str(uuid.uuid4()))["number"])


def on_the_desk(stack: Stack, number: str) -> None:
    """Wait until a report is routed, and on the desk as in the ledger."""
    dynamodb: Any = boto3.client(
        "dynamodb",
        endpoint_url=stack["endpoint"],
        region_name=stack["region"],
        aws_access_key_id="test",
        aws_secret_access_key="test",  # noqa: S106 - MiniStack takes any
    )
    key = {"report": {"S": number.replace("-", "")}}

    def kept(table: str, **more: Any) -> Any:
        return dynamodb.query(
            TableName=stack["outputs"][table],
            KeyConditionExpression="report = :r",
            ExpressionAttributeValues={":r": key["report"]},
            **more,
        )["Items"]

    def level() -> bool:
        events, rows = kept("LedgerTable"), kept("DeskTable")
        routed = any(event["kind"]["S"] == "routed" for event in events)
        return routed and bool(rows) and rows[0]["last_seq"] == events[-1]["seq"]

    eventually(level)


def killed_after_saving(number: str) -> None:
    """Have MiniStack save, see a report in what it has saved, and kill it."""
    pid, state = int((HOME / "ministack.pid").read_text()), HOME / "state"
    os.kill(pid, signal.SIGUSR1)
    wanted = number.replace("-", "")
    eventually(
        lambda: (
            wanted in (state / "dynamodb.json").read_text() and not (state / "complete").exists()
        )
    )
    os.kill(pid, signal.SIGKILL)


def test_a_restart_loses_no_report(own: None) -> None:
    """Given reports on their way, when the stack is stopped or killed, all reach the desk."""
    stack = up()
    first = filed(stack)
    run("local.stop")

    stack = up()
    second = filed(stack)
    for number in (first, second):
        on_the_desk(stack, number)
    eventually(lambda: mails_about(stack, second))
    log = (HOME / "ministack.log").read_text()
    assert "ESM: Lambda" in log
    private = ("warga@contoh.example", "Warga Contoh", "0000 1234", "00001234")
    assert not [part for part in private if part in log]

    third = filed(stack)
    killed_after_saving(third)
    stack = up()
    fourth = filed(stack)
    for number in (first, second, third, fourth):
        on_the_desk(stack, number)
    eventually(lambda: mails_about(stack, fourth))
