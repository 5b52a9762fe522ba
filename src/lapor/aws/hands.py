"""Two persons or one: asked of `Directory` as it is now, whenever a second person must decide."""

from lapor.aws.staff import account
from lapor.aws.steps import Case
from lapor.domain.errors import AnotherAdmin, GivenAnew
from lapor.domain.hands import apart
from lapor.domain.lifecycle import asker


def second(case: Case, call: str) -> None:
    """Check that the caller is a second person to who asked for what this call does.

    Raises AnotherAdmin; costs two reads where a second person is needed, else none.
    """
    asked_by = asker(case.report, call)
    if asked_by is not None and not apart(account(asked_by), account(case.caller.id)):
        raise AnotherAdmin


def still_the_askers(case: Case) -> None:
    """Check that nobody was given the account of who looks since that officer asked for it.

    Else who resets the account of an admin with a granted look could take it. Raises GivenAnew.
    """
    look = case.report.look
    if look is not None and account(look.officer).given_since(look.asked_at):
        raise GivenAnew
