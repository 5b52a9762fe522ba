"""GET …/files/{file}, POST …/show-file and …/hide-file: who gets the address of a file."""

from typing import Any

import pytest

from tests.functions.sending import Files
from tests.functions.world import World


def test_the_public_fetches_what_an_officer_shows_and_no_more(world: World, files: Files) -> None:
    number, code = world.disposed()
    file = files.attached(number, code)
    assert files.fetch("public/reports", number, file).problem() == (404, "not_found")
    assert world.published(number).json["files"] == []

    shown = files.call("expose", "POST", f"/api/desk/{number}/show-file", {"file": file},
                       officer="admin.bandung")  # fmt: skip
    assert shown.status == 200, shown.text
    assert [f["public"] for f in shown.json["files"]] == [True]
    answer = files.fetch("public/reports", number, file)
    assert answer.status == 200
    url = answer.json["url"]
    key = f"{number.replace('-', '')}/{file}"
    assert url.startswith(f"https://clean.s3.ap-southeast-3.amazonaws.com/{key}?")
    assert f"lapor-{number}-1.jpg" in url
    assert "X-Amz-Expires=60" in url
    assert answer.json["expires_at"] == "2026-11-23T03:01:00.000Z"
    small = files.fetch("public/reports", number, file, query={"thumb": "1"})
    assert f"{key}.thumb?" in small.json["url"]

    files.call("expose", "POST", f"/api/desk/{number}/hide-file", {"file": file},
               officer="admin.bandung")  # fmt: skip
    assert files.fetch("public/reports", number, file).problem() == (404, "not_found")


def test_a_confidential_reports_file_has_no_address_for_the_public(
    world: World, files: Files
) -> None:
    number, _ = world.disposed()
    answer = files.ask_as("pu.bandung", number)
    files.arrive(files.sent(answer))
    file = answer.json["file"]
    assert files.fetch("public/reports", number, file).status == 200
    world.did("admin.bandung", number, "conceal", {})

    secret = files.fetch("public/reports", number, file)
    unknown = files.fetch("public/reports", "0000-0000-0000", file)
    assert (secret.text, secret.status) == (unknown.text, 404)
    again = files.call("expose", "POST", f"/api/desk/{number}/show-file", {"file": file},
                       officer="admin.bandung")  # fmt: skip
    assert again.problem() == (409, "not_allowed")


def test_a_report_made_anonymous_takes_back_what_was_shown_of_its_reporter(
    world: World, files: Files
) -> None:
    """Given a photo and a number that an admin has shown, when it is made anonymous, both go."""
    body = "Hubungi saya di 0812 3456 7890 setelah magrib."
    number, code = world.disposed(body=body)
    file = files.attached(number, code)
    show = f"/api/desk/{number}/show-file"
    shown = files.call("expose", "POST", show, {"file": file}, officer="admin.bandung")
    assert shown.status == 200
    mark = {"of": 1, "part": "body", "spans": [[16, 30]]}
    world.did("admin.bandung", number, "unmask", mark)
    assert files.fetch("public/reports", number, file).status == 200
    assert world.published(number).json["events"][0]["text"] == body

    world.did("pu.bandung", number, "anonymise", {})

    assert files.fetch("public/reports", number, file).problem() == (404, "not_found")
    seen = world.published(number).json
    assert (seen["anonymous"], seen["files"]) == (True, [])
    assert seen["events"][0]["text"] == ("Hubungi saya di [nomor disembunyikan] setelah magrib.")
    again = files.call("expose", "POST", show, {"file": file}, officer="admin.bandung")
    assert again.errors == [("/file", "anonymous_file")]


def test_another_reports_code_and_another_office_open_no_file(world: World, files: Files) -> None:
    number, code = world.disposed()
    other, others_code = world.disposed()
    file = files.attached(number, code)
    tries = [
        files.fetch("reports", number, file, headers={"access-code": others_code}),
        files.fetch("reports", other, file, headers={"access-code": others_code}),
        files.fetch("desk", number, file, officer="admin.surabaya"),
        files.fetch("desk", number, "0" * 32, officer="pu.bandung"),
        files.fetch("reports", number, "..", headers={"access-code": code}),
    ]
    assert [a.problem() for a in tries] == [(404, "not_found")] * len(tries)
    assert files.fetch("desk", number, file).problem() == (401, "unauthorized")
    assert files.fetch("desk", number, file, officer="pu.bandung").status == 200


@pytest.mark.parametrize("action", ["show-file", "hide-file"])
@pytest.mark.parametrize(
    ("body", "error"),
    [
        ({}, ("/file", "missing")),
        ({"file": "short"}, ("/file", "too_short")),
        ({"file": 5}, ("/file", "wrong_type")),
        ({"file": "0" * 32, "public": True}, ("/public", "unknown_field")),
    ],
)
def test_a_wrong_choice_of_a_file_is_refused(
    world: World, files: Files, action: str, body: Any, error: tuple[str, str]
) -> None:
    number, _ = world.disposed()
    path = f"/api/desk/{number}/{action}"
    answer = files.call("expose", "POST", path, body, officer="admin.bandung")
    assert answer.errors == [error]
    unknown = files.call("expose", "POST", path, {"file": "0" * 32}, officer="admin.bandung")
    assert unknown.problem() == (404, "not_found")
