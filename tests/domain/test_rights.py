"""The rights of the person: what erasure reaches, when a letter is due, what restriction closes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lapor.domain.errors import Invalid, NotAllowed
from lapor.domain.event import Event, broken_link
from lapor.domain.lifecycle import Facts, allowed, fold, may, move
from lapor.domain.moves import MOVES
from lapor.domain.report import State
from lapor.domain.rights import arrived, claimed, declined, erasable, serve_by, wished
from lapor.domain.roles import PERMISSIONS
from lapor.domain.visibility import PUBLIC, REPORTER, SYSTEM, facts, may_see, shows, texts
from tests.domain.lives import (
    BANDUNG_ADMIN,
    NATIONAL,
    PU_OFFICER,
    RULES,
    Life,
    disposed,
    in_progress,
    said_done,
)


def told(life: Life) -> Life:
    """A closed report with words of the reporter in four events, and of offices between."""
    life.replied().followed_up(done=True)
    life.does(REPORTER, "close", {"text": "Terima kasih."})
    life.does(REPORTER, "reopen", {"text": "Belum beres."}).followed_up(done=True)
    return life.confirmed()


def own(life: Life) -> list[int]:
    return [e.seq for e in life.events if e.role == "reporter" and e.text]


def without_words(life: Life) -> list[Event]:
    """The events as they are once `redact` has done its work."""
    gone = life.report.redacted
    return [e if e.seq not in gone else replace(e, text=None, salt=None) for e in life.events]


def test_a_closed_report_loses_all_words_of_its_reporter_and_keeps_those_of_offices() -> None:
    life = told(in_progress()).erased()

    assert list(life.last.data["of"]) == own(life)
    assert len(own(life)) == 4
    assert life.report.erased == {"identity", "words"}
    assert life.report.title == ""
    left = {e.seq for e in life.events if e.text} - life.report.redacted
    assert {life.events[seq - 1].role for seq in left} == {"unit"}
    for event in life.events:
        for viewer in (PUBLIC, REPORTER, PU_OFFICER, NATIONAL):
            assert event.seq not in own(life) or texts(life.report, event, viewer) == {}


def test_the_chain_verifies_and_folds_alike_before_and_after_the_words_are_gone() -> None:
    life = told(in_progress()).erased()

    bare = without_words(life)

    assert [e.seq for e in bare if e.text is None and e.digest] == own(life)
    assert broken_link(life.events) is broken_link(bare) is None
    assert fold(bare) == life.report


def test_words_that_an_officer_removed_before_are_not_named_again() -> None:
    life = told(in_progress()).redacted(1).erased()

    assert 1 not in life.last.data["of"]
    assert life.report.redacted == set(own(life))


def test_an_open_report_loses_the_identity_at_once_and_its_words_when_it_has_ended() -> None:
    life = in_progress().erased()

    assert (life.report.erased, life.report.wish) == (frozenset({"identity"}), True)
    assert life.report.title
    assert not erasable(life.report)

    life.withdrawn()
    assert erasable(life.report), "the reporter need not wait for the night"
    assert life.erased().report.erased == {"identity", "words"}
    assert not life.report.wish
    assert not erasable(life.report)


def test_what_is_erased_can_be_neither_rated_nor_reopened() -> None:
    life = said_done().confirmed()
    assert {"rate", "reopen"} <= set(may(life.report, REPORTER, life.now, RULES))

    life.erased()

    assert set(may(life.report, REPORTER, life.now, RULES)) == {"export", "restrict"}


def test_the_systems_erasure_is_no_wish_and_answers_no_letter() -> None:
    life = said_done().confirmed().claimed("erase").forgot("identity", rule="identity")

    assert (life.report.erased, life.report.wish) == (frozenset({"identity"}), False)
    assert set(life.report.asked) == {"erase"}


def test_a_look_that_was_asked_or_granted_ends_with_a_restriction_and_with_an_erasure() -> None:
    def asked() -> Life:
        return disposed().anonymised().asked_to_reveal().granted_to_reveal()

    for life in (asked().restricted(), asked().erased()):
        assert life.report.look is None
        with pytest.raises(NotAllowed):
            life.does(BANDUNG_ADMIN, "reveal")


def test_a_restricted_report_is_gone_for_the_public_and_worked_on_as_before() -> None:
    life = in_progress()
    before = set(may(life.report, PU_OFFICER, life.now, RULES))
    clocks = life.report.clocks

    life.restricted()

    assert not may_see(life.report, PUBLIC)
    assert set(may(life.report, PU_OFFICER, life.now, RULES)) == before - {"conceal"}
    assert life.report.clocks == clocks
    life.followed_up(done=True).confirmed()
    assert life.report.state is State.CLOSED


def test_lifting_a_restriction_publishes_nothing() -> None:
    life = disposed().restricted().unrestricted()

    assert life.report.confidential
    assert life.does(REPORTER, "unconceal").report.confidential is False


@pytest.mark.parametrize(
    ("zone", "until"),
    [
        ("Asia/Jakarta", datetime(2026, 11, 22, 17, tzinfo=UTC)),
        ("Asia/Jayapura", datetime(2026, 11, 22, 15, tzinfo=UTC)),
    ],
)
def test_a_letter_is_due_72_hours_after_its_day_began(zone: str, until: datetime) -> None:
    assert serve_by("2026-11-20", zone) == until


def test_a_letter_comes_on_the_day_of_its_report_in_jakarta_at_the_earliest() -> None:
    filed = datetime(2026, 11, 23, 16, 59, tzinfo=UTC)

    arrived(filed, "2026-11-23")
    with pytest.raises(Invalid) as refusal:
        arrived(filed, "2026-11-22")
    assert [(e.pointer, e.code) for e in refusal.value.errors] == [
        ("/received_on", "before_report")
    ]


def test_a_second_letter_moves_no_deadline_and_serving_ends_its_own_right_alone() -> None:
    life = disposed().claimed("erase", "2026-11-20").claimed("export").claimed("erase")
    first = serve_by("2026-11-20", "Asia/Jakarta")
    assert life.report.asked["erase"] == first

    assert set(life.erased(by=NATIONAL).report.asked) == {"export"}
    assert life.exported().report.asked == {}, "the reporter has it already"


def test_a_letter_can_be_served_although_the_reporter_was_faster() -> None:
    life = said_done().confirmed().erased().claimed("erase").restricted().claimed("restrict")

    life.erased(by=NATIONAL).restricted(by=NATIONAL)

    assert life.report.asked == {}
    assert broken_link(life.events) is None


def test_only_a_right_that_a_letter_claims_can_be_refused() -> None:
    life = disposed().claimed("erase")

    declined(life.report, "erase")
    with pytest.raises(Invalid) as refused:
        declined(life.report, "export")
    assert [(e.pointer, e.code) for e in refused.value.errors] == [("/right", "unknown_code")]


def test_the_moves_for_letters_are_of_those_whom_the_table_of_permissions_names() -> None:
    rows = [row for row in MOVES if row.call.endswith("-subject")]
    assert len(rows) == 5
    assert {role for row in rows for role in row.by} == set(PERMISSIONS["serve_subject"])


def test_nobody_but_the_reporter_and_the_offices_learns_which_rights_were_used() -> None:
    life = disposed().claimed("export").offered_export().exported().restricted().unrestricted()
    rights = life.events[3:]

    assert not any(shows(event, PUBLIC) for event in rights)
    assert all(shows(event, who) for event in rights for who in (REPORTER, PU_OFFICER))
    asked = claimed(life.report, "export", "2026-11-23")
    assert facts(rights[0], REPORTER) == asked


def test_the_public_sees_that_data_was_erased_and_the_system_needs_an_ended_report() -> None:
    life = said_done().confirmed().erased()
    assert shows(life.last, PUBLIC)
    assert facts(life.last, PUBLIC) == wished(fold(life.events[:-1]), life.events[:-1])

    opened = disposed()
    assert "forget" not in [r.name for r in allowed(opened.report, SYSTEM, opened.now, RULES)]
    with pytest.raises(NotAllowed):
        move(opened.report, "forget", SYSTEM, opened.now, Facts({"parts": [], "of": []}), RULES)
