"""The files of a report: who may fetch which, how many fit, and what each reader is told."""

from typing import Any

import pytest

from lapor.domain import files
from lapor.domain.errors import NotAllowed, NotFound, TooManyFiles
from lapor.domain.event import Actor, broken_link
from lapor.domain.visibility import PUBLIC, REPORTER
from tests.domain.lives import (
    BANDUNG,
    KEMENKES,
    NATIONAL,
    OMBUDSMAN,
    PU,
    Life,
    disposed,
    in_progress,
    officer_of,
    said_done,
    whole_life,
)

UNIT, ADMIN = officer_of("unit", PU), officer_of("agency", BANDUNG)
STRANGER = officer_of("agency", KEMENKES)


def fetches(life: Life, viewer: Actor, file: str = "f1") -> bool:
    return files.may_fetch(life.report, files.known(life.events, file), viewer)


def listed(life: Life, viewer: Actor) -> list[Any]:
    return [entry["id"] for entry in files.shown(life.report, life.events, viewer)]


@pytest.mark.parametrize("viewer", [REPORTER, UNIT, ADMIN, NATIONAL])
def test_a_reporters_photo_is_for_the_reporter_and_the_offices_that_see_the_report(
    viewer: Actor,
) -> None:
    life = disposed().attached()
    assert fetches(life, viewer)
    assert listed(life, viewer) == ["f1"]


@pytest.mark.parametrize("viewer", [PUBLIC, STRANGER])
def test_a_reporters_photo_is_for_nobody_else(viewer: Actor) -> None:
    life = disposed().attached()
    assert not fetches(life, viewer)
    assert listed(life, viewer) == []


def test_an_officer_shows_a_photo_to_the_public_and_takes_it_back() -> None:
    life = disposed().attached().file_shown()
    assert fetches(life, PUBLIC)
    assert listed(life, PUBLIC) == ["f1"]
    assert not fetches(life.file_hidden(), PUBLIC)


def test_a_report_made_anonymous_hides_its_reporters_files_again() -> None:
    life = disposed().attached().file_shown().attached(UNIT, "f2").anonymised()
    assert not fetches(life, PUBLIC)
    assert fetches(life, PUBLIC, "f2"), "the office's evidence is not the reporter's"
    assert listed(life, PUBLIC) == ["f2"]
    assert [f["public"] for f in files.shown(life.report, life.events, UNIT)] == [False, True]

    life.does(REPORTER, "unanonymise")
    assert not fetches(life, PUBLIC), "consent to a name shows no photo"
    assert fetches(life.file_shown(), PUBLIC)


def test_evidence_of_an_office_is_public_until_an_officer_takes_it_back() -> None:
    life = disposed().attached(UNIT)
    assert fetches(life, PUBLIC)
    assert not fetches(life.file_hidden(), PUBLIC)
    assert fetches(life.file_shown(), PUBLIC)


def test_evidence_that_came_in_confidence_stays_hidden_until_an_officer_shows_it() -> None:
    """The reporter ends the confidence; nobody has looked yet whether the photo names somebody."""
    life = disposed().attached(UNIT).concealed().attached(UNIT, "f2").does(REPORTER, "unconceal")
    life.attached(UNIT, "f3")
    assert [fetches(life, PUBLIC, f) for f in ("f1", "f2", "f3")] == [True, False, True]
    assert listed(life, PUBLIC) == ["f1", "f3"]
    assert fetches(life.file_shown("f2"), PUBLIC, "f2")


@pytest.mark.parametrize("anonymous", [False, True])
def test_evidence_for_a_report_that_was_filed_in_confidence_or_restricted_stays_hidden(
    anonymous: bool,
) -> None:
    filed = disposed(confidential=True, anonymous=anonymous).attached(UNIT)
    assert not fetches(filed.does(REPORTER, "unconceal"), PUBLIC)
    assert fetches(filed.file_shown(), PUBLIC), "an office's evidence is not the reporter's"
    shut = disposed(anonymous=anonymous).restricted().attached(UNIT).unrestricted()
    assert not fetches(shut.does(REPORTER, "unconceal"), PUBLIC)


def test_nothing_is_public_before_the_report_is() -> None:
    life = Life().routed().attached(ADMIN)
    assert not fetches(life, PUBLIC)
    assert fetches(life.verified(by=ADMIN), PUBLIC)


def test_nothing_of_a_confidential_report_is_public_or_can_be_made_so() -> None:
    life = disposed().attached(UNIT).attached(file="f2").file_shown("f2").concealed()
    assert not fetches(life, PUBLIC)
    assert not fetches(life, PUBLIC, "f2")
    assert fetches(life, REPORTER)
    with pytest.raises(NotAllowed):
        life.file_shown()
    assert not fetches(life.file_hidden(), PUBLIC)


def test_a_refused_file_is_told_to_its_own_side_and_to_officers() -> None:
    life = disposed().file_refused(code="malware").file_refused(UNIT, "f2", "encrypted_pdf")
    assert listed(life, REPORTER) == ["f1"]
    assert listed(life, UNIT) == ["f1", "f2"]
    assert listed(life, PUBLIC) == []
    (entry,) = files.shown(life.report, life.events, REPORTER)
    assert (entry["state"], entry["code"], entry["public"]) == ("refused", "malware", False)
    with pytest.raises(NotFound):
        files.known(life.events, "f1")
    for refused in files.files(life.events):
        assert not files.may_fetch(life.report, refused, REPORTER)


def test_what_a_reader_is_told_of_a_file() -> None:
    life = disposed().file_refused(file="f0").attached(width=640, height=480)
    assert files.shown(life.report, life.events, UNIT)[1] == {
        "id": "f1",
        "type": "image/jpeg",
        "by": "reporter",
        "at": "2026-11-23T03:00:00.000Z",
        "state": "attached",
        "place": 1,
        "public": False,
        "code": None,
        "size": 2048,
        "thumb": True,
        "width": 640,
        "height": 480,
    }


def test_five_fit_of_the_reporter_and_five_of_the_offices() -> None:
    life = disposed().file_refused(file="bad")
    for n in range(4):
        life.attached(file=f"r{n}").attached(UNIT if n else ADMIN, f"o{n}")
    files.room(life.events, "reporter")
    files.room(life.events, "agency")
    with pytest.raises(TooManyFiles):
        files.room(life.events, "unit", 1)
    life.attached(file="r4")
    with pytest.raises(TooManyFiles):
        files.room(life.events, "reporter")
    files.room(life.events, "unit")


def test_a_file_is_settled_once_the_ledger_knows_its_end() -> None:
    life = disposed().attached(file="f1").file_refused(file="f2")
    assert [files.settled(life.events, f) for f in ("f1", "f2", "f3")] == [True, True, False]
    with pytest.raises(NotFound):
        files.known(life.events, "f3")


def test_a_fetched_file_has_our_own_name() -> None:
    life = disposed().attached().attached(file="f2", type="application/pdf")
    number = life.report.number
    shown = f"{number[:4]}-{number[4:8]}-{number[8:]}"
    names = [files.name(life.report, file) for file in files.files(life.events)]
    assert names == [f"lapor-{shown}-1.jpg", f"lapor-{shown}-2.pdf"]


@pytest.mark.parametrize("make", [disposed, in_progress, said_done, lambda: disposed().asked()])
def test_files_move_no_clock_no_state_and_no_pause(make: Any) -> None:
    """A comment or an attachment moves no deadline."""
    life = make()
    before = life.report
    life.wait(days=1).attached().attached(UNIT, "f2").file_refused(file="f3").file_shown()
    after = life.file_hidden().report
    kept = ("state", "clocks", "runs", "raised", "pauses", "held_from", "closed_at")
    assert {k: getattr(after, k) for k in kept} == {k: getattr(before, k) for k in kept}


@pytest.mark.parametrize("by", [REPORTER, UNIT])
def test_nothing_is_attached_after_the_end_but_a_refusal_can_still_be_told(by: Actor) -> None:
    life = said_done().confirmed()
    with pytest.raises(NotAllowed):
        life.attached(by)
    assert listed(life.file_refused(by, code="report_closed"), UNIT) == ["f1"]


def test_a_life_without_files_has_none() -> None:
    assert files.files(whole_life().events) == []


def test_an_erasure_of_words_takes_the_reporters_files_and_leaves_the_offices() -> None:
    life = said_done().attached(file="f1").attached(UNIT, "f2").file_refused(file="f3")
    life.file_shown("f1").confirmed().erased()

    assert files.gone(life.events) == ["f1", "f3"], "what was refused may have been stored"
    for viewer in (REPORTER, UNIT, NATIONAL, PUBLIC):
        assert "f1" not in listed(life, viewer)
    assert listed(life, UNIT) == ["f2", "f3"]
    with pytest.raises(NotFound):
        files.known(life.events, "f1")


def test_while_a_report_is_open_its_files_stay_with_its_words() -> None:
    life = disposed().attached().erased()
    assert files.gone(life.events) == []
    assert listed(life, UNIT) == ["f1"]


WATCHER = Actor("monitor", "x", "32", None, frozenset({BANDUNG}))


@pytest.mark.parametrize("by", [REPORTER, UNIT])
def test_a_deleted_file_is_fetched_by_nobody_and_known_to_its_reporter_and_the_offices(
    by: Actor,
) -> None:
    life = disposed().attached(by).attached(by, "f2").file_shown("f1").file_deleted("f1")

    assert files.gone(life.events) == ["f1"]
    with pytest.raises(NotFound):
        files.known(life.events, "f1")
    gone, _ = files.files(life.events)
    for viewer in (REPORTER, UNIT, ADMIN, NATIONAL):
        assert not files.may_fetch(life.report, gone, viewer)
        entry, other = files.shown(life.report, life.events, viewer)
        assert (entry["id"], entry["state"], entry["place"]) == ("f1", "deleted", 1)
        assert (entry["code"], entry["public"]) == ("berkas-data-pribadi", False)
        assert "size" not in entry
        assert other["place"] == 2, "the others keep their names"
    for viewer in (PUBLIC, STRANGER, WATCHER, OMBUDSMAN):
        assert "f1" not in listed(life, viewer)
        assert not files.may_fetch(life.report, gone, viewer)


def test_a_deleted_files_digest_stays_on_a_chain_that_holds() -> None:
    life = disposed().attached(sha256="ab").file_deleted()

    assert broken_link(life.events) is None
    assert [e.data["sha256"] for e in life.events if e.kind == "attached"] == ["ab"]


def test_a_deleted_file_makes_room_for_another() -> None:
    life = disposed()
    for n in range(5):
        life.attached(file=f"r{n}")
    with pytest.raises(TooManyFiles):
        files.room(life.events, "reporter")

    files.room(life.file_deleted("r3").events, "reporter")

    assert files.settled(life.events, "r3"), "what comes again under its key is not taken again"


def test_an_erasure_of_words_leaves_a_deleted_file_deleted() -> None:
    life = said_done().attached().file_deleted().confirmed().erased()

    assert files.gone(life.events) == ["f1"]
    (entry,) = files.shown(life.report, life.events, REPORTER)
    assert entry["state"] == "deleted"


def test_each_event_about_a_file_says_which_to_those_who_may_know_of_it() -> None:
    life = disposed().attached().attached(UNIT, "f2", type="application/pdf")
    life.file_refused(UNIT, "f3").file_hidden("f2").file_deleted("f1")
    first = life.events[3].seq
    photo, pdf, refused = (
        {"type": "image/jpeg", "place": 1},
        {"type": "application/pdf", "place": 2},
        {"type": "image/png", "place": None},
    )

    offices = dict(enumerate([photo, pdf, refused, pdf, photo], start=first))
    assert first == life.events[-1].seq - 4
    assert files.named(life.report, life.events, UNIT) == offices
    theirs = {seq: file for seq, file in offices.items() if file is not refused}
    assert files.named(life.report, life.events, REPORTER) == theirs
    assert files.named(life.report, life.events, WATCHER) == {}
    assert files.named(life.report, life.events, PUBLIC) == {}
    assert files.named(life.report, life.events, STRANGER) == {}


def test_a_watcher_hears_the_names_of_public_files_alone() -> None:
    life = disposed().attached().attached(UNIT, "f2")

    assert [f["place"] for f in files.named(life.report, life.events, WATCHER).values()] == [2]


def test_an_erased_file_is_still_named_in_the_history_of_those_who_knew_it() -> None:
    life = said_done().attached().confirmed().erased()

    for viewer in (REPORTER, UNIT):
        assert list(files.named(life.report, life.events, viewer).values()) == [
            {"type": "image/jpeg", "place": 1}
        ]
    assert files.named(life.report, life.events, PUBLIC) == {}


@pytest.mark.parametrize("confidential", [False, True])
def test_the_ombudsman_gets_the_files_once_the_reporter_consents_to_a_referral(
    confidential: bool,
) -> None:
    life = in_progress(confidential=confidential).attached().replied()
    assert (fetches(life, OMBUDSMAN), listed(life, OMBUDSMAN)) == (False, [])
    life.wait(days=61).consented()
    assert (fetches(life, OMBUDSMAN), listed(life, OMBUDSMAN)) == (True, ["f1"])


@pytest.mark.parametrize("role", ["monitor", "ksp", "ombudsman"])
def test_who_only_watches_gets_the_files_that_the_public_gets(role: str) -> None:
    life = disposed(confidential=True).attached()
    watcher = Actor(role, "x", BANDUNG)
    assert not fetches(life, watcher)
    assert not fetches(disposed().attached(), watcher)
    assert fetches(disposed().attached(UNIT), watcher), "what the public sees, they see"
