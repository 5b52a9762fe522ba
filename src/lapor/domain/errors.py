"""Everything that can be refused, each with a stable code and an HTTP status.

The words for people are in `lapor/data/wording`; an error carries only what fills their gaps.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


class Refused(Exception):
    """A request that cannot be done; nothing was stored."""

    status = 400
    code = "malformed"

    def facts(self) -> Mapping[str, Any]:
        """Members that the problem document carries beside the standard ones."""
        return {}


@dataclass(frozen=True)
class FieldError:
    """One wrong field: a JSON pointer, a stable code and the numbers that its sentence needs."""

    pointer: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


class Malformed(Refused):
    """The body is not the JSON that the call takes."""


class NoKey(Refused):
    """The Idempotency-Key is missing or can be guessed."""

    code = "no_key"


class Unsupported(Refused):
    """The body has a content type that the call does not read."""

    status = 415
    code = "unsupported"


class Invalid(Refused):
    """One or more fields are wrong."""

    status = 422
    code = "validation"

    def __init__(self, errors: Sequence[FieldError]) -> None:
        super().__init__([f"{e.pointer} {e.code}" for e in errors])
        self.errors = tuple(errors)


class Unauthorized(Refused):
    """No officer is signed in."""

    status = 401
    code = "unauthorized"


class BadCredentials(Unauthorized):
    """User name and password do not belong together."""

    code = "bad_credentials"


class NeedsSetup(Unauthorized):
    """The account must first choose a password or register a second factor.

    Not 403: CloudFront would replace such an answer by its page for missing files.
    """

    code = "needs_setup"


class SessionOver(Unauthorized):
    """A citizen's session has ended or never was one; another code begins a new one."""

    code = "session_over"


class BadCode(Unauthorized):
    """The one-time code is wrong."""

    code = "bad_code"


class BadKey(Unauthorized):
    """There is no API key, or it is wrong, expired, revoked or not good for this call."""

    code = "bad_key"


class StepEnded(Unauthorized):
    """The sign-in was begun too long ago, or is not this officer's: it begins anew."""

    code = "step_ended"


class NotFound(Refused):
    """There is nothing here that the caller may know of; unknown and forbidden look the same."""

    status = 404
    code = "not_found"


class NoEntry(NotFound):
    """No such officer, office or key; one outside the caller's scope looks the same."""

    code = "no_entry"


class OwnAccount(Refused):
    """Officers do not suspend, move or reset themselves: somebody else answers for it."""

    status = 409
    code = "own_account"


class Taken(Refused):
    """The name belongs to another already, or somebody else saved the same since it was read."""

    status = 409
    code = "taken"


class InUse(Refused):
    """The office still has open reports, active officers or units below it."""

    status = 409
    code = "in_use"

    def __init__(self, reports: int, officers: int, units: int) -> None:
        super().__init__(reports, officers, units)
        self.left = {"reports": reports, "officers": officers, "units": units}

    def facts(self) -> Mapping[str, Any]:
        return self.left


class NotAllowed(Refused):
    """The report's state does not allow the move."""

    status = 409
    code = "not_allowed"

    def __init__(self, state: str, may: Sequence[str]) -> None:
        super().__init__(state)
        self.state = state
        self.may = tuple(may)

    def facts(self) -> Mapping[str, Any]:
        return {"state": self.state, "may": list(self.may)}


class AnotherAdmin(Refused):
    """A second person must decide: the caller asked, or both accounts are in the same hands."""

    status = 409
    code = "another_admin"


class GivenAnew(Refused):
    """The account was invited, moved, restored or reset after it had asked: it must ask again."""

    status = 409
    code = "given_anew"


class Changed(Refused):
    """Somebody else moved the report first."""

    status = 409
    code = "changed"

    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version

    def facts(self) -> Mapping[str, Any]:
        return {"version": self.version}


class NoContact(Refused):
    """The reporter left no contact that could be blocked."""

    status = 409
    code = "no_contact"


class KeyReused(Refused):
    """The Idempotency-Key belongs to a report with another body."""

    status = 409
    code = "key_reused"


class TooLarge(Refused):
    """The body is over the limit."""

    status = 413
    code = "too_large"

    def __init__(self, max_kb: int) -> None:
        super().__init__(max_kb)
        self.max_kb = max_kb

    def facts(self) -> Mapping[str, Any]:
        return {"max_kb": self.max_kb}


class TooManyFiles(Refused):
    """This side has attached, or is sending, as many files as a report takes of it."""

    status = 409
    code = "too_many_files"

    def __init__(self, max_files: int) -> None:
        super().__init__(max_files)
        self.max_files = max_files

    def facts(self) -> Mapping[str, Any]:
        return {"max_files": self.max_files}


class TooMany(Refused):
    """The same was asked too often; it may be asked again after `retry_after` seconds."""

    status = 429
    code = "too_many"

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.retry_after = retry_after

    def facts(self) -> Mapping[str, Any]:
        return {"retry_after": self.retry_after}


class Unavailable(Refused):
    """AWS throttles or fails; the same request may be sent again."""

    status = 503
    code = "unavailable"
