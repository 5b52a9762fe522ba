"""A pool of officers' accounts like that of `infra/accounts.yaml`, in moto."""

from typing import Any

import boto3
import pytest

PASSWORD = "Kata-Sandi-2026"  # noqa: S105 - of this test's pool
TEMPORARY = "Sementara-2026"


class Pool:
    """The pool that the functions of one world are told of."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.cognito: Any = boto3.client("cognito-idp")
        made = self.cognito.create_user_pool(
            PoolName="officers",
            AdminCreateUserConfig={"AllowAdminCreateUserOnly": True},
            UsernameConfiguration={"CaseSensitive": False},
            Policies={
                "PasswordPolicy": {
                    "MinimumLength": 10,
                    "RequireLowercase": True,
                    "RequireUppercase": True,
                    "RequireNumbers": True,
                    "RequireSymbols": False,
                }
            },
        )
        self.id: str = made["UserPool"]["Id"]
        client = self.cognito.create_user_pool_client(
            UserPoolId=self.id,
            ClientName="pages",
            ExplicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        )
        monkeypatch.setenv("USER_POOL_ID", self.id)
        monkeypatch.setenv("USER_POOL_CLIENT_ID", client["UserPoolClient"]["ClientId"])

    def strict(self) -> None:
        """Require a second factor, as the cloud's template does."""
        self.cognito.set_user_pool_mfa_config(
            UserPoolId=self.id,
            SoftwareTokenMfaConfiguration={"Enabled": True},
            MfaConfiguration="ON",
        )

    def account(self, username: str, password: str = PASSWORD, permanent: bool = True) -> None:
        """Give somebody an account."""
        self.cognito.admin_create_user(
            UserPoolId=self.id, Username=username, MessageAction="SUPPRESS"
        )
        self.cognito.admin_set_user_password(
            UserPoolId=self.id, Username=username, Password=password, Permanent=permanent
        )

    def temporary(self, username: str) -> None:
        """Give somebody the temporary password of a newcomer."""
        self.cognito.admin_set_user_password(
            UserPoolId=self.id, Username=username, Password=TEMPORARY, Permanent=False
        )

    def names(self) -> set[str]:
        """Name everybody who has an account."""
        return {u["Username"] for u in self.cognito.list_users(UserPoolId=self.id)["Users"]}

    def status(self, username: str) -> str:
        """Say how far an account is."""
        return str(self._user(username)["UserStatus"])

    def enabled(self, username: str) -> bool:
        """Say whether an account may sign in."""
        return bool(self._user(username)["Enabled"])

    def _user(self, username: str) -> Any:
        return self.cognito.admin_get_user(UserPoolId=self.id, Username=username)
