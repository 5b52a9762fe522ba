"""What a journey needs beside the stack: AWS clients, a client of the API, officers' tokens."""

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import boto3
import pytest
import urllib3

from local.demo.site import Site
from tests.functions.world import somebody

Stack = dict[str, Any]
Send = Callable[..., urllib3.BaseHTTPResponse]


def stranger(**changes: Any) -> dict[str, Any]:
    """A reporter whom no other test knows: caps and blocks are by contact."""
    return somebody(phone=None, email=f"warga.{uuid4().hex[:12]}@contoh.example", **changes)


@pytest.fixture(scope="session")
def aws(stack: Stack) -> Callable[[str], Any]:
    """Clients of the stack's AWS services, by name."""
    session = boto3.Session("test", "test", region_name=stack["region"])

    def client(service: str) -> Any:
        return session.client(service, endpoint_url=stack["endpoint"])  # type: ignore[call-overload]

    return client


@pytest.fixture(scope="session")
def token(stack: Stack, aws: Callable[[str], Any]) -> Callable[[str], str]:
    """Bearer tokens of officers, by user name."""
    passwords = {account["username"]: account["password"] for account in stack["accounts"]}

    def sign_in(username: str) -> str:
        answer = aws("cognito-idp").initiate_auth(
            ClientId=stack["outputs"]["UserPoolClientId"],
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": username, "PASSWORD": passwords[username]},
        )
        return str(answer["AuthenticationResult"]["AccessToken"])

    return sign_in


@pytest.fixture(scope="session")
def send(stack: Stack) -> Send:
    """Send one request to the API of the stack under test."""
    http = urllib3.PoolManager(retries=False, timeout=30)

    def request(method: str, path: str, body: Any = None, **headers: str) -> Any:
        sent = {"Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        return http.request(method, stack["api"] + path, body=text, headers=sent)

    return request


@pytest.fixture(scope="session")
def locked_key(aws: Callable[[str], Any]) -> Callable[[bool], None]:
    """Disable or enable the key of `People`: nothing can be sealed or opened meanwhile."""
    kms = aws("kms")
    key = next(
        function["Environment"]["Variables"]["PEOPLE_KEY_ID"]
        for function in aws("lambda").list_functions()["Functions"]
        if "-Notify-" in function["FunctionName"]
    )

    def locked(wanted: bool) -> None:
        (kms.disable_key if wanted else kms.enable_key)(KeyId=key)

    return locked


@pytest.fixture(scope="session")
def paused(aws: Callable[[str], Any]) -> Callable[[str, bool], None]:
    """Let messages wait in a queue (`NotifyQueue`), or have them handled."""
    functions = aws("lambda")
    sources = {
        source["EventSourceArn"]: source["UUID"]
        for source in functions.list_event_source_mappings()["EventSourceMappings"]
    }

    def pause(queue: str, wanted: bool) -> None:
        source = next(uuid for arn, uuid in sources.items() if f"-{queue}-" in arn)
        functions.update_event_source_mapping(UUID=source, Enabled=not wanted)

    return pause


@pytest.fixture(scope="session")
def keyed(stack: Stack) -> Callable[[str], dict[str, str]]:
    """The headers with which a report may be filed under a key."""
    site = Site(stack["api"])
    return lambda key: {"Idempotency-Key": key, "Proof": site.proof(key)}


@pytest.fixture(scope="session")
def ask_code(stack: Stack, send: Send) -> Callable[[dict[str, str]], urllib3.BaseHTTPResponse]:
    """Ask for a one-time code to a contact, with the work that it needs."""
    site = Site(stack["api"])

    def ask(who: dict[str, str]) -> urllib3.BaseHTTPResponse:
        (contact,), key = who.values(), str(uuid4())
        proof = site.proof(key, contact)
        return send("POST", "/me/codes", who, Idempotency_Key=key, Proof=proof)

    return ask
