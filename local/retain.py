"""Take what is kept long enough, by the rules in `retention.json`: `make retain`, or on an account

    python -m local.retain --dry-run --stack lapor-prod --region ap-southeast-3

The nightly job does the same. The dry run prints what would go, counts for each rule what is past
its time, and changes nothing; `--at` looks at another moment. A run that was cut short is taken up
by running it again: what is gone is no longer due. After a change of the rules run `make rebuild`
first, so that old reports follow.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

from tqdm import tqdm

from lapor import registers
from lapor.aws import clock, desk, desk_rows, leaving, ledger
from lapor.aws.clients import client
from lapor.aws.rights import forget
from lapor.data import load
from lapor.domain.ids import shown
from lapor.domain.retention import due
from local import account

RULES = load("retention")["rules"]

Row = tuple[str, str, str]
"""A report's number or an officer's user name, the rule, and the day since which it is due."""

TABLES = ("Ledger", "Desk", "Directory", *(r["table"] for r in RULES if "table" in r))


def planned(moment: datetime) -> Iterator[Row]:
    """Give what would go from whom, reading only reports that are due."""
    for number in desk.due_before(moment, desk_rows.KEEP):
        report, _ = ledger.opened(number)
        for step in due(report, registers.retention(), moment):
            yield shown(number), step.rule, step.at.date().isoformat()
    for entry, since in leaving.due(moment):
        yield entry["id"], leaving.RULE, since.date().isoformat()


def carried_out(moment: datetime) -> Iterator[Row]:
    """Take it, report by report and officer by officer, and give what went."""
    today = moment.date().isoformat()
    for number in list(desk.due_before(moment, desk_rows.KEEP)):
        for rule in forget(number, moment):
            yield shown(number), rule, today
    for entry, _ in list(leaving.due(moment)):
        if leaving.forget(entry, moment):
            yield entry["id"], leaving.RULE, today


def expired(moment: datetime, incoming: str) -> Mapping[str, int]:
    """Count by rule what tables and the bucket of incoming files hold past its time.

    They delete it by themselves, within days. Every table is read, so that only a dry run asks.
    """
    found = {}
    for rule in tqdm(RULES, unit="rule", desc="Counting"):
        if "table" in rule:
            found[rule["id"]] = _rows(os.environ[f"{rule['table'].upper()}_TABLE"], moment)
        elif "bucket" in rule:
            found[rule["id"]] = _objects(incoming, moment - timedelta(days=rule["days"]))
    return found


def _rows(table: str, moment: datetime) -> int:
    pages = client("dynamodb").get_paginator("scan").paginate(
        TableName=table,
        Select="COUNT",
        FilterExpression="expires <= :now",
        ExpressionAttributeValues={":now": {"N": str(int(moment.timestamp()))}},
    )  # fmt: skip
    return sum(page["Count"] for page in pages)


def _objects(bucket: str, before: datetime) -> int:
    pages = client("s3").get_paginator("list_objects_v2").paginate(Bucket=bucket)
    objects = (each for page in pages for each in page.get("Contents", []))
    return sum(each["LastModified"] <= before for each in objects)


def table(rows: Iterable[Row], over: Mapping[str, int], *, dry: bool) -> Iterator[str]:
    """Write the rows and their sums by rule, and what goes elsewhere by itself.

    `over` counts by rule what is past its time and not gone yet.
    """
    counts: Counter[str] = Counter()
    yield f"{'of':16} {'rule':10} {'due since' if dry else 'gone on'}"
    for number, rule, day in rows:
        counts[rule] += 1
        yield f"{number:16} {rule:10} {day}"
    yield ""
    for rule in RULES:
        name = rule["id"]
        count = counts[name] if rule["by"] == "retain" else over.get(name, "")
        yield f"{name:10} {count:>8}  by {rule['by']:6}  {rule['goes']['en']}"


def main() -> None:
    """Print what would go, or take it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    account.arguments(parser)
    parser.add_argument("--dry-run", action="store_true", help="change nothing")
    parser.add_argument("--at", type=datetime.fromisoformat, help="with --dry-run: another moment")
    wanted = parser.parse_args()
    if wanted.at and (not wanted.dry_run or wanted.at.tzinfo is None):
        parser.error("--at goes with --dry-run only, and needs its zone, such as +07:00")
    deployed = account.enter(wanted, *TABLES)
    os.environ["USER_POOL_ID"] = deployed["UserPoolId"]
    moment = wanted.at.astimezone(UTC) if wanted.at else clock.now()
    rows = (planned if wanted.dry_run else carried_out)(moment)
    over = expired(moment, deployed["IncomingBucket"]) if wanted.dry_run else {}
    for line in table(tqdm(rows, unit="step", desc="Retaining"), over, dry=wanted.dry_run):
        print(line)


if __name__ == "__main__":
    main()
