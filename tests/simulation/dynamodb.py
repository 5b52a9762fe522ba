"""DynamoDB in memory: the operations that the code uses, on the tables of `infra/data.yaml`.

Held against moto by `test_contracts.py`. What it does not know it refuses with Unsupported, which
no handler can catch.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from botocore.exceptions import ClientError

from tests.functions import tables
from tests.functions.wire import refusal
from tests.simulation.expressions import (
    Item,
    Unsupported,
    all_used,
    changed,
    comparable,
    gaps,
    holds,
    projected,
    touched,
)

Params = Mapping[str, Any]
Listener = Callable[[str, str, Item], None]
"""Hears of a change: the table, INSERT or MODIFY, and the item as it is now."""

GAPS = {"ExpressionAttributeNames", "ExpressionAttributeValues"}
TAKES = {
    "put_item": {
        "TableName", "Item", "ConditionExpression", "ReturnValuesOnConditionCheckFailure", *GAPS,
    },
    "get_item": {"TableName", "Key", "ProjectionExpression", "ConsistentRead", *GAPS},
    "update_item": {
        "TableName", "Key", "UpdateExpression", "ConditionExpression", "ReturnValues",
        "ReturnValuesOnConditionCheckFailure", *GAPS,
    },
    "query": {
        "TableName", "IndexName", "KeyConditionExpression", "FilterExpression",
        "ProjectionExpression", "ScanIndexForward", "Limit", "ExclusiveStartKey", "Select",
        "ConsistentRead", *GAPS,
    },
    "batch_get_item": {"RequestItems"},
    "transact_write_items": {"TransactItems", "ClientRequestToken"},
}  # fmt: skip
"""What each operation may be asked with."""


@dataclass(frozen=True, slots=True)
class Keys:
    """A key schema; `kept` names what an index holds, all when None."""

    part: str
    sort: str | None
    kept: frozenset[str] | None = None

    def of(self, item: Item) -> Item:
        names = (self.part, self.sort) if self.sort else (self.part,)
        return {name: item[name] for name in names}


@dataclass(slots=True)
class Table:
    """One table: rows by partition and sort key."""

    keys: Keys
    indexes: Mapping[str, Keys]
    rows: dict[str, dict[Any, Item]] = field(default_factory=dict)

    def place(self, key: Item) -> tuple[str, Any]:
        sort = comparable(key[self.keys.sort]) if self.keys.sort else ""
        return key[self.keys.part]["S"], sort

    def get(self, key: Item) -> Item | None:
        part, sort = self.place(key)
        return self.rows.get(part, {}).get(sort)

    def put(self, item: Item) -> None:
        part, sort = self.place(item)
        self.rows.setdefault(part, {})[sort] = item

    def items(self) -> list[Item]:
        return [item for part in self.rows.values() for item in part.values()]


@cache
def schema() -> Mapping[str, tuple[Keys, Mapping[str, Keys]]]:
    """Read every table's keys and indexes from the template."""
    found = {}
    for name, described in tables.described().items():
        own = _keys(described["KeySchema"])
        indexes = {}
        for index in described.get("GlobalSecondaryIndexes", []):
            keys = _keys(index["KeySchema"])
            names = {own.part, own.sort, keys.part, keys.sort} - {None}
            projection = index["Projection"]
            more = projection.get("NonKeyAttributes", [])
            kept = None if projection["ProjectionType"] == "ALL" else frozenset({*names, *more})
            indexes[index["IndexName"]] = Keys(keys.part, keys.sort, kept)
        found[name] = (own, indexes)
    return found


def _keys(described: Any) -> Keys:
    by = {k["KeyType"]: k["AttributeName"] for k in described}
    return Keys(by["HASH"], by.get("RANGE"))


class DynamoDB:
    """All tables. `listener` hears what a stream would carry; `page` may cut a query short."""

    def __init__(self, listener: Listener | None = None) -> None:
        self.tables = {name: Table(keys, indexes) for name, (keys, indexes) in schema().items()}
        self.listener = listener
        self.page: Callable[[], int | None] = lambda: None
        self.left_over: Callable[[int], int] = lambda many: 0
        self.done: set[str] = set()
        """Tokens of transactions: one that is repeated is answered and not done again."""

    def call(self, operation: str, params: Params) -> dict[str, Any]:
        """Do one operation."""
        if operation not in TAKES or params.keys() - TAKES[operation]:
            unknown = params.keys() - TAKES.get(operation, set())
            raise Unsupported(f"dynamodb {operation} {sorted(unknown)}")
        answer: dict[str, Any] = getattr(self, operation)(params)
        return answer

    def put_item(self, params: Params) -> dict[str, Any]:
        table, item = self.tables[params["TableName"]], params["Item"]
        old = table.get(item)
        self._check(params, old)
        table.put(item)
        if self.listener:
            self.listener(params["TableName"], "MODIFY" if old else "INSERT", item)
        return {}

    def get_item(self, params: Params) -> dict[str, Any]:
        item = self.tables[params["TableName"]].get(params["Key"])
        found = gaps(params)
        if (wanted := params.get("ProjectionExpression")) is not None:
            all_used(found, wanted)
            item = None if item is None else projected(wanted, item, found)
        return {} if item is None else {"Item": dict(item)}

    def update_item(self, params: Params) -> dict[str, Any]:
        table = self.tables[params["TableName"]]
        old = table.get(params["Key"])
        self._check(params, old)
        found = gaps(params)
        new = changed(params["UpdateExpression"], old or dict(params["Key"]), found)
        table.put(new)
        if self.listener and new != old:
            self.listener(params["TableName"], "MODIFY" if old else "INSERT", new)
        names = touched(params["UpdateExpression"], found)
        return _returned(params.get("ReturnValues", "NONE"), old or {}, new, names)

    def query(self, params: Params) -> dict[str, Any]:
        table = self.tables[params["TableName"]]
        index = params.get("IndexName")
        keys = table.indexes[index] if index else table.keys
        found, condition = gaps(params), params["KeyConditionExpression"]
        others = [params[e] for e in ("FilterExpression", "ProjectionExpression") if e in params]
        all_used(found, condition, *others)
        if index and params.get("ConsistentRead"):
            raise Unsupported("a consistent read of an index")
        rows = _partition(table, keys, params)
        rows.sort(key=lambda item: _order(table, keys, item))
        if not params.get("ScanIndexForward", True):
            rows.reverse()
        end = rows[-1] if rows else None
        fitting = [item for item in rows if holds(condition, item, found)]
        start = params.get("ExclusiveStartKey")
        if start is not None:
            fitting = _behind(table, keys, fitting, start, params.get("ScanIndexForward", True))
        page, last = self._page(fitting, params.get("Limit"), end)
        if "FilterExpression" in params:
            page = [item for item in page if holds(params["FilterExpression"], item, found)]
        answer: dict[str, Any] = {"Count": len(page)}
        if last is not None:
            answer["LastEvaluatedKey"] = {**keys.of(last), **table.keys.of(last)}
        if params.get("Select") != "COUNT":
            answer["Items"] = [_shown(params, keys, item, found) for item in page]
        return answer

    def batch_get_item(self, params: Params) -> dict[str, Any]:
        ((name, wanted),) = params["RequestItems"].items()
        if wanted.keys() != {"Keys"} or not 1 <= len(wanted["Keys"]) <= 100:
            raise Unsupported(f"batch_get_item {wanted}")
        asked = wanted["Keys"]
        if max(Counter(str(key) for key in asked).values()) > 1:
            raise refusal("ValidationException")
        taken = asked[: len(asked) - self.left_over(len(asked))]
        found = [self.tables[name].get(key) for key in taken]
        rest = asked[len(taken) :]
        return {
            "Responses": {name: [dict(item) for item in found if item is not None]},
            "UnprocessedKeys": {name: {"Keys": rest}} if rest else {},
        }

    def transact_write_items(self, params: Params) -> dict[str, Any]:
        if (token := params.get("ClientRequestToken")) in self.done:
            return {}
        if any(part.keys() != {"Put"} for part in params["TransactItems"]):
            raise Unsupported(f"a transaction of {params['TransactItems']}")
        puts = [part["Put"] for part in params["TransactItems"]]
        reasons = [self._reason(put) for put in puts]
        if any(reason["Code"] != "None" for reason in reasons):
            error = refusal("TransactionCanceledException")
            error.response["CancellationReasons"] = reasons  # type: ignore[typeddict-item]
            raise error
        for put in puts:
            self.put_item(put)
        if token:
            self.done.add(token)
        return {}

    def _reason(self, put: Params) -> dict[str, Any]:
        """Say why a part of a transaction cannot be done, as its cancellation does."""
        if put.keys() - TAKES["put_item"]:
            raise Unsupported(f"a part {sorted(put)}")
        try:
            self._check(put, self.tables[put["TableName"]].get(put["Item"]))
        except ClientError as error:
            old = error.response.get("Item")
            return {"Code": "ConditionalCheckFailed", **({"Item": old} if old else {})}
        return {"Code": "None"}

    def _check(self, params: Params, old: Item | None) -> None:
        found = gaps(params)
        written = [params[e] for e in ("ConditionExpression", "UpdateExpression") if e in params]
        all_used(found, *written)
        condition = params.get("ConditionExpression")
        if condition is None or holds(condition, old or {}, found):
            return
        error = refusal("ConditionalCheckFailedException")
        if params.get("ReturnValuesOnConditionCheckFailure") == "ALL_OLD" and old is not None:
            error.response["Item"] = dict(old)  # type: ignore[typeddict-unknown-key]
        raise error

    def _page(
        self, fitting: list[Item], limit: int | None, end: Item | None
    ) -> tuple[list[Item], Item | None]:
        """Cut a page: at the request's limit, or where `page` ends it, maybe after the last item.

        So the next page may be empty, as DynamoDB's may. `end` is the last row of the partition.
        """
        cut = self.page()
        if cut is not None and 0 < cut <= len(fitting) and (limit is None or cut <= limit):
            return fitting[:cut], fitting[cut - 1]
        if limit is None or limit > len(fitting) or fitting[limit - 1] is end:
            return fitting[:limit], None
        return fitting[:limit], fitting[limit - 1]


def _partition(table: Table, keys: Keys, params: Params) -> list[Item]:
    """Give the rows of the partition that a key condition names first."""
    name, sign, value = params["KeyConditionExpression"].split()[:3]
    name = params.get("ExpressionAttributeNames", {}).get(name, name)
    if (name, sign) != (keys.part, "="):
        raise Unsupported(params["KeyConditionExpression"])
    wanted = params["ExpressionAttributeValues"][value]
    if keys is table.keys:
        return list(table.rows.get(wanted["S"], {}).values())
    return [
        item
        for item in table.items()
        if item.get(keys.part) == wanted and (keys.sort is None or keys.sort in item)
    ]


def _order(table: Table, keys: Keys, item: Item) -> tuple[Any, ...]:
    sort = comparable(item[keys.sort]) if keys.sort else ""
    return (sort, *(str(part) for part in table.place(item)))


def _behind(
    table: Table, keys: Keys, fitting: list[Item], start: Item, forward: bool
) -> list[Item]:
    mark = _order(table, keys, start)
    if forward:
        return [item for item in fitting if _order(table, keys, item) > mark]
    return [item for item in fitting if _order(table, keys, item) < mark]


def _shown(params: Params, keys: Keys, item: Item, found: Any) -> Item:
    if "ProjectionExpression" in params:
        return projected(params["ProjectionExpression"], item, found)
    if keys.kept is None:
        return dict(item)
    return {name: value for name, value in item.items() if name in keys.kept}


def _returned(wanted: str, old: Item, new: Item, names: set[str]) -> dict[str, Any]:
    match wanted:
        case "NONE":
            return {}
        case "ALL_NEW":
            return {"Attributes": dict(new)}
        case "UPDATED_NEW":
            shown = {n: v for n, v in new.items() if n in names and v != old.get(n)}
        case "UPDATED_OLD":
            shown = {n: v for n, v in old.items() if n in names and v != new.get(n)}
        case _:
            raise Unsupported(f"ReturnValues {wanted}")
    return {"Attributes": shown} if shown else {}
