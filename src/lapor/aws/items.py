"""DynamoDB items and plain values, both ways."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

_READ = TypeDeserializer()
_WRITE = TypeSerializer()


def to_item(values: Mapping[str, Any]) -> dict[str, Any]:
    """Write plain values as an item; a None at the top is left out."""
    return {k: _WRITE.serialize(v) for k, v in values.items() if v is not None}


def from_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """Read an item into plain values; all our numbers are whole."""
    return {k: _plain(_READ.deserialize(v)) for k, v in item.items()}


def _plain(value: Any) -> Any:
    match value:
        case Decimal():
            return int(value)
        case dict():
            return {k: _plain(v) for k, v in value.items()}
        case list():
            return [_plain(v) for v in value]
        case _:
            return value
