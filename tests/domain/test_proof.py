"""A proof shows what its reader may read, and whoever recomputes it finds every kind of damage."""

import json
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor.domain import visibility
from lapor.domain.chain import Fault, faults, links_of
from lapor.domain.event import PRIVATE, Event, hash_of
from lapor.domain.merkle import leaf_hash, path_of, root_of
from lapor.domain.proof import Finding, Unreadable, leaf_of, proof_of, verified
from tests.domain import proof_vectors
from tests.domain.damage import DAMAGE, END, EVENTS, EXTRA, LIFE, NOTE, rechained, renumbered
from tests.domain.lives import KEY, Life

OTHER = Life(key=KEY.replace("3", "4")).routed()

Proof = dict[str, Any]


def proof(events: Sequence[Event] = EVENTS) -> Proof:
    """Give the proof as its reporter saves it: through JSON."""
    made = proof_of(LIFE.report.number, events, visibility.REPORTER)
    return dict(json.loads(json.dumps(made)))


def found(document: Mapping[str, Any], **more: Any) -> list[tuple[int, str]]:
    """Give number and kind of every fault."""
    faulty = verified(document, EVENTS[0].hash, **more).faults
    return [(fault.seq, fault.kind) for fault in faulty]


def test_a_whole_proof_holds_and_says_what_is_not_shown() -> None:
    assert verified(proof(), EVENTS[0].hash) == Finding(
        faults=(), length=len(EVENTS), hidden=(NOTE,), redacted=(), unprovable=(), sealed=None
    )


def test_a_proof_names_no_officer_no_lock_and_no_word_of_a_note() -> None:
    text = json.dumps(proof(), ensure_ascii=False)
    officers = {e.officer for e in EVENTS if e.officer}

    assert officers
    assert not any(name in text for name in officers)
    assert not any(f'"{name}"' in text for name in PRIVATE)
    assert "Catatan rahasia" not in text
    assert proof()["events"][NOTE - 1].keys() == {"seq", "prev", "hash", "digest"}


def test_words_that_a_reader_may_only_read_masked_are_not_in_the_proof() -> None:
    document = proof_of(LIFE.report.number, EVENTS, visibility.PUBLIC)

    assert "Jl. Contoh" not in json.dumps(document)
    assert found(document) == []


def test_redacted_words_are_named_and_the_chain_holds() -> None:
    gone = LIFE.with_event(3, text=None, salt=None)

    finding = verified(proof(gone), EVENTS[0].hash)

    assert (finding.faults, finding.redacted) == ((), (3,))


# --- every kind of damage, done to the table: the proof is made of what the table holds


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_named_by_number_and_kind(name: str) -> None:
    events, expected = DAMAGE[name]

    assert found(proof(events)) == expected


OPERATORS = {
    "first edited and hashed anew": [(1, "edited")],
    "all hashed anew from the first": [],
}
"""What an operator finds otherwise, who knows no receipt."""


@pytest.mark.parametrize("name", DAMAGE)
def test_an_operator_who_sees_the_rows_finds_the_same(name: str) -> None:
    events, expected = DAMAGE[name]
    faulty = [(fault.seq, fault.kind) for fault in faults(links_of(events))]

    assert faulty == OPERATORS.get(name, expected)


def test_a_deletion_that_is_hidden_by_new_numbers_is_found() -> None:
    events = renumbered([*EVENTS[:2], *EVENTS[3:]])

    assert found(proof(events)) == [(3, "missing")]
    assert [as_pair(f) for f in faults(links_of(events))] == [(3, "missing")]


def test_an_event_between_two_others_is_found() -> None:
    extra = replace(EXTRA, hash=hash_of(EXTRA))
    events = renumbered([*EVENTS[:3], extra, *EVENTS[3:]])

    assert (4, "added") in found(proof(events))
    assert [as_pair(f) for f in faults(links_of(events))] == [(4, "added")]


def test_an_event_between_that_comes_after_what_it_pushed_aside_is_found() -> None:
    late = replace(EXTRA, seq=END + 1, prev=EVENTS[END - 2].hash, nonce="ab")
    late = replace(late, hash=hash_of(replace(late, seq=END)))

    assert found(proof([*EVENTS, late])) == [(END + 1, "added")]


# --- a saved document whose events were put into another order


def relisted(document: Proof) -> None:
    """Exchange two events in the list."""
    entries = document["events"]
    entries[2], entries[3] = entries[3], entries[2]


def renamed(document: Proof) -> None:
    """Exchange two events in the list, and give each the other's number everywhere."""
    relisted(document)
    for seq, entry in enumerate(document["events"], start=1):
        entry["seq"] = seq
        if "body" in entry:
            entry["body"]["seq"] = seq


def reworded(document: Proof) -> None:
    """Exchange what two events say, and leave their numbers, links and hashes."""
    one, other = document["events"][2:4]
    for name in ("body", "text", "salt"):
        mine, theirs = one.pop(name, None), other.pop(name, None)
        one |= {name: theirs} if theirs else {}
        other |= {name: mine} if mine else {}


@pytest.mark.parametrize("swap", [relisted, renamed, reworded])
def test_two_events_that_were_swapped_in_a_document_are_named_as_swapped(
    swap: Callable[[Proof], None],
) -> None:
    document = proof()
    swap(document)

    faulty = verified(document, EVENTS[0].hash, earlier=proof()).faults
    assert [as_pair(fault) for fault in faulty] == [(3, "reordered"), (4, "reordered")]
    assert [fault.was for fault in faulty] in ([4, 3], [None, None])


@pytest.mark.parametrize("name", ["swapped", "contents exchanged", "swapped with a hidden one"])
def test_a_swap_tells_under_which_number_an_event_was_recorded(name: str) -> None:
    events, expected = DAMAGE[name]
    (one, _), (other, _) = expected

    assert [fault.was for fault in faults(links_of(events))] == [other, one]


def test_a_swap_at_the_sealed_end_is_a_swap_and_neither_a_cut_nor_another_root() -> None:
    sealed = proof_vectors.seal(END)
    document = {**proof(), "sealed": sealed, "last": {"seq": END, "head": EVENTS[-1].hash}}
    entries = document["events"]
    entries[-1], entries[-2] = (
        {**entries[-2], "seq": END}, {**entries[-1], "seq": END - 1}
    )  # fmt: skip

    assert found(document, root=sealed["root"]) == [(END - 1, "reordered"), (END, "reordered")]


def test_a_swap_does_not_excuse_that_the_end_is_gone() -> None:
    document = {**proof(DAMAGE["swapped"][0]), "head": "f" * 64}

    assert found(document) == [(3, "reordered"), (4, "reordered"), (END + 1, "cut_off")]


def test_swapped_events_of_version_1_are_found_by_their_links() -> None:
    old = [replace(e, v=1) for e in LIFE.events[:4]]
    for n, event in enumerate(old):
        linked = replace(event, prev=old[n - 1].hash if n else event.prev)
        old[n] = replace(linked, hash=hash_of(linked))
    rows = renumbered([old[0], old[2], old[1], old[3]])

    faulty = verified(proof(rows), old[0].hash).faults
    assert [as_pair(f) for f in faulty] == [(2, "reordered"), (3, "reordered")]


def as_pair(fault: Fault) -> tuple[int, str]:
    return fault.seq, fault.kind


def test_a_chain_that_ends_early_is_found_by_an_older_proof() -> None:
    assert found(proof(EVENTS[:-2])) == []
    assert found(proof(EVENTS[:-2]), earlier=proof()) == [(END - 1, "cut_off")]


def test_a_chain_that_is_hashed_anew_is_found_by_an_older_proof() -> None:
    forged = rechained(4, role="national")

    assert found(proof(forged)) == []
    assert found(proof(forged), earlier=proof())[0] == (4, "edited")


def test_a_proof_that_ends_before_its_own_head_is_cut_off() -> None:
    document = proof()
    document["events"].pop()

    assert found(document) == [(END, "cut_off")]


def test_a_proof_without_events_proves_nothing() -> None:
    assert found({**proof(), "events": []}) == [(1, "cut_off")]


def test_the_receipt_of_another_report_is_noticed() -> None:
    finding = verified(proof(), OTHER.events[0].hash)

    assert [as_pair(f) for f in finding.faults] == [(1, "other_report")]


def test_the_events_of_another_report_under_this_number_are_noticed() -> None:
    document = proof()
    document["events"] = proof_of(OTHER.report.number, OTHER.events, visibility.REPORTER)["events"]

    assert (1, "other_report") in found(document)


def test_without_a_receipt_the_chain_itself_is_still_checked() -> None:
    assert verified(proof()).faults == ()
    assert verified(proof(DAMAGE["fact"][0])).faults == (Fault(2, "edited"),)


# --- version 1


def before_2() -> list[Event]:
    """Give the same life as version 1 would have written its first three events."""
    chain: list[Event] = []
    for event in EVENTS:
        old = replace(
            event,
            prev=chain[-1].hash if chain else event.prev,
            v=1 if event.seq <= 3 else 2,
        )
        chain.append(replace(old, hash=hash_of(old)))
    return chain


def test_events_of_version_1_are_named_as_unprovable_and_the_rest_is_proved() -> None:
    events = before_2()
    document = proof(events)

    finding = verified(document, events[0].hash)

    assert (finding.faults, finding.unprovable) == ((), (1, 2, 3))
    assert document["events"][0].keys() == {"seq", "prev", "hash", "unprovable"}


def test_an_operator_checks_events_of_version_1_too() -> None:
    events = before_2()
    assert faults(links_of(events)) == []

    events[1] = replace(events[1], officer="lain")
    assert faults(links_of(events)) == [Fault(2, "edited")]


# --- sealed in a root


def with_seal(events: Sequence[Event] = EVENTS, seq: int = END) -> Proof:
    """Give a proof whose head is in the tree of a day."""
    others = [bytes([n]) * 32 for n in range(5)]
    leaf = leaf_of(LIFE.report.number, EVENTS[seq - 1].hash)
    hashes = [leaf_hash(each) for each in (*others[:3], leaf, *others[3:])]
    path = [[side, other.hex()] for side, other in path_of(hashes, 3)]
    sealed = {"day": "2026-11-23", "seq": seq, "root": root_of(hashes).hex(), "path": path}
    return {**proof(events), "sealed": sealed}


def test_a_sealed_chain_leads_to_the_published_root() -> None:
    document = with_seal()
    published = document["sealed"]["root"]

    finding = verified(document, EVENTS[0].hash, root=published)

    assert (finding.faults, finding.sealed) == ((), "2026-11-23")
    assert found(document, root="0" * 64) == [(END, "not_sealed")]


def test_a_chain_that_was_hashed_anew_does_not_lead_to_the_root() -> None:
    assert found(with_seal(rechained(4, role="national"))) == [(END, "not_sealed")]


def test_a_chain_that_ends_before_what_was_sealed_is_cut_off() -> None:
    assert found(with_seal(EVENTS[:-1])) == [(END, "cut_off")]


@pytest.mark.parametrize(("seq", "events", "expected"), [
    (END, EVENTS[:-1], [(END, "cut_off")]),
    (3, EVENTS, []),
    (END, rechained(4, role="national"), [(END, "edited")]),
])  # fmt: skip
def test_what_the_desk_remembers_must_still_be_in_the_chain(
    seq: int, events: Sequence[Event], expected: list[tuple[int, str]]
) -> None:
    last = {"seq": seq, "head": EVENTS[seq - 1].hash}

    assert found({**proof(events), "last": last}) == expected


# --- what is no proof


def broken(change: Callable[[Proof], Any]) -> Proof:
    document = deepcopy(with_seal())
    change(document)
    return document


@pytest.mark.parametrize(
    "document",
    [
        {},
        broken(lambda d: d.update(v=2)),
        broken(lambda d: d.update(number=7)),
        broken(lambda d: d.update(events=[{}])),
        broken(lambda d: d.update(events=None)),
        broken(lambda d: d["events"][0].pop("salt")),
        broken(lambda d: d["events"][0].update(body=None)),
        broken(lambda d: d["sealed"].update(path=[["left", "zz"]])),
        broken(lambda d: d["sealed"].update(path=["left"])),
    ],
)  # fmt: skip
def test_what_is_no_proof_is_refused(document: Proof) -> None:
    with pytest.raises(Unreadable):
        verified(document)


@given(st.lists(st.sampled_from(range(len(EVENTS))), unique=True, min_size=1))
def test_no_choice_and_no_order_of_events_but_the_beginning_of_the_chain_passes(
    chosen: list[int],
) -> None:
    events = renumbered([EVENTS[place] for place in chosen])

    whole = chosen == list(range(len(chosen)))
    assert (found(proof(events)) == []) is whole
    assert (faults(links_of(events)) == []) is whole


def test_the_vectors_for_the_browser_are_current() -> None:
    assert proof_vectors.FILE.read_text(encoding="utf-8") == proof_vectors.text()
