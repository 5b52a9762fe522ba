"""All of state x move x role: what the table allows is what was written down apart from it."""

from collections.abc import Mapping
from typing import Any

import pytest

from lapor.domain.errors import NotAllowed, NotFound
from lapor.domain.event import Actor, broken_link
from lapor.domain.lifecycle import Facts, allowed, applied, fold, may, move
from lapor.domain.moves import MOVES
from lapor.domain.report import Report, State
from lapor.domain.visibility import PUBLIC, REPORTER, SYSTEM, may_see
from tests.domain.lives import BANDUNG, LEADER, NATIONAL, OMBUDSMAN, RULES, Life, officer_of
from tests.domain.situations import SITUATIONS, expected

NOON = "2026-11-26T05:00:00.000Z"
HIDDEN, REFUSED = "hidden", "refused"


def actors(report: Report) -> Mapping[str, Actor]:
    """Everybody who could try, by name: the holders under their role, and many others."""
    home = report.agency or BANDUNG
    found = {
        "public": PUBLIC,
        "reporter": REPORTER,
        "system": SYSTEM,
        "national": NATIONAL,
        "ombudsman": OMBUDSMAN,
        "another agency": officer_of("agency", "kemenkes"),
        "a unit of another agency": officer_of("unit", "kemenkes:pelayanan-kesehatan"),
        "another agency's leader": Actor("leader", "pimpinan.kemenkes", "kemenkes"),
        "another unit": officer_of("unit", f"{home}:dinas-lh"),
        "an agency's officer without agency": Actor("agency", "x"),
        "a unit's officer without unit": Actor("unit", "x", home),
        "an unknown role": Actor("admin", "x", home, report.unit),
    }
    if report.agency:
        found["agency"] = officer_of("agency", report.agency)
        found["leader"] = Actor("leader", LEADER.id, report.agency)
    if report.unit:
        found["unit"] = officer_of("unit", report.unit)
    return found


def calls(report: Report) -> Mapping[str, tuple[str, Mapping[str, Any]]]:
    """Every call and every thing the system does, with facts that go with it."""
    placed = {
        "agency": report.agency or BANDUNG,
        "unit": None,
        "zone": report.zone,
        "class": report.report_class,
        "supervised": report.supervised,
        "category": report.category,
    }
    back = {"reason": "bukan-wewenang", "agency": report.agency}
    woken = {"clock": next(iter(report.clocks), "resolution"), "to": "national"}
    return {
        "submit": ("submit", {}),
        "route": ("route", {"agency": BANDUNG, "unit": None, "how": "rule", "zone": None}),
        "verify": ("verify", placed),
        "hold": ("hold", {}),
        "archive": ("archive", {"reason": "terlalu-umum"}),
        "spam": ("spam", {"reason": "rekaan"}),
        "block": ("block", {"reason": "ancaman", "until": "2027-02-21T03:00:00.000Z"}),
        "unblock": ("unblock", {}),
        "appeal": ("appeal", {}),
        "return": ("return", {**back, "unit": None}),
        "follow-up": ("follow-up", {"done": False}),
        "follow-up(done)": ("follow-up", {"done": True}),
        "follow-up(propose)": ("follow-up", {"done": True}),
        "approve": ("approve", {"done": True, "of": 1}),
        "decline": ("decline", {"of": 1}),
        "ask": ("ask", {}),
        "forward": ("forward", {"unit": f"{report.agency}:dinas-lh"}),
        "note": ("note", {}),
        "anonymise": ("anonymise", {}),
        "conceal": ("conceal", {}),
        "unanonymise": ("unanonymise", {}),
        "unconceal": ("unconceal", {}),
        "mask": ("mask", {"of": 1, "part": "body", "spans": [[0, 3]]}),
        "unmask": ("unmask", {"of": 1, "part": "body", "spans": [[0, 3]]}),
        "redact": ("redact", {"of": 1, "reason": "data-pribadi"}),
        "reveal": ("reveal", {"reason": "bantuan-darurat"}),
        "ask-reveal": ("ask-reveal", {"reason": "bantuan-darurat"}),
        "grant-reveal": ("grant-reveal", {}),
        "refuse-reveal": ("refuse-reveal", {}),
        "files": ("files", {"file": "f", "type": "image/jpeg"}),
        "refuse_file": ("refuse_file", {"file": "f", "code": "malware"}),
        "show-file": ("show-file", {"file": "f"}),
        "hide-file": ("hide-file", {"file": "f"}),
        "delete-file": ("delete-file", {"file": "f", "reason": "berkas-data-pribadi"}),
        "reply": ("reply", {}),
        "close": ("close", {"rating": 5, "solved": True}),
        "rate": ("rate", {"rating": 1, "solved": False}),
        "reopen": ("reopen", {}),
        "withdraw": ("withdraw", {}),
        "expire": ("expire", woken),
        "lapse": ("lapse", woken),
        "resume": ("resume", woken),
        "remind": ("remind", woken),
        "escalate": ("escalate", woken),
        "offer": ("offer", woken),
        "consent": ("consent", {}),
        "export": ("export", {"sha256": "00"}),
        "erase": ("erase", {"parts": ["identity"], "of": []}),
        "restrict": ("restrict", {}),
        "unrestrict": ("unrestrict", {}),
        "request-subject": ("request-subject", {"right": "erase", "serve_by": NOON}),
        "refuse-subject": ("refuse-subject", {"right": "erase"}),
        "export-subject": ("export-subject", {}),
        "erase-subject": ("erase-subject", {"parts": ["identity"], "of": []}),
        "restrict-subject": ("restrict-subject", {}),
        "forget": ("forget", {"parts": ["words"], "of": [1], "rule": "words"}),
        "refer": ("refer", {}),
        "an unknown call": ("delete", {}),
    }


def tried(
    life: Life,
    report: Report,
    by: Actor,
    name: str,
    data: Mapping[str, Any],
    approval: bool = False,
) -> str:
    """Try a call and say what came of it; everything that must hold of an outcome is checked."""
    try:
        event = move(
            report, name, by, life.now, Facts(data, salt="cc" * 16, approval=approval), RULES
        )
    except NotFound:
        return HIDDEN
    except NotAllowed as refusal:
        offered = {"state": report.state, "may": may(report, by, life.now, RULES)}
        return REFUSED if refusal.facts() == offered else f"{REFUSED} with {refusal.facts()}"
    after = applied(report, event)
    assert fold([*life.events, event]) == after
    assert broken_link([*life.events, event]) is None
    assert (after.version, after.head, after.updated_at) == (event.seq, event.hash, life.now)
    assert (event.role, event.officer) == (by.role, by.id)
    return str(after.state)


@pytest.mark.parametrize("name", SITUATIONS)
def test_each_role_may_do_what_is_written_down_and_nothing_else(name: str) -> None:
    situation = SITUATIONS[name]
    life, wanted = situation.life(), expected(situation)
    report = life.report

    outcomes = {
        who: {
            call: tried(life, report, by, *calls(report)[call], approval=call.endswith("(propose)"))
            for call in calls(report)
        }
        for who, by in actors(report).items()
    }

    seeing = {"reporter", "system", "national", "ombudsman", "agency", "unit", "leader"}
    seeing |= set() if report.confidential else {"public"}
    for who, outcome in outcomes.items():
        default = REFUSED if who in seeing else HIDDEN
        assert outcome == {call: wanted.get(who, {}).get(call, default) for call in outcome}, who
    assert set(wanted) <= set(outcomes), "a role of the grid was never tried"
    assert report == fold(life.events), "trying changes nothing"


@pytest.mark.parametrize("name", SITUATIONS)
def test_may_names_the_calls_that_are_allowed_each_once(name: str) -> None:
    situation = SITUATIONS[name]
    life, wanted = situation.life(), expected(situation)

    for who, by in actors(life.report).items():
        offered = may(life.report, by, life.now, RULES)
        own = set() if who == "system" else set(wanted.get(who, {}))
        assert sorted(offered) == sorted({call.partition("(")[0] for call in own}), who


def test_the_situations_cover_every_state_and_every_state_that_a_hold_can_come_from() -> None:
    reports = [situation.life().report for situation in SITUATIONS.values()]
    assert {report.state for report in reports} == set(State)
    held = {report.held_from for report in reports if report.state is State.ON_HOLD}
    assert held == {State.SUBMITTED, State.DISPOSED, State.IN_PROGRESS, State.REPLIED}
    closed = {report.closed_how for report in reports if report.state is State.CLOSED}
    assert closed == {"confirmed", "unanswered", "withdrawn"}
    for state in (State.DISPOSED, State.IN_PROGRESS, State.REPLIED):
        assert {bool(r.unit) for r in reports if r.state is state} == {True, False}


def test_the_situations_allow_every_row_of_the_table_to_each_of_its_roles() -> None:
    found: set[tuple[str, str]] = set()
    for situation in SITUATIONS.values():
        life = situation.life()
        for by in actors(life.report).values():
            rows = allowed(life.report, by, life.now, RULES)
            found |= {(row.name, by.role) for row in rows}
    assert found == {(row.name, role) for row in MOVES[1:] for role in row.by}


@pytest.mark.parametrize("name", SITUATIONS)
def test_where_the_leader_must_approve_nobody_gives_a_final_answer_directly(name: str) -> None:
    life = SITUATIONS[name].life()
    for by in actors(life.report).values():
        wanted = HIDDEN if not may_see(life.report, by) else REFUSED
        direct = tried(life, life.report, by, "finish", {"done": True}, approval=True)
        needless = tried(life, life.report, by, "propose", {"done": True}, approval=False)
        assert (direct, needless) == (wanted, wanted)
