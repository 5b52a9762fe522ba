"""Every kind of event can be read, and tells the report exactly what it says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from lapor.domain.event import Event
from lapor.domain.lifecycle import applied, fold
from lapor.domain.moves import MOVES
from lapor.domain.report import Clock, Report, State
from lapor.domain.visibility import REPORTER, SYSTEM
from tests.domain.lives import (
    BANDUNG,
    JABAR,
    KEMENKES,
    LH,
    MONDAY,
    PU,
    SURABAYA,
    Life,
    disposed,
    in_progress,
    said_done,
)

LIVES = {
    "submitted": Life(),
    "routed": Life().routed(),
    "verified": disposed(),
    "held": Life().routed().held(),
    "returned": disposed().returned(),
    "archived": Life().archived(),
    "marked_spam": Life().routed().spammed(),
    "appealed": Life().routed().spammed().wait(days=1).appealed(),
    "blocked": disposed().blocked(days=2),
    "unblocked": disposed().blocked().unblocked(),
    "objected": disposed().blocked().appealed(),
    "followed_up": in_progress(),
    "proposed": disposed().proposed(),
    "declined": disposed().proposed().given_back(),
    "asked": disposed().asked(),
    "forwarded": disposed().forwarded(),
    "noted": disposed().noted(),
    "anonymised": disposed().anonymised(),
    "concealed": disposed().concealed(),
    "unanonymised": disposed().anonymised().does(REPORTER, "unanonymise"),
    "unconcealed": disposed().concealed().does(REPORTER, "unconceal"),
    "masked": disposed().masked(1, "body", (0, 5)),
    "unmasked": disposed().unmasked(1, "body", (0, 5)),
    "redacted": disposed().redacted(1),
    "revealed": disposed().revealed(),
    "reveal_asked": disposed().anonymised().asked_to_reveal(),
    "reveal_granted": disposed().anonymised().asked_to_reveal().granted_to_reveal(),
    "reveal_refused": disposed().anonymised().asked_to_reveal().refused_to_reveal(),
    "attached": disposed().attached(),
    "file_refused": disposed().file_refused(),
    "file_shown": disposed().attached().file_shown(),
    "file_hidden": disposed().attached().file_hidden(),
    "file_deleted": disposed().attached().file_deleted(),
    "subject_requested": disposed().claimed("erase"),
    "subject_refused": disposed().claimed("erase").declined("erase"),
    "exported": disposed().exported(),
    "export_offered": disposed().claimed("export").offered_export(),
    "restricted": disposed().restricted(),
    "unrestricted": disposed().restricted().unrestricted(),
    "erased": disposed().erased(),
    "replied": in_progress().replied(),
    "closed": said_done().confirmed(rating=5, solved=True),
    "rated": said_done().confirmed().rated(),
    "reopened": said_done().confirmed().reopened(),
    "withdrawn": Life().withdrawn(),
    "expired": said_done().wait(days=15).swept(),
    "lapsed": Life().held().wait(days=31).swept(),
    "resumed": disposed().asked().wait(days=31).swept(),
    "reminded": disposed().wait(days=7).swept(),
    "escalated": Life().wait(days=7).swept(),
    "offered": in_progress().wait(days=50).swept().wait(days=11).swept(),
    "consented": Life().wait(days=61).consented(),
    "referred": Life().wait(days=61).consented().referred(),
}


def before_and_after(life: Life) -> tuple[Report | None, Report]:
    return (fold(life.events[:-1]) if len(life.events) > 1 else None), life.report


def test_there_is_a_life_for_every_kind_of_event_of_the_table() -> None:
    assert set(LIVES) == {row.event for row in MOVES}


@pytest.mark.parametrize("kind", LIVES)
def test_a_life_that_ends_with_an_event_folds_to_what_the_event_changed(kind: str) -> None:
    life = LIVES[kind]
    before, after = before_and_after(life)
    assert life.last.kind == kind
    assert applied(before, life.last) == after == fold(life.events)
    assert (after.version, after.head) == (len(life.events), life.last.hash)


CHANGES: dict[str, dict[str, Any]] = {
    "routed": {"agency": BANDUNG},
    "verified": {"state": State.DISPOSED, "unit": PU, "published": True},
    "archived": {"state": State.ARCHIVED, "closed_at": MONDAY},
    "marked_spam": {"state": State.ARCHIVED, "closed_at": MONDAY, "closed_how": "spam"},
    "appealed": {
        "state": State.SUBMITTED,
        "closed_at": None,
        "closed_how": None,
        "agency": None,
        "appealed": True,
    },
    "blocked": {"blocked_until": MONDAY + timedelta(days=2)},
    "unblocked": {"blocked_until": None},
    "objected": {"objected": True},
    "forwarded": {"unit": LH},
    "noted": {},
    "attached": {},
    "file_refused": {},
    "file_shown": {},
    "file_hidden": {},
    "file_deleted": {},
    "anonymised": {"anonymous": True},
    "concealed": {"confidential": True},
    "unconcealed": {"confidential": False, "opened_at": MONDAY},
    "withdrawn": {"state": State.CLOSED, "closed_how": "withdrawn", "closed_at": MONDAY},
    "reminded": {"reminded": frozenset({Clock.FIRST_FOLLOW_UP})},
    "offered": {"offered": True},
    "consented": {"consented": True},
    "subject_requested": {
        "asked": {"erase": datetime(2026, 11, 25, 17, tzinfo=UTC)},
        "recorded": {"erase": "nasional2"},
    },
    "subject_refused": {"asked": {}, "recorded": {}},
    "exported": {},
    "export_offered": {"asked": {}, "recorded": {}},
    "restricted": {"restricted": True, "confidential": True},
    "unrestricted": {"restricted": False},
    "erased": {"erased": frozenset({"identity"}), "wish": True},
    "rated": {"rating": 4, "solved": True},
}


@pytest.mark.parametrize("kind", CHANGES)
def test_an_event_changes_its_own_facts_and_no_others(kind: str) -> None:
    before, after = before_and_after(LIVES[kind])
    assert before
    names = ("version", "head", "updated_at", "public_at", "clocks", "runs", "heard_at")
    always = {name: getattr(after, name) for name in names}
    assert after == replace(before, **always, **CHANGES[kind])


def test_the_first_event_tells_what_was_filed() -> None:
    life = Life(
        kind="information",
        agency=KEMENKES,
        category=None,
        anonymous=True,
        confidential=True,
        zone="Asia/Makassar",
    )
    assert life.report == Report(
        number=life.report.number,
        version=1,
        head=life.last.hash,
        report_class="information",
        title="Jalan berlubang di depan pasar",
        place={"province": "32", "regency": "32.73"},
        occurred_on="2020-01-02",
        anonymous=True,
        confidential=True,
        zone="Asia/Makassar",
        chosen=KEMENKES,
        received_at=MONDAY,
        updated_at=MONDAY,
        public_at=MONDAY,
        clocks=life.report.clocks,
    )


def test_a_verification_may_correct_class_category_and_title_but_keeps_what_it_does_not_name() -> (
    None
):
    corrected = Life().verified(
        title="Saluran mampet", kind="information", category="drainase-banjir"
    )
    changed = corrected.report
    kept = Life().verified().report
    assert (changed.report_class, changed.category, changed.title) == (
        "information",
        "drainase-banjir",
        "Saluran mampet",
    )
    assert (kept.report_class, kept.category, kept.title) == (
        "complaint",
        "jalan-rusak",
        "Jalan berlubang di depan pasar",
    )


def test_a_suggested_unit_comes_with_the_route_and_goes_with_a_return() -> None:
    life = Life().does(SYSTEM, "route", agency=BANDUNG, unit=PU, how="rule", zone="Asia/Jakarta")
    assert (life.report.suggested_unit, life.report.unit) == (PU, None)
    assert life.returned().report.suggested_unit is None


def test_a_suggestion_does_not_outlive_a_disposition_to_another_agency() -> None:
    life = Life().does(SYSTEM, "route", agency=BANDUNG, unit=PU, how="rule", zone="Asia/Jakarta")
    assert life.verified(SURABAYA, None).report.suggested_unit is None


def test_a_route_to_another_time_zone_brings_its_zone_and_one_to_nobody_keeps_it() -> None:
    assert Life(zone="Asia/Jayapura").routed(JABAR).report.zone == "Asia/Jakarta"
    assert Life(zone="Asia/Jayapura").routed(None, "national").report.zone == "Asia/Jayapura"


def test_a_close_without_a_rating_keeps_none_and_one_with_it_keeps_both() -> None:
    plain, rated = said_done().confirmed().report, LIVES["closed"].report
    assert (plain.rating, plain.solved) == (None, None)
    assert (rated.rating, rated.solved) == (5, True)


def test_a_redacted_first_event_still_folds_without_its_title() -> None:
    redacted = disposed().with_event(1, text=None, salt=None)
    assert fold(redacted) == replace(disposed().report, title="")


@pytest.mark.parametrize(
    ("events", "said"),
    [
        ([], "at least one event"),
        (disposed().events[1:], r"event 2 \(routed\) fits no move"),
        ([*Life().events, *Life().events], r"event 1 \(submitted\) fits no move"),
        ([Life().events[0], in_progress().last], r"event 4 \(followed_up\) fits no move"),
    ],
)
def test_events_that_are_no_life_are_not_folded(events: list[Event], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        fold(events)


def test_an_event_of_an_unknown_kind_is_not_folded() -> None:
    with pytest.raises(ValueError, match="fits no move"):
        fold([*Life().events, replace(disposed().events[1], kind="liked")])


def test_an_appeal_starts_the_verification_anew() -> None:
    life = LIVES["appealed"]
    assert life.report.clocks == {Clock.VERIFICATION: MONDAY + timedelta(days=1)}


def test_an_appeal_against_spam_is_heard_with_the_block_of_the_same_report() -> None:
    assert Life().spammed().blocked().appealed().report.objected
    assert not Life().spammed().appealed().report.objected
    assert not Life().blocked().appealed().unblocked().blocked().report.objected


def test_what_came_with_a_report_stays_when_it_is_routed_again() -> None:
    life = Life()
    life.does(SYSTEM, "route", agency=BANDUNG, unit=None, how="rule", zone=None,
              blocked=True, alike=3)  # fmt: skip
    life.returned().routed(JABAR)
    assert (life.report.from_blocked, life.report.alike) == (True, 3)
    assert (Life().routed().report.from_blocked, Life().routed().report.alike) == (False, 1)


@pytest.mark.parametrize("of", [1, 2])
def test_a_removed_title_stays_away_when_its_words_are_gone_from_the_ledger(of: int) -> None:
    """An older title, which an office had replaced, must not come back in its place."""
    life = Life().verified(title="Saluran mampet").redacted(of)
    assert life.report.title == ("Saluran mampet" if of == 1 else "")

    assert fold(life.with_event(of, text=None, salt=None)) == life.report
