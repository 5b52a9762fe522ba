"""Every situation a report can be in, and by hand what each role may do there and what comes of it.

`call>state` reads: this call is allowed and the report is then in this state. What is not written
here must be refused. `follow-up(propose)` is a final answer where the leader must approve it.
Nothing in this file looks at the table of moves.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from lapor.domain.event import Actor
from tests.domain.lives import (
    BANDUNG,
    BANDUNG_ADMIN,
    JABAR,
    LEADER,
    PU,
    SURABAYA,
    Life,
    disposed,
    in_progress,
    said_done,
)


class Situation(NamedTuple):
    """How a report gets there, and the calls by role; roles that are left out may do nothing."""

    life: Callable[[], Life]
    may: Mapping[str, str]
    rights: str = "export erase restrict"
    letters: str = "request-subject"


def _routed() -> Life:
    return Life().routed()


def _held() -> Life:
    return _routed().held()


def _replied() -> Life:
    return in_progress().replied()


def _later(make: Callable[[], Life], **delta: float) -> Callable[[], Life]:
    return lambda: make().wait(**delta)


def _agreed(make: Callable[[], Life]) -> Callable[[], Life]:
    """The reporter agrees after 61 days, when everybody was told."""
    return lambda: _waited(make()).swept().consented()


def _waited(life: Life) -> Life:
    return life if life.report.paused else life.wait(days=61)


def _refused_twice() -> Life:
    """Bandung refuses after a disposition, Jawa Barat at once."""
    return disposed().returned().routed(JABAR).returned()


def _everybody_told() -> Life:
    return _routed().wait(days=30).swept()


def _all_told(life: Life) -> Life:
    return life.wait(days=50).swept()


def _claiming(right: str) -> Callable[[], Life]:
    return lambda: disposed().claimed(right)


def _unit_desk(state: str) -> str:
    """What a unit may do whatever happens; the two flags are off in most situations."""
    return f"note>{state} anonymise>{state} conceal>{state} mask>{state} hide-file>{state}"


def _desk(state: str) -> str:
    """What an admin may do whatever happens."""
    removes = f"redact>{state} delete-file>{state}"
    return f"{_unit_desk(state)} show-file>{state} unmask>{state} {removes} reveal>{state}"


def _admin(state: str) -> str:
    """What admins may do whatever happens, while the contact is not blocked."""
    return f"{_desk(state)} block>{state}"


_TRIAGE = f"verify>disposed hold>on_hold archive>archived spam>archived {_admin('submitted')}"
_WORK = "follow-up>in_progress follow-up(done)>in_progress ask>on_hold"
_HELD = f"archive>archived spam>archived {_admin('on_hold')}"
_HELD_AT_AGENCY = f"{_HELD} files>on_hold"


def _work(state: str, *, back: bool = False, forward: bool = False) -> str:
    """A unit's work, and an agency's admin's, who may also forward."""
    parts = [
        _WORK,
        f"follow-up(propose)>{state}",
        _admin(state) if forward else _unit_desk(state),
        f"files>{state}",
    ]
    parts += [f"forward>{state}"] if forward else []
    parts += ["return>submitted" if forward else "return>disposed"] if back else []
    return " ".join(parts)


def _at_work(state: str, reporter: str, *, unit: bool, **system: str) -> Mapping[str, str]:
    offices = {"agency": _work(state, back=state == "disposed", forward=True)}
    if unit:
        offices["unit"] = _work(state, back=state == "disposed")
    return {
        "reporter": f"{reporter} files>{state}",
        **offices,
        "national": _admin(state),
        **system,
    }


_NEW = "reply>submitted withdraw>closed"
_DISPOSED = "reply>disposed withdraw>closed"
_OPEN = "reply>replied close>closed withdraw>closed"
_ADMINS = ("agency", "national")


def _noters(state: str) -> Mapping[str, str]:
    return {"unit": _unit_desk(state), **dict.fromkeys(_ADMINS, _admin(state))}


def _ended(state: str, reporter: str = "") -> Mapping[str, str]:
    return {"reporter": reporter, **_noters(state), "system": f"forget>{state}"}


def _put_away(admins: str, **more: str) -> Mapping[str, str]:
    """What may be done with an archived report."""
    return {**more, **dict.fromkeys(_ADMINS, admins), "system": "forget>archived"}


def _asked(answered: str) -> Mapping[str, str]:
    return {
        "reporter": f"reply>{answered} withdraw>closed files>on_hold",
        "unit": f"{_unit_desk('on_hold')} files>on_hold",
        "agency": f"{_admin('on_hold')} files>on_hold",
        "national": _admin("on_hold"),
    }


def _with(base: Mapping[str, str], **more: str) -> Mapping[str, str]:
    return {**base, **{role: f"{base.get(role, '')} {calls}" for role, calls in more.items()}}


def _without(base: Mapping[str, str], *calls: str) -> Mapping[str, str]:
    return {
        role: " ".join(part for part in may.split() if part.partition(">")[0] not in calls)
        for role, may in base.items()
    }


_UNROUTED = {
    "reporter": f"{_NEW} files>submitted",
    "national": _TRIAGE,
    "system": "route>submitted",
}
_AT_AGENCY = {**_UNROUTED, "agency": f"{_TRIAGE} return>submitted files>submitted"}
_HELD_NEW = {"reporter": f"{_NEW} files>on_hold", "agency": _HELD_AT_AGENCY, "national": _HELD}
_UNIT_DISPOSED = _at_work("disposed", _DISPOSED, unit=True)
_UNIT_OPEN = _at_work("in_progress", _OPEN, unit=True)
_UNIT_REPLIED = _at_work("replied", _OPEN, unit=True)
_ANONYMOUS = _with(
    _without(_UNIT_DISPOSED, "anonymise", "reveal", "unmask"), reporter="unanonymise>disposed"
)
_BLOCKED_NEW = _with(
    _without(_AT_AGENCY, "block"), agency="unblock>submitted", national="unblock>submitted"
)
_APPROVAL = "approve>in_progress decline>disposed"
_SAME_PERSON = Actor("unit", LEADER.id, BANDUNG, PU)
_STAYS = _work("disposed", forward=True)

SITUATIONS: Mapping[str, Situation] = {
    # --- submitted
    "new": Situation(Life, _UNROUTED),
    "new and confidential": Situation(
        lambda: Life(confidential=True),
        _with(_without(_UNROUTED, "conceal", "show-file"), reporter="unconceal>submitted"),
    ),
    "new and anonymous": Situation(
        lambda: Life(anonymous=True, reporter=None),
        _with(
            _without(_UNROUTED, "anonymise", "reveal", "unmask"), reporter="unanonymise>submitted"
        ),
    ),
    "disposed and made both": Situation(
        lambda: disposed().anonymised().concealed(),
        _with(
            _without(_UNIT_DISPOSED, "anonymise", "conceal", "reveal", "show-file", "unmask"),
            reporter="unanonymise>disposed unconceal>disposed",
            agency="ask-reveal>disposed",
        ),
    ),
    # --- an anonymous reporter's identity was asked for
    "asked for a name": Situation(
        lambda: disposed().anonymised().asked_to_reveal(),
        _with(
            _ANONYMOUS,
            national="grant-reveal>disposed refuse-reveal>disposed",
        ),
    ),
    "granted a name": Situation(
        lambda: disposed().anonymised().asked_to_reveal().granted_to_reveal(),
        _with(_ANONYMOUS, agency="reveal>disposed"),
    ),
    "refused a name": Situation(
        lambda: disposed().anonymised().asked_to_reveal().refused_to_reveal(),
        _with(_ANONYMOUS, agency="ask-reveal>disposed"),
    ),
    "granted a name a day ago": Situation(
        lambda: (
            disposed().anonymised().asked_to_reveal().granted_to_reveal().wait(hours=24, seconds=1)
        ),
        _with(_ANONYMOUS, agency="ask-reveal>disposed"),
    ),
    "new at an agency": Situation(_routed, _AT_AGENCY),
    "refused once": Situation(lambda: disposed().returned().routed(JABAR), _AT_AGENCY),
    "before the arbiter": Situation(lambda: _refused_twice().routed(None, "arbiter"), _UNROUTED),
    "new and late": Situation(
        _later(_routed, days=7), _with(_AT_AGENCY, system="escalate>submitted")
    ),
    "new and all told": Situation(_everybody_told, _AT_AGENCY),
    # --- on_hold
    "held when new": Situation(_held, _HELD_NEW),
    "asked when disposed": Situation(lambda: disposed().asked(), _asked("disposed")),
    "asked when in progress": Situation(lambda: in_progress().asked(), _asked("replied")),
    "asked when said done": Situation(lambda: said_done().asked(), _asked("replied")),
    "asked when replied": Situation(lambda: _replied().asked(), _asked("replied")),
    "held and silent": Situation(_later(_held, days=31), _with(_HELD_NEW, system="lapse>archived")),
    "asked and silent when disposed": Situation(
        lambda: disposed().asked().wait(days=31),
        _with(_asked("disposed"), system="resume>disposed"),
    ),
    "asked and silent when in progress": Situation(
        lambda: in_progress().asked().wait(days=31),
        _with(_asked("replied"), system="resume>in_progress"),
    ),
    "asked and silent when replied": Situation(
        lambda: _replied().asked().wait(days=31),
        _with(_asked("replied"), system="resume>replied"),
    ),
    # --- disposed
    "disposed to an agency": Situation(
        lambda: disposed(None), _at_work("disposed", _DISPOSED, unit=False)
    ),
    "disposed to a unit": Situation(disposed, _UNIT_DISPOSED),
    "disposed by the arbiter": Situation(
        lambda: _refused_twice().routed(None, "arbiter").verified(SURABAYA, None),
        {**_at_work("disposed", _DISPOSED, unit=False), "agency": _STAYS},
    ),
    "disposed by the arbiter to a unit": Situation(
        lambda: _refused_twice().routed(None, "arbiter").verified(SURABAYA, f"{SURABAYA}:dinas-pu"),
        {**_UNIT_DISPOSED, "agency": _STAYS},
    ),
    "disposed and late": Situation(
        _later(disposed, days=8),
        _with(_UNIT_DISPOSED, system="escalate>disposed"),
    ),
    # --- in_progress
    "in progress at an agency": Situation(
        lambda: in_progress(None), _at_work("in_progress", _OPEN, unit=False)
    ),
    "in progress at a unit": Situation(in_progress, _UNIT_OPEN),
    "in progress and late": Situation(
        _later(in_progress, days=19),
        _with(_UNIT_OPEN, system="escalate>in_progress"),
    ),
    "said done": Situation(said_done, _UNIT_OPEN),
    "said done and silent": Situation(
        _later(said_done, days=15),
        _with(_UNIT_OPEN, system="expire>closed"),
    ),
    # --- replied
    "replied at an agency": Situation(
        lambda: in_progress(None).replied(), _at_work("replied", _OPEN, unit=False)
    ),
    "replied at a unit": Situation(_replied, _UNIT_REPLIED),
    "replied and late": Situation(
        _later(_replied, days=8),
        _with(_UNIT_REPLIED, system="escalate>replied"),
    ),
    # --- a final answer waits for the leader
    **{
        f"proposed when {name}": Situation(
            lambda make=make: make().proposed(),  # type: ignore[misc]  # a default binds
            _with(may, leader=f"approve>in_progress decline>{state}"),
        )
        for name, make, may, state in (
            ("disposed", disposed, _UNIT_DISPOSED, "disposed"),
            ("in progress", in_progress, _UNIT_OPEN, "in_progress"),
            ("said done", said_done, _UNIT_OPEN, "in_progress"),
            ("replied", _replied, _UNIT_REPLIED, "replied"),
        )
    },
    "proposed and late": Situation(
        lambda: disposed().proposed().wait(days=8),
        _with(_UNIT_DISPOSED, leader=_APPROVAL, system="escalate>disposed"),
    ),
    "proposed and said done long ago": Situation(
        lambda: said_done().proposed().wait(days=15),
        _with(_UNIT_OPEN, leader="approve>in_progress decline>in_progress", system="expire>closed"),
    ),
    "proposed, then news": Situation(
        lambda: disposed().proposed().followed_up(),
        _with(_UNIT_OPEN, leader="approve>in_progress decline>in_progress"),
    ),
    "proposed by who leads now": Situation(
        lambda: disposed().proposed(_SAME_PERSON),
        _with(_UNIT_DISPOSED, leader="decline>disposed"),
    ),
    "proposed by who leads now, then by another": Situation(
        lambda: disposed().proposed(_SAME_PERSON).proposed(),
        _with(_UNIT_DISPOSED, leader=_APPROVAL),
    ),
    "proposed and given back": Situation(
        lambda: disposed().proposed().given_back(), _UNIT_DISPOSED
    ),
    "proposed and approved": Situation(lambda: disposed().proposed().approved(), _UNIT_OPEN),
    "proposed and forwarded": Situation(
        lambda: disposed().proposed().forwarded(f"{BANDUNG}:dinas-perhubungan"), _UNIT_DISPOSED
    ),
    "proposed, then handed back": Situation(
        lambda: disposed().proposed().handed_back(), _at_work("disposed", _DISPOSED, unit=False)
    ),
    "proposed, then asked": Situation(lambda: disposed().proposed().asked(), _asked("disposed")),
    "proposed, then answered without the leader": Situation(
        lambda: disposed().proposed().followed_up(done=True), _UNIT_OPEN
    ),
    "proposed, then more was told": Situation(
        lambda: disposed().proposed().replied(), _UNIT_DISPOSED
    ),
    "proposed, then replied to": Situation(
        lambda: in_progress().proposed().replied(), _UNIT_REPLIED
    ),
    "proposed, then removed": Situation(lambda: disposed().proposed().redacted(4), _UNIT_DISPOSED),
    "proposed, then withdrawn": Situation(
        lambda: in_progress().proposed().withdrawn(), _ended("closed")
    ),
    "proposed, confirmed and reopened": Situation(
        lambda: said_done().proposed().confirmed().reopened(), _UNIT_OPEN
    ),
    # --- closed, archived, referred
    "confirmed": Situation(
        lambda: said_done().confirmed(), _ended("closed", "rate>closed reopen>in_progress")
    ),
    "confirmed with a rating": Situation(
        lambda: said_done().confirmed(rating=5, solved=True),
        _ended("closed", "reopen>in_progress"),
    ),
    "confirmed long ago": Situation(
        lambda: said_done().confirmed().wait(days=15), _ended("closed", "rate>closed")
    ),
    "unanswered": Situation(
        lambda: said_done().wait(days=15).swept(),
        _ended("closed", "rate>closed reopen>in_progress"),
    ),
    "withdrawn": Situation(lambda: in_progress().withdrawn(), _ended("closed")),
    "archived": Situation(
        lambda: disposed().returned().routed(JABAR).archived(),
        _put_away(_admin("archived")),
    ),
    # --- spam and blocks
    "marked as spam by its agency": Situation(
        lambda: _routed().spammed(BANDUNG_ADMIN),
        _put_away(_admin("archived"), reporter="appeal>submitted"),
    ),
    "held and marked as spam": Situation(
        lambda: _held().spammed(),
        _put_away(_admin("archived"), reporter="appeal>submitted"),
    ),
    "marked as spam long ago": Situation(
        lambda: _routed().spammed().wait(days=15), _put_away(_admin("archived"))
    ),
    "appealed": Situation(lambda: _routed().spammed(BANDUNG_ADMIN).appealed(), _UNROUTED),
    "appealed and marked again": Situation(
        lambda: _routed().spammed().appealed().spammed(),
        {"national": _admin("archived"), "system": "forget>archived"},
    ),
    "blocked": Situation(
        lambda: _routed().blocked(BANDUNG_ADMIN),
        _with(_BLOCKED_NEW, reporter="appeal>submitted"),
    ),
    "blocked and objected": Situation(lambda: _routed().blocked().appealed(), _BLOCKED_NEW),
    "blocked when in progress": Situation(
        lambda: in_progress().blocked(BANDUNG_ADMIN),
        _with(
            _without(_UNIT_OPEN, "block"),
            reporter="appeal>in_progress",
            agency="unblock>in_progress",
            national="unblock>in_progress",
        ),
    ),
    "unblocked": Situation(lambda: _routed().blocked().unblocked(BANDUNG_ADMIN), _AT_AGENCY),
    "blocked, unblocked and blocked again": Situation(
        lambda: _routed().blocked().appealed().unblocked().blocked(),
        _with(_BLOCKED_NEW, reporter="appeal>submitted"),
    ),
    "archived with a block that has ended": Situation(
        lambda: _routed().archived().blocked(days=3).wait(days=3, seconds=1),
        _put_away(_admin("archived")),
    ),
    "marked as spam and blocked": Situation(
        lambda: _routed().spammed().blocked(),
        _put_away(f"{_desk('archived')} unblock>archived", reporter="appeal>submitted"),
    ),
    "marked as spam, blocked and appealed": Situation(
        lambda: _routed().spammed().blocked().appealed(),
        _with(_without(_UNROUTED, "block"), national="unblock>submitted"),
    ),
    "marked as spam long ago and blocked": Situation(
        lambda: _routed().spammed().wait(days=15).blocked(),
        {
            "reporter": "appeal>archived",
            **dict.fromkeys(_ADMINS, f"{_desk('archived')} unblock>archived"),
            "system": "forget>archived",
        },
    ),
    "referred": Situation(
        lambda: in_progress().wait(days=70).consented().referred(), _ended("referred")
    ),
    # --- the rights of the person (UU 27/2022)
    "restricted": Situation(
        lambda: disposed().restricted(),
        _without(_UNIT_DISPOSED, "conceal", "reveal", "show-file"),
        "export erase unrestrict",
    ),
    "restricted when anonymous": Situation(
        lambda: disposed().anonymised().asked_to_reveal().restricted(),
        _without(_ANONYMOUS, "conceal", "show-file"),
        "export erase unrestrict",
    ),
    "restricted no longer": Situation(
        lambda: disposed().restricted().unrestricted(),
        _with(_without(_UNIT_DISPOSED, "conceal", "show-file"), reporter="unconceal>disposed"),
    ),
    "erased when open": Situation(
        lambda: disposed().erased(), _without(_UNIT_DISPOSED, "reveal"), "export restrict"
    ),
    "erased when open and anonymous": Situation(
        lambda: disposed().anonymised().erased(),
        _without(_ANONYMOUS, "unanonymise"),
        "export restrict",
    ),
    "erased when open, then ended": Situation(
        lambda: said_done().erased().confirmed(rating=5),
        _without(_ended("closed", "reopen>in_progress"), "reveal"),
    ),
    "erased when closed": Situation(
        lambda: said_done().confirmed().erased(),
        _without(_ended("closed"), "reveal"),
        "export restrict",
    ),
    "restricted when closed": Situation(
        lambda: said_done().confirmed(rating=5).restricted(),
        _without(
            _ended("closed", "reopen>in_progress"), "conceal", "reveal", "forget", "show-file"
        ),
        "export erase unrestrict",
    ),
    **{
        f"a letter claims to {right}": Situation(
            _claiming(right),
            _UNIT_DISPOSED,
            letters=f"request-subject refuse-subject {right}-subject",
        )
        for right in ("export", "erase", "restrict")
    },
    "a letter was served": Situation(
        lambda: disposed().claimed("export").offered_export(), _UNIT_DISPOSED
    ),
    "a letter was refused": Situation(
        lambda: disposed().claimed("erase").declined("erase"), _UNIT_DISPOSED
    ),
    # --- a deadline is near, or nothing more is told but that there is the Ombudsman
    **{
        f"{name} and due soon": Situation(
            _later(make, **after), _with(may, system=f"remind>{state}")
        )
        for name, make, may, state, after in (
            ("new", _routed, _AT_AGENCY, "submitted", {"days": 3, "hours": 2}),
            ("disposed", disposed, _UNIT_DISPOSED, "disposed", {"days": 7}),
            ("in progress", in_progress, _UNIT_OPEN, "in_progress", {"days": 16}),
            ("replied", _replied, _UNIT_REPLIED, "replied", {"days": 7}),
        )
    },
    **{
        f"{name} and everybody told for 61 days": Situation(
            _later(make, days=11), _with(may, reporter=f"consent>{state}", system=f"offer>{state}")
        )
        for name, make, may, state in (
            ("new", lambda: _all_told(_routed()), _AT_AGENCY, "submitted"),
            ("asked", lambda: _all_told(disposed()).asked(), _asked("disposed"), "on_hold"),
            ("disposed", lambda: _all_told(disposed()), _UNIT_DISPOSED, "disposed"),
            ("in progress", lambda: _all_told(in_progress()), _UNIT_OPEN, "in_progress"),
            ("replied", lambda: _all_told(_replied()), _UNIT_REPLIED, "replied"),
        )
    },
    # --- open for more than 60 days
    **{
        f"{name} for 61 days": Situation(
            _later(make, days=61),
            _with(may, reporter=f"consent>{state}", system=silence),
        )
        for name, make, may, state, silence in (
            ("new", _routed, _AT_AGENCY, "submitted", "escalate>submitted"),
            ("held", _held, _HELD_NEW, "on_hold", "lapse>archived"),
            ("disposed", disposed, _UNIT_DISPOSED, "disposed", "escalate>disposed"),
            ("in progress", in_progress, _UNIT_OPEN, "in_progress", "escalate>in_progress"),
            ("replied", _replied, _UNIT_REPLIED, "replied", "escalate>replied"),
        )
    },
    # --- the reporter agreed that the Ombudsman takes it
    **{
        f"{name} and agreed": Situation(_agreed(make), {**may, "ombudsman": "refer>referred"})
        for name, make, may in (
            ("new", _routed, _AT_AGENCY),
            ("asked", lambda: disposed().wait(days=61).swept().asked(), _asked("disposed")),
            ("disposed", disposed, _UNIT_DISPOSED),
            ("in progress", in_progress, _UNIT_OPEN),
            ("replied", _replied, _UNIT_REPLIED),
        )
    },
}


def expected(situation: Situation) -> dict[str, dict[str, str]]:
    """Read the grid: the state after each call that is allowed, by role.

    Whatever the state, the system may say that a file was refused.
    """
    state = str(situation.life().report.state)
    grid = _with(situation.may, system=f"refuse_file>{state}")
    found = {role: dict(part.split(">") for part in calls.split()) for role, calls in grid.items()}
    for role, calls in (("reporter", situation.rights), ("national", situation.letters)):
        found.setdefault(role, {}).update(dict.fromkeys(calls.split(), state))
    return found
