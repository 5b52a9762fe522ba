"""What a submission must bring: the hash for a challenge, its difficulty, the form's token."""

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from lapor.domain import proof_of_work as proof
from lapor.domain.errors import Invalid
from lapor.domain.proof_of_work import FormExpired, FormTooEarly, FormWrong
from lapor.registers import efforts

PEPPER = b"a-pepper-that-only-the-tests-know-0123456789"
KEY = "7f3c1c52-8f0e-4b8e-9a44-0d6a1e5b2c90"
OTHER = "0b4c6a8e-1f2d-4c3b-8a59-6e7f80910a2b"
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
FORM = {"seconds": 3, "minutes": 120}


def test_a_challenge_knows_a_key_by_its_plain_hash_which_any_client_can_compute() -> None:
    assert proof.bound(KEY) == hashlib.sha256(KEY.encode()).hexdigest()
    assert proof.read_bound(proof.bound(KEY)) == proof.bound(KEY)


def test_a_challenge_for_a_code_knows_the_key_and_the_contact_by_one_hash() -> None:
    known = proof.bound(KEY, "warga@contoh.example")

    assert known == hashlib.sha256(f"{KEY}\nwarga@contoh.example".encode()).hexdigest()
    assert len({known, proof.bound(KEY), proof.bound(KEY, ""), proof.bound(OTHER, "x")}) == 4


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (None, "missing"),
        ("", "missing"),
        (KEY, "bad_format"),
        ("0" * 63, "bad_format"),
        ("0" * 65, "bad_format"),
        ("A" * 64, "bad_format"),
        ("0" * 64 + "\n", "bad_format"),
        ("../" * 21 + "x", "bad_format"),
    ],
)
def test_what_is_no_hash_is_refused(written: str | None, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        proof.read_bound(written)

    assert [(e.pointer, e.code) for e in refused.value.errors] == [("/for", code)]


def test_the_work_grows_with_the_load_and_never_falls() -> None:
    works = [
        proof.keys_at(load, efforts()) for load in (0, 1, 119, 120, 599, 600, 2999, 3000, 10**9)
    ]

    assert works == [100, 100, 100, 400, 400, 1600, 1600, 6400, 6400]
    assert works == sorted(works)


@pytest.mark.parametrize("seconds", [3, 60, 7200])
def test_a_token_holds_from_three_seconds_to_two_hours(seconds: int) -> None:
    token = proof.form_token(PEPPER, KEY, NOW)

    proof.check_form_token(PEPPER, token, KEY, NOW + timedelta(seconds=seconds), FORM)


@pytest.mark.parametrize(
    ("seconds", "error"),
    [(-60, FormTooEarly), (0, FormTooEarly), (2, FormTooEarly), (7201, FormExpired)],
)
def test_a_token_is_refused_before_and_after(seconds: int, error: type[Exception]) -> None:
    token = proof.form_token(PEPPER, KEY, NOW)

    with pytest.raises(error):
        proof.check_form_token(PEPPER, token, KEY, NOW + timedelta(seconds=seconds), FORM)


GOOD = proof.form_token(PEPPER, KEY, NOW)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        GOOD[:-1],
        f"{GOOD}0",
        GOOD.upper(),
        f"9{GOOD}",
        GOOD.replace(".", ":"),
        proof.form_token(PEPPER, OTHER, NOW),
        proof.form_token(b"another pepper of at least 32 characters", KEY, NOW),
        f"{int(NOW.timestamp()) - 60}{GOOD[10:]}",
    ],
    ids=["none", "no form", "short", "long", "upper", "longer time", "no dot", "another key",
         "another secret", "older time"],
)  # fmt: skip
def test_a_token_that_we_did_not_give_for_this_key_is_wrong(token: str) -> None:
    with pytest.raises(FormWrong):
        proof.check_form_token(PEPPER, token, KEY, NOW + timedelta(minutes=1), FORM)
