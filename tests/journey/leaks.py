"""Looks for words in every place to which this system writes: the leak test's eyes.

A place is named (`log /lapor/local/submit`, `table Desk`, `object web/index.html`) and its content
read as text; nothing is taken from the code that writes there.
"""

import json
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.media import sight

Aws = Callable[[str], Any]
Stack = Mapping[str, Any]

ZIPS = "lapor-artifacts"
"""The bucket of what was deployed before the first report was filed."""

WORDS = ("text",)
"""Where the ledger keeps what people wrote; its own members may hold what they wrote, no other."""


class Leak(NamedTuple):
    """A word that stands where it must not."""

    word: str
    place: str
    near: str


def found(words: Mapping[str, str], places: Iterator[tuple[str, str]]) -> list[Leak]:
    """Give every place that holds one of the words; `words` maps what it is to the word."""
    leaks = []
    for place, content in places:
        for name, word in words.items():
            at = content.lower().find(word.lower())
            if at >= 0:
                near = content[max(0, at - 60) : at + len(word) + 20]
                leaks.append(Leak(name, place, near))
    return leaks


def logs(aws: Aws, home: Path) -> Iterator[tuple[str, str]]:
    """Every log line: the functions', the API's, and the local stack's own."""
    client = aws("logs")
    for page in client.get_paginator("describe_log_groups").paginate():
        for group in page["logGroups"]:
            name = group["logGroupName"]
            pages = client.get_paginator("filter_log_events").paginate(logGroupName=name)
            for events in pages:
                yield from ((f"log {name}", event["message"]) for event in events["events"])
    for file in sorted(home.glob("*.log")):
        yield f"file {file.name}", file.read_text(errors="replace")


def queues(stack: Stack) -> Iterator[tuple[str, str]]:
    """Every message that waits in a queue or is being handled, dead letters included."""
    address = f"{stack['endpoint']}/_ministack/sqs/messages"
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own stack
        regions = json.loads(answer.read())["messages"]
    for account in regions.values():
        for urls in account.values():
            for url, messages in urls.items():
                yield from ((f"queue {url.rpartition('/')[2]}", json.dumps(m)) for m in messages)


def streams(aws: Aws) -> Iterator[tuple[str, str]]:
    """Every stream record that is still kept, without the ledger's own words."""
    client = aws("dynamodbstreams")
    for stream in client.list_streams()["Streams"]:
        arn = stream["StreamArn"]
        for shard in client.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]:
            at = client.get_shard_iterator(
                StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"]
            while at:
                got = client.get_records(ShardIterator=at)
                for record in got["Records"]:
                    yield f"stream {stream['TableName']}", _wordless(record["dynamodb"])
                at = got.get("NextShardIterator") if got["Records"] else None


def tables(aws: Aws, *, people: str) -> Iterator[tuple[str, str]]:
    """Every row of every table but `people`, without the ledger's own words."""
    client = aws("dynamodb")
    for name in client.list_tables()["TableNames"]:
        if name == people:
            continue
        for page in client.get_paginator("scan").paginate(TableName=name):
            yield from ((f"table {name}", _wordless(item)) for item in page["Items"])


def sealed(aws: Aws, *, people: str) -> Iterator[tuple[str, str]]:
    """Every row of `people`, in which all is sealed."""
    for page in aws("dynamodb").get_paginator("scan").paginate(TableName=people):
        for item in page["Items"]:
            yield "table People", _readable(item)


def metrics(aws: Aws) -> Iterator[tuple[str, str]]:
    """Every metric's name and dimensions."""
    for page in aws("cloudwatch").get_paginator("list_metrics").paginate():
        yield from (("metric", json.dumps(metric)) for metric in page["Metrics"])


def objects(aws: Aws) -> Iterator[tuple[str, str]]:
    """Every stored object: its key, its metadata, its bytes as text, what is packed unpacked."""
    client = aws("s3")
    for bucket in client.list_buckets()["Buckets"]:
        if bucket["Name"] == ZIPS:
            continue
        for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket["Name"]):
            for item in page.get("Contents", []):
                got = client.get_object(Bucket=bucket["Name"], Key=item["Key"])
                content = sight.within(got["Body"].read())
                head = f"{item['Key']} {got['Metadata']} {got['ContentType']}"
                yield f"object {item['Key']}", f"{head} {content}"


def mails(stack: Stack) -> list[Mapping[str, Any]]:
    """Every mail that was handed over."""
    with urllib.request.urlopen(stack["inbox"]["mail"], timeout=30) as answer:  # noqa: S310
        accounts = json.loads(answer.read())["messages"]
    return [mail for sent in accounts.values() for mail in sent]


def _wordless(value: Any) -> str:
    return _readable(_without(value))


def _without(value: Any) -> Any:
    """Leave out the ledger's words, where its rows and their images keep them."""
    match value:
        case {"hash": _, "prev": _}:
            return {k: v for k, v in value.items() if k not in WORDS}
        case {"NewImage": image}:
            return {**value, "NewImage": _without(image), "OldImage": ""}
        case _:
            return value


def _readable(value: Any) -> str:
    return json.dumps(value, default=lambda v: v.decode("latin-1") if isinstance(v, bytes) else "")
