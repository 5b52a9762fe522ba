"""A report's whole life over HTTP on the local stack: the template as it is deployed."""

import time
import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from local.demo import rest
from local.demo.site import Site, Unexpected
from tests.functions.world import sample
from tests.journey.outbox import eventually, mails, texts

Stack = Mapping[str, Any]


@pytest.fixture
def site(stack: Stack) -> Site:
    """The API of the stack under test."""
    return Site(stack["api"])


def _filed(site: Site, stack: Stack, **changes: Any) -> tuple[str, str]:
    receipt = site.file(sample(**changes), str(uuid.uuid4()))
    _rested(stack, receipt["number"])
    return receipt["number"], receipt["access_code"]


def _rested(stack: Stack, number: str) -> None:
    rest.wait([number.replace("-", "")], stack["outputs"])


def _about(stack: Stack, number: str) -> list[Mapping[str, Any]]:
    return [m for m in mails(stack) if number in m["Subject"]]


def test_a_complaint_is_filed_verified_answered_and_confirmed(site: Site, stack: Stack) -> None:
    """Given a complaint to Bandung, when everybody does their part, all of it can be seen."""
    began = time.monotonic()
    number, code = _filed(site, stack, agency="32.73", category="jalan-rusak")
    site.officer("admin.bandung", number, "verify", {"agency": "32.73", "unit": "32.73:dinas-pu"})
    _rested(stack, number)
    said = "Lubang sudah ditambal tadi malam."
    site.officer("pu.bandung", number, "follow-up", {"text": said, "done": True})
    _rested(stack, number)
    site.reporter(number, code, "close", {"rating": 5, "solved": True})
    _rested(stack, number)
    print(f"\none lifecycle on the local stack: {time.monotonic() - began:.1f} s")

    report = site.track(number, code)
    assert (report["state"], report["closed_how"], report["rating"]) == ("closed", "confirmed", 5)
    kinds = [event["kind"] for event in report["events"]]
    assert kinds == ["submitted", "routed", "verified", "followed_up", "closed"]
    assert report["may"] == ["reopen"]

    sent = _about(stack, number)
    to_reporter = [m for m in sent if m["Destination"]["ToAddresses"] == ["warga@contoh.example"]]
    to_offices = [m for m in sent if m not in to_reporter]
    assert len(to_reporter) == 3, "received, verified, answered"
    assert len(to_offices) == 3, "to verify, to handle, confirmed"
    answered = to_reporter[-1]
    assert said in str(answered["Body"])
    assert "<a href=" in str(answered["Body"]), "there is an HTML part with a button"
    assert "Warga Contoh" not in str(sent), "nobody is told the reporter's name"
