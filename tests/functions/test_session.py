"""POST /api/session: officers sign in with Cognito and stay signed in."""

import time
from datetime import timedelta
from typing import Any

import pytest
from moto.cognitoidp.models import COGNITO_TOTP_MFA_SECRET
from moto.cognitoidp.utils import cognito_totp

from tests.functions.pool import PASSWORD, TEMPORARY, Pool
from tests.functions.wire import refusal
from tests.functions.world import Answer, World


@pytest.fixture
def pool(pool: Pool) -> Pool:
    """The pool with one officer who can sign in."""
    pool.account("admin.bandung")
    return pool


def sign_in(world: World, body: Any, path: str = "/api/session", **headers: str) -> Answer:
    """Send credentials."""
    return world.call("session", "POST", path, body, headers=headers)


def test_an_officer_signs_in_and_is_told_who_they_are(world: World, pool: Pool) -> None:
    answer = sign_in(world, {"username": "admin.bandung", "password": PASSWORD})

    assert answer.status == 200
    got = answer.json
    assert got.keys() == {"access_token", "refresh_token", "expires_in", "officer"}
    assert got["expires_in"] > 0
    assert got["officer"] == {
        "username": "admin.bandung",
        "name": "Petugas admin.bandung",
        "role": "agency",
        "agency": "32.73",
        "agency_name": "Pemerintah Kota Bandung",
        "unit": None,
        "unit_name": None,
        "reads": True,
        "may": [
            "block_contact",
            "edit_calendar",
            "edit_limits",
            "invite_officer",
            "list_keys",
            "list_officers",
            "read_audit",
            "read_summary",
            "reset_officer",
            "revoke_key",
            "suspend_officer",
        ],
    }


def test_a_refresh_token_gives_a_new_access_token(world: World, pool: Pool) -> None:
    first = sign_in(world, {"username": "admin.bandung", "password": PASSWORD}).json

    answer = sign_in(world, {"refresh_token": first["refresh_token"]}, "/api/session/refresh")

    assert answer.status == 200
    assert answer.json.keys() == {"access_token", "expires_in"}


@pytest.mark.parametrize(
    "body",
    [
        {"username": "admin.bandung", "password": "Salah-Sekali-1"},
        {"username": "tidak.ada", "password": PASSWORD},
    ],
)
def test_a_wrong_password_and_a_wrong_name_look_the_same(
    world: World, pool: Pool, body: dict[str, str]
) -> None:
    answer = sign_in(world, body)

    assert answer.problem() == (401, "bad_credentials")
    assert answer.json["detail"] == "Periksa nama pengguna dan kata sandi Anda."


def test_a_wrong_refresh_token_is_refused(world: World, pool: Pool) -> None:
    answer = sign_in(world, {"refresh_token": "x.y.z"}, "/api/session/refresh")

    assert answer.problem() == (401, "bad_credentials")


def test_the_name_is_read_in_any_case_as_the_pool_does(world: World, pool: Pool) -> None:
    answer = sign_in(world, {"username": "Admin.Bandung", "password": PASSWORD})

    assert answer.status == 200, answer.text
    assert answer.json["officer"]["username"] == "admin.bandung"


def test_a_suspended_officer_gets_no_token(world: World, pool: Pool) -> None:
    world.officer_entry("admin.bandung", "agency", "32.73", None, suspended=True)

    answer = sign_in(world, {"username": "admin.bandung", "password": PASSWORD})

    assert answer.status == 401
    assert "token" not in answer.text


def step(world: World, found: Any, answer: str, username: str = "admin.bandung") -> Answer:
    """Answer the step that a sign-in has named."""
    body = {"username": username, "session": found["session"], "step": found["next"]}
    return sign_in(world, {**body, "answer": answer}, "/api/session/respond")


def test_a_temporary_password_must_be_changed_first(world: World, pool: Pool) -> None:
    pool.temporary("admin.bandung")

    asked = sign_in(world, {"username": "admin.bandung", "password": TEMPORARY})
    assert (asked.status, asked.json.keys()) == (200, {"next", "session"})
    assert asked.json["next"] == "new_password"

    done = step(world, asked.json, PASSWORD)
    assert done.status == 200
    assert done.json["officer"]["username"] == "admin.bandung"


def test_a_new_password_that_is_too_weak_is_named_and_the_step_goes_on(
    world: World, pool: Pool
) -> None:
    pool.temporary("admin.bandung")
    asked = sign_in(world, {"username": "admin.bandung", "password": TEMPORARY}).json

    weak = step(world, asked, "lemah")

    assert weak.errors == [("/answer", "weak_password")]
    assert "lemah" not in weak.text
    assert step(world, asked, PASSWORD).status == 200


def test_where_the_pool_asks_for_codes_a_newcomer_sets_them_up(
    world: World, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTO_COGNITO_IDP_USER_POOL_ENABLE_TOTP", "true")
    pool.strict()
    pool.temporary("admin.bandung")
    asked = sign_in(world, {"username": "admin.bandung", "password": TEMPORARY}).json

    setup = step(world, asked, PASSWORD).json
    assert setup.keys() == {"next", "session", "secret", "uri"}
    assert setup["uri"] == (
        f"otpauth://totp/Lapor%3Aadmin.bandung?secret={setup['secret']}&issuer=Lapor"
    )
    assert step(world, setup, "000000").problem() == (401, "bad_code")
    assert step(world, setup, code()).status == 200

    asked = sign_in(world, {"username": "admin.bandung", "password": PASSWORD}).json
    assert asked["next"] == "totp"
    assert step(world, asked, "000000").problem() == (401, "bad_code")
    assert "access_token" in step(world, asked, code()).json


def code() -> str:
    """Give the code of this moment for the one secret that moto has."""
    return str(cognito_totp(COGNITO_TOTP_MFA_SECRET).generate(time.time()).decode())


def test_a_session_that_is_no_longer_good_begins_anew(world: World, pool: Pool) -> None:
    asked = {"next": "new_password", "session": "x" * 40}

    assert step(world, asked, PASSWORD).problem() == (401, "step_ended")


@pytest.mark.parametrize("username", ["admin.bandung", "tidak.ada"])
def test_the_sixth_try_waits_for_known_and_unknown_names_alike(
    world: World, pool: Pool, username: str
) -> None:
    for _ in range(5):
        wrong = sign_in(world, {"username": username, "password": "Salah-Sekali-1"})
        assert wrong.problem() == (401, "bad_credentials")

    right = sign_in(world, {"username": username, "password": PASSWORD})

    assert right.problem() == (429, "too_many")
    assert right.headers["retry-after"] == str(right.json["retry_after"])
    assert 0 < right.json["retry_after"] <= 900
    other = sign_in(world, {"username": "nasional", "password": "Salah-Sekali-1"})
    assert other.status == 401, "another name is not locked"
    world.now += timedelta(seconds=right.json["retry_after"])
    expected = 200 if username == "admin.bandung" else 401
    assert sign_in(world, {"username": username, "password": PASSWORD}).status == expected


def test_right_passwords_are_not_counted_and_no_name_is_stored(world: World, pool: Pool) -> None:
    for _ in range(7):
        answer = sign_in(world, {"username": "admin.bandung", "password": PASSWORD})
        assert answer.status == 200
    assert "bandung" not in str(world.rows("LIMITS"))


def test_signing_out_ends_the_refresh_token_and_no_other(world: World, pool: Pool) -> None:
    one, two = (
        sign_in(world, {"username": "admin.bandung", "password": PASSWORD}).json for _ in range(2)
    )
    world.wire.disturb("RevokeToken", refusal("InvalidParameterException"), times=1)
    body = {"refresh_token": one["refresh_token"]}
    assert sign_in(world, body, "/api/session/sign-out").json == {}, "an unknown token is no news"
    still = sign_in(world, {"refresh_token": two["refresh_token"]}, "/api/session/refresh")
    assert still.status == 200


def test_signing_out_everywhere_kills_older_access_tokens(world: World, pool: Pool) -> None:
    tokens = sign_in(world, {"username": "admin.bandung", "password": PASSWORD}).json
    assert world.desk("admin.bandung").status == 200

    done = world.call(
        "session", "POST", "/api/session/sign-out-everywhere", {},
        officer="admin.bandung", headers={"authorization": f"Bearer {tokens['access_token']}"},
    )  # fmt: skip

    assert done.status == 200
    assert world.desk("admin.bandung").problem() == (401, "unauthorized")
    later = world.now.timestamp() + 1
    new = world.call("desk", "GET", "/api/desk", officer="admin.bandung", since=later)
    assert new.status == 200
    refresh = sign_in(world, {"refresh_token": tokens["refresh_token"]}, "/api/session/refresh")
    assert refresh.status == 401
    (row,) = world.rows("AUDIT")
    assert (row["kind"], row["subject"]) == ("signed_out_everywhere", "officer#admin.bandung")


def test_a_suspended_officers_refresh_token_gives_nothing(world: World, pool: Pool) -> None:
    tokens = sign_in(world, {"username": "admin.bandung", "password": PASSWORD}).json
    world.officer_entry("admin.bandung", "agency", "32.73", None, suspended=True)

    answer = sign_in(world, {"refresh_token": tokens["refresh_token"]}, "/api/session/refresh")

    assert answer.problem() == (401, "unauthorized")
    assert "access_token" not in answer.text


@pytest.mark.parametrize("code", ["TooManyRequestsException", "InternalErrorException"])
def test_a_busy_pool_asks_to_come_back(world: World, pool: Pool, code: str) -> None:
    status = 500 if code.startswith("Internal") else 400
    world.wire.disturb("InitiateAuth", refusal(code, status))

    answer = sign_in(world, {"username": "admin.bandung", "password": PASSWORD})

    assert answer.problem() == (503, "unavailable")
    assert answer.headers["retry-after"]


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({}, [("/password", "missing"), ("/username", "missing")]),
        ({"username": "", "password": ""}, [("/password", "missing"), ("/username", "missing")]),
        ({"username": 5, "password": PASSWORD}, [("/username", "wrong_type")]),
        ({"username": "x" * 129, "password": PASSWORD}, [("/username", "too_long")]),
        (
            {"username": "a", "password": PASSWORD, "role": "national"},
            [("/role", "unknown_field")],
        ),
    ],
)
def test_bad_credentials_bodies_name_their_fields(
    world: World, body: dict[str, Any], errors: list[tuple[str, str]]
) -> None:
    answer = sign_in(world, body, **{"accept-language": "en"})

    assert (answer.problem(), answer.errors) == ((422, "validation"), errors)
    assert PASSWORD not in answer.text
    assert "InitiateAuth" not in world.wire.names()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"step": "sms"}, ("/step", "unknown_code")),
        ({"session": "short"}, ("/session", "too_short")),
        ({"session": "x" * 2049}, ("/session", "too_long")),
        ({"answer": ""}, ("/answer", "missing")),
        ({"answer": 123456}, ("/answer", "wrong_type")),
        ({"code": "123456"}, ("/code", "unknown_field")),
    ],
)
def test_a_bad_answer_to_a_step_names_its_field(
    world: World, changes: dict[str, Any], error: tuple[str, str]
) -> None:
    body = {"username": "a", "session": "x" * 40, "step": "totp", "answer": "123456", **changes}

    answer = sign_in(world, body, "/api/session/respond")

    assert (answer.problem(), answer.errors) == ((422, "validation"), [error])
    assert "RespondToAuthChallenge" not in world.wire.names()
