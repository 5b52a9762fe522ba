"""Recompute the chains in the tables, and compare them with what was kept apart from them.

Four looks: every chain by itself; the desk, which follows the ledger and so remembers the last
event; the heads and the audit rows that were sealed in a day's tree, which nobody can take back.
"""

import argparse
import json
import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import boto3
from tqdm import tqdm

from lapor.aws import clock, ledger, seals
from lapor.aws.clients import client
from lapor.aws.items import from_item, to_item
from lapor.domain import ids
from lapor.domain.chain import (
    CUT_OFF,
    EDITED,
    MISSING,
    NOT_SEALED,
    REORDERED,
    REPORT_DELETED,
    Fault,
    faults,
    links_of,
)
from lapor.domain.merkle import root_of
from lapor.domain.tree import audit_leaf
from lapor.registers import kept_for
from local import stack


class Found(NamedTuple):
    """One thing that is wrong: in which look, of which report (or audit row), and what."""

    where: str
    what: str
    fault: Fault


def check(wanted: argparse.Namespace) -> list[Found]:
    """Check the reports that are named, or all; gives what was found, sorted."""
    connect(wanted)
    numbers = [ids.read_number(number) for number in wanted.what]
    found = set(of_reports(numbers) if numbers else of_everything(wanted.resume))
    return sorted(one for one in found if not _known_longer(one, found))


def _known_longer(one: Found, found: set[Found]) -> bool:
    """Say whether the same look knew more of a report that is gone: it is named once."""
    where, what, fault = one
    return fault.kind == REPORT_DELETED and any(
        (other.where, other.what, other.fault.kind) == (where, what, REPORT_DELETED)
        and other.fault.seq > fault.seq
        for other in found
    )


def connect(wanted: argparse.Namespace) -> None:
    """Find the tables: of an account when a region is named, else of the local stack."""
    cloudformation: Any = None
    if wanted.region:
        os.environ["AWS_DEFAULT_REGION"] = wanted.region
        cloudformation = boto3.client("cloudformation")
    else:
        stack.load()
        os.environ |= {
            "AWS_ENDPOINT_URL": stack.endpoint(),
            "AWS_DEFAULT_REGION": stack.REGION,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
        }
    outputs = stack.outputs(cloudformation, wanted.stack)
    os.environ["LEDGER_TABLE"] = outputs["LedgerTable"]
    os.environ["DESK_TABLE"] = outputs["DeskTable"]
    os.environ["AUDIT_TABLE"] = outputs["AuditTable"]
    os.environ["ROOTS_BUCKET"] = outputs["RootsBucket"]


def of_reports(numbers: list[str]) -> Iterator[Found]:
    """Check some reports: their chains, and their rows on the desk."""
    for number in numbers:
        row = client("dynamodb").get_item(
            TableName=os.environ["DESK_TABLE"], Key=to_item({"report": number})
        )
        yield from of_chain(number)
        if "Item" in row:
            yield from of_row(from_item(row["Item"]))
    for day in tqdm(days(), unit="day", desc="roots"):
        for line in seals.sealed_in(seals.of_day(day)):
            if line.get("report") in numbers:
                yield from of_line(line)


def of_everything(progress: str | None) -> Iterator[Found]:
    """Check all there is, look by look; what a broken-off run has done is not done again."""
    journal = Journal(progress)
    yield from journal.found
    for keys in journal.pages("ledger", "LEDGER_TABLE", "report, seq"):
        for number, _ in groupby(keys, lambda key: key["report"]):
            yield from journal.noted(of_chain(number))
    for rows in journal.pages("desk", "DESK_TABLE", "report, last_seq, head"):
        for row in rows:
            yield from journal.noted(of_row(row))
    yield from of_versions()
    before = None
    for day in tqdm(days(), unit="day", desc="roots"):
        root = seals.of_day(day)
        if not journal.has(day):
            yield from journal.noted(of_root(root, before))
            journal.done(day, None)
        before = root


def of_chain(number: str) -> Iterator[Found]:
    """Recompute one chain."""
    for fault in faults(links_of(ledger.events(number))):
        yield Found("ledger", number, fault)


def of_row(row: Mapping[str, Any]) -> Iterator[Found]:
    """Compare a row of the desk with the event that it was written after."""
    if "head" in row:  # rows of before this was kept have none until the next event
        yield from of_head("desk", row["report"], row["last_seq"], row["head"])


def of_head(where: str, number: str, seq: int, head: str) -> Iterator[Found]:
    """Compare a hash that was kept elsewhere with the event that has it."""
    stored = client("dynamodb").get_item(
        TableName=os.environ["LEDGER_TABLE"],
        Key=to_item({"report": number, "seq": seq}),
        ProjectionExpression="#h",
        ExpressionAttributeNames={"#h": "hash"},
        ConsistentRead=True,
    )
    if "Item" not in stored:
        last = max((event.seq for event in ledger.events(number)), default=0)
        ended = CUT_OFF if last else REPORT_DELETED
        yield Found(where, number, Fault(seq, MISSING if last > seq else ended))
    elif from_item(stored["Item"])["hash"] != head:
        moved = any(event.hash == head for event in ledger.events(number))
        yield Found(where, number, Fault(seq, REORDERED if moved else EDITED))


def days() -> Iterator[str]:
    """Give every day that has a root."""
    after = ""
    while found := seals.days(after):
        yield from found
        after = f"{found[-1]}.json"


def of_root(root: seals.Root, before: seals.Root | None) -> Iterator[Found]:
    """Check a root: its tree, its link to the one before, and that all it sealed is still there."""
    named = root["previous"] and root["previous"]["root"]
    grown = root_of(seals.leaves_of(root)).hex()
    if grown != root["root"] or named != (before and before["root"]):
        yield Found("roots", root["day"], Fault(0, NOT_SEALED))
    for line in seals.sealed_in(root):
        yield from of_line(line)


def of_line(line: Mapping[str, Any]) -> Iterator[Found]:
    """Look for one thing that was sealed."""
    if "report" in line:
        yield from of_head("roots", line["report"], line["seq"], line["head"])
        return
    key = {"day": line["day"], "id": line["id"]}
    row = client("dynamodb").get_item(TableName=os.environ["AUDIT_TABLE"], Key=to_item(key))
    if "Item" not in row:
        # A row that was kept as long as the rules say is gone by right.
        if datetime.fromisoformat(line["id"].partition("#")[0]) + kept_for("audit") > clock.now():
            yield Found("audit", line["id"], Fault(0, MISSING))
    elif audit_leaf(from_item(row["Item"])).hex() != line["digest"]:
        yield Found("audit", line["id"], Fault(0, EDITED))


def of_versions() -> Iterator[Found]:
    """Find roots over which another version, or a mark of deletion, was laid."""
    pages = (
        client("s3")
        .get_paginator("list_object_versions")
        .paginate(Bucket=os.environ["ROOTS_BUCKET"], Prefix="roots/")
    )
    for page in pages:
        later = [*page.get("Versions", []), *page.get("DeleteMarkers", [])]
        seen: set[str] = set()
        for version in later:
            day = version["Key"][len("roots/") : -len(".json")]
            if day in seen:
                yield Found("roots", day, Fault(0, EDITED))
            seen.add(day)


class Journal:
    """How far a run has come, page by page, and what it has found; kept in a file if one is named.

    A page that was begun and not finished is done again: that finds the same again.
    """

    def __init__(self, name: str | None) -> None:
        self._file = Path(name) if name else None
        kept = json.loads(self._file.read_text()) if self._file and self._file.exists() else {}
        self._after: dict[str, Any] = kept.get("after", {})
        self.found = [Found(w, n, Fault(*fault)) for w, n, fault in kept.get("found", [])]

    def pages(self, look: str, table: str, attributes: str) -> Iterator[list[dict[str, Any]]]:
        """Give what is left of a table, a page at a time, with a progress bar."""
        after = self._after.get(look, {})
        if after is None:
            return
        name = os.environ[table]
        total = client("dynamodb").describe_table(TableName=name)["Table"]["ItemCount"]
        with tqdm(total=total, unit="row", desc=look) as bar:
            while after is not None:
                page = client("dynamodb").scan(
                    TableName=name,
                    ProjectionExpression=attributes,
                    **({"ExclusiveStartKey": after} if after else {}),
                )
                yield [from_item(item) for item in page["Items"]]
                bar.update(len(page["Items"]))
                after = page.get("LastEvaluatedKey")
                self.done(look, after)

    def noted(self, findings: Iterator[Found]) -> Iterator[Found]:
        """Remember what is found."""
        for finding in findings:
            self.found.append(finding)
            yield finding

    def has(self, look: str) -> bool:
        """Say whether a look was done to its end."""
        return look in self._after and self._after[look] is None

    def done(self, look: str, after: Any) -> None:
        """Remember how far a look has come; None when it has come to its end."""
        self._after[look] = after
        if self._file:
            found = [(w, n, (f.seq, f.kind, f.was)) for w, n, f in dict.fromkeys(self.found)]
            stack.write(self._file, json.dumps({"after": self._after, "found": found}))
