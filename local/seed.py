"""Fill `Directory` from the registers, and on a local stack create the demo officers.

    python -m local.seed --stack lapor-prod --region ap-southeast-3

does the same on an account, without officers. Writing is idempotent: a seed that was broken off is
simply run again, and one whose registers have not changed is skipped. What a registrar or an admin
has changed since carries `edited` and is left alone.
"""

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal
from itertools import batched
from pathlib import Path
from typing import Any

import boto3
from boto3.dynamodb.types import TypeSerializer

from local.stack import MAIL_FROM, ROOT, client, outputs

DATA = ROOT / "src" / "lapor" / "data"
OFFICERS = ROOT / "local" / "officers.json"
PASSWORD = "Lapor-2026!"  # noqa: S105 - of the demo officers, printed by `make up`
Item = dict[str, Any]
_WRITE = TypeSerializer()


def registers() -> Iterator[Item]:
    """Every item of `Directory` but the officers."""
    units = _read("units")
    agencies = _read("agencies")
    yield from tree(agencies)
    for agency in agencies:
        # An entry's `kind` is its place in the table, so an agency's own moves aside.
        level = {"agency_kind": agency["kind"], "kind": "agency"}
        yield {**agency, **level, "email": f"{agency['id']}@instansi.example"}
        for unit in units["agencies"].get(agency["id"], units.get(agency["kind"], [])):
            slug = f"{agency['id']}:{unit['id']}"
            mail = f"{unit['id']}.{agency['id']}@instansi.example"
            yield {"kind": f"unit#{agency['id']}", "id": slug, "name": unit["name"], "email": mail}
    for category in _read("categories"):
        yield {"kind": "category", **category}
    for rule in _read("routing"):
        yield {"kind": "rule", "id": rule["category"], **rule}
    for move, reasons in _read("reasons").items():
        for reason in reasons:
            yield {"kind": "reason", **reason, "id": f"{move}#{reason['id']}"}
    for ruleset in _read("rulesets")["rulesets"]:
        yield {"kind": "ruleset", **ruleset}


def tree(agencies: Iterable[Item]) -> Iterator[Item]:
    """Which agencies stand below which, at any depth; the national admin needs no list."""
    above = {agency["id"]: agency["parent"] for agency in agencies}
    below: dict[str, list[str]] = {}
    for agency in above:
        parent = above[agency]
        while parent and parent != "national":
            below.setdefault(parent, []).append(agency)
            parent = above[parent]
    for top, agencies_below in below.items():
        yield {"kind": "below", "id": top, "agencies": agencies_below}


def officers() -> list[Item]:
    """The demo officers as items of `Directory`."""
    listed: list[Item] = json.loads(OFFICERS.read_text())
    return [
        {"kind": "officer", "id": o["username"], **o, "email": f"{o['username']}@petugas.example"}
        for o in listed
    ]


def put(dynamodb: Any, table: str, items: Iterable[Item]) -> int:
    """Write items in batches of 25, again until none is left over; returns how many."""

    def write(batch: tuple[Item, ...]) -> int:
        requests: Any = {table: [{"PutRequest": {"Item": _item(item)}} for item in batch]}
        while requests:
            requests = dynamodb.batch_write_item(RequestItems=requests)["UnprocessedItems"]
        return len(batch)

    with ThreadPoolExecutor(8) as pool:
        return sum(pool.map(write, batched(items, 25, strict=False)))


def untouched(dynamodb: Any, table: str, items: Iterable[Item]) -> Iterator[Item]:
    """Leave out the items that somebody has changed in this table by hand, as `edited` says."""
    pages = dynamodb.get_paginator("scan").paginate(
        TableName=table,
        FilterExpression="edited = :yes",
        ProjectionExpression="kind, id",
        ExpressionAttributeValues={":yes": {"BOOL": True}},
    )
    edited = {(item["kind"]["S"], item["id"]["S"]) for page in pages for item in page["Items"]}
    return (item for item in items if (item["kind"], item["id"]) not in edited)


def accounts(cognito: Any, pool: str, people: Iterable[Item]) -> None:
    """Give each officer an account with the demo password, unless there is one."""

    def create(officer: Item) -> None:
        with suppress(cognito.exceptions.UsernameExistsException):
            cognito.admin_create_user(
                UserPoolId=pool,
                Username=officer["id"],
                MessageAction="SUPPRESS",
                UserAttributes=[
                    {"Name": "email", "Value": officer["email"]},
                    {"Name": "email_verified", "Value": "true"},
                ],
            )
        cognito.admin_set_user_password(
            UserPoolId=pool, Username=officer["id"], Password=PASSWORD, Permanent=True
        )

    with ThreadPoolExecutor(8) as executor:
        list(executor.map(create, people))


def local() -> str:
    """Seed this machine's stack: registers, officers, a verified sender; says what it did."""
    deployed = outputs()
    dynamodb, table = client("dynamodb"), deployed["DirectoryTable"]
    count = put(dynamodb, table, untouched(dynamodb, table, [*registers(), *officers()]))
    accounts(client("cognito-idp"), deployed["UserPoolId"], officers())
    client("ses").verify_email_identity(EmailAddress=MAIL_FROM)
    return f"{count} entries, {len(officers())} officers"


def fingerprint() -> str:
    """What the seed depends on."""
    files = [*sorted(DATA.glob("*.json")), OFFICERS, Path(__file__)]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def _read(name: str) -> Any:
    return json.loads((DATA / f"{name}.json").read_text(), parse_float=Decimal)


def _item(plain: Item) -> Item:
    return {name: _WRITE.serialize(value) for name, value in plain.items() if value is not None}


def main() -> None:
    """Seed a stack on an account with the registers."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--stack", required=True)
    parser.add_argument("--region", required=True)
    wanted = parser.parse_args()
    session = boto3.Session(region_name=wanted.region)
    table = outputs(session.client("cloudformation"), wanted.stack)["DirectoryTable"]
    dynamodb = session.client("dynamodb")
    count = put(dynamodb, table, untouched(dynamodb, table, registers()))
    print(f"{count} entries written to {table}")


if __name__ == "__main__":
    main()
