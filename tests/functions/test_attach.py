"""AttachQueue: a file that has arrived is attached once, or refused with a reason."""

import json
from typing import Any

import pytest

from lapor.aws import uploads
from tests.functions.sending import PHOTO, Files
from tests.functions.wire import Killed
from tests.functions.world import World
from tests.media import pictures


def test_a_clean_copy_is_kept_and_told_once_and_what_came_is_gone(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    due = world.row(number)["due_at"]
    file = files.attached(number, code)
    world.settle()

    short = number.replace("-", "")
    event = world.ledger(number)[-1]
    assert (event["kind"], event["by"]) == ("attached", {"role": "reporter", "id": ""})
    clean = files.s3.get_object(Bucket="clean", Key=f"{short}/{file}")
    content = clean["Body"].read()
    facts = event["data"]
    assert (facts["file"], facts["type"], facts["size"]) == (file, "image/jpeg", len(content))
    assert (facts["width"], facts["height"], facts["thumb"]) == (640, 480, True)
    assert pictures.OWNER.encode() not in content
    assert files.keys("clean") == [f"{short}/{file}", f"{short}/{file}.thumb"]
    assert files.keys("incoming") == []
    assert world.row(number)["due_at"] == due
    assert [f["state"] for f in files.listed(number, code)] == ["attached"]
    assert [f["id"] for f in world.case("pu.bandung", number).json["files"]] == [file]
    assert "attached" not in [m["kind"] for m in world.sent("NOTIFY")], "nobody is written to"


def test_an_officers_evidence_is_the_officers_whatever_the_object_says(
    world: World, files: Files
) -> None:
    number, _ = world.disposed()
    assert files.arrive(files.sent(files.ask_as("pu.bandung", number))) == []
    event = world.ledger(number)[-1]
    assert (event["kind"], event["by"]) == ("attached", {"role": "unit", "id": "pu.bandung"})


def refused(world: World, files: Files, number: str, key: str) -> str:
    """Let an object arrive that must be refused; gives the code."""
    count = len(world.ledger(number))
    assert files.arrive(key) == []
    world.settle()
    assert len(world.ledger(number)) == count + 1
    assert world.kinds(number)[-1] == "file_refused"
    assert (files.keys("incoming"), files.keys("clean")) == ([], [])
    return files.refusals(number)[-1]


@pytest.mark.parametrize(
    ("content", "size", "code"),
    [
        (PHOTO + b"x", len(PHOTO), "wrong_size"),
        (b"", 9, "wrong_size"),
        (b"MZ\x90\x00" + b"0" * 99, 103, "wrong_type"),
        (b"<svg><script>alert(1)</script></svg>", 36, "wrong_type"),
        (PHOTO[:800], 800, "not_an_image"),
        (PHOTO + pictures.EICAR, len(PHOTO + pictures.EICAR), "malware"),
    ],
)
def test_a_bad_file_is_refused_and_its_sender_reads_why(
    world: World, files: Files, content: bytes, size: int, code: str
) -> None:
    number, access = world.disposed()
    state = world.row(number)["state"]
    answer = files.ask(number, access, {"type": "image/jpeg", "size": size})
    assert refused(world, files, number, files.sent(answer, content)) == code
    (told,) = files.listed(number, access)
    assert (told["state"], told["code"]) == ("refused", code)
    file = answer.json["file"]
    own = files.fetch("reports", number, file, headers={"access-code": access})
    assert own.problem() == (404, "not_found")
    assert world.row(number)["state"] == state, "the report stands"
    assert files.ask(number, access).status == 201, "and takes another file"


def test_a_file_that_arrives_after_the_end_is_refused(world: World, files: Files) -> None:
    number, code = world.finished()
    key = files.sent(files.ask(number, code))
    world.said(number, code, "close", {})
    assert refused(world, files, number, key) == "report_closed"
    assert files.ask(number, code).problem() == (409, "not_allowed")


def test_evidence_of_an_officer_who_lost_the_report_or_the_office_is_refused(
    world: World, files: Files
) -> None:
    number, _ = world.disposed()
    first = files.sent(files.ask_as("pu.bandung", number))
    second = files.sent(files.ask_as("admin.bandung", number))
    world.did("admin.bandung", number, "forward", {"unit": "32.73:dinas-lh"})
    world.officer_entry("admin.bandung", "agency", "32.73", None, suspended=True)
    assert files.arrive(first, second) == []
    assert files.refusals(number) == ["no_longer_yours"] * 2
    assert files.keys("clean") == []


def test_a_sixth_file_is_refused_when_asked_and_when_it_arrives_all_the_same(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    answers = [files.ask(number, code) for _ in range(5)]
    assert files.ask(number, code).problem() == (409, "too_many_files")
    assert files.ask_as("pu.bandung", number).status == 201, "the offices have five of their own"

    world.now += uploads.GIVEN_UP
    assert {f["state"] for f in files.listed(number, code)} == {"expired"}
    late = [files.ask(number, code) for _ in range(5)]
    for answer in late:
        assert files.arrive(files.sent(answer)) == []
    assert files.arrive(files.sent(answers[0])) == []
    assert files.refusals(number) == ["too_many_files"]
    attached = [f for f in files.listed(number, code) if f["state"] == "attached"]
    assert [f["place"] for f in attached] == [1, 2, 3, 4, 5]


def test_a_message_that_comes_again_changes_nothing(world: World, files: Files) -> None:
    number, code = world.disposed()
    key = files.sent(files.ask(number, code))
    assert files.arrive(key) == []
    before = (world.ledger(number), files.keys("clean"))
    files.s3.put_object(Bucket="incoming", Key=key, Body=b"something else, sent a second time")
    assert files.arrive(key, key) == []
    assert (world.ledger(number), files.keys("clean")) == before
    assert files.keys("incoming") == []


def test_what_nobody_asked_for_and_what_is_gone_and_a_test_message_are_passed_over(
    world: World, files: Files
) -> None:
    number, code = world.filed()
    before = world.everything()
    gone = files.ask(number, code).json["fields"]["key"]
    files.s3.put_object(Bucket="incoming", Key="somebody/else", Body=PHOTO)
    test = json.dumps({"Service": "Amazon S3", "Event": "s3:TestEvent", "Bucket": "incoming"})
    assert world.consume("attach", test) == []
    assert files.arrive(gone, "somebody/else", "no-slash") == []
    assert (world.everything(), files.keys("incoming")) == (before, [])


def test_one_message_that_fails_comes_back_alone(world: World, files: Files) -> None:
    number, code = world.disposed()
    keys = [files.sent(files.ask(number, code)) for _ in range(3)]
    world.wire.disturb("GetObject incoming", "ServiceUnavailable", times=1, skip=1)
    assert files.arrive(*keys) == [1]
    world.wire.calm()
    assert files.arrive(keys[1]) == []
    assert world.kinds(number).count("attached") == 3


def test_a_race_for_the_report_is_run_again_and_a_lost_place_is_lost(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    for _ in range(4):
        files.attached(number, code)
    first = files.sent(files.ask(number, code))
    world.now += uploads.GIVEN_UP
    second = files.sent(files.ask(number, code))

    def meanwhile() -> None:
        assert files.arrive(second) == []

    world.wire.interrupt("PutItem Ledger", meanwhile)
    assert files.arrive(first) == []
    assert world.kinds(number).count("attached") == 5
    assert files.refusals(number) == ["too_many_files"]


CALLS = ("GetItem Uploads", "Query Ledger", "GetObject incoming", "PutObject clean",
         "PutItem Ledger", "DeleteObject incoming")  # fmt: skip


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("name", CALLS)
def test_a_function_that_dies_at_any_call_leaves_nothing_half_done(
    world: World, files: Files, name: str, after: bool
) -> None:
    number, code = world.disposed()
    key = files.sent(files.ask(number, code))
    world.wire.disturb(name, Killed(), after=after, times=1)
    with pytest.raises(Killed):
        files.arrive(key)
    world.wire.calm()
    seen = [f["state"] for f in files.listed(number, code)]
    assert seen in (["pending"], ["attached"])

    assert files.arrive(key) == []

    assert world.kinds(number).count("attached") == 1
    assert (len(files.keys("clean")), files.keys("incoming")) == (2, [])
    assert [f["state"] for f in files.listed(number, code)] == ["attached"]


@pytest.mark.parametrize(
    ("verdict", "kind", "code"),
    [
        ("NO_THREATS_FOUND", "attached", []),
        ("THREATS_FOUND", "file_refused", ["malware"]),
        ("UNSUPPORTED", "file_refused", ["unscannable"]),
    ],
)
def test_guarddutys_verdict_decides(
    world: World, files: Files, monkeypatch: pytest.MonkeyPatch, verdict: str, kind: str, code: Any
) -> None:
    monkeypatch.setenv("SCANNER", "guardduty")
    number, access = world.disposed()
    key = files.sent(files.ask(number, access))
    tag = {"Key": "GuardDutyMalwareScanStatus", "Value": verdict}
    files.s3.put_object_tagging(Bucket="incoming", Key=key, Tagging={"TagSet": [tag]})
    assert files.arrive(key) == []
    assert (world.kinds(number)[-1], files.refusals(number)) == (kind, code)


@pytest.mark.parametrize("verdict", [None, "FAILED", "ACCESS_DENIED"])
def test_without_guarddutys_verdict_the_message_comes_again(
    world: World, files: Files, monkeypatch: pytest.MonkeyPatch, verdict: str | None
) -> None:
    monkeypatch.setenv("SCANNER", "guardduty")
    number, code = world.disposed()
    key = files.sent(files.ask(number, code))
    if verdict:
        tag = {"Key": "GuardDutyMalwareScanStatus", "Value": verdict}
        files.s3.put_object_tagging(Bucket="incoming", Key=key, Tagging={"TagSet": [tag]})
    assert files.arrive(key) == [0]
    assert (files.keys("clean"), files.keys("incoming")) == ([], [key])
    assert [f["state"] for f in files.listed(number, code)] == ["pending"]


def test_the_log_and_the_rows_name_no_person_and_no_address(world: World, files: Files) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    files.fetch("reports", number, file, headers={"access-code": code})
    stored = repr(world.rows("UPLOADS")) + world.log.getvalue()
    for secret in ("Warga Contoh", "contoh.example", "X-Amz-Signature", code, "https://"):
        assert secret not in stored
