"""Officers' accounts: Cognito keeps the passwords and signs the tokens.

A sign-in ends in tokens or in a next step: `new_password`, `totp_setup` or `totp`, each with a
`session` that Cognito has bound to the officer and that lasts a few minutes.
"""

import base64
import json
import os
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import code_of
from lapor.domain.errors import (
    BadCode,
    BadCredentials,
    FieldError,
    Invalid,
    NeedsSetup,
    Refused,
    StepEnded,
)
from lapor.domain.roles import SignedIn

Answer = Mapping[str, Any]

STEPS = {
    "NEW_PASSWORD_REQUIRED": "new_password",
    "MFA_SETUP": "totp_setup",
    "SOFTWARE_TOKEN_MFA": "totp",
}
"""Cognito's challenges by the names that our pages know them by."""

WRONG = frozenset({"NotAuthorizedException", "UserNotFoundException", "InvalidParameterException"})
WRONG_CODE = frozenset(
    {"CodeMismatchException", "EnableSoftwareTokenMFAException", "ExpiredCodeException"}
)


def signed_in(username: str, password: str) -> Answer:
    """Exchange a password for tokens or a next step; raises BadCredentials or NeedsSetup."""
    parameters = {"USERNAME": username, "PASSWORD": password}
    return _outcome(username, _auth("USER_PASSWORD_AUTH", parameters))


def responded(username: str, session: str, step: str, answer: str) -> Answer:
    """Answer a step; raises BadCode, StepEnded, or Invalid for a password that is too weak."""
    try:
        match step:
            case "new_password":
                found = _respond("NEW_PASSWORD_REQUIRED", username, session, NEW_PASSWORD=answer)
            case "totp":
                code = {"SOFTWARE_TOKEN_MFA_CODE": answer}
                found = _respond("SOFTWARE_TOKEN_MFA", username, session, **code)
            case _:
                verified = client("cognito-idp").verify_software_token(
                    Session=session, UserCode=answer
                )
                found = _respond("MFA_SETUP", username, verified["Session"])
    except ClientError as error:
        raise _refusal(error) from None
    return _outcome(username, found)


def renewed(refresh_token: str) -> Answer:
    """Exchange a refresh token for a new access token; raises BadCredentials."""
    answer = _auth("REFRESH_TOKEN_AUTH", {"REFRESH_TOKEN": refresh_token})
    return _access(answer["AuthenticationResult"])


def forgotten(refresh_token: str) -> None:
    """End one sign-in: its refresh token gives no more access tokens; an unknown one never did."""
    try:
        client("cognito-idp").revoke_token(
            Token=refresh_token, ClientId=os.environ["USER_POOL_CLIENT_ID"]
        )
    except ClientError as error:
        if code_of(error) not in {"InvalidParameterException", "UnauthorizedException"}:
            raise


def ended_everywhere(access_token: str) -> None:
    """End every sign-in of the officer to whom a valid access token belongs."""
    client("cognito-idp").global_sign_out(AccessToken=access_token)


def owner(tokens: Answer) -> SignedIn:
    """Read whose tokens Cognito has just given; they come from Cognito, so nothing is verified."""
    body = tokens["access_token"].split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return SignedIn(claims["username"], int(claims.get("auth_time", claims["iat"])))


def _auth(flow: str, parameters: Mapping[str, str]) -> Answer:
    try:
        answer: Answer = client("cognito-idp").initiate_auth(
            ClientId=os.environ["USER_POOL_CLIENT_ID"], AuthFlow=flow, AuthParameters=parameters
        )
    except ClientError as error:
        if code_of(error) == "PasswordResetRequiredException":
            raise NeedsSetup from None
        if code_of(error) in WRONG:
            raise BadCredentials from None
        raise
    return answer


def _respond(challenge: str, username: str, session: str, **answers: str) -> Answer:
    answer: Answer = client("cognito-idp").respond_to_auth_challenge(
        ClientId=os.environ["USER_POOL_CLIENT_ID"],
        ChallengeName=challenge,
        Session=session,
        ChallengeResponses={"USERNAME": username, **answers},
    )
    return answer


def _refusal(error: ClientError) -> Refused | ClientError:
    code = code_of(error)
    if code == "InvalidPasswordException":
        return Invalid([FieldError("/answer", "weak_password")])
    if code in WRONG_CODE:
        return BadCode()
    if code in WRONG or code == "ResourceNotFoundException":
        return StepEnded()
    return error


def _outcome(username: str, answer: Answer) -> Answer:
    if "AuthenticationResult" in answer:
        result = answer["AuthenticationResult"]
        return {**_access(result), "refresh_token": result["RefreshToken"]}
    step = STEPS.get(answer["ChallengeName"])
    if step is None:
        raise NeedsSetup
    if step != "totp_setup":
        return {"next": step, "session": answer["Session"]}
    made = client("cognito-idp").associate_software_token(Session=answer["Session"])
    secret, label = made["SecretCode"], quote(f"Lapor:{username}")
    return {
        "next": step,
        "session": made["Session"],
        "secret": secret,
        "uri": f"otpauth://totp/{label}?secret={secret}&issuer=Lapor",
    }


def _access(result: Answer) -> Answer:
    return {"access_token": result["AccessToken"], "expires_in": result["ExpiresIn"]}
