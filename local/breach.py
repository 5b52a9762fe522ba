"""Whose which data was touched between two times, for a notification within 3 x 24 hours.

    make breach FROM=2026-11-24T00:00+07:00 TO=2026-11-25T00:00+07:00
    make breach FROM=... TO=... BY=pu.bandung
    python -m local.breach --from ... --to ... --csv --stack lapor-prod --region ap-southeast-3

Looks at the audit rows of these days (identities opened, exports, rights, officers' accounts,
reports that officers read) and at the messages for which a contact was opened. Messages have no
index by time, since each would cost a write: this one command reads the whole of `Sends`, which
holds two years at most. A message that was tried again stands under its last try. No name or
contact is read or printed.

Reads are written once a day (UTC), officer and report: one that began earlier on a day of the
window is listed with that earlier time, since the officer may have read on. `--by` lists what one
account touched, for when it is the account that was lost.
"""

import argparse
import csv
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from lapor.aws import audit, clock
from lapor.aws.clients import client
from lapor.aws.items import from_item
from lapor.domain.event import stamp
from lapor.domain.ids import shown
from lapor.domain.notices import ZONE_NAMES, day_in_words
from local import account


class Touch(NamedTuple):
    """One access: whose data (`report#…`, `officer#…`), which fields, how, by whom, when (UTC)."""

    at: str
    subject: str
    how: str
    by: str
    fields: str


def touches(since: datetime, until: datetime, by: str | None = None) -> list[Touch]:
    """Give every access at or after `since` and before `until`, each once, in order.

    With `by` only those of one officer.
    """
    found = {*_audited(since, until), *_read(since, until), *_opened_to_send(since, until)}
    return sorted(touch for touch in found if by in (None, touch.by.rpartition(" ")[2]))


def _audited(since: datetime, until: datetime) -> Iterator[Touch]:
    for day in _days(since, until):
        for row in audit.of_day(day):
            if stamp(since) <= audit.at(row) < stamp(until):
                yield _touch(row)


def _read(since: datetime, until: datetime) -> Iterator[Touch]:
    """Give the reads that may have gone on in the window: those that began before its end."""
    for day in _days(since, until):
        for row in audit.of_day(day, kind=audit.READ):
            if audit.at(row) < stamp(until):
                yield _touch(row)


def _days(since: datetime, until: datetime) -> Iterator[date]:
    first, last = since.astimezone(UTC).date(), until.astimezone(UTC).date()
    yield from (first + timedelta(days=n) for n in range((last - first).days + 1))


def _touch(row: Mapping[str, Any]) -> Touch:
    return Touch(audit.at(row), row["subject"], _how(row), _by(row["by"]), _fields(row))


def _how(row: Mapping[str, Any]) -> str:
    return str(row["data"].get("event") or row["kind"])


def _by(by: Mapping[str, Any]) -> str:
    return f"{by['role']} {by['id']}".strip()


def _fields(row: Mapping[str, Any]) -> str:
    return " ".join(row["data"].get("fields", []))


def _opened_to_send(since: datetime, until: datetime) -> Iterator[Touch]:
    pages = client("dynamodb").get_paginator("scan").paginate(
        TableName=os.environ["SENDS_TABLE"],
        FilterExpression="#at >= :from AND #at < :to AND contains(#c, :who)",
        ExpressionAttributeNames={"#at": "at", "#c": "channel"},
        ExpressionAttributeValues={
            ":from": {"S": stamp(since)},
            ":to": {"S": stamp(until)},
            ":who": {"S": "#reporter"},
        },
    )  # fmt: skip
    for page in pages:
        for row in map(from_item, page["Items"]):
            number = row["event"].partition("#")[0]
            field = "phone" if row["channel"].startswith("sms") else "email"
            yield Touch(row["at"], f"report#{number}", "message", "system notify", field)


def people(found: Iterable[Touch]) -> Mapping[str, set[str]]:
    """Give the fields touched by person: a report stands for its reporter."""
    by_person: dict[str, set[str]] = {}
    for touch in found:
        by_person.setdefault(touch.subject, set()).update(touch.fields.split())
    return by_person


FIELDS = {
    "name": "nama",
    "phone": "nomor telepon",
    "email": "alamat email",
    "words": "isi laporan dan tanggapan",
    "files": "foto dan dokumen",
    "messages": "catatan pesan",
    "identity": "identitas",
}

DRAFT = """\
Yth. pelapor laporan {number},

Berdasarkan Pasal 46 UU 27/2022 tentang Pelindungan Data Pribadi, kami memberitahukan kegagalan
pelindungan data pribadi Anda.

1. Data pribadi yang terungkap: {fields}.
2. Kapan dan bagaimana: antara {since} dan {until}; [ISI: bagaimana terungkap].
3. Penanganan dan pemulihan: [ISI: apa yang sudah dan akan dilakukan].

Anda dapat melihat siapa yang membuka data Anda pada riwayat laporan, serta mengunduh, membatasi,
atau menghapus data Anda di halaman laporan dengan kode akses.

[ISI: nama pejabat pelindungan data dan kontaknya]
"""


def draft(subject: str, fields: set[str], since: datetime, until: datetime) -> str:
    """Write the notification for one reporter; what no table knows is marked to be filled in."""
    number = shown(subject.partition("#")[2])
    named = ", ".join(FIELDS.get(f, f) for f in sorted(fields)) or "[ISI]"
    return DRAFT.format(number=number, fields=named, since=_said(since), until=_said(until))


def _said(moment: datetime) -> str:
    local = moment.astimezone(ZoneInfo("Asia/Jakarta"))
    zone = ZONE_NAMES["Asia/Jakarta"]
    return f"{day_in_words(local.date(), 'id')} pukul {local:%H.%M} {zone}"


def written(found: list[Touch], since: datetime, until: datetime) -> Iterator[str]:
    """Write the table, the number of people and the drafts."""
    yield f"{'at (UTC)':25} {'whose':28} {'how':18} {'by':26} fields"
    for touch in found:
        yield f"{touch.at:25} {touch.subject:28} {touch.how:18} {touch.by:26} {touch.fields}"
    affected = people(found)
    yield f"\n{len(affected)} people affected, {len(found)} accesses"
    yield f"To be told, with the authority, by {stamp(clock.now() + timedelta(hours=72))} if"
    yield "the failure is found now (UU 27/2022 art. 46: in writing within 3 x 24 hours).\n"
    for subject, fields in sorted(affected.items()):
        if subject.startswith("report#"):
            yield draft(subject, fields, since, until)


def main() -> None:
    """Print who is affected, and drafts of the letters."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    account.arguments(parser)
    for name in ("from", "to"):
        parser.add_argument(f"--{name}", dest=name, type=datetime.fromisoformat, required=True)
    parser.add_argument("--csv", action="store_true", help="the table alone, for a spreadsheet")
    parser.add_argument("--by", help="the user name of the one officer whose accesses are listed")
    wanted = parser.parse_args()
    since, until = getattr(wanted, "from"), wanted.to
    if since.tzinfo is None or until.tzinfo is None or since >= until:
        parser.error("--from and --to need their zones, such as +07:00, and an order")
    account.enter(wanted, "Audit", "Sends")
    found = touches(since, until, wanted.by)
    if wanted.csv:
        csv.writer(sys.stdout).writerows([Touch._fields, *found])
        return
    for line in written(found, since, until):
        print(line)


if __name__ == "__main__":
    main()
