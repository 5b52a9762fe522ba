"""Write the desk anew from the ledger: `make rebuild`, or on an account

    python -m local.rebuild --stack lapor-prod --region ap-southeast-3

For rows that were lost or damaged, for events that a stream gave up, and after a change of the
calendar, which moves deadlines. A row that is newer than the ledger was when it was read stays;
running it twice changes nothing.
"""

import argparse
import os
from collections.abc import Iterator
from typing import Any

import boto3
from tqdm import tqdm

from lapor.aws import desk, ledger
from lapor.aws.clients import client
from lapor.registers import rules
from local import stack


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
    return desk.put(desk.row_of(report, rules()), again=True)


def main() -> None:
    """Rebuild every row, with a progress bar."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--stack", default=stack.NAME)
    parser.add_argument("--region", help="of an account; without it the local stack is meant")
    wanted = parser.parse_args()
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
    found = stack.outputs(cloudformation, wanted.stack)
    os.environ["LEDGER_TABLE"], os.environ["DESK_TABLE"] = found["LedgerTable"], found["DeskTable"]
    written = sum(map(rebuild, tqdm(reports(), unit="report", desc="Rebuilding")))
    print(f"{written} rows written")


if __name__ == "__main__":
    main()
