"""GET /api/reports/{number}/proof: the reporter recomputes the chain, nobody else gets it."""

import os
from typing import Any

import pytest

from lapor.aws.items import to_item
from lapor.domain.proof import verified
from tests.functions.world import Answer, World, sample

pytestmark = pytest.mark.usefixtures("vault")


def asked(world: World, number: str, code: str | None) -> Answer:
    """Ask for a proof."""
    headers = {"access-code": code} if code is not None else {}
    path = f"/api/reports/{number}/proof"
    return world.call("proof", "GET", path, number=number, headers=headers)


def found(world: World, number: str, code: str, first: str) -> list[tuple[int, str]]:
    """Fetch the proof and recompute it with the receipt's hash."""
    answer = asked(world, number, code)
    assert answer.status == 200, answer.text
    return [(fault.seq, fault.kind) for fault in verified(answer.json, first).faults]


def stored(world: World, row: dict[str, Any], **changes: Any) -> None:
    """Write a row of the ledger behind the application's back."""
    table = os.environ["LEDGER_TABLE"]
    world.dynamodb.put_item(TableName=table, Item=to_item({**row, **changes}))


def deleted(world: World, row: dict[str, Any]) -> None:
    """Delete a row of the ledger behind the application's back."""
    key = to_item({"report": row["report"], "seq": row["seq"]})
    world.dynamodb.delete_item(TableName=os.environ["LEDGER_TABLE"], Key=key)


@pytest.fixture
def receipt(world: World) -> dict[str, str]:
    """A receipt of a report about which an office has said something and noted something."""
    receipt: dict[str, str] = world.submit(sample(agency="32.73")).json
    world.settle()
    number = receipt["number"]
    at = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    world.did("admin.bandung", number, "verify", at)
    world.did("admin.bandung", number, "note", {"text": "Rahasia kantor."})
    world.did("pu.bandung", number, "follow-up", {"text": "Kami kerjakan.", "done": False})
    return receipt


def test_a_reporter_can_recompute_the_chain_from_the_receipt(
    world: World, receipt: dict[str, str]
) -> None:
    answer = asked(world, receipt["number"], receipt["access_code"])

    finding = verified(answer.json, receipt["chain"])
    assert (finding.faults, finding.length, finding.hidden) == ((), 5, (4,))
    assert answer.json["head"] == world.ledger(receipt["number"])[-1]["hash"]
    assert answer.headers["content-disposition"] == (
        f'attachment; filename="lapor-{receipt["number"]}.json"'
    )


def test_a_proof_tells_no_officer_no_secret_and_nothing_of_a_note(
    world: World, receipt: dict[str, str]
) -> None:
    text = asked(world, receipt["number"], receipt["access_code"]).text
    secrets = world.ledger(receipt["number"])[0]["data"]

    for kept_back in ("bandung.", ".bandung", "Rahasia", "Warga Contoh", receipt["access_code"]):
        assert kept_back not in text
    assert not any(secrets[name] in text for name in ("key", "lock", "fingerprint"))


@pytest.mark.parametrize("code", [None, "", "0000-0000-0000-0000"])
def test_without_the_code_there_is_no_proof(
    world: World, receipt: dict[str, str], code: str | None
) -> None:
    assert asked(world, receipt["number"], code).problem() == (404, "not_found")
    assert asked(world, "0000-0000-0000", code).problem() == (404, "not_found")


def test_damage_in_the_table_shows_in_the_proof(world: World, receipt: dict[str, str]) -> None:
    number = receipt["number"]
    first, routed, verified_, note, said = world.ledger(number)
    mine = (number, receipt["access_code"], receipt["chain"])

    stored(world, said, text={"text": "Sudah beres."})
    assert found(world, *mine) == [(5, "words_changed")]
    stored(world, said, text=None, salt=None)
    assert found(world, *mine) == [], "redacted"
    stored(world, said)

    stored(world, first, data={**first["data"], "category": "lain"})
    assert found(world, *mine) == [(1, "edited")]
    stored(world, first)

    stored(world, note, by={"role": "agency", "id": "orang.lain"})
    assert found(world, *mine) == [(4, "edited")], "a hidden event"
    stored(world, note)

    stored(world, routed, seq=3)
    stored(world, verified_, seq=2)
    assert found(world, *mine) == [(2, "reordered"), (3, "reordered")]
    stored(world, routed)
    stored(world, verified_)

    stored(world, routed, seq=6)
    assert found(world, *mine) == [(6, "added")]
    deleted(world, {**routed, "seq": 6})
    assert found(world, *mine) == []

    deleted(world, verified_)
    assert found(world, *mine) == [(3, "missing")]

    deleted(world, first)
    assert asked(world, *mine[:2]).problem() == (404, "not_found"), "the lock is gone with it"
