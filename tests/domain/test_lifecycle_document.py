"""`docs/lifecycle.md` says what the table says, and its drawing shows every change of state."""

import re
from pathlib import Path

from lapor.data import load
from lapor.domain.conditions import CONDITIONS
from lapor.domain.moves import MOVES, SAME
from lapor.domain.report import LEVELS, OPEN, State
from local import print_lifecycle
from tests.domain.situations import SITUATIONS, expected

PAGE = Path(__file__).parents[2] / "docs" / "lifecycle.md"
ARROW = re.compile(r"^ +(\S+) --> (\S+): (.+)$", re.MULTILINE)


def test_the_printed_page_is_the_one_in_docs() -> None:
    stale = "stale: run `python -m local.print_lifecycle > docs/lifecycle.md`"
    assert PAGE.read_text(encoding="utf-8") == print_lifecycle.page(), stale


def drawn() -> dict[tuple[str, str], set[str]]:
    """The moves on each arrow of the drawing; the box `open` stands for all states in it."""
    found: dict[tuple[str, str], set[str]] = {}
    for source, target, label in ARROW.findall(print_lifecycle.page()):
        for state in OPEN if source == "open" else [source]:
            found.setdefault((str(state), target), set()).update(label.split(", "))
    return found


def test_the_drawing_has_an_arrow_for_every_change_of_state_that_can_happen() -> None:
    changes = {("[*]", "submitted")}
    for situation in SITUATIONS.values():
        state = str(situation.life().report.state)
        for moves in expected(situation).values():
            changes |= {(state, to) for to in moves.values() if to != state}
    assert set(drawn()) == changes


def test_the_drawing_names_every_move_that_changes_a_state() -> None:
    named = set().union(*drawn().values())
    assert named == {move.name for move in MOVES if move.target != SAME}


def test_the_drawing_names_every_state_in_indonesian() -> None:
    page = print_lifecycle.page()
    for state, name in load("wording/id")["states"].items():
        assert f'state "{name}" as {state}' in page
    assert len(re.findall(r"^ +state \"", page, re.MULTILINE)) == len(State) + 1


def test_every_condition_and_every_limit_is_put_into_words() -> None:
    assert set(print_lifecycle.WHEN) == set(CONDITIONS)
    assert set(print_lifecycle.ABOUT) == set(load("rulesets")["rulesets"][-1]["limits"])


def test_every_move_and_every_limit_has_its_row() -> None:
    rows = re.findall(r"^\| `([a-z_.]+)` \|", print_lifecycle.page(), re.MULTILINE)
    limits = load("rulesets")["rulesets"][-1]["limits"]
    closed = ["spam", "confirmed", "withdrawn", "unanswered"]
    assert rows == [*(move.name for move in MOVES), *limits, *LEVELS, *closed]
