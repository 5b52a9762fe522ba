"""Who is told of what: every event tells somebody or is silent on purpose."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from lapor.domain.moves import MOVES
from lapor.domain.notices import (
    NOTICES,
    SILENT,
    may_reach,
    notice_of,
    number_of,
    places,
    recipient,
)
from lapor.domain.visibility import REPORTER
from tests.domain.lives import (
    BANDUNG,
    JABAR,
    LH,
    PU,
    SURABAYA,
    Life,
    disposed,
    in_progress,
    said_done,
)

Make = Callable[[], Life]

TOLD: dict[str, tuple[Make, dict[str, str | list[str]]]] = {
    "submitted": (Life, {"reporter": "reporter"}),
    "routed": (lambda: Life().routed(), {"holder": BANDUNG}),
    "routed to nobody": (lambda: Life().routed(None, "national"), {"holder": "national"}),
    "rerouted": (
        lambda: disposed().returned().routed(JABAR),
        {"reporter": "reporter", "holder": JABAR},
    ),
    "rerouted to nobody": (
        lambda: disposed().returned().routed(None, "national"),
        {"reporter": "reporter", "holder": "national"},
    ),
    "arbiter": (
        lambda: disposed().returned().routed(JABAR).returned().routed(None, "arbiter"),
        {"reporter": "reporter", "national": "national"},
    ),
    "verified": (disposed, {"reporter": "reporter", "holder": PU}),
    "verified without unit": (
        lambda: disposed(None),
        {"reporter": "reporter", "holder": BANDUNG},
    ),
    "held": (lambda: Life().held(), {"reporter": "reporter"}),
    "handed_back": (lambda: disposed().handed_back(), {"agency": BANDUNG}),
    "archived": (lambda: Life().archived(), {"reporter": "reporter"}),
    "marked_spam": (lambda: Life().spammed(), {"reporter": "reporter"}),
    "appealed": (lambda: Life().routed().spammed().appealed(), {"national": "national"}),
    "blocked": (lambda: Life().blocked(), {"reporter": "reporter"}),
    "unblocked": (lambda: Life().blocked().unblocked(), {"reporter": "reporter"}),
    "objected": (lambda: disposed().blocked().appealed(), {"national": "national"}),
    "followed_up": (in_progress, {"reporter": "reporter"}),
    "finished": (said_done, {"reporter": "reporter"}),
    "finished with the leader's approval": (
        lambda: disposed().proposed().approved(),
        {"reporter": "reporter"},
    ),
    "proposed": (lambda: disposed().proposed(), {"leader": "leader"}),
    "declined": (lambda: disposed().proposed().given_back(), {"holder": PU}),
    "declined at an agency": (
        lambda: disposed(None).proposed().given_back(),
        {"holder": BANDUNG},
    ),
    "asked": (lambda: disposed().asked(), {"reporter": "reporter"}),
    "forwarded": (lambda: disposed().forwarded(), {"holder": LH}),
    "anonymised": (lambda: disposed().anonymised(), {"reporter": "reporter"}),
    "concealed": (lambda: disposed().concealed(), {"reporter": "reporter"}),
    "redacted": (lambda: disposed().redacted(1), {"reporter": "reporter"}),
    "file_deleted": (lambda: disposed().attached().file_deleted(), {"reporter": "reporter"}),
    "unmasked": (lambda: disposed().unmasked(1, "body", (0, 5)), {"reporter": "reporter"}),
    "revealed": (lambda: disposed().revealed(), {"reporter": "reporter"}),
    "reveal_asked": (
        lambda: disposed().anonymised().asked_to_reveal(),
        {"national": "national"},
    ),
    "reveal_granted": (
        lambda: disposed().anonymised().asked_to_reveal().granted_to_reveal(),
        {"agency": BANDUNG},
    ),
    "reveal_refused": (
        lambda: disposed().anonymised().asked_to_reveal().refused_to_reveal(),
        {"agency": BANDUNG},
    ),
    "subject_requested": (lambda: disposed().claimed("erase"), {"reporter": "reporter"}),
    "subject_refused": (
        lambda: disposed().claimed("erase").declined("erase"),
        {"reporter": "reporter"},
    ),
    "exported": (lambda: disposed().exported(), {"reporter": "reporter"}),
    "export_offered": (
        lambda: disposed().claimed("export").offered_export(),
        {"reporter": "reporter"},
    ),
    "restricted": (lambda: disposed().restricted(), {"reporter": "reporter", "holder": PU}),
    "unrestricted": (
        lambda: disposed().restricted().unrestricted(),
        {"reporter": "reporter", "holder": PU},
    ),
    "erased": (lambda: disposed().erased(), {"holder": PU}),
    "replied": (lambda: in_progress().replied(), {"holder": PU}),
    "replied when new": (lambda: Life().replied(), {"holder": "national"}),
    "closed": (lambda: said_done().confirmed(), {"holder": PU}),
    "closed_unsolved": (lambda: said_done().confirmed(rating=1, solved=False), {"holder": PU}),
    "reopened": (lambda: said_done(None).confirmed().reopened(), {"holder": BANDUNG}),
    "withdrawn": (lambda: Life().routed().withdrawn(), {"holder": BANDUNG}),
    "expired": (lambda: said_done().wait(days=15).swept(), {"reporter": "reporter"}),
    "lapsed": (lambda: Life().held().wait(days=31).swept(), {"reporter": "reporter"}),
    "resumed": (lambda: disposed().asked().wait(days=31).swept(), {"holder": PU}),
    "reminded": (lambda: disposed().wait(days=7).swept(), {"holder": PU}),
    "escalated to the agency": (
        lambda: disposed().wait(days=8).swept(),
        {"reporter": "reporter", "raised": [f"agency@{BANDUNG}"]},
    ),
    "escalated_further to the leader": (
        lambda: disposed().wait(days=10).swept(),
        {"raised": [f"leader@{BANDUNG}"]},
    ),
    "escalated to national": (
        lambda: Life().wait(days=7).swept(),
        {"reporter": "reporter", "raised": ["national@national"]},
    ),
    "offered": (
        lambda: (
            said_done()
            .wait(days=1)
            .replied()
            .followed_up(done=True)
            .wait(days=9)
            .replied()
            .wait(days=70)
            .swept()
        ),
        {"reporter": "reporter"},
    ),
    "consented": (
        lambda: Life().wait(days=61).consented(),
        {"ombudsman": "ombudsman", "national": "national"},
    ),
    "referred": (
        lambda: disposed().wait(days=61).consented().referred(),
        {"reporter": "reporter", "holder": PU},
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_an_event_is_told_to_those_who_must_know(name: str) -> None:
    make, told = TOLD[name]
    life = make()
    notice = notice_of(life.last, life.report)
    assert notice == name.partition(" ")[0]
    assert {a: told_at(a, life) for a in NOTICES[notice]} == told


def told_at(audience: str, life: Life) -> str | list[str]:
    """Give who an audience is; of an escalation, the places that its event names."""
    if audience == "raised":
        return places(life.last, life.report)
    return recipient(audience, life.report)


def test_every_notice_is_called_for_by_some_event() -> None:
    assert {name.partition(" ")[0] for name in TOLD} == set(NOTICES)


@pytest.mark.parametrize(
    "make",
    [
        lambda: disposed().noted(),
        lambda: disposed().masked(1, "body", (0, 5)),
        lambda: disposed(confidential=True).does(REPORTER, "unconceal"),
        lambda: said_done().confirmed().rated(),
    ],
)
def test_notes_marks_ratings_and_what_the_reporter_opens_are_told_to_nobody(make: Make) -> None:
    life = make()
    assert life.last.kind in SILENT
    assert notice_of(life.last, life.report) is None


def test_nobody_is_told_when_the_data_of_an_ended_report_goes() -> None:
    for life in (said_done().confirmed().erased(), said_done().confirmed().forgot("identity")):
        assert life.last.kind == "erased"
        assert notice_of(life.last, life.report) is None


def test_a_restricted_contact_is_used_for_the_persons_rights_and_nothing_else() -> None:
    restricted, lifted = disposed().restricted(), disposed().restricted().unrestricted()
    to_reporter = {notice for notice, who in NOTICES.items() if "reporter" in who}
    reached = {notice for notice in to_reporter if may_reach(notice, restricted.report)}
    assert reached == {
        *("subject_requested", "subject_refused", "exported", "export_offered"),
        *("restricted", "unrestricted", "revealed", "redacted", "file_deleted"),
    }
    assert all(may_reach(notice, lifted.report) for notice in to_reporter)


def test_an_agencys_return_is_told_with_the_route_that_follows_it() -> None:
    life = disposed().returned()
    assert notice_of(life.last, life.report) is None


def test_every_kind_of_event_is_told_or_silent_on_purpose() -> None:
    told = {make().last.kind for make, _ in TOLD.values()}
    kinds = {row.event for row in MOVES}
    assert kinds - told == SILENT | {"returned"} - told
    assert not told & SILENT


def test_an_escalation_of_what_no_agency_has_goes_to_the_national_admin() -> None:
    life = Life().wait(days=7).swept()
    assert places(life.last, life.report) == ["national@national"]
    assert recipient("agency", life.report) == "national"


def test_an_escalation_of_former_versions_names_its_level_alone() -> None:
    event = replace(disposed().wait(days=8).swept().last, data={"to": "agency"})
    assert places(event, disposed().report) == [f"agency@{BANDUNG}"]
    assert places(event, Life().report) == ["agency@national"]


def test_a_second_placement_by_the_arbiter_is_told_like_a_first() -> None:
    life = disposed().returned().routed(JABAR).returned().routed(None, "arbiter")
    life.verified(SURABAYA, None)
    assert notice_of(life.last, life.report) == "verified"
    assert recipient("holder", life.report) == SURABAYA


def test_a_number_is_written_as_people_read_it() -> None:
    assert number_of(Life().report) == "39K2-8N6G-02SJ"
