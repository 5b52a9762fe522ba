"""`make token USER=...`: an officer's bearer token for the API, and nothing else, on one line."""

import sys

from local.stack import client, load


def token(username: str) -> str:
    """Sign a demo officer in; the token is good for 15 minutes."""
    stack = load()
    passwords = {account["username"]: account["password"] for account in stack["accounts"]}
    if username not in passwords:
        raise SystemExit(f"No officer {username!r}; local/officers.json lists them.")
    signed_in = client("cognito-idp").initiate_auth(
        ClientId=stack["outputs"]["UserPoolClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": passwords[username]},
    )
    return str(signed_in["AuthenticationResult"]["AccessToken"])


if __name__ == "__main__":
    print(token(sys.argv[1]))
