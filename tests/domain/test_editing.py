"""Words can be hidden only where the public reads them, and removed only where there are some."""

from typing import Any

import pytest

from lapor.domain.editing import marked, removed
from lapor.domain.errors import FieldError, Invalid
from lapor.domain.event import broken_link
from lapor.domain.protecting import Mask, Redact
from tests.domain.lives import disposed, whole_life

LIFE = whole_life()


def mask(**changes: Any) -> Mask:
    return Mask.model_validate({"of": 1, "part": "body", "spans": [[0, 5]], **changes})


def test_spans_of_public_words_become_the_facts_of_a_mark() -> None:
    wanted = {"of": 1, "part": "body", "spans": [[0, 5], [7, 9]]}
    assert marked(LIFE.events, mask(spans=[[0, 5], [7, 9]])) == wanted


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"of": 99}, FieldError("/of", "unknown_code")),
        ({"of": 2}, FieldError("/part", "no_words")),
        ({"of": 3, "part": "text"}, FieldError("/part", "no_words")),
        ({"part": "text"}, FieldError("/part", "no_words")),
        ({"spans": [[0, 1000]]}, FieldError("/spans", "bad_span")),
    ],
    ids=["no event", "no words", "not public", "no such part", "too far"],
)
def test_what_the_public_does_not_read_cannot_be_hidden_from_it(
    changes: dict[str, Any], error: FieldError
) -> None:
    with pytest.raises(Invalid) as refused:
        marked(LIFE.events, mask(**changes))
    assert refused.value.errors == (error,)


@pytest.mark.parametrize("spans", [[], [[0]], [[5, 5]], [[5, 4]], [[-1, 2]], [[0, 1]] * 51])
def test_spans_are_pairs_that_go_forward(spans: Any) -> None:
    with pytest.raises(ValueError, match="bad_span"):
        mask(spans=spans)


def test_the_words_of_an_event_are_removed_once() -> None:
    life = disposed()
    said = Redact.model_construct(of=1, reason="data-pribadi")
    assert removed(life.report, life.events, said) == {"of": 1, "reason": "data-pribadi"}

    life.redacted(1)

    with pytest.raises(Invalid):
        removed(life.report, life.events, said)


@pytest.mark.parametrize(("of", "code"), [(2, "no_words"), (9, "unknown_code")])
def test_what_has_no_words_cannot_lose_them(of: int, code: str) -> None:
    life = disposed()
    with pytest.raises(Invalid) as refused:
        removed(life.report, life.events, Redact.model_construct(of=of, reason="data-pribadi"))
    assert refused.value.errors == (FieldError("/of", code),)


def test_a_chain_verifies_before_and_after_the_words_are_physically_gone() -> None:
    life = disposed().redacted(1)
    assert broken_link(life.events) is None
    assert broken_link(life.with_event(1, text=None, salt=None)) is None
