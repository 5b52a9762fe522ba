"""POST …/delete-file: one file is gone from every place, and its digest stays on the chain."""

from typing import Any

import pytest
from botocore.exceptions import ClientError

from lapor.aws import ledger
from lapor.domain import visibility
from lapor.domain.event import broken_link
from lapor.domain.proof import proof_of, verified
from tests.functions.sending import PHOTO, Files
from tests.functions.world import Answer, World

REASON = "berkas-data-pribadi"


def delete(files: Files, who: str, number: str, file: str, changes: Any = None) -> Answer:
    path = f"/api/desk/{number}/delete-file"
    body = {"file": file, "reason": REASON, **(changes or {})}
    return files.call("expose", "POST", path, body, officer=who)


def places(world: World, files: Files) -> list[str]:
    return [key for bucket in ("incoming", "clean") for key in files.keys(bucket)]


@pytest.mark.parametrize("who", ["admin.bandung", "nasional"])
def test_a_deleted_file_is_nowhere_any_more_and_its_digest_stays(
    world: World, files: Files, who: str
) -> None:
    number, code = world.disposed()
    short = number.replace("-", "")
    file, other = files.attached(number, code), files.attached(number, code)
    files.s3.put_object(Bucket="incoming", Key=f"{short}/{file}", Body=PHOTO)  # not taken yet
    (sha256,) = {e["data"]["sha256"] for e in world.ledger(number) if e["kind"] == "attached"}

    answer = delete(files, who, number, file)
    assert answer.status == 200, answer.text
    world.settle()

    assert places(world, files) == [f"{short}/{other}", f"{short}/{other}.thumb"]
    stored = ledger.events(short)
    assert (stored[-1].kind, stored[-1].data) == ("file_deleted", {"file": file, "reason": REASON})
    assert [e.data["sha256"] for e in stored if e.kind == "attached"] == [sha256] * 2
    assert broken_link(stored) is None
    proof = proof_of(short, stored, visibility.REPORTER)
    assert verified(proof, stored[0].hash).faults == ()
    assert world.mails()[-1] == (
        "warga@contoh.example",
        f"Satu berkas pada laporan {number} dihapus",
    )


def test_offices_and_reporter_read_which_file_went_and_why_and_the_public_nothing(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    files.call("expose", "POST", f"/api/desk/{number}/show-file", {"file": file},
               officer="admin.bandung")  # fmt: skip
    assert delete(files, "admin.bandung", number, file).status == 200
    world.settle()

    for seen in (world.track(number, code).json, world.case("pu.bandung", number).json):
        (known,) = seen["files"]
        assert (known["state"], known["code"], known["place"]) == ("deleted", REASON, 1)
        last = seen["events"][-1]
        assert (last["kind"], last["file"]) == ("file_deleted", {"type": "image/jpeg", "place": 1})
        assert last["data"]["reason"] == REASON
    public = world.published(number).json
    assert public["files"] == []
    assert "file_deleted" not in str(public)
    assert file not in str(public)


def test_a_deleted_file_is_fetched_as_one_that_never_was(world: World, files: Files) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    assert delete(files, "admin.bandung", number, file).status == 200

    never = files.fetch("desk", number, "0" * 32, officer="admin.bandung")
    for side, how in (
        ("desk", {"officer": "admin.bandung"}),
        ("reports", {"headers": {"access-code": code}}),
        ("public/reports", {}),
    ):
        for query in ({}, {"thumb": "1"}):
            gone = files.fetch(side, number, file, query=query, **how)
            assert (gone.status, gone.text) == (404, never.text)


def test_an_address_that_was_handed_out_before_leads_nowhere(world: World, files: Files) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    key = f"{number.replace('-', '')}/{file}"
    assert files.s3.head_object(Bucket="clean", Key=key)

    delete(files, "admin.bandung", number, file)
    world.settle()

    with pytest.raises(ClientError, match="404"):
        files.s3.head_object(Bucket="clean", Key=key)


def test_a_file_is_deleted_once_and_neither_shown_nor_hidden_after(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    assert delete(files, "admin.bandung", number, file).status == 200
    world.settle()
    before = world.everything()

    assert delete(files, "nasional", number, file).problem() == (404, "not_found")
    for action in ("show-file", "hide-file"):
        path = f"/api/desk/{number}/{action}"
        answer = files.call("expose", "POST", path, {"file": file}, officer="admin.bandung")
        assert answer.problem() == (404, "not_found")
    assert world.everything() == before


def test_a_deletion_that_broke_off_is_finished_and_one_that_comes_twice_changes_nothing(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    short = number.replace("-", "")
    file = files.attached(number, code)
    assert delete(files, "admin.bandung", number, file).status == 200
    task = {"report": short, "seq": len(world.ledger(number)), "kind": "file_deleted"}
    world.wire.disturb("DeleteObject clean", "SlowDown")

    assert world.consume("redact", task) == [0]
    assert files.keys("clean") == [f"{short}/{file}", f"{short}/{file}.thumb"]
    world.wire.calm()
    assert world.consume("redact", task) == []
    assert world.consume("redact", task, task) == []
    world.settle()

    assert places(world, files) == []
    assert world.kinds(number).count("file_deleted") == 1


def test_what_arrives_again_under_a_deleted_files_key_is_not_taken(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    delete(files, "admin.bandung", number, file)
    world.settle()
    key = f"{number.replace('-', '')}/{file}"
    files.s3.put_object(Bucket="incoming", Key=key, Body=PHOTO)

    assert files.arrive(key) == []

    assert places(world, files) == []


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("pu.bandung", 409),
        ("pimpinan.bandung", 409),
        ("pemantau.jabar", 409),
        ("admin.surabaya", 404),
        ("lh.bandung", 404),
        ("pengembang.bandung", 404),
    ],
)
def test_only_the_reports_admin_and_the_national_one_delete_a_file(
    world: World, files: Files, who: str, status: int
) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    before = world.everything()

    assert delete(files, who, number, file).status == status
    assert world.everything() == before


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"reason": None}, ("/reason", "missing")),
        ({"reason": "karena"}, ("/reason", "unknown_code")),
        ({"reason": "data-pribadi"}, ("/reason", "unknown_code")),
        ({"file": "short"}, ("/file", "too_short")),
        ({"of": 1}, ("/of", "unknown_field")),
    ],
)
def test_a_deletion_without_a_reason_of_the_list_is_refused(
    world: World, files: Files, changes: Any, error: tuple[str, str]
) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    assert delete(files, "admin.bandung", number, file, changes).errors == [error]
