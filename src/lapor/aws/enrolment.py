"""Officers' accounts as an admin gives, renews, closes and opens them.

Cognito mails the temporary password itself: it passes through nobody's hands and no log.
"""

import os
import secrets
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import code_of

MISSING = "UserNotFoundException"
PENDING = "FORCE_CHANGE_PASSWORD"


def give(username: str, email: str) -> None:
    """Make an account and have its temporary password mailed; mail it again while it is unused."""
    try:
        _create(username, email)
    except ClientError as error:
        if code_of(error) != "UsernameExistsException":
            raise
        if _admin("admin_get_user", username)["UserStatus"] == PENDING:
            renew(username, email)


def renew(username: str, email: str) -> None:
    """Replace password and one-time codes by a new temporary password; ends every session.

    An account that is missing, because an invitation broke off, is made.
    """
    password = _temporary()
    try:
        _admin("admin_set_user_password", username, Password=password, Permanent=False)
    except ClientError as error:
        if code_of(error) != MISSING:
            raise
        _create(username, email)
        return
    off = {"Enabled": False, "PreferredMfa": False}
    _admin("admin_set_user_mfa_preference", username, SoftwareTokenMfaSettings=off)
    _admin("admin_user_global_sign_out", username)
    _create(username, email, TemporaryPassword=password, MessageAction="RESEND")


def close(username: str) -> None:
    """Let an account neither sign in nor renew; one that was never made stays so."""
    try:
        _admin("admin_disable_user", username)
        _admin("admin_user_global_sign_out", username)
    except ClientError as error:
        if code_of(error) != MISSING:
            raise


def reopen(username: str, email: str) -> None:
    """Let an account sign in again; one that was never made is made."""
    try:
        _admin("admin_enable_user", username)
    except ClientError as error:
        if code_of(error) != MISSING:
            raise
        _create(username, email)


def remove(username: str) -> None:
    """Delete an account; one that is gone already stays so."""
    try:
        _admin("admin_delete_user", username)
    except ClientError as error:
        if code_of(error) != MISSING:
            raise


def _create(username: str, email: str, **more: str) -> None:
    attributes = [
        {"Name": "email", "Value": email},
        {"Name": "email_verified", "Value": "true"},
    ]
    _admin(
        "admin_create_user",
        username,
        UserAttributes=attributes,
        DesiredDeliveryMediums=["EMAIL"],
        **more,
    )


def _admin(operation: str, username: str, **parameters: Any) -> Any:
    call = getattr(client("cognito-idp"), operation)
    return call(UserPoolId=os.environ["USER_POOL_ID"], Username=username, **parameters)


def _temporary() -> str:
    """Make a password of 24 characters that meets every rule of the pool."""
    return f"{secrets.token_urlsafe(18)[:20]}aA1!"
