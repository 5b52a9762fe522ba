"""Tokens that are not good for this API, over HTTP, where the API's own authorizer decides."""

import base64
import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from tests.journey.conftest import Send
from tests.journey.outbox import eventually

Stack = Mapping[str, Any]
Tokens = Mapping[str, str]
PASSWORD = "Kata-Sandi-2026"  # noqa: S105 - of this test
FLOWS = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
PATHS = ("/me", "/desk", "/officers", "/offices", "/keys", "/audit")


@pytest.fixture(scope="module")
def cognito(aws: Callable[[str], Any]) -> Any:
    return aws("cognito-idp")


def signed_in(cognito: Any, client: str, username: str, password: str) -> Tokens:
    answer = cognito.initiate_auth(
        ClientId=client,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": password},
    )
    tokens: Tokens = answer["AuthenticationResult"]
    return tokens


@pytest.fixture(scope="module")
def good(stack: Stack, cognito: Any) -> Tokens:
    """Tokens of the admin of Bandung, as the sign-in page gets them."""
    password = next(a["password"] for a in stack["accounts"] if a["username"] == "admin.bandung")
    return signed_in(cognito, stack["outputs"]["UserPoolClientId"], "admin.bandung", password)


@pytest.fixture
def foreign(cognito: Any) -> Iterator[str]:
    """An access token of a pool that has nothing to do with ours, for the same user name."""
    pool = cognito.create_user_pool(PoolName=f"foreign-{uuid.uuid4()}")["UserPool"]["Id"]
    made = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="pages", ExplicitAuthFlows=FLOWS
    )
    cognito.admin_create_user(UserPoolId=pool, Username="admin.bandung", MessageAction="SUPPRESS")
    cognito.admin_set_user_password(
        UserPoolId=pool, Username="admin.bandung", Password=f"{PASSWORD}!", Permanent=True
    )
    client = made["UserPoolClient"]["ClientId"]
    yield signed_in(cognito, client, "admin.bandung", f"{PASSWORD}!")["AccessToken"]
    cognito.delete_user_pool(UserPoolId=pool)


@pytest.fixture
def elsewhere(stack: Stack, cognito: Any) -> Iterator[str]:
    """An access token of our pool for another application."""
    pool = stack["outputs"]["UserPoolId"]
    client = cognito.create_user_pool_client(
        UserPoolId=pool, ClientName="another", ExplicitAuthFlows=FLOWS
    )["UserPoolClient"]["ClientId"]
    password = next(a["password"] for a in stack["accounts"] if a["username"] == "admin.bandung")
    yield signed_in(cognito, client, "admin.bandung", password)["AccessToken"]
    cognito.delete_user_pool_client(UserPoolId=pool, ClientId=client)


@pytest.fixture
def expired(stack: Stack, cognito: Any) -> str:
    """An access token whose one second is over."""
    pool, client = (stack["outputs"][n] for n in ("UserPoolId", "UserPoolClientId"))
    password = next(a["password"] for a in stack["accounts"] if a["username"] == "admin.bandung")
    told = cognito.describe_user_pool_client(UserPoolId=pool, ClientId=client)["UserPoolClient"]
    read_only = ("ClientSecret", "LastModifiedDate", "CreationDate")
    usual = {name: value for name, value in told.items() if name not in read_only and value != ""}
    usual["ClientName"] = usual.get("ClientName", "pages")
    units = {**usual.get("TokenValidityUnits", {}), "AccessToken": "seconds"}
    short = {**usual, "AccessTokenValidity": 1, "TokenValidityUnits": units}
    cognito.update_user_pool_client(**short)
    try:
        token = signed_in(cognito, client, "admin.bandung", password)["AccessToken"]
    finally:
        cognito.update_user_pool_client(**usual)
    time.sleep(2)
    return token


def status(send: Send, token: str, path: str = "/me") -> int:
    return int(send("GET", path, None, Authorization=f"Bearer {token}").status)


def claims(token: str) -> Mapping[str, Any]:
    body = token.split(".")[1]
    read: Mapping[str, Any] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return read


def test_the_right_token_is_good(send: Send, good: Tokens) -> None:
    assert [status(send, good["AccessToken"], path) for path in PATHS] == [200] * len(PATHS)


def test_a_token_of_another_pool_is_refused(send: Send, good: Tokens, foreign: str) -> None:
    assert claims(foreign)["username"] == claims(good["AccessToken"])["username"]
    assert [status(send, foreign, path) for path in PATHS] == [401] * len(PATHS)


def test_a_token_for_another_application_is_refused(
    send: Send, good: Tokens, elsewhere: str
) -> None:
    assert claims(elsewhere)["iss"] == claims(good["AccessToken"])["iss"]
    assert [status(send, elsewhere, path) for path in PATHS] == [401] * len(PATHS)


def test_an_expired_token_is_refused(send: Send, expired: str) -> None:
    assert claims(expired)["exp"] < time.time()
    assert [status(send, expired, path) for path in PATHS] == [401] * len(PATHS)


def test_a_forged_token_is_refused(send: Send, good: Tokens) -> None:
    head, _, signature = good["AccessToken"].split(".")
    forged = {**claims(good["AccessToken"]), "username": "nasional"}
    body = base64.urlsafe_b64encode(json.dumps(forged).encode()).decode().rstrip("=")
    none = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")

    assert status(send, f"{head}.{body}.{signature}") == 401
    assert status(send, f"{none}.{body}.") == 401


@pytest.mark.parametrize("use", ["IdToken", "RefreshToken"])
@pytest.mark.parametrize("path", PATHS)
def test_an_id_or_refresh_token_is_no_bearer(send: Send, good: Tokens, use: str, path: str) -> None:
    """The authorizer lets an id token pass, because its audience is ours: our code does not."""
    answer = send("GET", path, None, Authorization=f"Bearer {good[use]}", Accept_Language="en")

    assert answer.status == 401
    if use == "IdToken":
        problem = answer.json()
        assert problem["code"] == "unauthorized"
        assert problem["detail"] == "Sign in as an officer and try again."


@pytest.mark.parametrize("use", ["AccessToken", "IdToken"])
def test_no_other_token_renews_a_session(send: Send, good: Tokens, use: str) -> None:
    answer = send("POST", "/session/refresh", {"refresh_token": good[use]})

    assert (answer.status, answer.json()["code"]) == (401, "bad_credentials")


def test_a_role_that_was_just_taken_is_gone_within_a_minute(
    stack: Stack, send: Send, cognito: Any, good: Tokens
) -> None:
    name = f"wakil.{uuid.uuid4().hex[:8]}"
    mine = {"Authorization": f"Bearer {good['AccessToken']}"}
    person = {"username": name, "name": "Petugas Demo Wakil", "email": f"{name}@petugas.example"}
    invited = send("POST", "/officers", {**person, "role": "agency", "agency": "32.73"}, **mine)
    assert invited.status == 201, invited.data
    cognito.admin_set_user_password(
        UserPoolId=stack["outputs"]["UserPoolId"], Username=name, Password=PASSWORD, Permanent=True
    )
    answer = send("POST", "/session", {"username": name, "password": PASSWORD})
    token = answer.json()["access_token"]
    assert status(send, token, "/officers") == 200

    moved = send("POST", f"/officers/{name}/move", {"role": "leader", "agency": "32.73"}, **mine)

    assert moved.status == 200
    eventually(lambda: status(send, token, "/officers") == 404, 75.0)
    assert send("POST", f"/officers/{name}/suspend", {}, **mine).status == 200
