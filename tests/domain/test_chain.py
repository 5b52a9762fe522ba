"""Anybody can check that nothing was changed, left out, moved or added; redaction is allowed."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor.domain.event import (
    START,
    VERSION,
    Actor,
    Event,
    body_digest,
    body_of,
    broken_link,
    canonical,
    digest_of,
    hash_of,
    link,
    private_digest,
    sealed,
    stamp,
)
from lapor.domain.lifecycle import fold
from tests.domain.lives import MONDAY, Life, in_progress

Events = Sequence[Event]
LIFE = in_progress().replied().noted()
EVENTS = LIFE.events


def test_a_whole_life_verifies() -> None:
    assert [e.kind for e in EVENTS] == [
        "submitted",
        "routed",
        "verified",
        "followed_up",
        "replied",
        "noted",
    ]
    assert broken_link(EVENTS) is None
    assert broken_link([]) is None


def test_each_event_names_the_one_before_and_the_first_names_none() -> None:
    assert [e.prev for e in EVENTS] == [START, *(e.hash for e in EVENTS[:-1])]


EDITS: dict[str, dict[str, Any]] = {
    "report": {"report": "000000000000"},
    "kind": {"kind": "noted"},
    "time": {"at": MONDAY + timedelta(milliseconds=1)},
    "role": {"role": "national"},
    "officer": {"officer": "lh.bandung"},
    "facts": {"data": {"done": True}},
    "more facts": {"data": {"done": False, "by": "x"}},
    "no facts": {"data": {}},
    "words": {"text": {"text": "Sudah beres."}},
    "more words": {"text": {"text": "Kami kerjakan.", "title": "x"}},
    "salt": {"salt": "cc" * 16},
    "no salt": {"salt": None},
    "nonce": {"nonce": "cc" * 32},
    "digest": {"digest": digest_of({"text": "x"}, "")},
    "no digest": {"digest": None},
    "link": {"prev": START},
    "hash": {"hash": "f" * 64},
    "version": {"v": VERSION + 1},
    "number": {"seq": 5},
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_found_at_the_event_that_was_edited(name: str) -> None:
    assert broken_link(LIFE.with_event(4, **EDITS[name])) == 4


def test_an_edit_with_a_new_hash_is_found_at_the_next_event() -> None:
    edited = replace(EVENTS[3], data={"done": True})
    edited = replace(edited, hash=hash_of(edited))
    assert broken_link([*EVENTS[:3], edited, *EVENTS[4:]]) == 5


def test_words_that_are_put_on_an_event_that_had_none_are_found() -> None:
    assert broken_link(LIFE.with_event(2, text={"text": "x"}, salt="")) == 2


TAMPERED: dict[str, tuple[Callable[[Events], Events], int]] = {
    "the first is missing": (lambda e: e[1:], 1),
    "one is missing": (lambda e: [*e[:2], *e[3:]], 3),
    "two are swapped": (lambda e: [*e[:2], e[3], e[2], *e[4:]], 3),
    "all are reversed": (lambda e: e[::-1], 1),
    "one is there twice": (lambda e: [*e[:3], e[2], *e[3:]], 4),
    "another report's is added": (lambda e: [*e[:3], _stranger().events[3], *e[4:]], 4),
    "a made-up one is added": (lambda e: [*e[:3], _forged(e[2]), *e[3:]], 5),
    "the rest is another report's": (lambda e: [*e[:3], *_stranger().events[3:]], 4),
}


def _stranger() -> Life:
    return in_progress(key="0b54a9b7-6a2c-4d8b-8f0e-5a1f6c3d7e92").replied()


def _forged(before: Event) -> Event:
    """A well-formed event that continues from another one."""
    return sealed(
        report=before.report,
        seq=before.seq + 1,
        kind="noted",
        at=before.at,
        by=Actor("national", "nasional"),
        prev=before.hash,
        data={},
        salt="ee" * 16,
    )


@pytest.mark.parametrize("name", TAMPERED)
def test_a_missing_moved_or_added_event_is_found_at_its_place(name: str) -> None:
    tamper, place = TAMPERED[name]
    assert broken_link(tamper(EVENTS)) == place


def test_renumbering_after_a_deletion_does_not_hide_it() -> None:
    kept = [*EVENTS[:2], *EVENTS[3:]]
    renumbered = [replace(e, seq=n) for n, e in enumerate(kept, start=1)]
    assert broken_link(renumbered) == 3


def test_a_redaction_of_words_and_salt_still_verifies() -> None:
    redacted = [replace(e, text=None, salt=None) for e in EVENTS]
    assert broken_link(redacted) is None
    assert fold(redacted).state == fold(EVENTS).state


def test_only_the_salt_makes_the_digest_of_short_words_unguessable() -> None:
    first = sealed(**{**_parts(), "salt": "1" * 32}, text={"text": "ya"})
    second = sealed(**{**_parts(), "salt": "2" * 32}, text={"text": "ya"})
    assert first.digest != second.digest
    assert first.digest == hashlib.sha256(f'{"1" * 32}{{"text":"ya"}}'.encode()).hexdigest()


def test_an_event_without_words_has_neither_salt_nor_digest() -> None:
    event = sealed(**_parts())
    assert (event.text, event.salt, event.digest) == (None, None, None)


def test_events_of_an_older_version_are_read_and_verified_beside_new_ones() -> None:
    first = replace(EVENTS[0], v=1, nonce="")
    first = replace(first, hash=hash_of(first))
    new = sealed(**{**_parts(), "report": first.report, "seq": 2, "prev": first.hash})
    assert broken_link([first, new]) is None
    assert fold([first, new]).version == 2
    assert broken_link([replace(first, data={**first.data, "zone": "x"}), new]) == 1


def test_the_hash_of_version_1_stays_what_it_was() -> None:
    event = Event("0" * 12, 1, "noted", MONDAY, "national", "nasional", {}, START, v=1)
    assert (
        hash_of(event)
        == hashlib.sha256(
            f"{START}"
            '{"at":"2026-11-23T03:00:00.000Z","by":{"id":"nasional","role":"national"},"data":{},'
            '"digest":null,"kind":"noted","report":"000000000000","seq":1,"v":1}'.encode()
        ).hexdigest()
    )


def test_nobody_reads_an_officer_or_a_lock_in_what_the_chain_binds() -> None:
    bodies = canonical([body_of(e) for e in EVENTS])
    first = EVENTS[0].data
    for secret in ("petugas.32.73:dinas-pu", first["key"], first["lock"], first["fingerprint"]):
        assert secret not in bodies


def test_private_facts_are_bound_and_only_the_nonce_keeps_them_from_being_guessed() -> None:
    event = EVENTS[3]
    assert private_digest(event) != private_digest(replace(event, officer="lh.bandung"))
    assert private_digest(event) != private_digest(replace(event, nonce=""))
    assert event.nonce != event.salt


def test_a_chain_verifies_from_bodies_and_digests_alone() -> None:
    at = START
    for event in EVENTS:
        at = link(at, body_digest(body_of(event)))
        assert at == event.hash


@pytest.mark.parametrize(
    "parts",
    [
        {"text": {"text": "ya"}, "by": Actor("reporter")},
        {"by": Actor("national", "nasional")},
        {"by": Actor("reporter"), "data": {"lock": "x"}},
    ],
    ids=["words", "officer", "private fact"],
)
def test_nothing_that_could_be_guessed_is_sealed_without_a_salt(parts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="salt"):
        sealed(**{**_parts(), **parts, "salt": ""})


def test_an_event_says_its_instant_to_the_millisecond_in_utc() -> None:
    jakarta = timezone(timedelta(hours=7))
    at = datetime(2026, 11, 23, 10, 0, 0, 123999, tzinfo=jakarta)
    event = sealed(**{**_parts(), "at": at})
    assert stamp(event.at) == "2026-11-23T03:00:00.123Z"
    read_back = replace(event, at=datetime.fromisoformat(stamp(event.at)))
    assert hash_of(read_back) == event.hash
    assert stamp(datetime(2026, 1, 1, tzinfo=UTC)) == "2026-01-01T00:00:00.000Z"


def test_an_event_keeps_who_did_it() -> None:
    assert (EVENTS[3].role, EVENTS[3].officer) == ("unit", "petugas.32.73:dinas-pu")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcé😀"), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(values)
def test_canonical_json_is_the_same_after_a_round_trip(value: Any) -> None:
    assert canonical(json.loads(canonical(value))) == canonical(value)


@given(st.dictionaries(st.text("abcé😀", max_size=3), st.integers(), max_size=5), st.randoms())
def test_canonical_json_does_not_know_in_which_order_things_were_put(
    value: dict[str, int], random: Any
) -> None:
    names = list(value)
    random.shuffle(names)
    assert canonical({name: value[name] for name in names}) == canonical(value)


def test_canonical_json_is_compact_sorted_and_readable_in_any_script() -> None:
    value = {"z": 1, "a": [True, None], "é": 'kopi "tubruk" 😀\n'}
    assert canonical(value) == '{"a":[true,null],"z":1,"é":"kopi \\"tubruk\\" 😀\\n"}'


def _parts() -> dict[str, Any]:
    return {
        "report": "0" * 12,
        "seq": 1,
        "kind": "noted",
        "at": MONDAY,
        "by": Actor("national", "nasional"),
        "prev": START,
        "data": {},
        "salt": "dd" * 16,
    }
