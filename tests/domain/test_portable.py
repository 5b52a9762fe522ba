"""A copy of all data: each file with its name and digest, the reporter's own with an address."""

from datetime import timedelta

from lapor.domain.event import stamp
from lapor.domain.portable import Addresses, own, portable
from tests.domain.lives import PU_OFFICER, disposed


def test_only_the_reporters_own_files_that_there_are_have_an_address() -> None:
    life = disposed().attached(sha256="ab").attached(PU_OFFICER, "f2", sha256="cd")
    life.attached(file="f4", sha256="ef").file_refused(file="f3").file_deleted("f4")
    until = life.now + timedelta(minutes=15)
    assert [file.id for file in own(life.events)] == ["f1"]

    sent = {"event": "x#1", "channel": "email#2", "state": "sent", "at": stamp(life.now)}
    addresses = Addresses({"f1": "https://clean.example/f1"}, until)
    data = portable(life.report, life.events, {}, [sent], [], addresses, life.now)

    known = ("id", "state", "sha256", "url", "url_expires_at")
    assert [tuple(file.get(name) for name in known) for file in data["files"]] == [
        ("f1", "attached", "ab", "https://clean.example/f1", stamp(until)),
        ("f2", "attached", "cd", None, None),
        ("f4", "deleted", "ef", None, None),
        ("f3", "refused", None, None, None),
    ]
    assert [file["name"].rpartition("-")[2] for file in data["files"][:3]] == [
        *("1.jpg", "2.jpg", "3.jpg")
    ]
    assert data["messages"] == [{**sent, "event": 1, "channel": "email"}]
