"""Tells the lives of reports as the functions do: every event comes from a move of the table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from lapor import registers
from lapor.domain import approval, intake, rights, validation
from lapor.domain.clocks import ripe
from lapor.domain.event import Actor, Event, stamp
from lapor.domain.lifecycle import Facts, applied, fold, move
from lapor.domain.new_report import NewReport
from lapor.domain.report import Report
from lapor.domain.rights import wished
from lapor.domain.visibility import REPORTER, SYSTEM

RULES = registers.rules()
PEPPER = b"a pepper that only the tests know"
KEY = "3f0c8b1e-5a7d-4c29-9e64-d1b2a7f05c38"

BANDUNG, SURABAYA, JABAR, KEMENKES = "32.73", "35.78", "32", "kemenkes"
PU, LH = f"{BANDUNG}:dinas-pu", f"{BANDUNG}:dinas-lh"

BANDUNG_ADMIN = Actor("agency", "admin.bandung", BANDUNG)
PU_OFFICER = Actor("unit", "pu.bandung", BANDUNG, PU)
LH_OFFICER = Actor("unit", "lh.bandung", BANDUNG, LH)
NATIONAL = Actor("national", "nasional", "national")
SECOND = Actor("national", "nasional2", "national")
OMBUDSMAN = Actor("ombudsman", "ombudsman", "ombudsman")
LEADER = Actor("leader", "pimpinan.bandung", BANDUNG)

MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)
"""10:00 in Jakarta; five working days follow, and no holiday before 24 December."""


def asked(**changes: Any) -> dict[str, Any]:
    """A good request about a broken road in Bandung; `changes` replace its members."""
    return {
        "class": "complaint",
        "title": "Jalan berlubang di depan pasar",
        "body": "Sudah tiga minggu jalan di depan pasar berlubang dan belum diperbaiki.",
        "occurred_on": "2020-01-02",
        "place": {"province": "32", "regency": "32.73", "address": "Jl. Contoh No. 1"},
        "agency": None,
        "category": "jalan-rusak",
        "anonymous": False,
        "confidential": False,
        "reporter": {
            "name": "Warga Contoh",
            "phone": "0812 0000 1234",
            "email": "warga@contoh.example",
            "notify": "email",
            "language": "id",
        },
        **changes,
    }


def new_report(now: datetime = MONDAY, **changes: Any) -> NewReport:
    """Validate a request as `submit` does."""
    return validation.check(NewReport, asked(**changes), registers.context(now))


def officer_of(role: str, office: str) -> Actor:
    """Give an officer of an agency, or of a unit by its full id."""
    agency = office.partition(":")[0]
    return Actor(role, f"petugas.{office}", agency, office if role == "unit" else None)


def _place(level: str, report: Report) -> str:
    """Say who stands on a rung; each has somebody here."""
    at = {"national": "national", "monitor": (report.agency or "").partition(".")[0]}
    return f"{level}@{at.get(level, report.agency)}"


class Life:
    """One report's life so far; `now` is the time at which the next thing happens."""

    def __init__(
        self,
        now: datetime = MONDAY,
        *,
        zone: str = "Asia/Jakarta",
        key: str = KEY,
        kind: str = "complaint",
        **filed: Any,
    ) -> None:
        self.now = now
        opening = intake.opened(
            new_report(now, **{"class": kind, **filed}),
            key=key,
            attempt=0,
            now=now,
            pepper=PEPPER,
            salt="aa" * 16,
            zone=zone,
            channel="web",
        )
        self.events: list[Event] = [opening.event]
        self.report: Report = fold(self.events)

    @property
    def last(self) -> Event:
        """The newest event."""
        return self.events[-1]

    def at(self, moment: datetime) -> "Life":
        """Let it be this moment."""
        self.now = moment
        return self

    def wait(self, **delta: float) -> "Life":
        """Let time pass."""
        self.now += timedelta(**delta)
        return self

    def does(
        self,
        by: Actor,
        name: str,
        text: Mapping[str, str] | None = None,
        /,
        approval: bool = False,
        **data: Any,
    ) -> "Life":
        """Make a move; `approval` is what the agency demands of final answers."""
        facts = Facts(data, text, "bb" * 16, approval)
        self.events.append(move(self.report, name, by, self.now, facts, RULES))
        self.report = applied(self.report, self.last)
        return self

    # --- what happens by itself

    def routed(self, agency: str | None = BANDUNG, how: str = "rule") -> "Life":
        """The system finds who verifies."""
        zone = registers.agencies()[agency]["zone"] if agency else None
        return self.does(SYSTEM, "route", agency=agency, unit=None, how=how, zone=zone)

    def swept(self) -> "Life":
        """The system does all that is due by now, as `escalate` does."""
        while woken := ripe(self.report, RULES, self.now):
            facts: dict[str, Any] = {"due": stamp(woken.at)}
            facts |= {"clock": woken.clock} if woken.clock else {}
            if woken.to:
                facts |= {"to": woken.to, "told": [_place(woken.to, self.report)]}
            self.does(SYSTEM, woken.move, **facts)
        return self

    # --- officers

    def verified(
        self,
        agency: str = BANDUNG,
        unit: str | None = PU,
        *,
        by: Actor | None = None,
        title: str | None = None,
        kind: str | None = None,
        **changes: Any,
    ) -> "Life":
        """An admin disposes the report."""
        report = self.report
        data = {
            "agency": agency,
            "unit": unit,
            "zone": registers.agencies()[agency]["zone"],
            "class": kind or report.report_class,
            "supervised": report.supervised,
            "category": report.category,
            **changes,
        }
        admin = by or NATIONAL
        return self.does(admin, "verify", {"title": title} if title else None, **data)

    def held(self, by: Actor = NATIONAL) -> "Life":
        return self.does(by, "hold", {"text": "Di jalan mana?"})

    def archived(self, by: Actor = NATIONAL) -> "Life":
        return self.does(by, "archive", {"text": "Terlalu umum."}, reason="terlalu-umum")

    def spammed(self, by: Actor = NATIONAL) -> "Life":
        """An officer holds it to be no report at all."""
        return self.does(by, "spam", {"text": "Ini iklan."}, reason="iklan-atau-penipuan")

    def blocked(self, by: Actor = NATIONAL, days: int = 90) -> "Life":
        """An officer blocks the contact behind it."""
        until = stamp(self.now + timedelta(days=days))
        return self.does(by, "block", {"text": "Berulang."}, reason="spam-berulang", until=until)

    def unblocked(self, by: Actor = NATIONAL) -> "Life":
        return self.does(by, "unblock", {"text": "Keliru."})

    def returned(self) -> "Life":
        """The agency that has it refuses it."""
        agency = self.report.agency
        admin = officer_of("agency", str(agency))
        return self.does(admin, "return", reason="bukan-wewenang", agency=agency, unit=None)

    def handed_back(self) -> "Life":
        """The unit that has it refuses it."""
        report = self.report
        unit = officer_of("unit", str(report.unit))
        data: dict[str, Any] = {"reason": "wewenang-unit-lain"}
        data |= {"agency": report.agency, "unit": report.unit}
        return self.does(unit, "return", {"text": "Bukan tugas kami."}, **data)

    def anonymised(self) -> "Life":
        """An officer makes the report anonymous."""
        return self.does(NATIONAL, "anonymise")

    def concealed(self) -> "Life":
        """An officer makes the report confidential."""
        return self.does(NATIONAL, "conceal")

    def asked_to_reveal(self) -> "Life":
        """The agency's admin asks to open an anonymous reporter's identity."""
        admin = officer_of("agency", str(self.report.agency))
        return self.does(admin, "ask-reveal", {"text": "Perlu bertemu."}, reason="bantuan-darurat")

    def granted_to_reveal(self) -> "Life":
        return self.does(NATIONAL, "grant-reveal")

    def refused_to_reveal(self) -> "Life":
        return self.does(NATIONAL, "refuse-reveal", {"text": "Tidak perlu."})

    def revealed(self, by: Actor | None = None) -> "Life":
        """An admin opens the identity."""
        admin = by or officer_of("agency", str(self.report.agency))
        return self.does(admin, "reveal", {"text": "Perlu bertemu."}, reason="bantuan-darurat")

    def masked(self, of: int, part: str, *spans: tuple[int, int], by: Actor = NATIONAL) -> "Life":
        """An officer hides words from the public."""
        return self.does(by, "mask", None, of=of, part=part, spans=[list(s) for s in spans])

    def unmasked(self, of: int, part: str, *spans: tuple[int, int]) -> "Life":
        """An admin shows hidden words again."""
        return self.does(NATIONAL, "unmask", None, of=of, part=part, spans=[list(s) for s in spans])

    def redacted(self, of: int) -> "Life":
        """An admin removes the words of an event."""
        return self.does(NATIONAL, "redact", None, of=of, reason="data-pribadi")

    def forwarded(self, unit: str = LH) -> "Life":
        return self.does(officer_of("agency", str(self.report.agency)), "forward", unit=unit)

    def noted(self) -> "Life":
        return self.does(NATIONAL, "note", {"text": "Catatan rahasia kantor."})

    def followed_up(self, *, done: bool = False) -> "Life":
        return self.does(self._holder(), "follow-up", {"text": "Kami kerjakan."}, done=done)

    def proposed(self, by: Actor | None = None, text: str = "Sudah selesai.") -> "Life":
        """The holder writes a final answer where the leader must approve it."""
        words = {"text": text}
        return self.does(by or self._holder(), "follow-up", words, approval=True, done=True)

    def approved(self, by: Actor = LEADER) -> "Life":
        """The leader lets the proposed answer out."""
        of = self.report.proposal.seq if self.report.proposal else 0
        data, words = approval.approved(self.report, self.events, of)
        return self.does(by, "approve", {"text": words}, **data)

    def given_back(self, by: Actor = LEADER) -> "Life":
        """The leader does not approve the proposed answer."""
        return self.does(
            by, "decline", {"text": "Tanpa bukti."}, **approval.given_back(self.report)
        )

    def asked(self) -> "Life":
        return self.does(self._holder(), "ask", {"text": "Ada foto?"})

    def _holder(self) -> Actor:
        report = self.report
        office = report.unit or str(report.agency)
        return officer_of("unit" if report.unit else "agency", office)

    # --- the reporter

    def replied(self) -> "Life":
        return self.does(REPORTER, "reply", {"text": "Di depan pasar."})

    def confirmed(self, **rating: Any) -> "Life":
        return self.does(REPORTER, "close", None, **rating)

    def rated(self, rating: int = 4, *, solved: bool = True) -> "Life":
        return self.does(REPORTER, "rate", None, rating=rating, solved=solved)

    def reopened(self) -> "Life":
        return self.does(REPORTER, "reopen", {"text": "Belum beres."})

    def appealed(self) -> "Life":
        return self.does(REPORTER, "appeal", {"text": "Ini sungguh terjadi."})

    def withdrawn(self) -> "Life":
        return self.does(REPORTER, "withdraw")

    def consented(self) -> "Life":
        return self.does(REPORTER, "consent")

    def referred(self) -> "Life":
        return self.does(OMBUDSMAN, "refer")

    # --- files

    def attached(self, by: Actor = REPORTER, file: str = "f1", **data: Any) -> "Life":
        """A file was cleaned and kept."""
        facts = {"type": "image/jpeg", "size": 2048, "thumb": True, "sha256": "00", **data}
        return self.does(by, "files", None, file=file, **facts)

    def file_refused(self, by: Actor = REPORTER, file: str = "f1", code: str = "malware") -> "Life":
        """A file was not taken."""
        facts: dict[str, Any] = {"type": "image/png", "code": code, "sender": by.role}
        return self.does(SYSTEM, "refuse_file", None, file=file, **facts)

    def file_shown(self, file: str = "f1") -> "Life":
        return self.does(NATIONAL, "show-file", None, file=file)

    def file_hidden(self, file: str = "f1") -> "Life":
        return self.does(NATIONAL, "hide-file", None, file=file)

    def file_deleted(self, file: str = "f1", by: Actor = NATIONAL) -> "Life":
        """An admin has a file deleted for good."""
        return self.does(by, "delete-file", None, file=file, reason="berkas-data-pribadi")

    # --- rights of the person

    def exported(self) -> "Life":
        return self.does(REPORTER, "export", sha256="00" * 32)

    def erased(self, by: Actor = REPORTER) -> "Life":
        """The reporter, or a letter, has what is held erased."""
        name = "erase" if by is REPORTER else "erase-subject"
        return self.does(by, name, **wished(self.report, self.events))

    def restricted(self, by: Actor = REPORTER) -> "Life":
        return self.does(by, "restrict" if by is REPORTER else "restrict-subject")

    def unrestricted(self) -> "Life":
        return self.does(REPORTER, "unrestrict")

    def claimed(self, right: str, received_on: str = "2026-11-23", by: Actor = SECOND) -> "Life":
        """A letter comes in, and one national admin records it; another may serve it."""
        facts = rights.claimed(self.report, right, received_on)
        return self.does(by, "request-subject", **facts)

    def declined(self, right: str) -> "Life":
        return self.does(NATIONAL, "refuse-subject", {"text": "Bukan pelapor."}, right=right)

    def offered_export(self) -> "Life":
        return self.does(NATIONAL, "export-subject")

    def forgot(self, *parts: str, rule: str = "words") -> "Life":
        """The system takes what is kept long enough."""
        facts = rights.erasure(self.report, self.events, *parts)
        return self.does(SYSTEM, "forget", **facts, rule=rule)

    # --- for tests that tamper

    def with_event(self, place: int, /, **changes: Any) -> Sequence[Event]:
        """Give the events with one of them changed."""
        return [replace(e, **changes) if e.seq == place else e for e in self.events]


def disposed(unit: str | None = PU, **filed: Any) -> Life:
    """A report that Bandung's admin has verified for Bandung."""
    return Life(**filed).routed().verified(unit=unit, by=BANDUNG_ADMIN)


def in_progress(unit: str | None = PU, **filed: Any) -> Life:
    """A report with one follow-up."""
    return disposed(unit, **filed).followed_up()


def said_done(unit: str | None = PU, **filed: Any) -> Life:
    """A report that the office holds to be solved."""
    return disposed(unit, **filed).followed_up(done=True)


def whole_life(*, anonymous: bool = False, confidential: bool = False) -> Life:
    """A life with every kind of words, now at the unit for the environment."""
    life = Life(anonymous=anonymous, confidential=confidential).routed().held().replied()
    life.verified(title="Jalan rusak di pasar").handed_back().forwarded().noted().asked().replied()
    return life.wait(days=10).swept().followed_up().followed_up(done=True)
