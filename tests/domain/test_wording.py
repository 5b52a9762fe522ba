"""Every state, move, problem and error has its words, the same in both languages."""

import importlib
import inspect
import pkgutil
import re
import string
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from lapor import data, domain
from lapor.data import load
from lapor.domain import errors, fields, validation
from lapor.domain.clocks import STATUTORY_DECISION, STATUTORY_RESPONSE
from lapor.domain.moves import MOVES
from lapor.domain.report import Clock, State
from lapor.domain.roles import KEY, OFFICERS
from lapor.domain.rulebook import AUDIENCES

LANGUAGES = ("id", "en")
RULES = [
    importlib.import_module(module.name)
    for module in pkgutil.iter_modules(domain.__path__, "lapor.domain.")
]


def kinds(parent: type) -> set[Any]:
    """Give the classes below one, at any depth."""
    below: list[Any] = parent.__subclasses__()
    return {one for child in below for one in (child, *kinds(child))}


PROBLEMS = {kind.code for kind in kinds(errors.Refused)} | {"internal"}
CODES = {*validation.TYPES.values(), "wrong_type"} | set(
    re.findall(
        r'(?:refused\(|FieldError\([^,()]+,)\s*"(\w+)"',
        "".join(map(inspect.getsource, RULES)),
    )
)


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def members(model: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


MODELS = kinds(fields.Body)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_that_people_read_has_its_words(language: str) -> None:
    words = load(f"wording/{language}")
    assert set(words["states"]) == set(State)
    assert set(words["clocks"]) == {*Clock, STATUTORY_RESPONSE, STATUTORY_DECISION}
    assert set(words["places"]) == AUDIENCES - {"agency", "national"}
    assert set(words["events"]) == {row.event for row in MOVES}
    assert set(words["moves"]) == {row.call for row in MOVES} - {""}
    assert set(words["roles"]) == OFFICERS | {"reporter", "system", KEY}
    assert set(words["closed_how"]) == {row.how for row in MOVES} - {None}
    assert set(words["classes"]) == {"complaint", "aspiration", "information"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_deed_that_is_recorded_has_its_words(language: str) -> None:
    edges = Path(data.__file__).parents[1] / "aws"
    code = "".join(file.read_text(encoding="utf-8") for file in edges.glob("*.py"))
    recorded = set(
        re.findall(r'(?:audit\.record|audit\.row|_row|_placing|_write)\(\s*(?:by, )?"(\w+)"', code)
    )
    recorded |= set(re.findall(r'^READ = "(\w+)"', code, re.MULTILINE))

    assert recorded
    assert set(load(f"wording/{language}")["deeds"]) == recorded


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_a_title_and_a_detail(language: str) -> None:
    words = load(f"wording/{language}")
    assert set(words["problems"]) == PROBLEMS - {"refused"}
    assert set(words["details"]) == set(words["problems"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_of_a_field_has_its_sentence(language: str) -> None:
    assert set(load(f"wording/{language}")["errors"]) >= CODES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_member_of_a_request_has_a_name(language: str) -> None:
    named = set(load(f"wording/{language}")["fields"])
    assert {name for model in MODELS for name in members(model)} <= named


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "params"),
    [
        ("too_short", {"min"}),
        ("too_long", {"max"}),
        ("out_of_range", {"min", "max"}),
        ("unknown_field", {"name"}),
        ("too_old", {"year"}),
        ("file_too_large", {"max"}),
    ],
)
def test_a_sentence_asks_only_for_what_its_error_carries(
    code: str, params: set[str], language: str
) -> None:
    assert gaps(load(f"wording/{language}")["errors"][code]) - {"field"} == params


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_other_sentences_need_the_name_of_the_field_at_most(language: str) -> None:
    measured = {
        "too_short",
        "too_long",
        "out_of_range",
        "unknown_field",
        "too_old",
        "file_too_large",
        "looser",
        "closed_too_long",
        "closed_too_often",
        "too_few_days",
    }
    for code, sentence in load(f"wording/{language}")["errors"].items():
        assert code in measured or gaps(sentence) <= {"field"}, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_detail_asks_only_for_what_its_problem_carries(language: str) -> None:
    carried = {
        "not_allowed": {"state", "may"},
        "too_large": {"max_kb"},
        "too_many": {"retry_after"},
        "in_use": {"reports", "officers", "units"},
        "too_many_files": {"max_files"},
        "internal": {"incident"},
    }
    for code, sentence in load(f"wording/{language}")["details"].items():
        assert gaps(sentence) == carried.get(code, set()), code


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return gaps(value)


def test_both_languages_have_the_same_words_with_the_same_gaps() -> None:
    assert shape(load("wording/id")) == shape(load("wording/en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_never_empty_and_the_names_of_one_list_are_all_different(language: str) -> None:
    words = load(f"wording/{language}")
    for name in ("states", "closed_how", "classes", "roles", "events", "clocks", "moves"):
        said = list(words[name].values())
        assert all(said)
        assert len(set(said)) == len(said), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_without_an_answer_is_never_worded_as_solved(language: str) -> None:
    unanswered = load(f"wording/{language}")["closed_how"]["unanswered"].lower()
    assert "selesai" not in unanswered
    assert "solved" not in unanswered


@pytest.mark.parametrize(
    ("refusal", "status", "facts"),
    [
        (errors.Refused(), 400, {}),
        (errors.Malformed(), 400, {}),
        (errors.NoKey(), 400, {}),
        (errors.Unsupported(), 415, {}),
        (errors.Invalid([]), 422, {}),
        (errors.Unauthorized(), 401, {}),
        (errors.BadCredentials(), 401, {}),
        (errors.NeedsSetup(), 401, {}),
        (errors.BadCode(), 401, {}),
        (errors.StepEnded(), 401, {}),
        (errors.NotFound(), 404, {}),
        (errors.NoEntry(), 404, {}),
        (errors.OwnAccount(), 409, {}),
        (errors.Taken(), 409, {}),
        (errors.InUse(2, 1, 0), 409, {"reports": 2, "officers": 1, "units": 0}),
        (errors.NotAllowed("closed", ["rate"]), 409, {"state": "closed", "may": ["rate"]}),
        (errors.Changed(7), 409, {"version": 7}),
        (errors.KeyReused(), 409, {}),
        (errors.TooLarge(64), 413, {"max_kb": 64}),
        (errors.TooManyFiles(5), 409, {"max_files": 5}),
        (errors.Unavailable(), 503, {}),
    ],
)
def test_a_refusal_has_a_status_and_carries_only_what_its_words_need(
    refusal: errors.Refused, status: int, facts: dict[str, Any]
) -> None:
    assert (refusal.status, refusal.facts()) == (status, facts)
