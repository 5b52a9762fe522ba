"""Two accounts are two persons only when no hand holds both and no mailbox serves both."""

from datetime import timedelta

import pytest

from lapor.domain.errors import AnotherAdmin
from lapor.domain.event import Actor, stamp
from lapor.domain.hands import Account, apart
from lapor.domain.lifecycle import asker, may
from tests.domain.lives import BANDUNG, MONDAY, NATIONAL, RULES, SECOND, Life, disposed, officer_of


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


PROMOTED = Actor("national", officer_of("agency", BANDUNG).id, "national")
"""Who asked for a look as the agency's admin, and has since become a national one."""


@pytest.mark.parametrize(
    ("life", "call", "who", "another"),
    [
        (disposed().anonymised().asked_to_reveal(), "grant-reveal", PROMOTED, NATIONAL),
        (disposed().claimed("export"), "export-subject", SECOND, NATIONAL),
        (disposed().claimed("erase"), "erase-subject", SECOND, NATIONAL),
        (disposed().claimed("restrict"), "restrict-subject", SECOND, NATIONAL),
    ],
)
def test_who_asked_is_named_and_may_not_do_it_and_another_may(
    life: Life, call: str, who: Actor, another: Actor
) -> None:
    assert asker(life.report, call) == who.id
    assert call not in may(life.report, who, life.now, RULES)
    with pytest.raises(AnotherAdmin):
        life.does(who, call)
    assert call in may(life.report, another, life.now, RULES)


def test_nobody_asked_for_what_takes_one_person_or_was_not_asked_for() -> None:
    life = disposed().claimed("export")

    assert asker(life.report, "refuse-subject") is None
    assert asker(life.report, "erase-subject") is None
    assert asker(life.report, "grant-reveal") is None
    assert "refuse-subject" in may(life.report, SECOND, life.now, RULES)
