"""Makes moto's tables from the template's own description, never from a second one."""

from functools import cache
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml
from moto.backends import get_backend
from moto.core.serialize import BaseJSONSerializer

DATA = Path(__file__).parents[2] / "infra/data.yaml"
ACCOUNT, REGION = "123456789012", "ap-southeast-3"
TAKEN = (
    "AttributeDefinitions",
    "KeySchema",
    "BillingMode",
    "GlobalSecondaryIndexes",
    "StreamSpecification",
)


_key: list[Any] = []


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short tags as plain values; tables need none of them."""


_Loader.add_multi_constructor("!", lambda loader, tag, node: getattr(node, "value", None))


def make() -> dict[str, str]:
    """Create every table of `infra/data.yaml`; gives their names by logical id."""
    dynamodb = boto3.client("dynamodb")
    for name, properties in described().items():
        dynamodb.create_table(TableName=name, **properties)
    return {name: name for name in described()}


@cache
def described() -> dict[str, Any]:
    """Give what `infra/data.yaml` says of each table, as CreateTable takes it."""
    resources = yaml.load(DATA.read_text(), Loader=_Loader)["Resources"]  # noqa: S506 - a SafeLoader
    found = {}
    for logical, resource in resources.items():
        if resource["Type"] == "AWS::DynamoDB::Table":
            taken = {k: v for k, v in resource["Properties"].items() if k in TAKEN}
            if "StreamSpecification" in taken:
                taken["StreamSpecification"] = {
                    "StreamEnabled": True,
                    **taken["StreamSpecification"],
                }
            found[logical] = taken
    return found


def stored(table: str) -> dict[str, Any]:
    """Give moto's own keeping of a table, by partition key: its API takes 10 ms for each item."""
    rows: dict[str, Any] = get_backend("dynamodb")[ACCOUNT][REGION].get_table(table).items
    return rows


def items(table: str) -> list[dict[str, Any]]:
    """Give all items of a table (without binary values) in DynamoDB's notation."""
    kept = stored(table).values()
    found = [i for part in kept for i in (part.values() if isinstance(part, dict) else (part,))]
    return [{name: _plain(value) for name, value in item.attrs.items()} for item in found]


def people_key() -> str:
    """Make the key that seals identities, or give the first world's: RSA takes moto 0.1 s."""
    keys = get_backend("kms")[ACCOUNT][REGION].keys
    if not _key:
        _key.append(keys[boto3.client("kms").create_key()["KeyMetadata"]["KeyId"]])
    keys[_key[0].id] = _key[0]
    return str(_key[0].arn)


def hasten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let moto write attribute values as they are; its own way asks ten questions of each."""
    slow = BaseJSONSerializer._serialize_type_structure

    def quick(self: Any, serialized: Any, value: Any, shape: Any, key: str) -> None:
        plain = _plain(value) if shape.name == "AttributeValue" else None
        if plain is None or "{'B'" in str(plain):
            slow(self, serialized, value, shape, key)
        else:
            serialized[key] = plain

    monkeypatch.setattr(BaseJSONSerializer, "_serialize_type_structure", quick)


def _plain(value: Any) -> dict[str, Any]:
    kind, held = (value.type, value.value) if hasattr(value, "type") else next(iter(value.items()))
    if kind == "M":
        return {"M": {name: _plain(part) for name, part in held.items()}}
    return {kind: [_plain(part) for part in held]} if kind == "L" else {kind: held}
