"""What can be wrong with the effort that a sender must show: a proof of work, or a form's token."""

from lapor.domain.errors import Refused, TooMany


class ProofMissing(Refused):
    """A report, or a request for a code, comes without its proof of work."""

    code = "proof_missing"


class ProofExpired(Refused):
    """The proof of work is too old or used up; the same key may be proved again."""

    code = "proof_expired"


class ProofWrong(Refused):
    """The proof of work proves nothing, or belongs to another key or body."""

    code = "proof_wrong"


class FormTooEarly(Refused):
    """The form came back faster than anybody can read it."""

    code = "form_too_early"


class FormExpired(Refused):
    """The form was left open too long."""

    code = "form_expired"


class FormWrong(Refused):
    """The form was not given out by us, or for another report."""

    code = "form_wrong"


class FormsFull(TooMany):
    """All forms without scripts together were sent as often as this minute or day allows."""

    code = "forms_full"
