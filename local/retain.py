"""Take what is kept long enough, by the rules in `retention.json`: `make retain`, or on an account

    python -m local.retain --dry-run --stack lapor-prod --region ap-southeast-3

The nightly job does the same. The dry run prints what would go and changes nothing; `--at` looks
at another moment. A run that was cut short is taken up by running it again: what is gone is no
longer due. After a change of the rules run `make rebuild` first, so that old reports follow.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from tqdm import tqdm

from lapor import registers
from lapor.aws import clock, desk, desk_rows, ledger
from lapor.aws.rights import forget
from lapor.data import load
from lapor.domain.ids import shown
from lapor.domain.retention import due
from local import account

Row = tuple[str, str, str]
"""A report's number, the rule, and the day since which it is due."""


def planned(moment: datetime) -> Iterator[Row]:
    """Give what would go from which report, reading only reports that are due."""
    for number in desk.due_before(moment, desk_rows.KEEP):
        report, _ = ledger.opened(number)
        for step in due(report, registers.retention(), moment):
            yield shown(number), step.rule, step.at.date().isoformat()


def carried_out(moment: datetime) -> Iterator[Row]:
    """Take it, report by report, and give what went."""
    today = moment.date().isoformat()
    for number in list(desk.due_before(moment, desk_rows.KEEP)):
        for rule in forget(number, moment):
            yield shown(number), rule, today


def table(rows: Iterable[Row], *, dry: bool) -> Iterator[str]:
    """Write the rows and their sums by rule, and say what goes elsewhere by itself."""
    counts: Counter[str] = Counter()
    yield f"{'report':16} {'rule':10} {'due since' if dry else 'gone on'}"
    for number, rule, day in rows:
        counts[rule] += 1
        yield f"{number:16} {rule:10} {day}"
    yield ""
    for rule in load("retention")["rules"]:
        if rule["by"] == "retain":
            yield f"{rule['id']:10} {counts[rule['id']]:8}  {rule['goes']['en']}"
        else:
            yield f"{rule['id']:10} {'by ' + rule['by']:>8}  {rule['goes']['en']}"


def main() -> None:
    """Print what would go, or take it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    account.arguments(parser)
    parser.add_argument("--dry-run", action="store_true", help="change nothing")
    parser.add_argument("--at", type=datetime.fromisoformat, help="with --dry-run: another moment")
    wanted = parser.parse_args()
    if wanted.at and (not wanted.dry_run or wanted.at.tzinfo is None):
        parser.error("--at goes with --dry-run only, and needs its zone, such as +07:00")
    account.enter(wanted, "Ledger", "Desk")
    moment = wanted.at.astimezone(UTC) if wanted.at else clock.now()
    rows = (planned if wanted.dry_run else carried_out)(moment)
    for line in table(tqdm(rows, unit="step", desc="Retaining"), dry=wanted.dry_run):
        print(line)


if __name__ == "__main__":
    main()
