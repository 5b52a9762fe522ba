"""Two accounts are two persons only when no hand holds both and no mailbox serves both."""

from datetime import timedelta

import pytest

from lapor.domain.event import stamp
from lapor.domain.hands import Account, apart
from tests.domain.lives import MONDAY


def account(name: str, *given_by: str, email: str | None = None, traced: bool = True) -> Account:
    return Account(name, email, frozenset(given_by), traced=traced)


@pytest.mark.parametrize(
    ("one", "other", "two_persons"),
    [
        (account("a"), account("b"), True),
        (account("a"), account("a"), False),
        (account("a", "b"), account("b"), False),
        (account("a", "b", "c"), account("c", "d"), False),
        (account("a", "maker"), account("b", "maker"), False),
        (account("a", "c"), account("b", "d"), True),
        (account("a", email="a@x.example"), account("b", email="b@x.example"), True),
        (account("a", email="A+b@x.example"), account("b", email="a@X.example"), False),
        (account("a", email="a@x.example"), account("b"), True),
        (account("a", traced=False), account("b"), False),
    ],
)
def test_two_accounts_are_two_persons_whichever_comes_first(
    one: Account, other: Account, two_persons: bool
) -> None:
    assert (apart(one, other), apart(other, one)) == (two_persons, two_persons)


def test_an_account_counts_as_given_from_the_moment_on_in_which_it_was() -> None:
    given = Account("a", given_at=stamp(MONDAY))
    tick = timedelta(milliseconds=1)

    assert given.given_since(MONDAY - tick)
    assert given.given_since(MONDAY)
    assert not given.given_since(MONDAY + tick)
    assert not Account("a").given_since(MONDAY)
