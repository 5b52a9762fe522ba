"""`lapor verify-chain`: damage in a table or a saved proof is named, and the exit code says so."""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import boto3
import pytest

from lapor.aws import audit, ledger
from lapor.aws.items import to_item
from lapor.domain.event import Actor, hash_of
from local import audit_chains, verify_chain
from tests.domain.proof_vectors import FILE
from tests.functions.world import World

ROOT = Path(__file__).parents[2]
CASES = {case["name"]: case for case in json.loads(FILE.read_text(encoding="utf-8"))}


def run(*given: str) -> tuple[int, str]:
    """Run the command as anybody would who has Python and nothing else: no site-packages."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-S", "-I", str(ROOT / "lapor"), "verify-chain", *given],
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def saved(tmp_path: Path, name: str) -> str:
    """Save a proof as the page does."""
    file = tmp_path / "proof.json"
    file.write_text(json.dumps(CASES[name]["proof"]), encoding="utf-8")
    return str(file)


def test_a_sound_proof_passes_without_anything_installed(tmp_path: Path) -> None:
    code, said = run(saved(tmp_path, "whole"), "--receipt", CASES["whole"]["first"])

    assert code == 0, said
    assert "14 events: none changed, deleted, added or moved" in said
    assert "shown only as digests: 8" in said


@pytest.mark.parametrize("name", ["words", "fact", "deleted", "swapped", "added at the end"])
def test_a_damaged_proof_is_named(tmp_path: Path, name: str) -> None:
    code, said = run(saved(tmp_path, name), "--receipt", CASES[name]["first"])

    assert code == 1
    for fault in CASES[name]["finding"]["faults"]:
        assert f"event {fault['seq']:>3}  {fault['kind']}: " in said


@pytest.mark.parametrize(
    ("name", "said_of_it"),
    [
        ("swapped", "order swapped: "),
        ("contents exchanged", "order swapped: "),
        ("listed in another order", "order swapped: "),
        ("deleted", "deleted: "),
        ("fact", "edited: "),
    ],
)
def test_a_swap_a_deletion_and_an_edit_are_each_called_by_their_name(
    tmp_path: Path, name: str, said_of_it: str
) -> None:
    _, said = run(saved(tmp_path, name), "--receipt", CASES[name]["first"])

    faults = [line for line in said.splitlines() if line.startswith("  event ")]
    assert faults
    assert all(said_of_it in line for line in faults)


def test_a_swap_says_where_each_event_was_recorded(tmp_path: Path) -> None:
    _, said = run(saved(tmp_path, "swapped"))

    assert [
        line.rpartition("another was recorded")[2]
        for line in said.splitlines()
        if line.startswith("  event ")
    ] == [
        "; it was recorded as event 4",
        "; it was recorded as event 3",
    ]


def test_an_older_proof_shows_what_was_cut_off_since(tmp_path: Path) -> None:
    older = tmp_path / "older.json"
    older.write_text(json.dumps(CASES["cut off since"]["earlier"]), encoding="utf-8")

    code, said = run(saved(tmp_path, "cut off since"), "--earlier", str(older))

    assert (code, "event  13  cut_off" in said) == (1, True), said


def test_what_cannot_be_read_is_neither_sound_nor_damaged(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("[]")
    (tmp_path / "bad.json").write_text("{")

    for name in ("other.json", "bad.json", "none.json"):
        assert run(str(tmp_path / name))[0] == 2
    assert run()[0] == 2
    assert run("--all", "x.json")[0] == 2


def test_a_site_is_only_asked_over_https(tmp_path: Path) -> None:
    code, said = run(saved(tmp_path, "sealed"), "--site", "file:///etc")

    assert (code, "must begin with https" in said) == (2, True)


# --- the operator's look into the tables


@pytest.fixture
def tables(world: World, vault: str, monkeypatch: pytest.MonkeyPatch) -> World:
    """The world's tables in the place of an account's."""
    monkeypatch.setattr(audit_chains, "connect", lambda wanted: None)
    return world


def looked(capsys: pytest.CaptureFixture[str], *given: str) -> tuple[int, list[tuple[str, ...]]]:
    """Run the command on the world's tables; gives its code and number, event, kind and look."""
    code = verify_chain.main(given)
    lines = capsys.readouterr().out.splitlines()
    rows = [line.split() for line in lines if " event " in line]
    return code, [(row[0], row[2], row[3], row[4]) for row in rows]


def put(world: World, row: dict[str, Any], **changes: Any) -> None:
    table = os.environ["LEDGER_TABLE"]
    boto3.client("dynamodb").put_item(TableName=table, Item=to_item({**row, **changes}))


def delete(world: World, *rows: dict[str, Any]) -> None:
    for row in rows:
        key = to_item({"report": row["report"], "seq": row["seq"]})
        boto3.client("dynamodb").delete_item(TableName=os.environ["LEDGER_TABLE"], Key=key)


def test_sound_tables_have_nothing_to_tell(
    tables: World, capsys: pytest.CaptureFixture[str]
) -> None:
    number, _ = tables.disposed()
    tables.filed()

    assert looked(capsys, "--all") == (0, [])
    assert looked(capsys, number) == (0, [])


def test_every_damage_is_named_with_its_report(
    tables: World, capsys: pytest.CaptureFixture[str]
) -> None:
    edited, cut, gone, swapped, ended, sound = (tables.disposed()[0] for _ in range(6))
    put(tables, tables.ledger(edited)[0], text={"title": "x", "body": "y", "address": "z"})
    delete(tables, tables.ledger(cut)[2])
    delete(tables, *tables.ledger(gone))
    one, two, _ = tables.ledger(swapped)
    put(tables, two, seq=1)
    put(tables, one, seq=2)
    _, two, three = tables.ledger(ended)
    put(tables, three, seq=2)
    put(tables, two, seq=3)

    code, rows = looked(capsys, "--all")

    assert code == 1
    assert sorted(rows) == sorted(
        [
            (edited, "1", "words_changed", "ledger"),
            (cut, "3", "cut_off", "desk"),
            (gone, "3", "report_deleted", "desk"),
            (swapped, "1", "reordered", "ledger"),
            (swapped, "2", "reordered", "ledger"),
            (ended, "2", "reordered", "ledger"),
            (ended, "3", "reordered", "ledger"),
            (ended, "3", "reordered", "desk"),
        ]
    )
    assert looked(capsys, cut) == (1, [(cut, "3", "cut_off", "desk")])
    assert looked(capsys, sound) == (0, [])


def test_a_chain_hashed_anew_differs_from_the_desk(
    tables: World, capsys: pytest.CaptureFixture[str]
) -> None:
    number, _ = tables.disposed()
    last = tables.ledger(number)[2]
    put(tables, last, hash="ab" * 32)

    assert looked(capsys, number) == (
        1,
        [(number, "3", "edited", "desk"), (number, "3", "edited", "ledger")],
    )


def test_what_was_sealed_must_still_be_there(
    tables: World, vault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given chain and desk both rewritten, the tree of the day still knows."""
    number, _ = tables.disposed()
    gone, _ = tables.disposed()
    audit.record("reveal", Actor("national", "nasional", "national"), "report#X", tables.now)
    tables.at("2026-11-24", "00:05")
    assert tables.invoke("seal", {}) == {"sealed": 3}
    assert looked(capsys, "--all") == (0, [])

    last = ledger.from_row(tables.ledger(number)[2])
    forged = replace(last, role="national")
    forged = replace(forged, hash=hash_of(forged))
    put(tables, ledger.to_row(forged))
    put_desk(tables, number, head=forged.hash)
    delete(tables, *tables.ledger(gone))
    plain = gone.replace("-", "")
    tables.dynamodb.delete_item(TableName=os.environ["DESK_TABLE"], Key=to_item({"report": plain}))
    (row,) = tables.rows("AUDIT")
    key = to_item({"day": row["day"], "id": row["id"]})
    tables.dynamodb.delete_item(TableName=os.environ["AUDIT_TABLE"], Key=key)

    code, rows = looked(capsys, "--all")

    assert code == 1
    assert sorted(rows) == sorted(
        [
            (number, "3", "edited", "roots"),
            (gone, "3", "report_deleted", "roots"),
            (row["id"], "0", "missing", "audit"),
        ]
    )
    assert looked(capsys, gone) == (1, [(gone, "3", "report_deleted", "roots")])


def test_an_audit_row_that_was_kept_long_enough_is_not_missed(
    tables: World, vault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    audit.record("reveal", Actor("national", "nasional", "national"), "report#X", tables.now)
    tables.at("2026-11-24", "00:05")
    tables.invoke("seal", {})
    (row,) = tables.rows("AUDIT")
    key = to_item({"day": row["day"], "id": row["id"]})
    tables.dynamodb.delete_item(TableName=os.environ["AUDIT_TABLE"], Key=key)

    assert looked(capsys, "--all") == (1, [(row["id"], "0", "missing", "audit")])
    tables.at("2031-11-23", "10:00")
    assert looked(capsys, "--all") == (0, [])


def test_a_root_that_was_laid_over_is_named(
    tables: World, vault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tables.disposed()
    tables.at("2026-11-24", "00:05")
    tables.invoke("seal", {})
    s3 = boto3.client("s3")
    root = json.loads(s3.get_object(Bucket=vault, Key="roots/2026-11-23.json")["Body"].read())

    s3.put_object(Bucket=vault, Key="roots/2026-11-23.json", Body=json.dumps(root))
    assert looked(capsys, "--all") == (1, [("2026-11-23", "0", "edited", "roots")])

    wrong = {**root, "previous": {"day": "2026-11-22", "root": "ab" * 32}}
    s3.put_object(Bucket=vault, Key="roots/2026-11-23.json", Body=json.dumps(wrong))
    assert ("2026-11-23", "0", "not_sealed", "roots") in looked(capsys, "--all")[1]


def put_desk(world: World, number: str, **changes: Any) -> None:
    (row,) = [r for r in world.rows("DESK") if r["report"] == number.replace("-", "")]
    world.dynamodb.put_item(TableName=os.environ["DESK_TABLE"], Item=to_item({**row, **changes}))


def test_a_broken_off_run_goes_on_where_it_was(
    tables: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    number, _ = tables.disposed()
    delete(tables, tables.ledger(number)[1])
    wanted = argparse.Namespace(what=[], resume=str(tmp_path / "progress.json"))
    looking = audit_chains.of_row

    def broken(row: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(audit_chains, "of_row", broken)
    with pytest.raises(KeyboardInterrupt):
        audit_chains.check(wanted)

    monkeypatch.setattr(audit_chains, "of_row", looking)
    monkeypatch.setattr(audit_chains, "of_chain", broken)  # the ledger is not read again
    found = audit_chains.check(wanted)

    plain = number.replace("-", "")
    assert [(f.where, f.what, f.fault.seq, f.fault.kind) for f in found] == [
        ("ledger", plain, 2, "missing")
    ]


def test_a_report_that_is_gone_is_named_once_however_often_it_was_sealed(
    tables: World, vault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Given two roots knew it, and one finding has no plural."""
    number, _ = tables.disposed()
    tables.at("2026-11-24", "00:05")
    tables.invoke("seal", {})
    tables.did("pu.bandung", number, "follow-up", {"text": "Kami kerjakan.", "done": False})
    tables.at("2026-11-25", "00:05")
    tables.invoke("seal", {})
    delete(tables, *tables.ledger(number))
    key = to_item({"report": number.replace("-", "")})
    tables.dynamodb.delete_item(TableName=os.environ["DESK_TABLE"], Key=key)

    for given in ("--all", number):
        assert verify_chain.main([given]) == 1
        said = capsys.readouterr().out.splitlines()
        assert [line.split()[:5] for line in said] == [
            [number, "event", "4", "report_deleted", "roots"],
            ["1", "finding"],
        ]
        assert "report deleted: nothing of it is left" in said[0]
