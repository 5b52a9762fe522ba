"""Ways to reach a person: how they are named without being known, and which take a message."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lapor.domain.fields import MOBILE
from lapor.domain.ids import mac

Kind = Literal["email", "phone"]

KINDS: Mapping[str, Kind] = {"email": "email", "sms": "phone"}
"""The kind of contact that each channel of messages needs."""


MARKS: Mapping[str, str] = {"email": "box_hash", "sms": "phone_hash"}
"""The attribute of `People` by which each channel's contact is counted and blocked."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How one person or office is reached: the channel they chose, and what they wrote.

    `confirmed` holds the channels whose contact the person has shown to be theirs, `marks` what
    each channel's contact is counted and blocked by. `silent` wants no more news of this report.
    """

    notify: str = "none"
    language: str = "id"
    email: str | None = None
    phone: str | None = None
    confirmed: frozenset[str] = frozenset()
    marks: Mapping[str, str] = field(default_factory=dict)
    silent: bool = False

    def address(self, channel: str) -> str | None:
        """Give where a message of this channel goes; None where it cannot."""
        if channel == "sms" and MOBILE.fullmatch(self.phone or ""):
            return self.phone
        return self.email if channel == "email" else None

    def channels(self) -> list[str]:
        """Give the chosen channel, then the other one where it goes somewhere; none for `none`."""
        if self.notify == "none":
            return []
        others = [c for c in KINDS if c != self.notify and self.address(c)]
        return [self.notify, *others]


NOBODY = Reach()
"""Who left no contact."""


def contact_hash(pepper: bytes, kind: Kind, value: str) -> str:
    """Name an e-mail address or a phone number (E.164) by 128 bits that only the pepper can make.

    Addresses that differ in case only are one; nothing is learned from the name without the pepper.
    """
    return mac(pepper, "contact", kind, value.lower()).hex()[:32]


GMAIL = frozenset({"gmail.com", "googlemail.com"})
"""One service under two names, where dots in an address say nothing (support.google.com)."""


def mailbox(email: str) -> str:
    """Give the address of the mailbox that an e-mail address reaches: `a+b@c` reaches `a@c`.

    At Gmail `a.b` is `ab` too; elsewhere dots may tell two people apart.
    """
    box, _, host = email.lower().partition("@")
    box = box.partition("+")[0]
    return f"{box.replace('.', '')}@gmail.com" if host in GMAIL else f"{box}@{host}"


def hashes(pepper: bytes, contact: Mapping[str, str]) -> dict[str, str]:
    """Give the names of what a person wrote: `email_hash` and `phone_hash`, where there is one.

    `box_hash` names the mailbox: `a+b@c` reaches the same one as `a@c`, whose messages are counted
    and which is blocked; which reports are whose is told by the exact address.
    """
    named = {
        f"{kind}_hash": contact_hash(pepper, kind, contact[kind])
        for kind in KINDS.values()
        if kind in contact
    }
    if "email" in contact:
        named["box_hash"] = contact_hash(pepper, "email", mailbox(contact["email"]))
    return named


def marks(row: Mapping[str, Any]) -> dict[str, str]:
    """Give the hashes by which the contact of a row of `People` is counted and blocked."""
    return {channel: row[name] for channel, name in MARKS.items() if name in row}


def channels(contact: Mapping[str, str]) -> list[str]:
    """Give the channels that reach a person: an SMS goes to Indonesian mobile numbers only."""
    mobile = MOBILE.fullmatch(contact.get("phone", ""))
    return [*(["email"] if "email" in contact else []), *(["sms"] if mobile else [])]
