"""The answer about a report: whole and equal for each viewer, and plain JSON."""

import json
from typing import Any

import pytest

from lapor.domain.document import Names, document, summary
from lapor.domain.event import Actor
from lapor.domain.visibility import PUBLIC, REPORTER, SYSTEM
from tests.domain.lives import (
    BANDUNG,
    BANDUNG_ADMIN,
    JABAR,
    LH_OFFICER,
    NATIONAL,
    OMBUDSMAN,
    PU,
    PU_OFFICER,
    RULES,
    Life,
    disposed,
    in_progress,
    said_done,
    whole_life,
)

NAMES = Names(
    lambda office: f"nama {office}" if office else None,
    lambda place: f"tempat {place}" if place else None,
    lambda agency: False,
)


def shown(life: Life, viewer: Actor) -> dict[str, Any]:
    """The document as JSON gives it to the viewer."""
    found = document(life.report, life.events, viewer, life.now, RULES, NAMES)
    value: dict[str, Any] = json.loads(json.dumps(found))
    return value


HEAD: dict[str, Any] = {
    "number": "39K2-8N6G-02SJ",
    "state": "disposed",
    "closed_how": None,
    "class": "complaint",
    "supervised": False,
    "category": "jalan-rusak",
    "title": "Jalan berlubang di depan pasar",
    "agency": BANDUNG,
    "agency_name": f"nama {BANDUNG}",
    "unit": PU,
    "unit_name": f"nama {PU}",
    "suggested_unit": None,
    "place": {"province": "32", "regency": "32.73", "name": "tempat 32.73"},
    "anonymous": False,
    "confidential": False,
    "received_at": "2026-11-23T03:00:00.000Z",
    "updated_at": "2026-11-23T03:00:00.000Z",
    "due_at": "2026-11-30T16:59:59.000Z",
    "due_for": "first_follow_up",
    "working_days_left": 5,
    "paused": False,
    "late": False,
    "level": None,
    "arbiter": False,
    "version": 3,
    "occurred_on": "2020-01-02",
    "rating": None,
    "solved": None,
    "reply_by": None,
    "reopen_until": None,
    "appeal_until": None,
    "erased": [],
}
RIGHTS = {"asked": {}, "wish": False, "restricted": False}
"""What the reporter and the offices read beside it."""
AT = "2026-11-23T03:00:00.000Z"


def clock(name: str, due_at: str, met_at: str | None = None) -> dict[str, Any]:
    """A clock that began with the report and is in time."""
    return {
        "name": name,
        "started_at": AT,
        "due_at": due_at,
        "paused": False,
        "met_at": met_at,
        "breached": False,
    }


CLOCKS = [
    clock("first_follow_up", "2026-11-30T16:59:59.000Z"),
    clock("resolution", "2026-12-11T16:59:59.000Z"),
    clock("statutory_decision", "2027-01-22T16:59:59.000Z"),
    clock("statutory_response", "2026-12-07T16:59:59.000Z", AT),
    clock("verification", "2026-11-26T16:59:59.000Z", AT),
]
"""What offices read beside it of a report that was verified as soon as it came."""
BODY = "Sudah tiga minggu jalan di depan pasar berlubang dan belum diperbaiki."


def line(seq: int, kind: str, by: str, **more: Any) -> dict[str, Any]:
    return {
        "seq": seq,
        "kind": kind,
        "at": AT,
        "by": by,
        "text": None,
        "redacted": False,
        "data": {},
        **more,
    }


ROUTED = {"agency": BANDUNG, "agency_name": f"nama {BANDUNG}", "unit": None, "how": "rule"}
PLACED = {
    "agency": BANDUNG,
    "agency_name": f"nama {BANDUNG}",
    "unit": PU,
    "unit_name": f"nama {PU}",
}


FILES = ["files", "hide-file"]


def test_the_public_reads_a_disposed_report() -> None:
    assert shown(disposed(), PUBLIC) == {
        **HEAD,
        "events": [
            line(1, "submitted", "reporter", text=BODY, data={"agency": None}),
            line(2, "routed", "system", data=ROUTED),
            line(3, "verified", "agency", data=PLACED),
        ],
        "files": [],
        "may": [],
    }


def test_its_reporter_reads_the_address_too_and_what_may_be_done() -> None:
    filed = {"agency": None, "address": "Jl. Contoh No. 1"}
    assert shown(disposed(), REPORTER) == {
        **HEAD,
        "blocked_until": None,
        **RIGHTS,
        "events": [
            line(1, "submitted", "reporter", text=BODY, data=filed),
            line(2, "routed", "system", data=ROUTED),
            line(3, "verified", "agency", data=PLACED),
        ],
        "files": [],
        "may": ["files", "reply", "withdraw", "export", "erase", "restrict"],
    }


def test_its_officers_read_who_did_what_and_every_fact_that_is_not_sealed() -> None:
    found = shown(disposed(), PU_OFFICER)
    facts = {
        "class": "complaint",
        "category": "jalan-rusak",
        "occurred_on": "2020-01-02",
        "place": {"province": "32", "regency": "32.73"},
        "agency": None,
        "anonymous": False,
        "confidential": False,
        "zone": "Asia/Jakarta",
        "channel": "web",
        "address": "Jl. Contoh No. 1",
    }
    placed = {"zone": "Asia/Jakarta", "class": "complaint", "supervised": False}
    assert found == {
        **HEAD,
        "blocked_until": None,
        "from_blocked": False,
        "alike": 1,
        **RIGHTS,
        "clocks": CLOCKS,
        "approves": False,
        "proposal": None,
        "events": [
            line(1, "submitted", "reporter", text=BODY, data=facts),
            line(2, "routed", "system", data={**ROUTED, "zone": "Asia/Jakarta"}),
            line(
                3,
                "verified",
                "agency",
                officer="admin.bandung",
                data={**PLACED, **placed, "category": "jalan-rusak"},
            ),
        ],
        "files": [],
        "may": [
            "return",
            "follow-up",
            "ask",
            "note",
            "anonymise",
            "conceal",
            "mask",
            "files",
            "hide-file",
        ],
    }


def test_an_office_sees_that_an_identity_was_asked_for_and_until_when_it_is_granted() -> None:
    life = disposed().anonymised().asked_to_reveal()
    asker = life.last.officer
    assert shown(life, PU_OFFICER)["look"] == {"officer": asker, "until": None}

    life.granted_to_reveal()

    assert shown(life, NATIONAL)["look"] == {"officer": asker, "until": "2026-11-24T03:00:00.000Z"}
    assert "look" not in shown(life, REPORTER)


@pytest.mark.parametrize("viewer", [PUBLIC, REPORTER])
def test_officers_user_names_and_notes_stay_among_officers(viewer: Actor) -> None:
    text = json.dumps(shown(whole_life(), viewer))
    for secret in ("petugas.", "nasional", "Catatan rahasia", "admin."):
        assert secret not in text


@pytest.mark.parametrize("viewer", [PUBLIC, REPORTER, NATIONAL, OMBUDSMAN, LH_OFFICER])
def test_nobody_reads_what_proves_or_opens_or_names_the_person(viewer: Actor) -> None:
    life = whole_life()
    text = json.dumps(shown(life, viewer))
    for name in ("key", "lock", "fingerprint"):
        assert life.events[0].data[name] not in text
        assert f'"{name}"' not in text
    salts = [e.salt for e in life.events if e.salt]
    for secret in ("Warga Contoh", "81200001234", "contoh.example", *salts):
        assert secret not in text


def test_the_public_reads_no_title_and_no_text_of_an_unverified_report() -> None:
    found = shown(Life().routed().held().replied(), PUBLIC)
    assert found["title"] is None
    assert [e["text"] for e in found["events"]] == [None] * 4
    assert "Jl. Contoh" not in json.dumps(found)
    assert "berlubang" not in json.dumps(found)


def test_the_public_reads_the_title_that_the_verification_gave_and_no_private_answers() -> None:
    found = shown(whole_life(), PUBLIC)
    assert found["title"] == "Jalan rusak di pasar"
    texts = {e["kind"]: e["text"] for e in found["events"]}
    assert texts["replied"] is texts["held"] is texts["asked"] is None
    assert texts["followed_up"] == "Kami kerjakan."
    assert [e["data"].get("title") for e in found["events"] if e["kind"] == "verified"] == [
        "Jalan rusak di pasar"
    ]


def test_a_held_report_says_until_when_it_waits_and_stops_the_days() -> None:
    found = shown(disposed().asked(), REPORTER)
    assert (found["paused"], found["due_at"], found["working_days_left"]) == (True, None, 5)
    assert (found["reply_by"], found["late"]) == ("2026-12-23T16:59:59.000Z", False)


def test_a_late_report_says_so_and_how_high_it_is() -> None:
    found = shown(disposed().wait(days=10).swept(), REPORTER)
    assert (found["late"], found["working_days_left"], found["level"]) == (True, -3, "leader")


def test_a_closed_report_says_how_and_until_when_it_can_be_reopened() -> None:
    found = shown(said_done().confirmed(rating=5, solved=True), REPORTER)
    assert (found["state"], found["closed_how"], found["level"]) == ("closed", "confirmed", None)
    assert (found["rating"], found["solved"]) == (5, True)
    assert found["reopen_until"] == "2026-12-07T16:59:59.000Z"
    assert found["may"] == ["reopen", "export", "erase", "restrict"]


def test_a_redacted_text_is_shown_as_redacted_and_an_event_without_text_is_not() -> None:
    life = in_progress()
    life.events[3] = life.with_event(4, text=None, salt=None)[3]
    found = shown(life, NATIONAL)["events"]
    assert [(e["text"], e["redacted"]) for e in found] == [
        (BODY, False),
        (None, False),
        (None, False),
        (None, True),
    ]


def test_what_happens_between_reporter_and_offices_leaves_the_public_no_trace() -> None:
    """No gap in the numbers, no higher version, no later time: an identity was opened here."""
    quiet, busy = disposed(), disposed()
    for life in (quiet, busy):
        life.wait(hours=1)
    busy.noted().masked(1, "body", (0, 5)).revealed().wait(hours=1).exported()
    for life in (quiet, busy):
        life.at(quiet.now).followed_up()
    assert len(busy.events) == len(quiet.events) + 4
    plain = shown(quiet, PUBLIC)

    after = shown(busy.wait(hours=1).noted(), PUBLIC)

    body = after["events"][0].pop("text")
    assert body != plain["events"][0].pop("text")
    assert after == plain
    assert [e["seq"] for e in after["events"]] == [1, 2, 3, 4]
    assert (after["version"], after["updated_at"]) == (4, "2026-11-23T04:00:00.000Z")
    assert busy.report.version == shown(busy, REPORTER)["version"] == 9


def test_the_public_is_told_by_its_own_numbers_which_words_are_gone() -> None:
    life = disposed().noted().followed_up().noted().redacted(5)
    (seen,) = (e for e in shown(life, PUBLIC)["events"] if e["kind"] == "redacted")
    (whole,) = (e for e in shown(life, REPORTER)["events"] if e["kind"] == "redacted")
    assert (seen["seq"], seen["data"]["of"]) == (5, 4)
    assert (whole["seq"], whole["data"]["of"]) == (7, 5)

    erased = shown(life.erased(), PUBLIC)["events"][-1]
    assert erased["data"]["of"] == []
    closed = in_progress().noted().followed_up(done=True).confirmed(rating=1).erased()
    assert shown(closed, PUBLIC)["events"][-1]["data"]["of"] == [1]


def test_a_report_before_the_arbiter_says_so_until_it_is_placed() -> None:
    life = disposed().returned().routed(JABAR).returned().routed(None, "arbiter")
    assert shown(life, NATIONAL)["arbiter"] is True
    assert shown(life, NATIONAL)["agency_name"] is None
    assert shown(life.verified(BANDUNG, PU), NATIONAL)["arbiter"] is False


def test_the_row_of_a_list_carries_no_text_and_no_events() -> None:
    row = summary(disposed().report, disposed().now, RULES, NAMES)
    assert set(row) == set(HEAD) - {
        "occurred_on",
        "rating",
        "solved",
        "reply_by",
        "reopen_until",
        "appeal_until",
        "erased",
    }


def test_the_agency_that_has_just_returned_a_report_may_do_nothing_more() -> None:
    assert shown(disposed().returned(), BANDUNG_ADMIN)["may"] == []


def test_a_block_is_told_to_the_reporter_and_the_offices_and_never_to_the_public() -> None:
    life = disposed().blocked(BANDUNG_ADMIN, days=3).appealed().unblocked()
    life.blocked(days=3)
    about = ["blocked", "objected", "unblocked", "blocked"]

    public, reporter, admin = (shown(life, who) for who in (PUBLIC, REPORTER, BANDUNG_ADMIN))

    assert [e["kind"] for e in public["events"]] == ["submitted", "routed", "verified"]
    assert "blocked_until" not in public
    for found in (reporter, admin):
        assert [e["kind"] for e in found["events"]][3:] == about
        assert found["blocked_until"] == "2026-11-26T03:00:00.000Z"
        assert found["events"][3]["text"] == "Berulang."
        told = {"reason": "spam-berulang", "until": "2026-11-26T03:00:00.000Z"}
        assert found["events"][3]["data"] == told


def test_what_came_with_a_report_is_told_to_offices_only() -> None:
    life = Life()
    life.does(SYSTEM, "route", agency=BANDUNG, unit=None, how="rule", zone=None,
              blocked=True, alike=7)  # fmt: skip

    admin = shown(life, BANDUNG_ADMIN)
    assert (admin["from_blocked"], admin["alike"]) == (True, 7)
    for who in (PUBLIC, REPORTER):
        found = shown(life, who)
        assert {"from_blocked", "alike"}.isdisjoint(found)
        assert {"blocked", "alike"}.isdisjoint(found["events"][1]["data"])


def test_a_report_marked_as_spam_says_until_when_to_appeal_and_publishes_no_word() -> None:
    life = Life().routed().spammed()
    assert shown(life, REPORTER)["appeal_until"] == "2026-12-07T16:59:59.000Z"
    assert shown(life, REPORTER)["may"] == ["appeal", "export", "erase", "restrict"]
    assert shown(life, REPORTER)["closed_how"] == "spam"
    assert shown(life, PUBLIC)["events"][-1]["text"] is None
    assert shown(life.appealed(), REPORTER)["appeal_until"] is None
