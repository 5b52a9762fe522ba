"""The rights of a person on the deployed stack: taken along, restricted, erased for good."""

import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

import boto3
import pytest

from lapor.aws import clients, ledger
from lapor.aws.items import from_item
from lapor.domain.event import body_digest, broken_link
from local import clock
from local.breach import touches
from local.demo import rest
from local.demo.site import Site
from local.retain import carried_out, planned
from tests.functions.world import sample
from tests.journey.conftest import Send
from tests.journey.outbox import eventually

Stack = Mapping[str, Any]
Aws = Callable[[str], Any]
TABLES = ("Ledger", "Desk", "People", "Sends", "Audit", "Limits", "Directory")
BANDUNG = {"agency": "32.73", "unit": "32.73:dinas-pu"}
REVEAL = {"reason": "bantuan-darurat", "text": "Pelapor perlu dihubungi segera."}


class Life:
    """A report of which every word is a sentinel, and a person who is one."""

    def __init__(self, stack: Stack, aws: Aws) -> None:
        self.stack, self.aws, self.site = stack, aws, Site(stack["api"])
        mark = uuid.uuid4().hex[:10]
        self.words = tuple(f"{what}{mark}" for what in ("judul", "isi", "alamat", "jawab"))
        self.person = (f"Nama{mark}", f"surel{mark}@contoh.example")
        title, body, address, self.said = self.words
        receipt = self.site.file(
            sample(
                agency="32.73",
                title=f"Jalan {title}",
                body=f"Sudah lama rusak {body} dan belum diperbaiki.",
                place={"province": "32", "regency": "32.73", "address": address},
                reporter={
                    **{"name": self.person[0], "email": self.person[1]},
                    **{"phone": None, "notify": "email", "language": "id"},
                },
            ),
            str(uuid.uuid4()),
        )
        self.number, self.code = receipt["number"], receipt["access_code"]
        self.short = self.number.replace("-", "")
        self.rested()
        self.site.officer("admin.bandung", self.number, "verify", BANDUNG)
        self.site.reporter(self.number, self.code, "reply", {"text": f"Masih {self.said}."})
        self.rested()

    def rested(self) -> None:
        rest.wait([self.short], self.stack["outputs"])

    def finished(self) -> "Life":
        done = {"text": "Sudah ditambal.", "done": True}
        self.site.officer("pu.bandung", self.number, "follow-up", done)
        self.site.reporter(self.number, self.code, "close", {})
        self.rested()
        return self

    def left(self) -> list[str]:
        """Name the sentinels that any table of the stack still holds, as they are stored."""
        dynamodb = self.aws("dynamodb")
        pages = (
            page
            for table in TABLES
            for page in dynamodb.get_paginator("scan").paginate(
                TableName=self.stack["outputs"][f"{table}Table"], ConsistentRead=True
            )
        )
        text = "".join(str(page["Items"]) for page in pages).lower()
        return [word for word in (*self.words, *self.person) if word.lower() in text]

    def person_row(self) -> Mapping[str, Any]:
        found = self.aws("dynamodb").get_item(
            TableName=self.stack["outputs"]["PeopleTable"], Key={"report": {"S": self.short}}
        )
        return from_item(found["Item"])

    def broken(self) -> int | None:
        return broken_link(ledger.events(self.short))

    def track(self) -> Mapping[str, Any]:
        return self.site.track(self.number, self.code)


@pytest.fixture
def life(stack: Stack, aws: Aws, monkeypatch: pytest.MonkeyPatch) -> Life:
    """A verified report, with our own modules looking at the stack under test."""
    settings = {
        "AWS_ENDPOINT_URL": stack["endpoint"],
        "AWS_DEFAULT_REGION": stack["region"],
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "USER_POOL_ID": stack["outputs"]["UserPoolId"],
        **{f"{t.upper()}_TABLE": stack["outputs"][f"{t}Table"] for t in TABLES},
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)
    clients.client.cache_clear()
    return Life(stack, aws)


def test_everything_is_taken_along_with_a_proof_and_then_erased_without_a_trace(
    life: Life, send: Send, stack: Stack
) -> None:
    life.finished()
    assert set(life.left()) == set(life.words), "the person is sealed from the first moment"

    path, mine = f"/reports/{life.number}", {"Access-Code": life.code}
    answer = send("POST", f"{path}/export", {}, **mine)
    assert answer.status == 200, answer.data
    value = answer.json()
    text = json.dumps(value["data"])
    assert [w for w in (*life.words, *life.person) if w not in text] == []
    stored = ledger.events(life.short)[-1]
    assert stored.data["sha256"] == body_digest(value["data"]) == value["proof"]["sha256"]
    assert value["proof"]["chain"] == stored.hash

    life.site.reporter(life.number, life.code, "erase", {})
    life.rested()

    eventually(lambda: life.left() == [])
    assert life.person_row().keys() == {"report", "key", "fingerprint", "erased"}
    assert life.broken() is None
    for seen in (life.track(), send("GET", f"/public/reports/{life.number}").json()):
        assert (seen["title"], seen["erased"]) == ("", ["identity", "words"])
    before = len(ledger.events(life.short))
    again = send("POST", f"{path}/erase", {}, **mine)
    assert (again.status, again.json()["erased"]) == (200, ["identity", "words"])
    assert len(ledger.events(life.short)) == before
    empty = send("POST", f"{path}/export", {}, **mine).json()["data"]
    assert empty["person"] == {}


def test_a_wish_of_an_open_report_is_carried_out_by_the_night_as_the_dry_run_says(
    life: Life, stack: Stack, aws: Aws
) -> None:
    life.site.reporter(life.number, life.code, "erase", {})
    life.rested()
    eventually(lambda: "erased" in life.person_row())
    assert set(life.left()) == set(life.words)

    life.site.reporter(life.number, life.code, "withdraw", {})
    life.rested()
    # The stack's own time: other journeys have moved it.
    moment = datetime.fromisoformat(life.track()["updated_at"]) + timedelta(minutes=1)
    dry = [row for row in planned(moment) if row[0] == life.number]
    assert [(number, rule) for number, rule, _ in dry] == [(life.number, "wish")]

    answer = aws("lambda").invoke(FunctionName=stack["outputs"]["RetainFunction"], Payload=b"{}")
    assert json.loads(answer["Payload"].read())["due"] >= 1
    eventually(lambda: life.left() == [])
    life.rested()

    assert life.broken() is None
    assert [row for row in carried_out(moment) if row[0] == life.number] == []
    assert life.track()["events"][-1]["data"]["rule"] == "wish"


def raised(send: Send, bearer: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """Give all that has come to the national admin, page by page: other tests raise reports too."""
    cursor: str | None = ""
    while cursor is not None:
        more = f"&cursor={cursor}" if cursor else ""
        page = send("GET", f"/desk?tab=raised{more}", **bearer).json()
        yield from page["items"]
        cursor = page["cursor"]


def test_a_letter_restricts_and_the_breach_tool_finds_who_looked_before(
    life: Life, send: Send, token: Callable[[str], str]
) -> None:
    since = datetime.fromisoformat(life.track()["updated_at"]) + timedelta(milliseconds=1)
    life.site.officer("nasional", life.number, "reveal", REVEAL)
    received = clock.today()
    claim = {"right": "restrict", "received_on": received}
    life.site.officer("nasional", life.number, "request-subject", claim)
    life.rested()
    bearer = {"Authorization": f"Bearer {token('nasional')}"}
    (row,) = [r for r in raised(send, bearer) if r["number"] == life.number]
    begun = datetime.fromisoformat(f"{received}T00:00+07:00")
    assert datetime.fromisoformat(row["subject_due"]) == begun + timedelta(hours=72)

    own = send("POST", f"/desk/{life.number}/restrict-subject", {}, **bearer)
    assert (own.status, own.json()["code"]) == (409, "another_admin")
    life.site.officer("nasional2", life.number, "restrict-subject", {})
    life.rested()

    assert send("GET", f"/public/reports/{life.number}").status == 404
    refused = send("POST", f"/desk/{life.number}/reveal", REVEAL, **bearer)
    assert refused.status == 409
    until = datetime.fromisoformat(life.track()["updated_at"]) + timedelta(seconds=30)
    found = [t for t in touches(since, until) if t.subject == f"report#{life.short}"]
    assert [t.how for t in found if t.how == "identity_read"] == ["identity_read"]
    assert {t.how for t in found} >= {"identity_read", "message", "subject_requested"}
    assert touches(since - timedelta(days=9), since - timedelta(days=8)) == []
