"""Every kind of viewer, every mixture of anonymous and confidential, every kind of event: by hand.

Nothing in this file looks at the table of sights.
"""

from itertools import product

import pytest

from lapor.domain.event import Actor
from lapor.domain.visibility import (
    EXPORT,
    OPEN311,
    PUBLIC,
    REPORTER,
    SIGHTS,
    STATISTICS,
    SYSTEM,
    facts,
    hidden_words,
    may_see,
    officer,
    shows,
    texts,
    title,
)
from tests.domain.lives import (
    BANDUNG,
    BANDUNG_ADMIN,
    LH,
    LH_OFFICER,
    NATIONAL,
    OMBUDSMAN,
    SURABAYA,
    Life,
    disposed,
    whole_life,
)

MIXTURES = list(product([False, True], repeat=2))

VIEWERS = {
    "public": PUBLIC,
    "reporter": REPORTER,
    "unit": LH_OFFICER,
    "agency": BANDUNG_ADMIN,
    "leader": Actor("leader", "pimpinan.bandung", BANDUNG),
    "monitor": Actor("monitor", "pemantau.jabar", "32", None, frozenset({BANDUNG})),
    "national": NATIONAL,
    "ombudsman": OMBUDSMAN,
    "ksp": Actor("ksp", "ksp", "ksp"),
    "system": SYSTEM,
    "export": EXPORT,
    "key": Actor("key", "key#0123456789abcdef", BANDUNG),
    "open311": OPEN311,
    "statistics": STATISTICS,
}

EXISTS = {
    # (anonymous, confidential): for whom the verified report exists
    (False, False): set(VIEWERS),
    (True, False): set(VIEWERS),
    (False, True): set(VIEWERS) - {"public", "export", "key", "open311", "statistics"},
    (True, True): set(VIEWERS) - {"public", "export", "key", "open311", "statistics"},
}

ALL = [
    "submitted", "routed", "held", "replied", "verified", "returned", "forwarded", "noted",
    "asked", "replied", "escalated", "escalated", "followed_up", "followed_up",
    "proposed", "declined", "proposed", "followed_up", "masked",
    "unmasked", "reveal_asked", "reveal_granted", "revealed", "redacted",
]  # fmt: skip
NOT_INTERNAL = [kind for kind in ALL if kind not in ("noted", "masked", "proposed", "declined")]
OPEN_TO_ALL = [
    kind
    for kind in NOT_INTERNAL
    if kind not in ("unmasked", "reveal_asked", "reveal_granted", "revealed")
]
OFFICES = ("unit", "agency", "leader", "monitor", "national", "ombudsman", "ksp")
EVENTS = {
    **dict.fromkeys((*OFFICES, "system"), ALL),
    "reporter": NOT_INTERNAL,
    **dict.fromkeys(("public", "export", "key", "open311", "statistics"), OPEN_TO_ALL),
}

PUBLIC_WORDS = {
    ("submitted", "title"), ("submitted", "body"), ("verified", "title"), ("returned", "text"),
    ("followed_up", "text"),
}  # fmt: skip
THEIR_WORDS = PUBLIC_WORDS | {
    ("submitted", "address"), ("held", "text"), ("asked", "text"), ("replied", "text"),
    ("reveal_asked", "text"), ("revealed", "text"),
}  # fmt: skip
ALL_WORDS = THEIR_WORDS | {("noted", "text"), ("proposed", "text"), ("declined", "text")}
WORDS = {
    **dict.fromkeys(("unit", "agency", "leader", "national", "system"), ALL_WORDS),
    **dict.fromkeys(("monitor", "ksp", "ombudsman"), PUBLIC_WORDS),
    "reporter": THEIR_WORDS,
    **dict.fromkeys(("public", "export", "key", "open311"), PUBLIC_WORDS),
    "statistics": set(),
}
NONE_OF_CONFIDENTIAL = {"monitor", "ksp", "ombudsman"}


def rich_life(anonymous: bool, confidential: bool) -> Life:
    """A life with every event that differs between viewers, at Bandung's environment unit."""
    life = whole_life(anonymous=anonymous, confidential=confidential)
    life.proposed().given_back().proposed().approved()
    life.masked(1, "body", (0, 5))
    if not anonymous:  # of an anonymous report nothing is shown again
        life.unmasked(1, "body", (0, 5)).anonymised()
    life.asked_to_reveal().granted_to_reveal()
    admin = Actor("agency", life.events[-2].officer, BANDUNG)
    life.revealed(admin).redacted(4)
    return life


def kinds(life: Life, viewer: Actor) -> list[str]:
    return [e.kind for e in life.events if shows(e, viewer) and e.kind != "anonymised"]


def test_every_viewer_is_tried_here() -> None:
    assert set(SIGHTS) == set(VIEWERS)


@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
@pytest.mark.parametrize("who", VIEWERS)
def test_a_report_exists_for_those_who_are_written_down(
    who: str, anonymous: bool, confidential: bool
) -> None:
    report = rich_life(anonymous, confidential).report
    assert may_see(report, VIEWERS[who]) is (who in EXISTS[anonymous, confidential])


@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
@pytest.mark.parametrize("who", VIEWERS)
def test_a_viewer_sees_the_events_that_are_written_down(
    who: str, anonymous: bool, confidential: bool
) -> None:
    never = {"unmasked"} if anonymous else set()
    wanted = [kind for kind in EVENTS[who] if kind not in never]
    assert kinds(rich_life(anonymous, confidential), VIEWERS[who]) == wanted


@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
@pytest.mark.parametrize("who", VIEWERS)
def test_a_viewer_reads_the_words_that_are_written_down(
    who: str, anonymous: bool, confidential: bool
) -> None:
    life, viewer = rich_life(anonymous, confidential), VIEWERS[who]
    read = {
        (event.kind, part)
        for event in life.events
        if shows(event, viewer)
        for part in texts(life.report, event, viewer)
    }
    silent = confidential and who in NONE_OF_CONFIDENTIAL
    wanted = set() if silent else WORDS[who]
    if who in EXISTS[anonymous, confidential]:
        assert read == wanted
        assert (title(life.report, viewer) is None) is (silent or who == "statistics")


def consented_life(anonymous: bool, confidential: bool) -> Life:
    """The same life, whose reporter agrees after sixty days that the Ombudsman takes it over."""
    return rich_life(anonymous, confidential).replied().wait(days=60).consented()


@pytest.mark.parametrize("refers", [False, True])
@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
def test_the_ombudsman_reads_the_whole_once_the_reporter_consents_to_a_referral(
    anonymous: bool, confidential: bool, refers: bool
) -> None:
    life = consented_life(anonymous, confidential)
    if refers:
        life.referred()
    read = {(e.kind, part) for e in life.events for part in texts(life.report, e, OMBUDSMAN)}
    assert read == ALL_WORDS
    assert title(life.report, OMBUDSMAN) == "Jalan rusak di pasar"
    assert hidden_words(life.report, life.events[0], OMBUDSMAN).keys() == {"title", "body"}


@pytest.mark.parametrize("who", ["monitor", "ksp", "public", "export"])
@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
def test_a_consent_to_a_referral_opens_nothing_to_others(
    who: str, anonymous: bool, confidential: bool
) -> None:
    before, after = rich_life(anonymous, confidential), consented_life(anonymous, confidential)
    for event in after.events[: len(before.events)]:
        read = texts(after.report, event, VIEWERS[who])
        assert read == texts(before.report, event, VIEWERS[who])


@pytest.mark.parametrize("who", ["monitor", "ksp", "ombudsman"])
def test_who_watches_reads_personal_data_masked(who: str) -> None:
    life = Life(body="Hubungi saya di 0812 3456 7890 setelah magrib.").routed().verified()
    masked = "Hubungi saya di [nomor disembunyikan] setelah magrib."
    assert texts(life.report, life.events[0], VIEWERS[who])["body"] == masked


@pytest.mark.parametrize("who", VIEWERS)
def test_a_redacted_text_is_read_by_nobody_even_before_it_is_physically_gone(who: str) -> None:
    life = rich_life(False, False)
    assert life.events[3].text
    assert texts(life.report, life.events[3], VIEWERS[who]) == {}


@pytest.mark.parametrize("who", VIEWERS)
def test_only_offices_learn_which_officer_it_was_and_the_offices_own_facts(who: str) -> None:
    life, viewer = rich_life(False, False), VIEWERS[who]
    verified = life.events[4]
    assert (officer(verified, viewer) is not None) is (who in OFFICES)
    assert ("zone" in facts(verified, viewer)) is (who in (*OFFICES, "system"))
    assert officer(life.events[0], viewer) is None


READS_WHOLE = set(OFFICES) - {"monitor", "ksp", "ombudsman"}


@pytest.mark.parametrize("who", VIEWERS)
def test_only_offices_see_which_words_the_public_does_not_read(who: str) -> None:
    life = rich_life(False, False).masked(1, "body", (0, 5))
    spans = hidden_words(life.report, life.events[0], VIEWERS[who])
    if who in READS_WHOLE:
        assert [tuple(s) for s in spans["body"]] == [(0, 5, "words")]
        assert spans.keys() == {"title", "body"}
        assert hidden_words(life.report, life.events[2], VIEWERS[who]) == {}
    else:
        assert spans == {}


def test_hidden_words_are_shown_again_and_the_last_mark_decides() -> None:
    life = whole_life()
    whole = texts(life.report, life.events[0], PUBLIC)["body"]
    assert whole == life.events[0].text["body"]  # type: ignore[index]

    life.masked(1, "body", (0, 5), (10, 14))
    assert texts(life.report, life.events[0], PUBLIC)["body"] == (
        f"[disembunyikan]{whole[5:10]}[disembunyikan]{whole[14:]}"
    )
    life.unmasked(1, "body", (0, 12))
    assert texts(life.report, life.events[0], PUBLIC)["body"] == (
        f"{whole[:12]}[disembunyikan]{whole[14:]}"
    )


def test_a_report_made_anonymous_hides_again_what_was_shown_again() -> None:
    life = Life(body="Hubungi saya di 0812 3456 7890 setelah magrib.").routed().verified()
    life.masked(1, "body", (0, 7)).unmasked(1, "body", (0, 30))
    assert texts(life.report, life.events[0], PUBLIC)["body"].startswith("Hubungi saya di 0812")

    life.anonymised()

    hidden_again = "[disembunyikan] saya di [nomor disembunyikan] setelah magrib."
    assert texts(life.report, life.events[0], PUBLIC)["body"] == hidden_again
    life.does(REPORTER, "unanonymise")
    assert texts(life.report, life.events[0], PUBLIC)["body"] == hidden_again
    life.unmasked(1, "body", (0, 30))
    assert texts(life.report, life.events[0], PUBLIC)["body"].startswith("Hubungi saya di 0812")


OPENED = {
    # (anonymous, confidential from the start): what the public reads after the confidence ended
    (False, False): {"verified": "Jalan rusak di pasar", "followed_up": "Kami kerjakan."},
    (True, False): {"verified": "Jalan rusak di pasar", "followed_up": "Kami kerjakan."},
    (False, True): {"verified": "[disembunyikan]", "followed_up": "[disembunyikan]"},
    (True, True): {"verified": "[disembunyikan]", "followed_up": "[disembunyikan]"},
}


@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
def test_what_offices_wrote_in_confidence_stays_hidden_when_the_reporter_ends_it(
    anonymous: bool, confidential: bool
) -> None:
    life = whole_life(anonymous=anonymous, confidential=confidential)
    if not confidential:
        life.concealed()
    last = life.followed_up(done=True).last  # in confidence, in each mixture
    assert texts(life.report, last, BANDUNG_ADMIN) == {"text": "Kami kerjakan."}
    assert hidden_words(life.report, last, BANDUNG_ADMIN) == {"text": []}

    life.does(REPORTER, "unconceal")

    read = {e.kind: texts(life.report, e, PUBLIC) for e in life.events[:-2]}
    wanted = OPENED[anonymous, confidential]
    assert read["verified"] == {"title": wanted["verified"]}
    assert read["followed_up"] == {"text": wanted["followed_up"]}
    assert title(life.report, PUBLIC) == wanted["verified"]
    assert read["submitted"]["body"].startswith("Sudah tiga minggu"), "the reporter's own word"
    assert texts(life.report, last, PUBLIC) == {"text": "[disembunyikan]"}
    for viewer in (REPORTER, BANDUNG_ADMIN, NATIONAL):
        assert texts(life.report, last, viewer) == {"text": "Kami kerjakan."}
    assert [tuple(s) for s in hidden_words(life.report, last, BANDUNG_ADMIN)["text"]] == [
        (0, 14, "words")
    ]
    after = life.followed_up().last
    assert texts(life.report, after, PUBLIC) == {"text": "Kami kerjakan."}


def test_an_admin_shows_what_was_written_in_confidence_and_a_second_confidence_keeps_it() -> None:
    life = Life(confidential=True).routed().verified(title="Jalan rusak di pasar").followed_up()
    life.does(REPORTER, "unconceal").unmasked(3, "title", (0, 20)).unmasked(4, "text", (0, 14))
    assert title(life.report, PUBLIC) == "Jalan rusak di pasar"
    assert texts(life.report, life.events[3], PUBLIC) == {"text": "Kami kerjakan."}

    life.concealed().followed_up().does(REPORTER, "unconceal")

    assert texts(life.report, life.events[3], PUBLIC) == {"text": "Kami kerjakan."}
    assert texts(life.report, life.events[-2], PUBLIC) == {"text": "[disembunyikan]"}


@pytest.mark.parametrize("who", VIEWERS)
def test_that_a_report_was_confidential_is_known_to_its_reporter_and_the_offices_only(
    who: str,
) -> None:
    life = disposed().concealed().does(REPORTER, "unconceal").followed_up()
    seen = [e.kind for e in life.events if shows(e, VIEWERS[who])]
    both = ["concealed", "unconcealed"] if who in (*OFFICES, "reporter", "system") else []
    assert seen == ["submitted", "routed", "verified", *both, "followed_up"]


def test_a_masked_title_is_masked_wherever_the_public_reads_it() -> None:
    life = rich_life(False, False)
    assert title(life.report, PUBLIC) == "Jalan rusak di pasar"

    life.masked(5, "title", (0, 5))

    assert title(life.report, PUBLIC) == "[disembunyikan] rusak di pasar"
    assert texts(life.report, life.events[4], PUBLIC)["title"] == title(life.report, PUBLIC)
    assert title(life.report, BANDUNG_ADMIN) == "Jalan rusak di pasar"


@pytest.mark.parametrize("seq", [1, 5])
def test_the_title_in_force_is_empty_when_its_event_was_redacted(seq: int) -> None:
    life = rich_life(False, False)
    life.redacted(seq)
    assert life.report.title == ("" if seq == 5 else "Jalan rusak di pasar")


OUTSIDE = {
    "a monitor of another province": Actor("monitor", "x", "35", None, frozenset({SURABAYA})),
    "a monitor without agency": Actor("monitor", "x"),
    "another agency's leader": Actor("leader", "x", SURABAYA),
    "the agency's developer": Actor("developer", "x", BANDUNG),
    "another agency's key": Actor("key", "key#1", SURABAYA),
    "the key of no agency": Actor("key", "key#1"),
    "a registrar": Actor("registrar", "x", "national"),
    "a unit with a longer name": Actor("unit", "x", BANDUNG, f"{LH}x"),
}


@pytest.mark.parametrize(("anonymous", "confidential"), MIXTURES)
@pytest.mark.parametrize("who", OUTSIDE)
def test_for_those_outside_its_scope_a_report_does_not_exist(
    who: str, anonymous: bool, confidential: bool
) -> None:
    life = rich_life(anonymous, confidential)
    assert not may_see(life.report, OUTSIDE[who])


def test_unknown_viewers_see_nothing_of_anything() -> None:
    life, nobody = rich_life(False, False), Actor("admin", "x", BANDUNG)
    first = life.events[0]
    assert not may_see(life.report, nobody)
    assert not shows(first, nobody)
    assert texts(life.report, first, nobody) == {}
    assert title(life.report, nobody) is None
    assert officer(life.events[4], nobody) is None


@pytest.mark.parametrize("who", ["export", "key", "open311", "statistics"])
def test_open_data_has_no_report_before_its_verification(who: str) -> None:
    assert not may_see(Life().routed().report, VIEWERS[who])
    assert may_see(Life().routed().report, PUBLIC)
