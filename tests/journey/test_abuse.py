"""Abuse over HTTP: proofs of work, guessed codes, spam with its appeal, a blocked contact."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from altcha import Payload

from lapor.domain.proof_of_work import bound
from local.demo import rest
from local.demo.site import Site
from local.solve import solved
from tests.functions.world import RIGHTS, sample
from tests.journey.conftest import Send, stranger
from tests.journey.outbox import eventually, mails_about

Stack = Mapping[str, Any]
Keyed = Callable[[str], dict[str, str]]


@pytest.fixture
def site(stack: Stack) -> Site:
    """The API of the stack under test."""
    return Site(stack["api"])


@pytest.fixture
def person() -> dict[str, Any]:
    """A reporter of this test alone."""
    return stranger()


def filed(site: Site, stack: Stack, **changes: Any) -> tuple[str, str]:
    receipt = site.file(sample(agency="32.73", **changes), str(uuid.uuid4()))
    rest.wait([receipt["number"].replace("-", "")], stack["outputs"])
    return receipt["number"], receipt["access_code"]


def desk(send: Send, token: Callable[[str], str], who: str, number: str) -> Mapping[str, Any]:
    """Read a report as an officer."""
    answer = send("GET", f"/desk/{number}", Authorization=f"Bearer {token(who)}")
    assert answer.status == 200, answer.data
    found: Mapping[str, Any] = answer.json()
    return found


def test_without_work_nothing_is_filed_and_with_it_a_replay_meets_its_own_report(
    send: Send, keyed: Keyed
) -> None:
    key, other = str(uuid.uuid4()), str(uuid.uuid4())
    headers = keyed(key)

    none = send("POST", "/reports", sample(), Idempotency_Key=key)
    foreign = send("POST", "/reports", sample(), Idempotency_Key=other, Proof=headers["Proof"])
    first = send("POST", "/reports", sample(), **headers)
    again = send("POST", "/reports", sample(), **headers)

    assert (none.status, none.json()["code"]) == (400, "proof_missing")
    assert (foreign.status, foreign.json()["code"]) == (400, "proof_wrong")
    assert (first.status, again.status) == (201, 201)
    assert first.data == again.data


def test_without_work_for_this_contact_no_code_is_asked_for_and_a_proof_buys_one(
    send: Send, site: Site, person: dict[str, Any]
) -> None:
    """Given a proof for one contact, it serves neither another one nor twice."""
    mine, theirs = {"email": person["email"]}, {"email": f"x.{person['email']}"}
    key = str(uuid.uuid4())
    headers = {"Idempotency_Key": key, "Proof": site.proof(key, person["email"])}

    asked = [
        send("POST", "/me/codes", mine, Idempotency_Key=key),
        send("POST", "/me/codes", theirs, **headers),
        send("POST", "/me/codes", mine, **headers),
        send("POST", "/me/codes", mine, **headers),
    ]

    assert [a.status for a in asked] == [400, 400, 202, 400]
    said = [asked[n].json()["code"] for n in (0, 1, 3)]
    assert said == ["proof_missing", "proof_wrong", "proof_expired"]


def test_asking_for_challenges_makes_them_no_harder(send: Send) -> None:
    """Given as many askers as make a busy minute, the next one works as little as the first."""
    for _ in range(130):
        assert send("GET", f"/challenge?for={bound(str(uuid.uuid4()))}").status == 200

    challenge = send("GET", f"/challenge?for={bound(str(uuid.uuid4()))}").json()

    assert Payload.from_base64(solved(challenge)).solution.counter < 100


def test_a_challenge_is_for_a_hash_and_is_kept_by_no_cache(send: Send) -> None:
    answer = send("GET", f"/challenge?for={bound(str(uuid.uuid4()))}")

    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert send("GET", "/challenge").status == 422
    assert send("GET", "/challenge?for=../").status == 422


def test_guesses_are_told_to_stop_and_the_reporter_still_gets_in(
    send: Send, site: Site, stack: Stack
) -> None:
    number, code = filed(site, stack)

    statuses = [
        send("GET", f"/reports/{number}", Access_Code=f"{n:016}").status for n in range(1, 23)
    ]

    assert statuses[:20] == [404] * 20
    assert 429 in [*statuses[20:], send("GET", f"/reports/{number}", Access_Code="0" * 16).status]
    assert send("GET", f"/reports/{number}", Access_Code=code).status == 200


def test_spam_is_archived_told_appealed_and_decided_by_the_national_admin(
    site: Site, stack: Stack, send: Send, token: Callable[[str], str], person: dict[str, Any]
) -> None:
    number, code = filed(site, stack, reporter=person)

    words = {"reason": "kiriman-berulang", "text": "Sudah tiga kali dikirim."}
    site.officer("admin.bandung", number, "spam", words)
    rest.wait([number.replace("-", "")], stack["outputs"])
    report = site.track(number, code)
    assert (report["state"], report["closed_how"], report["may"]) == (
        "archived",
        "spam",
        ["appeal", *RIGHTS],
    )
    site.reporter(number, code, "appeal", {"text": "Ini sungguh terjadi."})
    eventually(lambda: desk(send, token, "nasional", number)["state"] == "submitted")
    assert (
        send("GET", f"/desk/{number}", Authorization=f"Bearer {token('admin.bandung')}").status
        == 404
    )
    site.officer("nasional", number, "verify", {"agency": "32.73", "unit": None})

    rest.wait([number.replace("-", "")], stack["outputs"])
    subjects = [m["Subject"] for m in mails_about(stack, number) if m["To"] == [person["email"]]]
    assert f"Laporan {number} ditandai sebagai spam" in subjects
    assert f"Laporan {number} sudah diverifikasi" in subjects


def test_a_blocked_contact_reports_in_silence_until_the_block_is_lifted(
    site: Site, stack: Stack, send: Send, token: Callable[[str], str], person: dict[str, Any]
) -> None:
    first, code = filed(site, stack, reporter=person)
    words = {"reason": "spam-berulang", "text": "Berulang kali bukan laporan."}
    site.officer("admin.bandung", first, "block", words)
    rest.wait([first.replace("-", "")], stack["outputs"])

    second, _ = filed(site, stack, reporter=person)
    assert desk(send, token, "admin.bandung", second)["from_blocked"] is True
    assert person["email"] not in str(mails_about(stack, second))
    assert site.track(first, code)["blocked_until"]

    site.reporter(first, code, "appeal", {"text": "Bukan saya."})
    site.officer("nasional", first, "unblock", {"text": "Keberatan diterima."})
    rest.wait([first.replace("-", "")], stack["outputs"])
    third, _ = filed(site, stack, reporter=person)
    assert desk(send, token, "admin.bandung", third)["from_blocked"] is False
    assert person["email"] in str(mails_about(stack, third))
