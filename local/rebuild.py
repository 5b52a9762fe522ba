"""Write the desk anew from the ledger: `make rebuild`, or on an account

    python -m local.rebuild --stack lapor-prod --region ap-southeast-3

For rows that were lost or damaged, for events that a stream gave up, and after a change of the
calendar or of the rules of retention, which moves what the system does by itself. A row that is
newer than the ledger was when it was read stays; running it twice changes nothing.
"""

import argparse
import os
from collections.abc import Iterator

from tqdm import tqdm

from lapor.aws import desk, desk_rows, ledger, rulebook
from lapor.aws.clients import client
from local import account


def reports() -> Iterator[str]:
    """Give the number of every report, by its first event."""
    pages = (
        client("dynamodb")
        .get_paginator("scan")
        .paginate(
            TableName=os.environ["LEDGER_TABLE"],
            FilterExpression="seq = :one",
            ExpressionAttributeValues={":one": {"N": "1"}},
            ProjectionExpression="report",
        )
    )
    for page in pages:
        yield from (item["report"]["S"] for item in page["Items"])


def rebuild(number: str) -> bool:
    """Write one report's row as its events tell it; says whether it was written."""
    report, _ = ledger.opened(number)
    return desk.put(desk_rows.row_of(report, rulebook.rules(report)), again=True)


def main() -> None:
    """Rebuild every row, with a progress bar."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    account.arguments(parser)
    account.enter(parser.parse_args(), "Ledger", "Desk")
    written = sum(map(rebuild, tqdm(reports(), unit="report", desc="Rebuilding")))
    print(f"{written} rows written")


if __name__ == "__main__":
    main()
