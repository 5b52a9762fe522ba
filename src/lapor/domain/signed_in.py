"""Who calls, as far as a token tells: the rest stands in `Directory`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A user name out of a valid access token, and when its sign-in took place (Unix seconds)."""

    username: str
    since: int
