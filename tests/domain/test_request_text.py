"""What people type is kept as they meant it, without what could deceive or break a reader."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lapor import registers
from lapor.domain import validation
from lapor.domain.errors import Invalid
from lapor.domain.fields import clean, one_line
from lapor.domain.new_report import NewReport
from tests.domain.lives import MONDAY, asked

BIDI = [*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))]
"""Unicode's Bidi_Control: all that turns the direction of what follows."""

CONTROLS = [chr(c) for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n\r"]


def filed(**changes: object) -> NewReport:
    return validation.check(NewReport, asked(**changes), registers.context(MONDAY))


@pytest.mark.parametrize("character", BIDI, ids=lambda c: f"U+{ord(c):04X}")
def test_characters_that_turn_the_direction_are_taken_out(character: str) -> None:
    assert filed(title=f"Jalan {character}gnabulreb").title == "Jalan gnabulreb"
    body = "x" * 20
    assert filed(body=f"{body}{character}x").body == f"{body}x"


@pytest.mark.parametrize("character", CONTROLS, ids=lambda c: f"U+{ord(c):04X}")
def test_control_characters_are_taken_out(character: str) -> None:
    assert filed(body=f"{'x' * 20}{character}y").body == f"{'x' * 20}y"


def test_lines_and_tabs_stay_in_a_text_and_every_line_end_is_the_same() -> None:
    assert filed(body="a\r\nb\rc\nd\te" + "x" * 20).body == "a\nb\nc\nd\te" + "x" * 20


@pytest.mark.parametrize(
    "written",
    [
        "Warga\r\nBcc: x@contoh.example",
        "Warga\nBcc: x@contoh.example",
        "Warga\rBcc: x@contoh.example",
        "Warga\u2028Bcc: x@contoh.example",
        "Warga\u2029Bcc: x@contoh.example",
        "Warga\x0b\x0c\x1c\n Bcc: x@contoh.example",
    ],
)
def test_a_name_cannot_bring_a_header_line_with_it(written: str) -> None:
    person = filed(reporter={"name": written}).reporter
    assert person
    assert person.name == "Warga Bcc: x@contoh.example"


def test_a_title_is_one_line_without_doubled_spaces_around_or_between() -> None:
    assert filed(title="  Jalan\t berlubang \n di   pasar ").title == "Jalan berlubang di pasar"


def test_what_looks_the_same_is_stored_the_same() -> None:
    composed, apart = "Jalan é", "Jalan e\u0301"
    assert filed(title=apart).title == filed(title=composed).title == composed


def test_a_text_is_measured_after_it_was_composed() -> None:
    assert len(filed(title="e\u0301" * 120).title) == 120
    grows = "\ufb2c"  # becomes three characters
    assert len(filed(title=grows * 40).title) == 120
    with pytest.raises(Invalid):
        filed(title=grows * 41)


@pytest.mark.parametrize(
    "invisible",
    [*"\u200b\u2060\ufeff\u00ad\u200c\u200d\u3164\u2800\u0301\ue000"],
    ids=lambda character: f"U+{ord(character):04X}",
)
@pytest.mark.parametrize("member", ["title", "body"])
def test_a_text_that_nobody_can_see_is_no_text(member: str, invisible: str) -> None:
    with pytest.raises(Invalid) as refused:
        filed(**{member: invisible * 30})
    assert [e.pointer for e in refused.value.errors] == [f"/{member}"]


def test_emoji_that_are_joined_stay_joined() -> None:
    for text in ("👨\u200d👩\u200d👧 keluarga", "1️⃣ satu, ❤️ dua", "🇮🇩 merdeka"):
        assert filed(title=text).title == text


def test_scripts_and_markup_are_kept_as_they_are_for_the_writer_of_the_page_to_escape() -> None:
    for text in ("<script>alert(1)</script>", '=HYPERLINK("x")', "ꦧꦱꦗꦮ ᮘᮞ", "a\\b'c\"d"):
        assert filed(title=text).title == text


@given(st.text())
@example("e\x00\u0301")
@example("e\u200e\u0301")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert one_line(one_line(text)) == one_line(text)


@given(st.text())
def test_a_cleaned_text_has_no_controls_and_no_space_around(text: str) -> None:
    kept = clean(text)
    assert kept == kept.strip()
    assert all(c in "\n\t" or unicodedata.category(c) != "Cc" for c in kept)
    assert not set(kept) & set(BIDI)
    line = one_line(text)
    assert not set(line) & {"\n", "\r", "\t", "\u2028", "\u2029", "\u0085"}


def test_what_is_no_text_is_left_for_the_types_to_refuse() -> None:
    assert clean(5) == 5
    assert one_line(None) is None
