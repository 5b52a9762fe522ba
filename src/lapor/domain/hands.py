"""Whether two accounts are two persons: in whose hands an account is.

Whoever invites, moves, restores or resets an account can take it over, or has put it where it is:
the account is from then on also in that officer's hands, and in those that his own was in. Two
accounts decide together only when no hand holds both (`docs/decisions/two-persons.md`).
"""

from dataclasses import dataclass
from datetime import datetime

from lapor.domain.contacts import mailbox
from lapor.domain.event import stamp


@dataclass(frozen=True, slots=True)
class Account:
    """An officer's account: `given_by` who ever gave it, `given_at` when that was last (UTC).

    The first officers, whom an operator has entered, were given by nobody here. An account is not
    `traced` when it was given before anybody wrote down by whom: it may be in any hands.
    """

    id: str
    email: str | None = None
    given_by: frozenset[str] = frozenset()
    given_at: str = ""
    traced: bool = True

    @property
    def hands(self) -> frozenset[str]:
        """All who hold or held it, also through the accounts of others."""
        return self.given_by | {self.id}

    def given_since(self, moment: datetime) -> bool:
        """Say whether somebody was given the account at this moment or later."""
        return self.given_at >= stamp(moment)


def apart(one: Account, other: Account) -> bool:
    """Say whether two accounts are surely in different hands, with passwords to two mailboxes."""
    if not (one.traced and other.traced):
        return False
    mailboxes = {mailbox(account.email) for account in (one, other) if account.email}
    shared = bool(one.email and other.email) and len(mailboxes) == 1
    return not shared and not one.hands & other.hands
