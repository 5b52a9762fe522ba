"""POST …/files: where one file may be sent to, and who is offered nothing."""

import base64
import json
from collections.abc import Mapping
from typing import Any

import pytest

from lapor.aws import uploads
from tests.functions.sending import PHOTO, Files
from tests.functions.world import World


def test_a_form_sends_one_file_of_one_type_and_size_for_ten_minutes(
    world: World, files: Files
) -> None:
    number, code = world.filed(agency="32.73")
    before = world.everything()

    answer = files.ask(number, code)

    got = answer.json
    key = f"{number.replace('-', '')}/{got['file']}"
    assert (answer.status, got["fields"]["key"]) == (201, key)
    assert got["fields"]["Content-Type"] == "image/jpeg"
    assert got["expires_at"] == "2026-11-23T03:10:00.000Z"
    assert got["url"] == "https://incoming.s3.ap-southeast-3.amazonaws.com/"
    policy = json.loads(base64.b64decode(got["fields"]["policy"]))
    size = ["content-length-range", len(PHOTO), len(PHOTO)]
    for condition in ({"Content-Type": "image/jpeg"}, size, {"bucket": "incoming"}, {"key": key}):
        assert condition in policy["conditions"]
    assert world.everything() == before, "the ledger hears of a file when it is clean"
    (waiting,) = files.listed(number, code)
    assert (waiting["state"], waiting["id"]) == ("pending", got["file"])


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({"size": 1}, ("/type", "missing")),
        ({"type": "image/jpeg"}, ("/size", "missing")),
        ({"type": "image/svg+xml", "size": 9}, ("/type", "file_type")),
        ({"type": "application/x-msdownload", "size": 9}, ("/type", "file_type")),
        ({"type": "application/zip", "size": 9}, ("/type", "file_type")),
        ({"type": 5, "size": 9}, ("/type", "wrong_type")),
        ({"type": "image/jpeg", "size": 0}, ("/size", "file_empty")),
        ({"type": "image/jpeg", "size": -1}, ("/size", "file_empty")),
        ({"type": "image/jpeg", "size": 10_000_001}, ("/size", "file_too_large")),
        ({"type": "image/jpeg", "size": "9"}, ("/size", "wrong_type")),
        ({"type": "image/jpeg", "size": True}, ("/size", "wrong_type")),
        ({"type": "image/jpeg", "size": 9, "name": "KTP.jpg"}, ("/name", "unknown_field")),
        ({"type": "image/jpeg", "size": 9, "by": "agency"}, ("/by", "unknown_field")),
    ],
)
def test_what_cannot_be_a_file_is_refused_before_it_is_sent(
    world: World, files: Files, body: Mapping[str, Any], error: tuple[str, str]
) -> None:
    number, code = world.filed()
    answer = files.ask(number, code, body)
    assert answer.problem() == (422, "validation")
    assert answer.errors == [error]
    assert files.listed(number, code) == []


def test_who_has_no_business_with_a_report_is_offered_nothing(world: World, files: Files) -> None:
    number, code = world.disposed()
    wrong = files.ask(number, "0000-0000-0000-0000")
    unknown = files.ask("0000-0000-0000", code)
    assert wrong.problem() == unknown.problem() == (404, "not_found")
    assert files.ask_as("admin.surabaya", number).problem() == (404, "not_found")
    assert files.ask_as(None, number).problem() == (401, "unauthorized")
    assert files.ask_as("nasional", number).problem() == (409, "not_allowed")
    assert world.rows("UPLOADS") == []


def test_asking_again_and_again_ends(world: World, files: Files) -> None:
    number, code = world.filed()
    for _ in range(6):
        for _ in range(5):
            assert files.ask(number, code).status == 201
        world.now += uploads.GIVEN_UP
    answer = files.ask(number, code)
    assert answer.problem() == (429, "too_many")


def test_an_upload_that_never_completes_is_pending_then_expired(world: World, files: Files) -> None:
    number, code = world.filed()
    files.ask(number, code)
    before = world.everything()
    states = []
    for _ in range(2):
        states += [f["state"] for f in files.listed(number, code)]
        world.now += uploads.GIVEN_UP
    assert states == ["pending", "expired"]
    assert world.everything() == before
