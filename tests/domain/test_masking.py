"""Personal data in free text is hidden from the public; what names nobody stays readable."""

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor.domain.masking import masked
from lapor.domain.personal import Found, found
from lapor.domain.visibility import PUBLIC, REPORTER, texts, title
from tests.domain.lives import BANDUNG_ADMIN, Life

NUMBER, EMAIL = "[nomor disembunyikan]", "[surel disembunyikan]"

CASES = json.loads((Path(__file__).parents[2] / "web/test/personal-cases.json").read_text())
"""What is written, and what the public reads; the pages' own rules are held to it too."""


@pytest.mark.parametrize(("said", "public"), CASES["hidden"])
def test_what_names_a_person_is_hidden(said: str, public: str) -> None:
    assert masked(said) == public


@pytest.mark.parametrize("said", CASES["shown"])
def test_what_names_nobody_stays(said: str) -> None:
    assert masked(said) == said


def test_finds_are_places_in_the_text_in_order_without_overlaps() -> None:
    assert found("ke a@b.co, D 1234 AB, 081234567890") == [
        Found(3, 9, "email"),
        Found(11, 20, "plate"),
        Found(22, 34, "number"),
    ]


words = st.sampled_from(
    ["di", "Pasar", "hp", "Rp ", ",", "\n", " ", "lalu", "24-11-2026", "12", "."]
)


@given(
    st.lists(words).map(" ".join),
    st.text("0123456789", min_size=9, max_size=16),
    st.sampled_from(["", " ", "-", " - ", "\u00a0"]),
    st.integers(2, 6),
    st.lists(words).map(" ".join),
)
def test_no_grouping_of_a_long_number_gets_through(
    before: str, digits: str, gap: str, group: int, after: str
) -> None:
    """A day and a year may look like any digits, so groups with a dot or slash are not here."""
    written = gap.join(digits[i : i + group] for i in range(0, len(digits), group))
    public = masked(f"{before} x{written}x {after}")
    assert written not in public
    assert not re.search(r"\d{9}", public)


@given(st.text())
def test_masking_twice_changes_nothing_more(said: str) -> None:
    once = masked(said)
    assert masked(once) == once


UNITS = [
    "a", "1", "1 ", "a.", "@", "a@", "1-", "Rp", "wa no ", "D 12", "1\n", "0812\n", "a@\n", "a.\n",
    "a at ", "a dot ", "a at b dot ", "(dot)", "wa 1\n", "0812 • ", "0812;", "1 ; ", "a@b,",
    "a@b. ", "a[.]", "a[.]b@", "<at>", "a <at> ", "B 1 ", "b 1234 ", "①", "1\u20e3", "\u200b1",
    "24-11-2026;", "24-11-2026 ~ ", "½", "ﷺ", "+", "+(", "1+(",
]  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_makes_it_slow(unit: str) -> None:
    began = time.process_time()
    masked(unit * 5000)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("unit", [*UNITS, "1" + " " * 40, "1" + "•" * 40, "0812" + " " * 40])
@pytest.mark.parametrize("last", ["x", "1", "@b.co", "\n", "\u20e3"])
def test_the_longest_hostile_text_of_a_report_is_masked_at_once(unit: str, last: str) -> None:
    """4,000 characters of it take some milliseconds; a rule that backtracks would need minutes."""
    text = (unit * 4000)[:4000] + last
    began = time.process_time()
    found(text)
    assert time.process_time() - began < 0.5


def wide(text: str) -> str:
    """Write letters and signs as wide as a Chinese character."""
    return "".join(chr(ord(character) + 0xFEE0) for character in text)


def test_places_are_those_of_the_text_as_it_was_written() -> None:
    """Full-width letters, keycaps and unseen signs count as they stand, with what hangs on them."""
    keycaps = "".join(f"{digit}\ufe0f\u20e3" for digit in "0812345678")
    written = f"ﬁ ½ x {keycaps} lalu {wide('a@b.co')}, D\u200b1234\u00a0AB."
    spans = [written[find.start : find.end] for find in found(written)]
    assert spans == [keycaps, wide("a@b.co"), "D\u200b1234\u00a0AB"]
    assert masked(written) == f"ﬁ ½ x {NUMBER} lalu {EMAIL}, [pelat disembunyikan]."


def test_a_sign_that_stands_for_several_is_hidden_whole() -> None:
    assert masked("hp ⑩⑩⑩⑩⑩ ya") == f"hp {NUMBER} ya"
    assert masked("a@b.ﬁ ya") == f"{EMAIL} ya"


def test_the_public_reads_masked_words_and_titles_and_all_others_the_original() -> None:
    life = Life(title="Hubungi 081234567890", body="Surel saya a@b.example.")
    life = life.routed().verified(title="Hubungi 0812 3456 7890")
    said = life.events[0]

    assert texts(life.report, said, PUBLIC) == {
        "title": f"Hubungi {NUMBER}",
        "body": f"Surel saya {EMAIL}.",
    }
    assert title(life.report, PUBLIC) == f"Hubungi {NUMBER}"
    for viewer in (REPORTER, BANDUNG_ADMIN):
        assert texts(life.report, said, viewer)["body"] == "Surel saya a@b.example."
        assert title(life.report, viewer) == "Hubungi 0812 3456 7890"
