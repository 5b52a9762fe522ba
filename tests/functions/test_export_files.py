"""POST …/export: the copy leads to the reporter's own files, for a quarter of an hour."""

import hashlib
import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

from lapor.domain.event import body_digest, stamp
from tests.functions.sending import Files
from tests.functions.world import World

OFFICE = "pu.bandung"


def exported(world: World, number: str, code: str) -> dict[str, Any]:
    answer = world.reporter(number, code, "export", {})
    assert answer.status == 200, answer.text
    assert answer.json["proof"]["sha256"] == body_digest(answer.json["data"])
    found: dict[str, Any] = answer.json["data"]
    return found


def evidence(files: Files, number: str) -> str:
    """An office's file that was taken; gives its id."""
    answer = files.ask_as(OFFICE, number)
    assert files.arrive(files.sent(answer)) == []
    return str(answer.json["file"])


def test_a_copy_of_the_data_leads_to_the_reporters_own_files(world: World, files: Files) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)

    (entry,) = exported(world, number, code)["files"]

    stored = files.s3.get_object(Bucket="clean", Key=f"{number.replace('-', '')}/{file}")
    content = stored["Body"].read()
    assert (entry["id"], entry["type"], entry["size"]) == (file, "image/jpeg", len(content))
    assert entry["name"] == f"lapor-{number}-1.jpg"
    assert entry["sha256"] == hashlib.sha256(content).hexdigest()
    address = urlsplit(entry["url"])
    assert address.path.endswith(f"{number.replace('-', '')}/{file}")
    assert parse_qs(address.query)["X-Amz-Expires"] == ["900"]
    assert entry["url_expires_at"] == stamp(world.now + timedelta(minutes=15))
    assert [r["data"]["fields"] for r in world.rows("AUDIT")] == [
        ["name", "phone", "email", "words", "files", "messages"]
    ]
    assert "X-Amz-Signature" not in world.log.getvalue()


def test_of_an_offices_file_the_copy_has_name_and_digest_and_no_address(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    evidence(files, number)

    (entry,) = exported(world, number, code)["files"]

    assert (entry["by"], entry["name"]) == ("unit", f"lapor-{number}-1.jpg")
    assert len(entry["sha256"]) == 64
    assert entry.keys() & {"url", "url_expires_at"} == set()
    (row,) = world.rows("AUDIT")
    assert "files" not in row["data"]["fields"]


def test_a_refused_file_has_nothing_to_fetch(world: World, files: Files) -> None:
    number, code = world.disposed()
    answer = files.ask(number, code, {"type": "image/jpeg", "size": 4})
    assert files.arrive(files.sent(answer, b"nein")) == []

    (entry,) = exported(world, number, code)["files"]

    assert entry["state"] == "refused"
    assert entry.keys() & {"name", "sha256", "url"} == set()


def test_of_a_deleted_file_the_copy_keeps_the_digest_and_of_an_erased_one_nothing(
    world: World, files: Files
) -> None:
    number, code = world.disposed()
    file, other = files.attached(number, code), files.attached(number, code)
    body = {"file": file, "reason": "berkas-data-pribadi"}
    path = f"/api/desk/{number}/delete-file"
    assert files.call("expose", "POST", path, body, officer="nasional").status == 200

    gone, kept = exported(world, number, code)["files"]
    assert (gone["state"], "url" in gone, len(gone["sha256"])) == ("deleted", False, 64)
    assert (kept["id"], "url" in kept) == (other, True)

    world.said(number, code, "withdraw", {})
    world.said(number, code, "erase", {})
    after = exported(world, number, code)
    assert [f["state"] for f in after["files"]] == ["deleted"]
    assert "X-Amz-Signature" not in json.dumps(after)
