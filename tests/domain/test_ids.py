"""Numbers that people can read out and codes that open: derived, checked, kindly read."""

import itertools
import re
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn

from lapor.domain import ids
from lapor.domain.errors import NoKey, NotFound
from tests.domain.lives import KEY, PEPPER

NUMBER, CODE = ids.number_for(PEPPER, KEY), ids.code_for(PEPPER, KEY)
LOCK = ids.code_lock(PEPPER, NUMBER, CODE)
numbers = st.uuids(version=4).map(lambda key: ids.number_for(PEPPER, str(key)))


def accepted(written: str) -> bool:
    try:
        return ids.read_number(written) == written
    except NotFound:
        return False


def test_number_and_code_of_a_key_are_what_they_were_yesterday() -> None:
    """Fixed values: a release that changed them would lock people out of their reports."""
    assert (NUMBER, CODE) == ("39K28N6G02SJ", "C0C3C5TE677ZB1FJ")
    assert LOCK == "bb9123be0f6ca02b78585e1ef07b5ea28068d808aa5446540be7507ed769e3b3"


@given(st.uuids(version=4))
def test_a_key_gives_a_number_of_12_and_a_code_of_16_readable_characters(key: object) -> None:
    number, code = ids.number_for(PEPPER, str(key)), ids.code_for(PEPPER, str(key))
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{12}", number)
    assert re.fullmatch("[0-9A-HJKMNP-TV-Z]{16}", code)
    assert ids.read_number(number) == number
    assert ids.number_for(PEPPER, str(key)) == number


def test_key_pepper_attempt_and_purpose_all_change_what_is_derived() -> None:
    other_key, other_pepper = str(uuid4()), b"another pepper"
    derived = [
        NUMBER[:11],
        ids.number_for(PEPPER, other_key)[:11],
        ids.number_for(other_pepper, KEY)[:11],
        ids.number_for(PEPPER, KEY, attempt=1)[:11],
        CODE[:11],
    ]
    assert len(set(derived)) == len(derived)


def test_the_parts_of_a_derivation_do_not_run_into_each_other() -> None:
    assert ids.mac(PEPPER, "a", "bc") != ids.mac(PEPPER, "ab", "c")


def test_numbers_are_spread_evenly_over_the_alphabet() -> None:
    counts = dict.fromkeys(ids.ALPHABET, 0)
    for n in range(800):
        for character in ids.number_for(PEPPER, f"{n:036d}")[:11]:
            counts[character] += 1
    assert min(counts.values()) > 200
    assert max(counts.values()) < 350


@given(numbers, st.integers(0, 11))
def test_every_single_wrong_character_is_caught(number: str, place: int) -> None:
    for character in set(ids.ALPHABET) - {number[place]}:
        assert not accepted(number[:place] + character + number[place + 1 :])


def test_every_swap_of_neighbours_is_caught_but_that_of_the_first_and_last_character() -> None:
    """Luhn cannot tell 0Z from Z0: 2 of the 992 pairs of different characters."""
    missed: set[str] = set()
    for a, b in itertools.permutations(ids.ALPHABET, 2):
        body = f"7K{a}{b}M2QX0DF"
        for check in ids.ALPHABET:
            if accepted(body + check) and accepted(f"7K{b}{a}M2QX0DF{check}"):
                missed.add(a + b)
    assert missed == {"0Z", "Z0"}


@given(numbers)
def test_a_swap_with_the_check_character_is_caught_too(number: str) -> None:
    swapped = number[:10] + number[11] + number[10]
    same = number[10] == number[11] or {number[10], number[11]} == {"0", "Z"}
    assert accepted(swapped) == same


@pytest.mark.parametrize(
    "written",
    [
        "39K2-8N6G-02SJ",
        "39k2-8n6g-02sj",
        " 39K28N6G02SJ ",
        "39K2 8N6G 02SJ",
        "39K2-8N6G-O2SJ",
        "39k2 8n6g o2sj",
        "39K2–8N6G–02SJ",  # noqa: RUF001 - dashes as word processors make them
        "39K2\u20118N6G\u201102SJ",
        "39K2\u00a08N6G\u00a002SJ",
        "39K2-8N6G-02SJ\n",
    ],
)
def test_a_number_is_read_as_people_write_it(written: str) -> None:
    assert ids.read_number(written) == NUMBER


def test_i_and_l_are_read_as_one() -> None:
    assert ids.read("iIlL1oO0") == "11111000"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "39K28N6G02S",
        "39K28N6G02SJJ",
        "39K28N6G02SU",
        "39K28N6G02SK",
        "../39K28N6G0",
        "39K2/8N6G/02",
        "39K28N6G02S\u0661",
        "39K28N6G02S٣",
        "9" * 256,
        "-" * 300,
        "ß" * 6,
        "\0" * 12,
        "😀" * 12,
    ],
)
def test_what_cannot_be_a_number_is_not_found(written: str) -> None:
    with pytest.raises(NotFound):
        ids.read_number(written)


def test_numbers_and_codes_are_shown_in_groups_of_four() -> None:
    assert ids.shown(NUMBER) == "39K2-8N6G-02SJ"
    assert ids.shown(CODE).count("-") == 3
    assert ids.shown("") == ""


@pytest.mark.parametrize(
    "written", [CODE, CODE.lower(), ids.shown(CODE), f" {ids.shown(CODE).lower()} "]
)
def test_a_code_opens_its_report_however_it_is_typed(written: str) -> None:
    assert ids.opens(PEPPER, NUMBER, written, LOCK)


@pytest.mark.parametrize(
    ("number", "code", "lock", "pepper"),
    [
        (NUMBER, ids.code_for(PEPPER, str(uuid4())), LOCK, PEPPER),
        (ids.number_for(PEPPER, str(uuid4())), CODE, LOCK, PEPPER),
        (NUMBER, CODE, ids.code_lock(PEPPER, "0" * 12, CODE), PEPPER),
        (NUMBER, CODE, LOCK, b"another pepper"),
        (NUMBER, "", LOCK, PEPPER),
        (NUMBER, LOCK, LOCK, PEPPER),
        (NUMBER, "😀" * 500, LOCK, PEPPER),
        (NUMBER, CODE, "0" * 64, PEPPER),
    ],
)
def test_nothing_else_opens_it(number: str, code: str, lock: str, pepper: bytes) -> None:
    assert not ids.opens(pepper, number, code, lock)


def test_the_lock_says_nothing_of_the_code() -> None:
    assert CODE not in LOCK.upper()
    assert re.fullmatch("[0-9a-f]{64}", LOCK)


@pytest.mark.parametrize(
    "key", [KEY, KEY.upper(), KEY.replace("-", ""), "Ab3_-xYz" * 4, "q7Zx91Km" * 16]
)
def test_a_uuid_or_a_longer_random_key_is_taken(key: str) -> None:
    assert ids.checked_key(key).lower() == key.lower()


def test_a_uuid_is_the_same_key_in_both_cases() -> None:
    assert ids.checked_key(KEY.upper()) == KEY


@pytest.mark.parametrize(
    "key",
    [
        None,
        "",
        "1",
        "abc-123",
        KEY[:31],
        "0" * 36,
        "00000000-0000-0000-0000-000000000000",
        "00000000-0000-4000-8000-000000000001",
        "Ab3_-xYz" * 16 + "x",
        f"{KEY}\n",
        f" {KEY}",
        f"{KEY[:35]}é",
        f"{KEY[:35]}\u0661",
        f"{{{KEY}}}",
    ],
)
def test_a_key_that_is_missing_short_strange_or_guessable_is_refused(key: str | None) -> None:
    with pytest.raises(NoKey):
        ids.checked_key(key)


@given(st.text(alphabet=ids.ALPHABET, min_size=11, max_size=11))
def test_the_check_character_is_that_of_the_well_kept_library(body: str) -> None:
    assert ids._luhn(body + luhn.calc_check_digit(body, ids.ALPHABET)) == 0
