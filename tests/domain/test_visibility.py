"""Who sees what of a report, for every mixture of anonymous and confidential and every viewer."""

from itertools import product
from typing import Any

import pytest

from lapor.domain.event import Actor
from lapor.domain.visibility import (
    PUBLIC,
    REPORTER,
    SYSTEM,
    facts,
    is_listed,
    may_see,
    shows,
    texts,
)
from tests.domain.lives import (
    BANDUNG,
    BANDUNG_ADMIN,
    LH_OFFICER,
    NATIONAL,
    PU,
    PU_OFFICER,
    SURABAYA,
    Life,
    officer_of,
    whole_life,
)

MIXTURES = list(product([False, True], repeat=2))
OFFICERS = {
    "unit": LH_OFFICER,
    "agency": BANDUNG_ADMIN,
    "national": NATIONAL,
}
STRANGERS = {
    "another unit": PU_OFFICER,
    "another agency": officer_of("agency", SURABAYA),
    "a unit elsewhere": officer_of("unit", f"{SURABAYA}:dinas-lh"),
    "an unknown role": Actor("admin", "x", BANDUNG, f"{BANDUNG}:dinas-lh"),
    "no role": Actor(""),
}


NEW_WORDS = {
    "title": "Jalan berlubang di depan pasar",
    "body": "Sudah tiga minggu jalan di depan pasar berlubang dan belum diperbaiki.",
}
ADDRESS = {"address": "Jl. Contoh No. 1"}
REPLY, ASKED, HELD = {"text": "Di depan pasar."}, {"text": "Ada foto?"}, {"text": "Di jalan mana?"}
BACK, WORK = {"text": "Bukan tugas kami."}, {"text": "Kami kerjakan."}
NOTE, TITLE = {"text": "Catatan rahasia kantor."}, {"title": "Jalan rusak di pasar"}

Line = tuple[str, dict[str, str], dict[str, Any]]

PUBLICS: list[Line] = [
    ("submitted", NEW_WORDS, {"agency": None}),
    ("routed", {}, {"agency": BANDUNG, "unit": None, "how": "rule"}),
    ("held", {}, {}),
    ("replied", {}, {}),
    ("verified", TITLE, {"agency": BANDUNG, "unit": PU}),
    ("returned", BACK, {"reason": "wewenang-unit-lain", "agency": BANDUNG, "unit": PU}),
    ("forwarded", {}, {"unit": f"{BANDUNG}:dinas-lh"}),
    ("asked", {}, {}),
    ("replied", {}, {}),
    ("escalated", {}, {"clock": "first_follow_up", "to": "agency"}),
    ("escalated", {}, {"clock": "first_follow_up", "to": "leader"}),
    ("followed_up", WORK, {"done": False}),
    ("followed_up", WORK, {"done": True}),
]
REPORTERS: list[Line] = [
    ("submitted", NEW_WORDS | ADDRESS, {"agency": None}),
    ("routed", {}, {"agency": BANDUNG, "unit": None, "how": "rule"}),
    ("held", HELD, {}),
    ("replied", REPLY, {}),
    ("verified", TITLE, {"agency": BANDUNG, "unit": PU}),
    ("returned", BACK, {"reason": "wewenang-unit-lain", "agency": BANDUNG, "unit": PU}),
    ("forwarded", {}, {"unit": f"{BANDUNG}:dinas-lh"}),
    ("asked", ASKED, {}),
    ("replied", REPLY, {}),
    ("escalated", {}, {"clock": "first_follow_up", "to": "agency"}),
    ("escalated", {}, {"clock": "first_follow_up", "to": "leader"}),
    ("followed_up", WORK, {"done": False}),
    ("followed_up", WORK, {"done": True}),
]


def seen(life: Life, viewer: Actor) -> list[Line]:
    return [
        (e.kind, texts(life.report, e, viewer), facts(e, viewer))
        for e in life.events
        if shows(e, viewer)
    ]


@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
def test_the_public_sees_a_report_that_is_not_confidential_without_private_words(
    anonymous: bool, confidential: bool
) -> None:
    life = whole_life(anonymous=anonymous, confidential=confidential)
    assert may_see(life.report, PUBLIC) != confidential
    assert is_listed(life.report) != confidential
    if not confidential:
        assert seen(life, PUBLIC) == PUBLICS


@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
def test_the_reporter_sees_everything_but_the_offices_notes(
    anonymous: bool, confidential: bool
) -> None:
    life = whole_life(anonymous=anonymous, confidential=confidential)
    assert may_see(life.report, REPORTER)
    assert seen(life, REPORTER) == REPORTERS


@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
@pytest.mark.parametrize("role", OFFICERS)
def test_officers_who_have_the_report_see_all_words_and_all_facts_but_the_sealed(
    role: str, anonymous: bool, confidential: bool
) -> None:
    life = whole_life(anonymous=anonymous, confidential=confidential)
    assert may_see(life.report, OFFICERS[role])
    sealed = {"key", "lock", "fingerprint"}
    assert seen(life, OFFICERS[role]) == [
        (e.kind, dict(e.text or {}), {k: v for k, v in e.data.items() if k not in sealed})
        for e in life.events
    ]
    notes = [words for kind, words, _ in seen(life, OFFICERS[role]) if kind == "noted"]
    assert notes == [NOTE]


@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
@pytest.mark.parametrize("who", STRANGERS)
def test_for_other_offices_and_unknown_roles_the_report_does_not_exist(
    who: str, anonymous: bool, confidential: bool
) -> None:
    life = whole_life(anonymous=anonymous, confidential=confidential)
    assert not may_see(life.report, STRANGERS[who])


@pytest.mark.parametrize("viewer", [PUBLIC, REPORTER, SYSTEM, *OFFICERS.values()])
def test_what_proves_and_opens_is_shown_to_nobody(viewer: Actor) -> None:
    shown = [facts(e, viewer) for e in whole_life().events]
    assert not [f for f in shown if {"key", "lock", "fingerprint"} & f.keys()]


def test_an_unverified_report_shows_the_public_no_words() -> None:
    life = Life().routed().held().replied()
    assert may_see(life.report, PUBLIC)
    assert not is_listed(life.report)
    assert [texts(life.report, e, PUBLIC) for e in life.events] == [{}] * 4


def test_a_report_that_was_archived_before_its_verification_stays_wordless_to_the_public() -> None:
    life = Life().routed().archived()
    assert [texts(life.report, e, PUBLIC) for e in life.events] == [{}] * 3
    assert not is_listed(life.report)


def test_a_returned_report_stays_published_and_leaves_the_sight_of_who_refused_it() -> None:
    life = Life().routed().verified().returned().routed(SURABAYA)
    assert is_listed(life.report)
    assert not may_see(life.report, BANDUNG_ADMIN)
    assert not may_see(life.report, PU_OFFICER)
    assert may_see(life.report, officer_of("agency", SURABAYA))


def test_a_report_without_an_office_is_seen_by_no_officer_without_an_office() -> None:
    new = Life().report
    assert not may_see(new, Actor("agency", "x"))
    assert not may_see(new, Actor("unit", "x", BANDUNG))
    assert may_see(new, NATIONAL)


def test_redacted_words_are_gone_for_everybody() -> None:
    life = whole_life()
    redacted = life.with_event(1, text=None, salt=None)[0]
    for viewer in (PUBLIC, REPORTER, NATIONAL):
        assert texts(life.report, redacted, viewer) == {}
