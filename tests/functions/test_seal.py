"""Schedule: every night the heads that changed become one root, once, and nobody loses a change."""

import os
from datetime import timedelta
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError

from lapor.aws import audit, seals
from lapor.aws.items import to_item
from lapor.domain.event import Actor
from lapor.domain.merkle import root_of
from lapor.domain.proof import verified
from tests.functions.world import Answer, World, sample

OFFICER = Actor("national", "nasional", "national")
pytestmark = pytest.mark.usefixtures("vault")


def sealed(world: World, day: str, hour: str = "00:05") -> int | None:
    """Run the schedule at a moment; gives what it says."""
    world.at(day, hour)
    found: int | None = world.invoke("seal", {})["sealed"]
    return found


def proof(world: World, number: str, code: str) -> Any:
    answer = world.call(
        "proof",
        "GET",
        f"/api/reports/{number}/proof",
        number=number,
        headers={"access-code": code},
    )
    assert answer.status == 200, answer.text
    return answer.json


def published(world: World, day: str | None = None) -> Answer:
    """Read the roots as anybody."""
    path = "/api/public/roots" + (f"/{day}" if day else "")
    event: dict[str, Any] = {
        "rawPath": path,
        "headers": {},
        "requestContext": {"http": {"method": "GET", "path": path}},
    }
    if day:
        event["pathParameters"] = {"day": day}
    return Answer(world.invoke("roots", event))


def test_a_report_is_in_the_root_of_its_day_and_its_proof_leads_there(world: World) -> None:
    number, code = world.disposed()
    assert proof(world, number, code)["sealed"] is None

    assert sealed(world, "2026-11-24") == 1

    root = published(world, "2026-11-23").json
    document = proof(world, number, code)
    assert (document["sealed"]["day"], document["sealed"]["seq"]) == ("2026-11-23", 3)
    assert document["sealed"]["root"] == root["root"]
    assert verified(document, root=root["root"]).faults == ()
    assert root == {
        "v": 1,
        "day": "2026-11-23",
        "at": "2026-11-23T17:05:00.000Z",
        "root": root["root"],
        "previous": None,
        "algorithm": "RFC 6962 SHA-256",
    }


def test_an_event_after_the_root_leaves_the_sealed_one_provable(world: World) -> None:
    number, code = world.disposed()
    sealed(world, "2026-11-24")
    world.at("2026-11-24", "09:00")
    world.did("pu.bandung", number, "follow-up", {"text": "Kami kerjakan.", "done": False})

    document = proof(world, number, code)
    assert (document["sealed"]["seq"], verified(document).faults) == (3, ())

    sealed(world, "2026-11-25")
    document = proof(world, number, code)
    assert (document["sealed"]["day"], document["sealed"]["seq"]) == ("2026-11-24", 4)
    assert verified(document).faults == ()


def test_what_is_taken_off_the_end_after_the_root_is_found(world: World) -> None:
    number, code = world.disposed()
    sealed(world, "2026-11-24")
    kept = proof(world, number, code)
    last = world.ledger(number)[-1]
    key = to_item({"report": last["report"], "seq": last["seq"]})
    world.dynamodb.delete_item(TableName=os.environ["LEDGER_TABLE"], Key=key)

    cut = proof(world, number, code)

    assert cut["sealed"] is None
    assert [(f.seq, f.kind) for f in verified(cut).faults] == [(3, "cut_off")], "by the desk"
    cut["last"] = None
    assert [(f.seq, f.kind) for f in verified(cut, earlier=kept).faults] == [(3, "cut_off")]


def test_a_day_is_sealed_once(world: World) -> None:
    world.disposed()
    assert sealed(world, "2026-11-24") == 1
    root = published(world, "2026-11-23").json

    assert sealed(world, "2026-11-24", "00:06") is None
    assert sealed(world, "2026-11-24", "23:00") is None

    assert published(world).json == {"items": [root]}


def test_of_two_runs_at_once_one_writes_the_root(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.disposed()
    assert sealed(world, "2026-11-24") == 1
    root = published(world, "2026-11-23").json

    monkeypatch.setattr(seals, "newest", lambda now: [])  # the other has not written yet

    assert sealed(world, "2026-11-24") is None
    assert published(world, "2026-11-23").json == root


def test_a_missed_day_is_sealed_with_the_next_and_each_root_names_the_one_before(
    world: World,
) -> None:
    world.filed()
    sealed(world, "2026-11-24")
    world.at("2026-11-25", "10:00")
    number, code = world.disposed()

    assert sealed(world, "2026-11-28") == 1

    first, second = published(world).json["items"][::-1]
    assert second["previous"] == {"day": first["day"], "root": first["root"]}
    document = proof(world, number, code)
    assert (document["sealed"]["day"], verified(document).faults) == ("2026-11-27", ())


def test_a_quiet_night_has_a_root_as_long_as_any(world: World) -> None:
    assert sealed(world, "2026-11-24") == 0
    number, code = world.filed()
    assert sealed(world, "2026-11-25") == 1

    quiet, busy = published(world).json["items"][::-1]

    assert quiet.keys() == busy.keys()
    assert len(seals.leaves_of(quiet)) == len(seals.leaves_of(busy)) == 256
    assert len(proof(world, number, code)["sealed"]["path"]) == 8


def test_a_change_between_midnight_and_the_root_is_not_lost(world: World) -> None:
    number, code = world.disposed()
    world.at("2026-11-24", "00:03")
    world.did("pu.bandung", number, "follow-up", {"text": "Kami kerjakan.", "done": False})

    assert sealed(world, "2026-11-24") == 1

    assert proof(world, number, code)["sealed"]["seq"] == 4


def test_a_desk_that_is_late_is_sealed_the_next_night(world: World) -> None:
    """Given an event that the stream brings after the root, the next root has it."""
    world.at("2026-11-23", "23:59")
    receipt = world.submit(sample(agency="32.73")).json  # the stream has not come yet
    assert sealed(world, "2026-11-24") == 0

    world.settle()
    assert sealed(world, "2026-11-25") == 1

    document = proof(world, receipt["number"], receipt["access_code"])
    assert document["sealed"]["day"] == "2026-11-24"
    assert verified(document, receipt["chain"]).faults == ()


def test_audit_rows_are_sealed_and_what_is_sealed_can_be_looked_up(world: World) -> None:
    audit.record("reveal", OFFICER, "report#X", world.now)
    number, _ = world.disposed()

    assert sealed(world, "2026-11-24") == 2

    root = published(world, "2026-11-23").json
    chain, row = seals.sealed_in(root)
    head = world.ledger(number)[-1]["hash"]
    assert chain == {"report": number.replace("-", ""), "seq": 3, "head": head}
    assert row.keys() == {"day", "id", "digest"}
    assert root_of(seals.leaves_of(root)).hex() == root["root"]


def test_a_root_can_be_deleted_by_nobody_and_is_not_written_twice(world: World, vault: str) -> None:
    sealed(world, "2026-11-24")
    s3 = boto3.client("s3")
    key = "roots/2026-11-23.json"
    version = s3.head_object(Bucket=vault, Key=key)

    assert version["ObjectLockMode"] == "COMPLIANCE"
    assert version["ObjectLockRetainUntilDate"] > version["LastModified"] + timedelta(days=3649)
    with pytest.raises(ClientError) as refused:
        s3.delete_object(Bucket=vault, Key=key, VersionId=version["VersionId"])
    assert refused.value.response["Error"]["Code"] == "AccessDenied"
    with pytest.raises(ClientError) as refused:
        s3.put_object(Bucket=vault, Key=key, Body=b"{}", IfNoneMatch="*")
    assert refused.value.response["Error"]["Code"] == "PreconditionFailed"


@pytest.mark.parametrize("day", ["2026-11-22", "x", "../trees", "2026-13-01"])
def test_a_day_without_a_root_is_not_found(world: World, day: str) -> None:
    assert published(world, day).problem() == (404, "not_found")


def test_a_published_root_may_be_kept_by_caches_and_the_list_may_not(world: World) -> None:
    sealed(world, "2026-11-24")

    assert "immutable" in published(world, "2026-11-23").headers["cache-control"]
    assert published(world).headers["cache-control"] == "no-store"


def test_the_vault_has_no_more_trouble_than_it_says(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a bucket that cannot be reached, the proof is not given without its root."""
    monkeypatch.setenv("ROOTS_BUCKET", "none")

    assert published(world, "2026-11-23").status >= 500


def test_finding_a_path_costs_the_same_however_large_the_day(world: World) -> None:
    number, code = world.disposed()
    sealed(world, "2026-11-24")
    world.wire.calls.clear()

    proof(world, number, code)

    names = [c.operation for c in world.wire.calls]
    assert names == [
        *("Query", "Query", "GetItem", "ListObjectsV2", "GetObject", "ListObjectsV2"),
        *["GetObject"] * 3,
    ]
