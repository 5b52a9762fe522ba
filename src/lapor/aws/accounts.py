"""Officers' accounts: Cognito keeps the passwords and signs the tokens."""

import os
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import code_of
from lapor.domain.errors import BadCredentials, NeedsSetup

WRONG = frozenset({"NotAuthorizedException", "UserNotFoundException", "InvalidParameterException"})


def signed_in(username: str, password: str) -> Mapping[str, Any]:
    """Exchange a password for tokens; raises BadCredentials or NeedsSetup."""
    answer = _auth("USER_PASSWORD_AUTH", {"USERNAME": username, "PASSWORD": password})
    return {**_access(answer), "refresh_token": answer["RefreshToken"]}


def renewed(refresh_token: str) -> Mapping[str, Any]:
    """Exchange a refresh token for a new access token; raises BadCredentials."""
    return _access(_auth("REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": refresh_token}))


def _auth(flow: str, parameters: Mapping[str, str]) -> Mapping[str, Any]:
    try:
        answer = client("cognito-idp").initiate_auth(
            ClientId=os.environ["USER_POOL_CLIENT_ID"], AuthFlow=flow, AuthParameters=parameters
        )
    except ClientError as error:
        if code_of(error) == "PasswordResetRequiredException":
            raise NeedsSetup from None
        if code_of(error) in WRONG:
            raise BadCredentials from None
        raise
    if "AuthenticationResult" not in answer:
        raise NeedsSetup
    result: Mapping[str, Any] = answer["AuthenticationResult"]
    return result


def _access(result: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"access_token": result["AccessToken"], "expires_in": result["ExpiresIn"]}
