"""What a journey needs beside the stack: AWS clients of it, and its officers' tokens."""

from collections.abc import Callable
from typing import Any

import boto3
import pytest

Stack = dict[str, Any]


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
