"""Locks a user name, known or not, for a while after wrong passwords or codes.

The count is per user name: thousands of officers and citizens share one address behind a carrier's
NAT. Somebody who knows a user name can thereby keep its owner out for the window's rest; therefore
the window is short.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from lapor.aws import limits
from lapor.aws.pepper import pepper
from lapor.domain.errors import BadCode, BadCredentials
from lapor.domain.ids import mac

TRIES = 5
WINDOW = timedelta(minutes=15)


@contextmanager
def guarded(username: str, now: datetime) -> Iterator[None]:
    """Count a try before it is made, so that no two at once pass; a right one is given back.

    Raises TooMany, also for the right password, when `TRIES` were wrong in this window.
    """
    what = f"sign-in#{mac(pepper(), 'sign-in', username).hex()}"
    limits.count(what, TRIES, WINDOW, now)
    try:
        yield
    except (BadCredentials, BadCode):
        raise
    except Exception:
        limits.give_back(what, WINDOW, now)
        raise
    limits.give_back(what, WINDOW, now)
