"""Cognito's steps of a sign-in as AWS takes them, for MiniStack; `amended.py` puts them in place.

MiniStack takes any `Session`, or none, for a step: whoever knew a user name could answer
NEW_PASSWORD_REQUIRED with a password of their own. It also never asks for MFA_SETUP, not even when
the pool requires a second factor, and forgets for whom a software token was set up by session.
Here a session belongs to one officer and one step, lasts as long as the client says, and a
new password meets the pool's policy.
"""

import base64
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ministack.core.responses import (  # type: ignore[import-not-found]
    error_response_json,
    json_response,
)
from ministack.services import cognito  # type: ignore[import-not-found]

TOTP = "SOFTWARE_TOKEN_MFA"
STEPS = ("NEW_PASSWORD_REQUIRED", "MFA_SETUP", TOTP)
Data = Mapping[str, Any]


@dataclass
class Step:
    """What a session stands for; `verified` once a code of the new token was right."""

    username: str
    challenge: str
    ends: float
    secret: str = ""
    verified: bool = False


_steps: dict[str, Step] = {}
_password_result = cognito._password_auth_result
_respond = cognito._respond_to_auth_challenge
_associate = cognito._associate_software_token
_verify = cognito._verify_software_token


def put_in_place() -> None:
    """Replace MiniStack's own steps."""
    cognito._password_auth_result = password_result
    cognito._respond_to_auth_challenge = respond
    cognito._associate_software_token = associate
    cognito._verify_software_token = verify


def password_result(
    pool: Any, pid: str, cid: str, user: Any, username: str, *rest: Any, **more: Any
) -> Any:
    """After the right password: tokens, or a step that is this officer's own."""
    if user.get("UserStatus") != "FORCE_CHANGE_PASSWORD" and _needs_setup(pool, user):
        return _challenge(pool, cid, user, "MFA_SETUP")
    answer = _password_result(pool, pid, cid, user, username, *rest, **more)
    found = json.loads(answer[2])
    if "ChallengeName" in found:
        return _challenge(pool, cid, user, found["ChallengeName"])
    return answer


def respond(data: Data) -> Any:
    """Answer a step with the session that was given for it."""
    challenge, given = data.get("ChallengeName", ""), data.get("ChallengeResponses", {})
    if challenge not in STEPS:
        return _respond(data)
    pool, _ = cognito._pool_for_client(data.get("ClientId"))
    step, fault = _step(data, challenge)
    if step is None:
        return fault
    user, _ = cognito._resolve_user(pool, given.get("USERNAME"))
    if user is None or user["Username"] != step.username or not user.get("Enabled", True):
        return _refused("Invalid session for the user.")
    if challenge == "NEW_PASSWORD_REQUIRED":
        weak = cognito._validate_password(pool, given.get("NEW_PASSWORD") or "")
        if weak:
            return weak
    if challenge == "MFA_SETUP":
        if not step.verified:
            return _refused("No software token was verified in this session.")
        user["_totp_secret"], user["_preferred_mfa"] = step.secret, TOTP
        user["_mfa_enabled"] = [TOTP]
    answer = _respond(data)
    if answer[0] != 200:
        return answer
    del _steps[data["Session"]]
    if challenge == "NEW_PASSWORD_REQUIRED" and _needs_setup(pool, user):
        return _challenge(pool, data["ClientId"], user, "MFA_SETUP")
    if challenge == "NEW_PASSWORD_REQUIRED" and TOTP in user.get("_mfa_enabled", []):
        return _challenge(pool, data["ClientId"], user, TOTP)
    return answer


def associate(data: Data) -> Any:
    """Give a secret to whoever sets a second factor up, by session or by access token."""
    if "Session" not in data:
        return _associate(data)
    step, fault = _step(data, "MFA_SETUP")
    if step is None:
        return fault
    step.secret = base64.b32encode(secrets.token_bytes(20)).decode()
    return json_response({"SecretCode": step.secret, "Session": _renamed(data["Session"])})


def verify(data: Data) -> Any:
    """Check the first code of a new secret; a wrong one may be tried again."""
    if "Session" not in data:
        return _verify(data)
    step, fault = _step(data, "MFA_SETUP")
    if step is None:
        return fault
    if not cognito._totp_matches(step.secret, data.get("UserCode", "")):
        return error_response_json("EnableSoftwareTokenMFAException", "Code mismatch", 400)
    step.verified = True
    return json_response({"Status": "SUCCESS", "Session": _renamed(data["Session"])})


def _needs_setup(pool: Any, user: Any) -> bool:
    return pool.get("MfaConfiguration") == "ON" and TOTP not in user.get("_mfa_enabled", [])


def _challenge(pool: Any, cid: str, user: Any, name: str) -> Any:
    minutes = pool["_clients"].get(cid, {}).get("AuthSessionValidity", 3)
    session = secrets.token_urlsafe(32)
    _steps[session] = Step(user["Username"], name, time.time() + minutes * 60)
    parameters = {"USER_ID_FOR_SRP": user["Username"]}
    if name == "MFA_SETUP":
        parameters["MFAS_CAN_SETUP"] = json.dumps([TOTP])
    return json_response(
        {"ChallengeName": name, "Session": session, "ChallengeParameters": parameters}
    )


def _step(data: Data, challenge: str) -> tuple[Step | None, Any]:
    step = _steps.get(str(data.get("Session")))
    if step is None or step.challenge != challenge or step.ends < time.time():
        return None, _refused("Invalid session for the user, session is expired.")
    return step, None


def _renamed(session: str) -> str:
    after = secrets.token_urlsafe(32)
    _steps[after] = _steps.pop(session)
    return after


def _refused(message: str) -> Any:
    return error_response_json("NotAuthorizedException", message, 400)
