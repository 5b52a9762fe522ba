"""What the operator is told of messages that failed."""

from lapor.data import load
from lapor.domain import failures
from lapor.domain.reached import FAILED


def test_every_state_that_fails_has_words() -> None:
    for language in ("id", "en"):
        words = load(f"wording/notices.{language}")
        many = [f"{n:012}" for n in range(failures.LISTED + 3)]
        kinds = {("email", state): 1 for state in FAILED} | {("sms", "spent"): 2}

        message = failures.written("2026-11-23", kinds, many, words)

        assert str(len(FAILED) + 2) in message.subject
        assert message.text.count("0000-00") == failures.LISTED
        assert "3" in message.text.splitlines()[-1]
        assert "<a " not in message.html


def test_a_short_list_says_nothing_of_more() -> None:
    words = load("wording/notices.en")

    message = failures.written("2026-11-23", {("email", "bounced"): 1}, ["0123456789AB"], words)

    assert message.text.endswith("0123-4567-89AB\n")
