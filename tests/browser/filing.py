"""Files reports through the API and brings them to the state that a test starts from."""

import json
import urllib.request
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from local.demo.site import Site
from tests.journey.outbox import codes_to, eventually

BANDUNG = {"agency": "32.73", "unit": "32.73:dinas-pu"}
REASON = "kunjungan-lapangan"
WHY = "Petugas perlu ditunjukkan titik kerusakannya di lapangan."
"""Reason and explanation with which an identity is opened."""


class Filed(NamedTuple):
    """A report as its reporter knows it."""

    number: str
    code: str


def body(**changes: Any) -> dict[str, Any]:
    """A good report to the city of Bandung; `changes` replace its members."""
    happened = datetime.now(UTC).date() - timedelta(days=3)
    return {
        "class": "complaint",
        "title": "Lampu jalan padam di depan pasar",
        "body": "Lampu jalan di depan pasar padam sejak tiga malam, pejalan kaki kesulitan.",
        "occurred_on": happened.isoformat(),
        "place": {"province": "32", "regency": "32.73", "address": "Jl. Contoh No. 1"},
        "agency": "32.73",
        "category": None,
        "anonymous": False,
        "confidential": False,
        "reporter": {
            "name": "Warga Contoh",
            "phone": None,
            "email": "warga@contoh.example",
            "notify": "none",
            "language": "id",
        },
        **changes,
    }


def address() -> str:
    """An e-mail address that no other test knows: codes are limited by contact."""
    return f"warga.{uuid.uuid4().hex[:12]}@contoh.example"


def person(email: str | None, **changes: Any) -> dict[str, Any]:
    """A reporter with this address who wants no news."""
    return {**body()["reporter"], "email": email, **changes}


class Office:
    """The API behind the pages: what others do while a test looks at a page."""

    def __init__(self, stack: Mapping[str, Any]) -> None:
        self._stack = stack
        self._api = stack["api"]
        self.site = Site(self._api)

    def filed(self, **changes: Any) -> Filed:
        """File a report and wait until it lies on its agency's desk."""
        receipt = self.site.file(body(**changes), str(uuid.uuid4()))
        filed = Filed(receipt["number"], receipt["access_code"])
        self.reaches(filed, "routed")
        return filed

    def stranger(self) -> dict[str, Any]:
        """A reporter whom no other test knows: blocks are by contact."""
        address = f"warga.{uuid.uuid4().hex[:12]}@contoh.example"
        return {**body()["reporter"], "email": address, "notify": "email"}

    def verified(self, **changes: Any) -> Filed:
        """File a report that the admin of Bandung has passed to public works."""
        filed = self.filed(**changes)
        self.officer("admin.bandung", filed, "verify", **BANDUNG)
        return filed

    def answered(self, text: str, *, done: bool, **changes: Any) -> Filed:
        """File a report that public works have answered."""
        filed = self.verified(**changes)
        self.officer("pu.bandung", filed, "follow-up", text=text, done=done)
        return filed

    def officer(self, username: str, filed: Filed, action: str, **values: Any) -> None:
        """Let an officer act."""
        self.site.officer(username, filed.number, action, values)

    def code_to(self, contact: str, before: int = 0) -> str:
        """Wait for one more one-time code to a contact than there were; gives it."""

        def more() -> list[str] | None:
            codes = codes_to(self._stack, contact)
            return codes if len(codes) > before else None

        return eventually(more)[-1]

    def confirmed(self, contact: str, before: int = 0, **changes: Any) -> Filed:
        """File a report and confirm its e-mail address."""
        filed = self.filed(reporter=person(contact), **changes)
        self.site.confirm(*filed, {"channel": "email"})
        code = self.code_to(contact, before)
        self.site.confirm(*filed, {"channel": "email", "code": code})
        return filed

    def asked_to_reveal(self, **changes: Any) -> Filed:
        """File an anonymous report whose reporter the admin of Bandung asks to see."""
        filed = self.verified(anonymous=True, **changes)
        self.officer("admin.bandung", filed, "ask-reveal", reason=REASON, text=WHY)
        return filed

    def seen(self, filed: Filed) -> Mapping[str, Any]:
        """Read a report as its reporter."""
        return self.site.track(filed.number, filed.code)

    def public(self) -> list[str]:
        """Numbers on the first page of the public list."""
        with urllib.request.urlopen(f"{self._api}/public/reports", timeout=30) as answer:  # noqa: S310 - our own stack
            return [item["number"] for item in json.load(answer)["items"]]

    def reaches(self, filed: Filed, kind: str) -> None:
        """Wait until a report's ledger holds an event of a kind."""
        eventually(lambda: any(event["kind"] == kind for event in self.seen(filed)["events"]))
