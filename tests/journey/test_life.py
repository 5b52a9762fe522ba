"""A report's whole life over HTTP on the local stack: the template as it is deployed."""

import json
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lapor.domain.calendar import end_of, local_day
from lapor.registers import rules
from local import clock
from local.demo import rest
from local.demo.site import Site
from tests.functions.world import sample
from tests.journey.conftest import stranger
from tests.journey.outbox import eventually, mails_about, texts_about

Stack = Mapping[str, Any]
Aws = Callable[[str], Any]
WIB = ZoneInfo("Asia/Jakarta")
BANDUNG = {"agency": "32.73", "unit": "32.73:dinas-pu"}


@pytest.fixture
def site(stack: Stack) -> Site:
    """The API of the stack under test."""
    return Site(stack["api"])


def filed(site: Site, stack: Stack, **changes: Any) -> tuple[str, str]:
    """File a report and wait until it is routed and told."""
    receipt = site.file(sample(**{"reporter": stranger(), **changes}), str(uuid.uuid4()))
    rested(stack, receipt["number"])
    return receipt["number"], receipt["access_code"]


def rested(stack: Stack, number: str) -> None:
    """Wait until nothing is on its way any more."""
    rest.wait([number.replace("-", "")], stack["outputs"])


def test_a_complaint_is_filed_verified_answered_and_confirmed(site: Site, stack: Stack) -> None:
    """Given a complaint to Bandung, when everybody does their part, all of it can be seen."""
    began = time.monotonic()
    person = stranger()
    number, code = filed(site, stack, agency="32.73", category="jalan-rusak", reporter=person)
    site.officer("admin.bandung", number, "verify", BANDUNG)
    rested(stack, number)
    said = "Lubang sudah ditambal tadi malam."
    site.officer("pu.bandung", number, "follow-up", {"text": said, "done": True})
    rested(stack, number)
    site.reporter(number, code, "close", {"rating": 5, "solved": True})
    rested(stack, number)
    print(f"\none lifecycle on the local stack: {time.monotonic() - began:.1f} s")

    report = site.track(number, code)
    assert (report["state"], report["closed_how"], report["rating"]) == ("closed", "confirmed", 5)
    kinds = [event["kind"] for event in report["events"]]
    assert kinds == ["submitted", "routed", "verified", "followed_up", "closed"]
    assert report["may"] == ["reopen", "export", "erase", "restrict"]

    sent = mails_about(stack, number)
    to_reporter = [m for m in sent if m["To"] == [person["email"]]]
    assert [m["Subject"].partition(number)[2].strip(" :") for m in to_reporter] == [
        "kami terima",
        "sudah diverifikasi",
        "instansi menyatakan selesai",
    ]
    to_offices = [m["To"][0] for m in sent if m not in to_reporter]
    assert to_offices == [
        "32.73@instansi.example",
        "dinas-pu.32.73@instansi.example",
        "dinas-pu.32.73@instansi.example",
    ], "to verify, to handle, confirmed"
    assert said not in json.dumps(to_reporter), "nobody has confirmed the address"
    assert said in [event["text"] for event in report["events"]]
    assert "Warga Contoh" not in json.dumps(sent), "nobody is told the reporter's name"


def test_who_asked_for_sms_gets_sms_and_in_english(site: Site, stack: Stack) -> None:
    person = {"name": "Visitor Example", "phone": "+62 812 0000 9999", "email": None}
    reporter = {**person, "notify": "sms", "language": "en"}
    number, _ = filed(site, stack, agency="51.71", reporter=reporter)

    assert [t.partition(".")[0] for t in eventually(lambda: texts_about(stack, number))] == [
        f"LAPOR! We received report {number}"
    ]


def test_what_nobody_handles_climbs_from_the_agency_to_the_nation(site: Site, stack: Stack) -> None:
    """Given a unit that does nothing, when its deadline passes, its agency is told, then others."""
    number, code = filed(site, stack, agency="32.73")
    site.officer("admin.bandung", number, "verify", BANDUNG)
    rested(stack, number)

    due = datetime.fromisoformat(site.track(number, code)["due_at"])
    clock.move(due + timedelta(hours=8))
    report = eventually(lambda: raised(site, number, code, 1))
    assert [e["data"]["to"] for e in escalations(report)] == ["agency"]
    rested(stack, number)

    last = rules().calendar.after(local_day(due, WIB), rules().ladder.rungs[-1].days)
    clock.move(end_of(last, WIB) + timedelta(hours=8))
    report = eventually(lambda: raised(site, number, code, 4))
    levels = ["agency", "leader", "monitor", "national"]
    assert [e["data"]["to"] for e in escalations(report)] == levels
    assert report["late"]
    assert report["level"] == "national"
    rested(stack, number)
    late = [m["To"][0] for m in mails_about(stack, number) if "TERLAMBAT" in m["Subject"]]
    assert {
        "32.73@instansi.example",
        "inspektorat.32.73@instansi.example",
        "national@instansi.example",
        "pemantau.jabar@petugas.example",
        "pimpinan.bandung@petugas.example",
    } <= set(late), "and whoever else watches Jawa Barat on this stack"


def test_a_message_that_failed_comes_back_and_is_told_once(
    site: Site,
    stack: Stack,
    aws: Aws,
    locked_vault: Callable[[bool], None],
    paused_notify: Callable[[bool], None],
) -> None:
    """Given addresses that cannot be read, when they can again, SQS brings the message back."""
    paused_notify(True)
    person = stranger()
    body = sample(agency="32.73", reporter=person)
    number = site.file(body, str(uuid.uuid4()))["number"]
    locked_vault(True)
    paused_notify(False)
    eventually(lambda: _received_again(stack, aws))
    told = [m["To"][0] for m in mails_about(stack, number)]
    assert person["email"] not in told

    locked_vault(False)
    rested(stack, number)
    assert sorted(m["To"][0] for m in mails_about(stack, number)) == [
        "32.73@instansi.example",
        person["email"],
    ]


def test_a_message_delivered_twice_is_told_once(site: Site, stack: Stack, aws: Aws) -> None:
    number, _ = filed(site, stack, agency="32.73")
    before = len(mails_about(stack, number))
    queue = aws("sqs").get_queue_url(QueueName=_queue(aws, "NotifyQueue"))["QueueUrl"]
    body = {"v": 1, "report": number.replace("-", ""), "seq": 1, "kind": "submitted"}

    for _ in range(3):
        aws("sqs").send_message(QueueUrl=queue, MessageBody=json.dumps(body))
    rested(stack, number)

    assert len(mails_about(stack, number)) == before


def escalations(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give the escalations of a report."""
    return [e for e in report["events"] if e["kind"] == "escalated"]


def raised(site: Site, number: str, code: str, times: int) -> Mapping[str, Any] | None:
    """Give the report once it was escalated so many times."""
    report = site.track(number, code)
    return report if len(escalations(report)) >= times else None


@pytest.fixture
def locked_vault(aws: Aws, locked_key: Callable[[bool], None]) -> Iterator[Callable[[bool], None]]:
    """Disable and enable the key of `People`; the notify queue brings messages back fast."""
    sqs = aws("sqs")
    queue = sqs.get_queue_url(QueueName=_queue(aws, "NotifyQueue"))["QueueUrl"]
    usual = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["VisibilityTimeout"])

    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "5"})
    yield locked_key
    locked_key(False)
    sqs.set_queue_attributes(QueueUrl=queue, Attributes=usual["Attributes"])


@pytest.fixture
def paused_notify(paused: Callable[[str, bool], None]) -> Iterator[Callable[[bool], None]]:
    """Let messages wait in the notify queue, or have them handled."""
    yield lambda wanted: paused("NotifyQueue", wanted)
    paused("NotifyQueue", False)


def _queue(aws: Aws, name: str) -> str:
    urls = aws("sqs").list_queues()["QueueUrls"]
    names = [url.rpartition("/")[2] for url in urls]
    return str(next(n for n in names if name in n and "Dead" not in n))


def _received_again(stack: Stack, aws: Aws) -> bool:
    """Say whether a message of the notify queue was received more than once."""
    with urllib.request.urlopen(f"{stack['endpoint']}/_ministack/sqs/messages") as answer:  # noqa: S310
        queues = json.loads(answer.read())
    return any(n >= 2 for n in _counts(queues))


def _counts(value: Any) -> Iterator[int]:
    if isinstance(value, Mapping):
        if "ReceiveCount" in value:
            yield int(value["ReceiveCount"])
        for item in value.values():
            yield from _counts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _counts(item)
