"""Citizens without an account, over HTTP on the local stack: codes come from the outbox."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import pytest
import urllib3

from local.demo import rest
from local.demo.site import Site
from tests.functions.world import RIGHTS, sample, somebody
from tests.journey.conftest import Send
from tests.journey.outbox import codes_to, eventually

Stack = Mapping[str, Any]
Ask = Callable[[dict[str, str]], urllib3.BaseHTTPResponse]


@pytest.fixture
def person() -> dict[str, Any]:
    """A reporter whom no other test knows: codes are limited by contact."""
    some = uuid.uuid4().int
    return somebody(email=f"warga.{some:x}@contoh.example", phone=f"+62812{some % 10**8:08}")


def filed(stack: Stack, person: Mapping[str, Any]) -> tuple[str, str]:
    """File a report of this person and wait until it is told."""
    body = sample(agency="32.73", reporter=person)
    receipt = Site(stack["api"]).file(body, str(uuid.uuid4()))
    rest.wait([receipt["number"].replace("-", "")], stack["outputs"])
    return receipt["number"], receipt["access_code"]


def newest(stack: Stack, contact: str, before: int) -> str:
    """Wait for one more code to a contact than there were; gives it."""

    def more() -> list[str] | None:
        codes = codes_to(stack, contact)
        return codes if len(codes) > before else None

    return eventually(more)[-1]


@pytest.mark.parametrize("channel", ["email", "sms"])
def test_a_contact_is_confirmed_and_lists_what_was_confirmed(
    send: Send, ask_code: Ask, stack: Stack, person: dict[str, Any], channel: str
) -> None:
    """Given two reports, when one contact is confirmed, the list holds it and opens it."""
    number, access = filed(stack, person)
    other, _ = filed(stack, person)
    held = {"Access_Code": access}
    kind = {"email": "email", "sms": "phone"}[channel]
    contact = person[kind]
    who = {kind: contact}

    path = f"/reports/{number}/confirm-contact"
    known = send("GET", f"/reports/{number}/contact", **held).json()
    assert (known["confirmed"], known["news"]) == ({"email": False, "sms": False}, True)
    assert send("POST", path, {"channel": channel}, **held).status == 202
    code = newest(stack, contact, 0)
    done = send("POST", path, {"channel": channel, "code": code}, **held)
    assert (done.status, done.json()["confirmed"][channel]) == (200, True)
    again = send("POST", path, {"channel": channel, "code": code}, **held)
    assert (again.status, again.json()["errors"][0]["code"]) == (422, "wrong_code")

    assert ask_code(who).status == 202
    code = newest(stack, contact, 1)
    session = send("POST", "/me/sessions", {**who, "code": code})
    assert session.status == 201
    mine = send("GET", "/me/reports", Citizen_Session=session.json()["session"]).json()
    assert [item["number"] for item in mine["items"]] == [number]
    opened = send("GET", f"/reports/{number}", Access_Code=mine["items"][0]["pass"])
    assert opened.status == 200
    assert opened.json()["may"] == ["files", "reply", "withdraw", *RIGHTS]
    assert send("GET", f"/reports/{other}", Access_Code=mine["items"][0]["pass"]).status == 404


def test_a_contact_that_nobody_confirmed_is_sent_no_code(
    send: Send, ask_code: Ask, stack: Stack, person: dict[str, Any]
) -> None:
    """Given an unconfirmed address and a confirmed one, only the second is sent a code."""
    filed(stack, person)
    known = {**person, "email": f"dikenal.{person['email']}"}
    number, access = filed(stack, known)
    path, held = f"/reports/{number}/confirm-contact", {"Access_Code": access}
    send("POST", path, {"channel": "email"}, **held)
    code = newest(stack, known["email"], 0)
    assert send("POST", path, {"channel": "email", "code": code}, **held).status == 200

    first, second = ask_code({"email": person["email"]}), ask_code({"email": known["email"]})

    assert (first.status, first.data) == (second.status, second.data)
    newest(stack, known["email"], 1)
    assert codes_to(stack, person["email"]) == []


def test_foreign_and_premium_numbers_and_a_fourth_code_are_refused(
    send: Send, ask_code: Ask, person: dict[str, Any]
) -> None:
    for phone in ("+1 202 555 0100", "0809 123 4567"):
        answer = send("POST", "/me/codes", {"phone": phone})
        assert (answer.status, answer.json()["errors"][0]["code"]) == (422, "not_mobile")

    answers = [ask_code({"email": person["email"]}) for _ in range(4)]
    assert [a.status for a in answers] == [202, 202, 202, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert send("GET", "/me/reports", Citizen_Session="x").json()["code"] == "session_over"
