"""POST /api/session: officers sign in with Cognito and stay signed in."""

from typing import Any

import boto3
import pytest

from tests.functions.wire import refusal
from tests.functions.world import Answer, World

PASSWORD = "Kata-Sandi-2026"  # noqa: S105 - of this test's pool
TEMPORARY = "Sementara-2026"


@pytest.fixture
def pool(world: World, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A pool like that of `infra/accounts.yaml`, with one officer who can sign in."""
    cognito = boto3.client("cognito-idp")
    made = cognito.create_user_pool(
        PoolName="officers",
        AdminCreateUserConfig={"AllowAdminCreateUserOnly": True},
        UsernameConfiguration={"CaseSensitive": False},
    )["UserPool"]["Id"]
    client = cognito.create_user_pool_client(
        UserPoolId=made,
        ClientName="pages",
        ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]["ClientId"]
    monkeypatch.setenv("USER_POOL_CLIENT_ID", client)
    cognito.admin_create_user(
        UserPoolId=made, Username="admin.bandung", MessageAction="SUPPRESS",
        TemporaryPassword=TEMPORARY,
    )  # fmt: skip
    cognito.admin_set_user_password(
        UserPoolId=made, Username="admin.bandung", Password=PASSWORD, Permanent=True
    )
    return made


def sign_in(world: World, body: Any, path: str = "/api/session", **headers: str) -> Answer:
    """Send credentials."""
    return world.call("session", "POST", path, body, headers=headers)


def test_an_officer_signs_in_and_is_told_who_they_are(world: World, pool: str) -> None:
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
    }


def test_a_refresh_token_gives_a_new_access_token(world: World, pool: str) -> None:
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
    world: World, pool: str, body: dict[str, str]
) -> None:
    answer = sign_in(world, body)

    assert answer.problem() == (401, "bad_credentials")
    assert answer.json["detail"] == "Periksa nama pengguna dan kata sandi Anda."


def test_a_wrong_refresh_token_is_refused(world: World, pool: str) -> None:
    answer = sign_in(world, {"refresh_token": "x.y.z"}, "/api/session/refresh")

    assert answer.problem() == (401, "bad_credentials")


def test_the_name_is_read_in_any_case_as_the_pool_does(world: World, pool: str) -> None:
    """moto's pool tells cases apart, so the account is made in the case that is typed here."""
    cognito = boto3.client("cognito-idp")
    cognito.admin_create_user(UserPoolId=pool, Username="Admin.Bandung", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(
        UserPoolId=pool, Username="Admin.Bandung", Password=PASSWORD, Permanent=True
    )

    answer = sign_in(world, {"username": "Admin.Bandung", "password": PASSWORD})

    assert answer.status == 200, answer.text
    assert answer.json["officer"]["username"] == "admin.bandung"


def test_a_suspended_officer_gets_no_token(world: World, pool: str) -> None:
    world.officer_entry("admin.bandung", "agency", "32.73", None, suspended=True)

    answer = sign_in(world, {"username": "admin.bandung", "password": PASSWORD})

    assert answer.status == 401
    assert "token" not in answer.text


def test_a_temporary_password_must_be_changed_first(world: World, pool: str) -> None:
    boto3.client("cognito-idp").admin_set_user_password(
        UserPoolId=pool, Username="admin.bandung", Password=TEMPORARY, Permanent=False
    )

    answer = sign_in(world, {"username": "admin.bandung", "password": TEMPORARY})

    assert answer.problem() == (401, "needs_setup")
    assert "token" not in answer.text


@pytest.mark.parametrize("code", ["TooManyRequestsException", "InternalErrorException"])
def test_a_busy_pool_asks_to_come_back(world: World, pool: str, code: str) -> None:
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
