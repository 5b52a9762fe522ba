"""Submit, seal, tamper: on the real stack everything that was done to a chain is named."""

import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from lapor.aws.items import from_item, to_item
from lapor.domain.proof import verified
from local import clock
from local.demo import rest
from local.demo.site import Site
from tests.functions.world import sample
from tests.journey.conftest import Send

ROOT = Path(__file__).parents[2]
Stack = Mapping[str, Any]
Aws = Callable[[str], Any]
Row = dict[str, Any]


class Vault:
    """What an attacker with the keys of the account can do, and what the checkers say to it."""

    def __init__(self, stack: Stack, aws: Aws, send: Send) -> None:
        self.stack, self.send = stack, send
        self.dynamodb, self.s3, self.functions = aws("dynamodb"), aws("s3"), aws("lambda")
        self.table = stack["outputs"]["LedgerTable"]

    def rows(self, receipt: Row) -> list[Row]:
        """Give the rows of a report."""
        found = self.dynamodb.query(
            TableName=self.table,
            KeyConditionExpression="report = :r",
            ExpressionAttributeValues={":r": {"S": receipt["number"].replace("-", "")}},
            ConsistentRead=True,
        )
        return [from_item(item) for item in found["Items"]]

    def put(self, row: Row, **changes: Any) -> None:
        """Write a row past the application."""
        self.dynamodb.put_item(TableName=self.table, Item=to_item({**row, **changes}))

    def delete(self, row: Row) -> None:
        """Delete a row past the application."""
        key = to_item({"report": row["report"], "seq": row["seq"]})
        self.dynamodb.delete_item(TableName=self.table, Key=key)

    def seal(self) -> None:
        """Let the night come, if this day is sealed already."""
        if self._sealed() is None:
            clock.move(clock.now() + timedelta(days=1))
            assert self._sealed() is not None

    def _sealed(self) -> int | None:
        answer = self.functions.invoke(
            FunctionName=self.stack["outputs"]["SealFunction"], Payload=b"{}"
        )
        assert "FunctionError" not in answer, answer["Payload"].read()
        found: int | None = json.loads(answer["Payload"].read())["sealed"]
        return found

    def proof(self, receipt: Row) -> Any:
        """Fetch the proof as its reporter."""
        path = f"/reports/{receipt['number']}/proof"
        answer = self.send("GET", path, Access_Code=receipt["access_code"])
        assert answer.status == 200, answer.data
        return answer.json()

    def found(self, receipt: Row) -> list[tuple[int, str]]:
        """Recompute the proof with the receipt."""
        finding = verified(self.proof(receipt), receipt["chain"])
        return [(fault.seq, fault.kind) for fault in finding.faults]

    def command(self, *given: str) -> tuple[int, str]:
        """Run `lapor verify-chain`; the stack is found as operators find it."""
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, str(ROOT / "lapor"), "verify-chain", *given],
            env=os.environ | {"LAPOR_LOCAL": os.environ["LAPOR_LOCAL"]},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout


@pytest.fixture
def vault(stack: Stack, aws: Aws, send: Send) -> Vault:
    return Vault(stack, aws, send)


@pytest.fixture
def receipt(stack: Stack) -> Row:
    """The receipt of a report with four events, one of them hidden from its reporter."""
    site = Site(stack["api"])
    receipt = dict(site.file(sample(agency="32.73"), str(uuid.uuid4())))
    number = receipt["number"]
    rest.wait([number.replace("-", "")], stack["outputs"])
    at = {"agency": "32.73", "unit": "32.73:dinas-pu"}
    site.officer("admin.bandung", number, "verify", at)
    site.officer("admin.bandung", number, "note", {"text": "Catatan kantor."})
    rest.wait([number.replace("-", "")], stack["outputs"])
    return receipt


def test_a_report_is_sealed_and_anybody_can_check_it(
    vault: Vault, receipt: Row, tmp_path: Path
) -> None:
    vault.seal()

    proof = vault.proof(receipt)
    assert (proof["sealed"]["seq"], len(proof["events"])) == (4, 4)
    day = proof["sealed"]["day"]
    root = vault.send("GET", f"/public/roots/{day}").json()
    assert verified(proof, receipt["chain"], root=root["root"]).faults == ()
    assert root in vault.send("GET", "/public/roots").json()["items"]

    file = tmp_path / "proof.json"
    file.write_text(json.dumps(proof))
    code, said = vault.command(
        str(file), "--receipt", receipt["chain"], "--site", vault.stack["url"]
    )
    assert (code, f"Sealed in the published root of {day}." in said) == (0, True), said
    assert vault.command(receipt["number"])[0] == 0


def test_edits_deletions_and_swaps_in_the_table_are_named(vault: Vault, receipt: Row) -> None:
    number = receipt["number"]
    first, routed, decided, note = vault.rows(receipt)

    def named(*expected: tuple[int, str]) -> None:
        assert vault.found(receipt) == list(expected)
        code, said = vault.command(number)
        assert code == (1 if expected else 0), said
        for seq, kind in expected:
            assert f"{number:16} event {seq:>3}  {kind}" in said

    vault.put(first, text={**first["text"], "body": "Semua baik-baik saja."})
    named((1, "words_changed"))
    vault.put(first, data={**first["data"], "category": "lain"})
    named((1, "edited"))
    vault.put(first)
    vault.put(decided, by={"role": "agency", "id": "orang.lain"})
    named((3, "edited"))
    vault.put(decided)
    vault.delete(decided)
    named((3, "missing"))
    vault.put(routed, seq=3)
    vault.put(decided, seq=2)
    named((2, "reordered"), (3, "reordered"))
    assert "order swapped: " in vault.command(number)[1]
    vault.put(routed)
    vault.put(decided)
    seals = [{name: row[name] for name in ("seq", "prev", "hash")} for row in (routed, decided)]
    vault.put(decided, **seals[0])
    vault.put(routed, **seals[1])
    named((2, "reordered"), (3, "reordered"))
    vault.put(routed)
    vault.put(decided, seq=4)
    vault.put(note, seq=3)
    named((3, "reordered"), (4, "reordered"))
    vault.put(decided)
    vault.put(note)
    vault.put(routed, seq=5)
    named((5, "added"))
    vault.delete({**routed, "seq": 5})
    vault.delete(note)
    named((4, "cut_off"))
    vault.put(note)
    named()


def test_a_swap_in_a_saved_document_is_called_a_swap(
    vault: Vault, receipt: Row, tmp_path: Path
) -> None:
    proof = vault.proof(receipt)
    file = tmp_path / "proof.json"
    swaps = {
        "listed": [proof["events"][n] for n in (0, 2, 1, 3)],
        "numbered": [
            {**proof["events"][n], "seq": seq} for seq, n in enumerate((0, 2, 1, 3), start=1)
        ],
    }
    for events in swaps.values():
        file.write_text(json.dumps({**proof, "events": events}))
        code, said = vault.command(str(file), "--receipt", receipt["chain"])
        faults = [line.split() for line in said.splitlines() if line.startswith("  event ")]
        assert code == 1, said
        assert [line[1:5] for line in faults] == [
            [seq, "reordered:", "order", "swapped:"] for seq in ("2", "3")
        ]


def test_words_that_are_taken_away_leave_the_chain_whole(vault: Vault, receipt: Row) -> None:
    first = vault.rows(receipt)[0]

    vault.put({name: value for name, value in first.items() if name not in ("text", "salt")})

    finding = verified(vault.proof(receipt), receipt["chain"])
    assert (finding.faults, finding.redacted) == ((), (1,))
    assert vault.command(receipt["number"])[0] == 0


def opened(receipt: Row) -> dict[str, str]:
    return {"Access_Code": receipt["access_code"]}


def test_the_night_still_knows_when_ledger_and_desk_are_both_rewritten(
    vault: Vault, receipt: Row
) -> None:
    """Given everything of a report is deleted after the root, the operator sees what is gone."""
    vault.seal()
    sealed = vault.rows(receipt)
    for row in sealed:
        vault.delete(row)
    desk = vault.stack["outputs"]["DeskTable"]
    key = to_item({"report": sealed[0]["report"]})
    vault.dynamodb.delete_item(TableName=desk, Key=key)

    code, said = vault.command(receipt["number"])

    assert code == 1
    assert f"{receipt['number']:16} event   4  report_deleted roots" in said
    assert "report deleted: nothing of it is left" in said
    tracked = vault.send("GET", f"/reports/{receipt['number']}/proof", **opened(receipt))
    wrong = vault.send("GET", f"/reports/{receipt['number']}/proof", Access_Code="0" * 16)
    assert (tracked.status, tracked.data) == (wrong.status, wrong.data)
    assert tracked.status == 404, "a stranger learns no number by it"
    for row in sealed:
        vault.put(row)


def test_a_root_can_be_neither_deleted_nor_written_again(vault: Vault, receipt: Row) -> None:
    """MiniStack enforces the lock and the condition; the bucket's policy only AWS does."""
    vault.seal()
    bucket = vault.stack["outputs"]["RootsBucket"]
    key = vault.s3.list_objects_v2(Bucket=bucket, Prefix="roots/")["Contents"][-1]["Key"]
    version = vault.s3.head_object(Bucket=bucket, Key=key)
    refused = vault.s3.exceptions.ClientError

    assert version["ObjectLockMode"] == "GOVERNANCE"
    with pytest.raises(refused, match="AccessDenied"):
        vault.s3.delete_object(Bucket=bucket, Key=key, VersionId=version["VersionId"])
    with pytest.raises(refused, match="PreconditionFailed"):
        vault.s3.put_object(Bucket=bucket, Key=key, Body=b"{}", IfNoneMatch="*")
