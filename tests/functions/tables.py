"""Makes the tables in moto from the template's own description, never from a second one."""

from pathlib import Path
from typing import Any

import boto3
import yaml

DATA = Path(__file__).parents[2] / "infra/data.yaml"
TAKEN = (
    "AttributeDefinitions",
    "KeySchema",
    "BillingMode",
    "GlobalSecondaryIndexes",
    "StreamSpecification",
)


class _Loader(yaml.SafeLoader):
    """Reads CloudFormation's short tags as plain values; tables need none of them."""


_Loader.add_multi_constructor("!", lambda loader, tag, node: getattr(node, "value", None))


def make() -> dict[str, str]:
    """Create every table of `infra/data.yaml`; gives their names by logical id."""
    resources = yaml.load(DATA.read_text(), Loader=_Loader)["Resources"]  # noqa: S506 - a SafeLoader
    names: dict[str, str] = {}
    for logical, resource in resources.items():
        if resource["Type"] == "AWS::DynamoDB::Table":
            names[logical] = logical
            _create(logical, resource["Properties"])
    return names


def _create(name: str, properties: dict[str, Any]) -> None:
    described = {k: v for k, v in properties.items() if k in TAKEN}
    if "StreamSpecification" in described:
        described["StreamSpecification"] = {"StreamEnabled": True, **described["StreamSpecification"]}
    boto3.client("dynamodb").create_table(TableName=name, **described)
