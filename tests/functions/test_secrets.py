"""What must be kept nowhere: access codes, keys, and the words of a fault."""

from collections.abc import Mapping
from typing import Any

import pytest

from lapor.aws import log
from tests.functions.test_privacy import MAIL, NAME, PERSON, TITLE, WORDS, found
from tests.functions.world import World, sample


def test_an_access_code_is_kept_nowhere(world: World) -> None:
    number, code = world.finished()
    world.said(number, code, "close", {})

    kept = str(world.everything()) + str(world.wire.calls) + world.log.getvalue()

    assert found((code, code.replace("-", "")), kept) == []


def test_an_idempotency_key_is_kept_nowhere(world: World) -> None:
    key = "7f3c1c52-8f0e-4b8e-9a44-0d6a1e5b2c90"
    world.submit(sample(), key)
    world.submit(sample(title="Judul yang lain"), key)
    world.settle()

    kept = str(world.everything()) + str(world.wire.calls) + world.log.getvalue()

    assert found((key, key.replace("-", "")), kept) == []


def test_faults_are_logged_without_their_message(world: World) -> None:
    world.wire.disturb("PutItem Ledger", RuntimeError(f"could not store {NAME}"), times=1)
    world.submit(sample(reporter={"name": NAME, "phone": "0812 7777 0000", "email": MAIL}))
    number, _ = world.filed(title=TITLE)
    task = {"report": number.replace("-", ""), "seq": 1, "kind": "submitted"}
    world.wire.disturb("Query Ledger", RuntimeError(f"could not read {NAME}"))
    world.consume("notify", task)
    world.consume("route", task)
    world.invoke("project", {"Records": world.stream_records()})

    logged = world.log.getvalue()
    assert logged.count('"error":"RuntimeError"') >= 4
    assert found((*PERSON, *WORDS), logged) == []
    assert "could not" not in logged


def test_a_field_that_is_not_on_the_list_cannot_be_logged() -> None:
    for name in ("title", "text", "email", "body", "event", "ip", "address"):
        fields: Mapping[str, Any] = {name: "x"}
        with pytest.raises(ValueError, match=name):
            log.outcome("tried", **fields)
        with pytest.raises(ValueError, match=name):
            log.fault("tried", ValueError(), **fields)
