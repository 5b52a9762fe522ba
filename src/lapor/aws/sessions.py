"""An officer's session, from the password to signing out: what `functions/session` answers."""

from collections.abc import Mapping
from typing import Any

from lapor.aws import accounts, directory, staff
from lapor.aws.guard import guarded
from lapor.aws.http import Request
from lapor.domain.requests import Credentials, Nothing, Refresh, Respond

Answer = Mapping[str, Any]


def begun(request: Request) -> Answer:
    """Take user name and password; gives tokens or the next step."""
    who = request.read(Credentials)
    with guarded(who.username, request.now):
        return _welcomed(accounts.signed_in(who.username, who.password))


def responded(request: Request) -> Answer:
    """Take the answer to a step; gives tokens or the next step."""
    said = request.read(Respond)
    with guarded(said.username, request.now):
        return _welcomed(accounts.responded(said.username, said.session, said.step, said.answer))


def refreshed(request: Request) -> Answer:
    """Give a new access token, unless the officer is suspended or has signed out everywhere."""
    tokens = accounts.renewed(request.read(Refresh).refresh_token)
    directory.officer(accounts.owner(tokens))
    return tokens


def ended(request: Request) -> Answer:
    """Sign out on this device."""
    accounts.forgotten(request.read(Refresh).refresh_token)
    return {}


def ended_everywhere(request: Request) -> Answer:
    """Sign out on every device: refresh tokens at once, access tokens within a minute."""
    request.read(Nothing)
    staff.sign_out_everywhere(request.officer, request.now)
    accounts.ended_everywhere(request.headers["authorization"].removeprefix("Bearer "))
    return {}


def _welcomed(answer: Answer) -> Answer:
    if "next" in answer:
        return answer
    return {**answer, "officer": directory.profile(accounts.owner(answer))}
