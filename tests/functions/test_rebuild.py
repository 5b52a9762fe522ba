"""`make rebuild`: the desk as the ledger tells it, whatever became of it."""

import os

import boto3

from lapor.aws.items import to_item
from local.rebuild import rebuild, reports
from tests.functions.world import World


def test_lost_and_damaged_rows_come_back_as_they_were(world: World) -> None:
    lost, _ = world.disposed()
    damaged, _ = world.filed(agency="35.78")
    before = {row["report"]: row for row in world.rows("DESK")}
    table, dynamodb = os.environ["DESK_TABLE"], boto3.client("dynamodb")
    dynamodb.delete_item(TableName=table, Key={"report": {"S": lost.replace("-", "")}})
    wrong = {**before[damaged.replace("-", "")], "wake": "2099-01-01T00:00:00.000Z"}
    dynamodb.put_item(TableName=table, Item=to_item(wrong))

    assert sorted(reports()) == sorted(before)
    assert all(rebuild(number) for number in list(reports()))

    assert {row["report"]: row for row in world.rows("DESK")} == before


def test_a_row_of_a_later_event_stays(world: World) -> None:
    number, _ = world.filed(agency="32.73")
    row = {**world.row(number), "last_seq": 9}
    boto3.client("dynamodb").put_item(TableName=os.environ["DESK_TABLE"], Item=to_item(row))

    assert not rebuild(number.replace("-", ""))
    assert [r["last_seq"] for r in world.rows("DESK")] == [9]
