"""GET /api/challenge and the proof that filing needs: wrong, old, foreign and replayed ones."""

import base64
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from altcha import create_challenge, verify_solution

from lapor.domain.proof_of_work import bound
from local.solve import solved
from tests.functions.world import World, sample

KEY = "7f3c1c52-8f0e-4b8e-9a44-0d6a1e5b2c90"
OTHER = "0b4c6a8e-1f2d-4c3b-8a59-6e7f80910a2b"
QUARTER = timedelta(minutes=15)


def opened(proof: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(base64.b64decode(proof))
    return value


def closed(value: Any) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


def refused(world: World, proof: str, code: str, **headers: str) -> None:
    """File with this proof: it is refused with a code, in words, and nothing was stored."""
    answer = world.submit(sample(), KEY, proof=proof, **headers)

    assert answer.problem() == (400, code)
    assert "hilang" in answer.json["detail"] or "lost" in answer.json["detail"]
    assert world.rows("LEDGER") == world.rows("PEOPLE") == []


def test_a_challenge_is_altchas_and_bound_to_the_key_and_the_time(world: World) -> None:
    answer = world.challenge(KEY)

    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    asked = answer.json
    assert set(asked) == {"parameters", "signature"}
    assert asked["parameters"]["algorithm"] == "PBKDF2/SHA-256"
    expires = int((world.now + QUARTER).timestamp())
    assert asked["parameters"]["data"] == {"for": bound(KEY), "expires": expires}
    assert world.wire.names() == ["GetItem Limits"] * 2
    assert not verify_solution(solved(asked), "not our secret").verified, "signed with a secret"


def test_two_challenges_for_one_key_differ_and_both_serve(world: World) -> None:
    one, two = world.proof(KEY), world.proof(KEY)

    assert one != two
    answers = [world.submit(sample(), KEY, proof=proof) for proof in (one, two)]
    assert [a.status for a in answers] == [201, 201]
    assert answers[0].text == answers[1].text


@pytest.mark.parametrize(
    ("query", "code"),
    [({}, "missing"), ({"for": KEY}, "bad_format"), ({"for": "Z" * 64}, "bad_format")],
)
def test_a_challenge_for_nothing_is_refused(
    world: World, query: Mapping[str, str], code: str
) -> None:
    answer = world.call("challenge", "GET", "/api/challenge", query=query)

    assert answer.problem() == (422, "validation")
    assert answer.errors == [("/for", code)]
    assert world.rows("LIMITS") == []


def test_without_a_proof_nothing_is_filed(world: World) -> None:
    refused(world, "", "proof_missing")
    headers = {"idempotency-key": KEY}
    answer = world.call("submit", "POST", "/api/reports", sample(), headers=headers)
    assert answer.problem() == (400, "proof_missing")


def test_the_words_are_in_the_readers_language(world: World) -> None:
    answer = world.submit(sample(), KEY, proof="", accept_language="en")

    assert answer.json["title"] == "The browser has not done its work yet"
    assert answer.json["detail"].endswith("Nothing is lost.")


NO_PAYLOADS = [
    "x", "%%%", "é", "e30=", "W10=", "bnVsbA==", "MQ==", closed("text"), closed([1]),
    closed({"challenge": 1, "solution": 1}), closed({"challenge": [], "solution": {}}),
    closed({"challenge": {"parameters": []}, "solution": {}}),
    closed({"challenge": {"parameters": {}}, "solution": {}}),
    base64.b64encode(b"[" * 3000).decode(), "A" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("proof", NO_PAYLOADS, ids=lambda p: p[:12])
def test_what_is_no_proof_is_wrong(world: World, proof: str) -> None:
    refused(world, proof, "proof_wrong")


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("solution", "derivedKey"), "00" * 32),
        (("solution", "derivedKey"), None),
        (("solution", "derivedKey"), {"a": 1}),
        (("challenge", "signature"), "00" * 32),
        (("challenge", "signature"), None),
        (("challenge", "signature"), "é" * 64),
        (("challenge", "parameters", "cost"), 1),
        (("challenge", "parameters", "keyPrefix"), ""),
        (("challenge", "parameters", "keySignature"), None),
        (("challenge", "parameters", "nonce"), "zz"),
        (("challenge", "parameters", "data"), None),
        (("challenge", "parameters", "data"), {"for": bound(KEY), "expires": 9999999999}),
        (("challenge", "parameters", "data"), "text"),
    ],
    ids=str,
)
def test_a_proof_in_which_anything_was_changed_is_wrong(
    world: World, where: tuple[str, ...], value: Any
) -> None:
    payload = opened(world.proof(KEY))
    part = payload
    for name in where[:-1]:
        part = part[name]
    part[where[-1]] = value

    refused(world, closed(payload), "proof_wrong")


def test_a_challenge_of_ones_own_is_wrong(world: World) -> None:
    guessed = "guessed"
    made = create_challenge(
        "PBKDF2/SHA-256",
        1,
        counter=1,
        data={"for": bound(KEY), "expires": 9999999999},
        hmac_secret=guessed,
        hmac_key_secret=guessed,
    )

    refused(world, solved(made.to_dict()), "proof_wrong")


def test_anothers_proof_is_wrong(world: World) -> None:
    """Given a proof for one key, when it comes with another key, it does not serve."""
    refused(world, world.proof(OTHER), "proof_wrong")


def test_a_replayed_proof_meets_its_own_report_and_no_other(world: World) -> None:
    proof = world.proof(KEY)
    first = world.submit(sample(), KEY, proof=proof)
    again = world.submit(sample(), KEY, proof=proof)
    other_text = world.submit(sample(title="Judul yang lain sekali"), KEY, proof=proof)
    other_key = world.submit(sample(), OTHER, proof=proof)

    assert (first.status, again.status) == (201, 201)
    assert first.text == again.text
    assert other_text.problem() == (409, "key_reused")
    assert other_key.problem() == (400, "proof_wrong")
    assert len(world.rows("LEDGER")) == 1


def test_a_proof_lasts_a_quarter_of_an_hour_and_a_fresh_one_for_the_same_key_loses_nothing(
    world: World,
) -> None:
    """Given a draft that was written offline, when it is sent later, it asks for new work."""
    proof = world.proof(KEY)
    world.now += QUARTER
    assert world.submit(sample(), KEY, proof=proof).status == 201

    world.now += timedelta(seconds=1)
    late = world.submit(sample(), KEY, proof=proof)
    stored = world.submit(sample(), KEY)

    assert late.problem() == (400, "proof_expired")
    assert stored.status == 201, "the repetition of a stored report gets its receipt again"
    assert len(world.rows("LEDGER")) == 1


def test_a_wrong_field_is_told_before_the_proof_is_asked_for(world: World) -> None:
    assert world.submit(sample(title="x"), KEY, proof="").problem() == (422, "validation")


def test_checking_a_proof_neither_reads_nor_writes(world: World) -> None:
    world.submit(sample(), KEY, proof=world.proof(OTHER))

    assert world.wire.names() == []


def test_neither_the_key_nor_the_hash_is_logged_or_stored_with_the_counter(world: World) -> None:
    world.submit(sample(), KEY)

    for text in (world.log.getvalue(), str(world.rows("LIMITS")), str(world.rows("LEDGER"))):
        assert KEY not in text
        assert bound(KEY) not in text
