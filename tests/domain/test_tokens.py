"""Sessions and passes: what opens, until when, and for whom; everything else opens nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from lapor.domain.tokens import LIFE, Citizen, admits, citizen_of, pass_for, session_for

PEPPER, OTHER = b"p" * 64, b"q" * 64
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MAIL, PHONE = Citizen("email", "0123456789abcdef" * 2), Citizen("sms", "f" * 32)
NUMBER, ELSE = "7KQ2M4XA9RTC", "000000000000"


@pytest.mark.parametrize("citizen", [MAIL, PHONE])
def test_a_session_is_its_citizens_for_half_an_hour(citizen: Citizen) -> None:
    session = session_for(PEPPER, citizen, NOW)

    assert citizen_of(PEPPER, session, NOW) == citizen
    assert citizen_of(PEPPER, session, NOW + LIFE - SECOND) == citizen
    assert citizen_of(PEPPER, session, NOW + LIFE) is None
    assert citizen_of(OTHER, session, NOW) is None


@pytest.mark.parametrize("place", range(4))
def test_a_session_with_any_part_changed_is_nobodys(place: int) -> None:
    parts = session_for(PEPPER, MAIL, NOW).split(".")
    parts[place] = session_for(PEPPER, PHONE, NOW + SECOND).split(".")[place]

    assert citizen_of(PEPPER, ".".join(parts), NOW) is None


@pytest.mark.parametrize("written", ["", "...", "email", "email." * 4, "é" * 40, "x" * 10_000])
def test_what_is_no_session_is_nobodys(written: str) -> None:
    assert citizen_of(PEPPER, written, NOW) is None
    assert not admits(PEPPER, NUMBER, written, NOW)


def test_a_pass_opens_one_report_for_half_an_hour() -> None:
    given = pass_for(PEPPER, NUMBER, NOW)

    assert admits(PEPPER, NUMBER, given, NOW)
    assert admits(PEPPER, NUMBER, given, NOW + LIFE - SECOND)
    assert not admits(PEPPER, NUMBER, given, NOW + LIFE)
    assert not admits(PEPPER, ELSE, given, NOW)
    assert not admits(OTHER, NUMBER, given, NOW)
    assert not admits(PEPPER, NUMBER, given + "\n", NOW)


def test_a_pass_with_a_later_end_is_forged() -> None:
    later = pass_for(PEPPER, NUMBER, NOW + LIFE).split(".")
    given = pass_for(PEPPER, NUMBER, NOW).split(".")

    assert not admits(PEPPER, NUMBER, ".".join([given[0], later[1], given[2]]), NOW)


def test_a_session_is_no_pass_and_a_pass_no_session() -> None:
    assert not admits(PEPPER, NUMBER, session_for(PEPPER, MAIL, NOW), NOW)
    assert citizen_of(PEPPER, pass_for(PEPPER, NUMBER, NOW), NOW) is None
