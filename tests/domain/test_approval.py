"""A final answer that the leader must approve: what it changes, who reads it, what ends it."""

import pytest

from lapor.domain import approval, proof
from lapor.domain.deadlines import due_at, is_late
from lapor.domain.document import Names, document
from lapor.domain.editing import marked, removed
from lapor.domain.errors import Changed, Invalid, NotAllowed
from lapor.domain.event import Actor, broken_link
from lapor.domain.protecting import Mask, Redact
from lapor.domain.report import Clock, Proposal, State
from lapor.domain.rights import erasure
from lapor.domain.visibility import PUBLIC, REPORTER, facts, officer, shows, texts
from tests.domain.lives import (
    BANDUNG,
    BANDUNG_ADMIN,
    LEADER,
    NATIONAL,
    PU,
    PU_OFFICER,
    RULES,
    Life,
    disposed,
    in_progress,
    said_done,
)

MONITOR = Actor("monitor", "pemantau.jabar", "32", None, frozenset({BANDUNG}))
NAMES = Names(lambda office: office, lambda place: place, lambda agency: agency == BANDUNG)


def waiting(text: str = "Jalan sudah ditambal, hubungi 0812 0000 9999.") -> Life:
    """A proposal of the roads department: event 4."""
    return disposed().proposed(text=text)


def test_a_proposal_changes_nothing_but_that_it_waits() -> None:
    before = disposed().report
    life = waiting()
    after = life.report

    assert (life.last.kind, life.last.role, life.last.data) == ("proposed", "unit", {"done": True})
    assert after.proposal == Proposal(4, f"petugas.{PU}")
    same = ("state", "clocks", "runs", "unit", "agency", "held_from", "closed_at")
    assert {n: getattr(after, n) for n in same} == {n: getattr(before, n) for n in same}


def test_an_answer_that_is_not_approved_is_late_on_the_day_it_is_due() -> None:
    life = waiting()
    due = due_at(disposed().report, RULES)
    assert due_at(life.report, RULES) == due
    assert due

    life.at(due).wait(seconds=1).swept()

    assert is_late(life.report, RULES, life.now)
    assert [e.kind for e in life.events[-2:]] == ["proposed", "escalated"]
    assert life.report.proposal, "who is late is still approved"


def test_an_approved_answer_is_what_a_final_answer_is_anywhere_else() -> None:
    approved, direct = waiting().approved(), disposed().followed_up(done=True)

    assert approved.last.kind == direct.last.kind == "followed_up"
    assert approved.last.data == {"done": True, "of": 4}
    assert approved.last.text == approved.events[3].text
    assert approved.report.state is State.IN_PROGRESS
    assert approved.report.clocks.keys() == direct.report.clocks.keys() == {Clock.REPLY_WINDOW}
    assert approved.report.runs == direct.report.runs
    assert approved.report.proposal is None
    assert broken_link(approved.events) is None


def test_the_public_and_the_reporter_read_the_approved_words_and_no_proposal() -> None:
    life = waiting().proposed(text="Jalan sudah ditambal dan diuji.").given_back()
    life.proposed(text="Jalan sudah ditambal, lihat foto.").approved()

    for viewer in (PUBLIC, REPORTER):
        seen = [e for e in life.events if shows(e, viewer)]
        assert [e.kind for e in seen] == ["submitted", "routed", "verified", "followed_up"]
        answer = seen[-1]
        assert texts(life.report, answer, viewer) == {"text": "Jalan sudah ditambal, lihat foto."}
        assert facts(answer, viewer) == {"done": True, "of": 7}
        assert officer(answer, viewer) is None


@pytest.mark.parametrize("viewer", [PU_OFFICER, BANDUNG_ADMIN, LEADER, NATIONAL])
def test_the_agency_and_those_who_supervise_read_a_proposal_and_why_it_was_given_back(
    viewer: Actor,
) -> None:
    life = waiting("Sudah.").given_back()
    assert [texts(life.report, e, viewer) for e in life.events[-2:]] == [
        {"text": "Sudah."},
        {"text": "Tanpa bukti."},
    ]


def test_monitors_learn_that_an_answer_waits_but_not_its_words() -> None:
    life = waiting()
    assert shows(life.last, MONITOR)
    assert texts(life.report, life.last, MONITOR) == {}


@pytest.mark.parametrize("viewer", [PU_OFFICER, BANDUNG_ADMIN, LEADER, MONITOR])
def test_offices_see_which_proposal_waits(viewer: Actor) -> None:
    life = waiting()
    shown = document(life.report, life.events, viewer, life.now, RULES, NAMES)
    assert shown["proposal"] == {"of": 4, "at": shown["events"][3]["at"]}
    assert shown["approves"] is True
    life.given_back()
    assert document(life.report, life.events, viewer, life.now, RULES, NAMES)["proposal"] is None


@pytest.mark.parametrize("viewer", [PUBLIC, REPORTER])
def test_nobody_else_sees_that_one_waits(viewer: Actor) -> None:
    life = waiting()
    shown = document(life.report, life.events, viewer, life.now, RULES, NAMES)
    assert not {"proposal", "approves"} & shown.keys()
    assert "approve" not in shown["may"]


def test_the_reporters_proof_hides_the_proposal_and_shows_the_answer_with_its_words() -> None:
    life = waiting().approved()
    written = proof.proof_of(life.report.number, life.events, REPORTER)

    found = proof.verified(written, life.events[0].hash)

    assert (found.faults, found.hidden, found.redacted) == ((), (4,), ())
    assert written["events"][4]["text"] == life.last.text
    assert "ditambal" not in str(written["events"][3])


@pytest.mark.parametrize("of", [4, 5])
def test_what_is_removed_of_an_answer_or_of_its_proposal_is_removed_of_both(of: int) -> None:
    life = waiting().approved().redacted(of)

    assert life.report.redacted == {4, 5}
    for event in life.events[3:5]:
        assert texts(life.report, event, BANDUNG_ADMIN) == {}
        with pytest.raises(Invalid):
            removed(life.report, life.events, Redact.model_construct(of=event.seq, reason="x"))


def test_an_answer_that_was_given_without_the_leader_is_removed_alone() -> None:
    life = waiting().followed_up(done=True).redacted(5)
    assert life.report.redacted == {5}


def test_words_of_the_answer_are_hidden_from_the_public_as_of_any_other() -> None:
    life = waiting("Sudah ditambal oleh Pak Contoh.").approved()
    hide = Mask(of=5, part="text", spans=[[20, 30]])
    life.masked(5, "text", *[tuple(s) for s in marked(life.events, hide)["spans"]])

    assert texts(life.report, life.events[4], PUBLIC)["text"] == (
        "Sudah ditambal oleh [disembunyikan]."
    )
    with pytest.raises(Invalid):
        marked(life.events, Mask(of=4, part="text", spans=[[20, 30]]))


def test_numbers_in_an_approved_answer_are_masked_for_the_public() -> None:
    life = waiting().approved()
    assert "0812" not in texts(life.report, life.last, PUBLIC)["text"]


def test_a_reporters_erasure_takes_neither_the_answer_nor_its_proposal() -> None:
    life = waiting().approved().confirmed()
    assert erasure(life.report, life.events, "words")["of"] == [1]


def test_the_newest_proposal_is_the_one_that_waits() -> None:
    life = waiting().proposed(BANDUNG_ADMIN, "Sudah ditambal dan diuji.")
    assert life.report.proposal == Proposal(5, BANDUNG_ADMIN.id)

    with pytest.raises(Changed):
        approval.approved(life.report, life.events, 4)
    facts_of, words = approval.approved(life.report, life.events, 5)
    assert (facts_of, words) == ({"done": True, "of": 5}, "Sudah ditambal dan diuji.")


def test_who_proposed_does_not_approve_even_after_moving_to_the_leaders_desk() -> None:
    moved = Actor("leader", PU_OFFICER.id, BANDUNG)
    life = disposed().proposed(PU_OFFICER)

    with pytest.raises(NotAllowed):
        life.approved(moved)
    life.given_back(moved)
    assert life.report.proposal is None


def test_nothing_is_approved_when_nothing_waits() -> None:
    life = in_progress()
    assert approval.approved(life.report, life.events, 4) == ({"done": True, "of": 4}, "")
    assert approval.given_back(life.report) == {}
    with pytest.raises(NotAllowed):
        life.approved()
    with pytest.raises(NotAllowed):
        life.given_back()


ENDS = {
    "forwarded": lambda life: life.forwarded(),
    "handed back": lambda life: life.handed_back(),
    "returned": lambda life: life.returned(),
    "asked": lambda life: life.asked(),
    "more was told": lambda life: life.replied(),
    "withdrawn": lambda life: life.withdrawn(),
    "a final answer": lambda life: life.followed_up(done=True),
    "given back": lambda life: life.given_back(),
    "approved": lambda life: life.approved(),
    "its words removed": lambda life: life.redacted(4),
    "taken over": lambda life: life.wait(days=61).swept().consented().referred(),
}
STAYS = {
    "news": lambda life: life.followed_up(),
    "a note": lambda life: life.noted(),
    "an escalation": lambda life: life.wait(days=8).swept(),
    "a name taken away": lambda life: life.anonymised(),
    "made confidential": lambda life: life.concealed(),
    "a file": lambda life: life.attached(),
    "words removed elsewhere": lambda life: life.redacted(1),
    "restricted": lambda life: life.restricted(),
}


@pytest.mark.parametrize("what", ENDS)
def test_a_report_that_moves_on_drops_the_proposal(what: str) -> None:
    assert ENDS[what](waiting()).report.proposal is None


@pytest.mark.parametrize("what", STAYS)
def test_what_is_no_answer_leaves_the_proposal_open(what: str) -> None:
    life = STAYS[what](waiting())
    assert life.report.proposal
    assert life.report.proposal.seq == 4
    assert life.approved().last.text == life.events[3].text


def test_silence_closes_a_report_whose_new_answer_still_waits() -> None:
    life = said_done().proposed().wait(days=15).swept()
    assert (life.last.kind, life.report.proposal) == ("expired", None)
