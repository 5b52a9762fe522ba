"""`make token USER=...`: an officer's bearer token for the API, and nothing else, on one line."""

import sys

from local.stack import client, load

USAGE = "make token USER=admin.bandung; local/officers.json lists the officers."


def token(username: str) -> str:
    """Sign a demo officer in; the token is good for 15 minutes."""
    stack = load()
    passwords = {account["username"]: account["password"] for account in stack["accounts"]}
    if username not in passwords:
        raise SystemExit(f"No officer {username!r}: {USAGE}")
    signed_in = client("cognito-idp").initiate_auth(
        ClientId=stack["outputs"]["UserPoolClientId"],
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": username, "PASSWORD": passwords[username]},
    )
    return str(signed_in["AuthenticationResult"]["AccessToken"])


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1]:
        raise SystemExit(f"Whose token? {USAGE}")
    print(token(sys.argv[1]))
