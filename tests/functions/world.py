"""Drives the handlers as AWS would: HTTP events, the ledger's stream, the queues, the schedule."""

import importlib.util
import json
import os
import uuid
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import boto3

from lapor.aws.items import from_item, to_item
from lapor.data import load

FUNCTIONS = Path(__file__).parents[2] / "functions"
AGENCIES = ("32", "32.73", "35.78", "73.71", "91.71", "kemenkes", "kemensos", "national")
OFFICERS = (
    ("nasional", "national", None, None),
    ("ombudsman", "ombudsman", None, None),
    ("admin.bandung", "agency", "32.73", None),
    ("pu.bandung", "unit", "32.73", "32.73:dinas-pu"),
    ("lh.bandung", "unit", "32.73", "32.73:dinas-lh"),
    ("admin.surabaya", "agency", "35.78", None),
    ("admin.kemenkes", "agency", "kemenkes", None),
)


class Context:
    """What Lambda passes beside the event."""

    aws_request_id = "request-1"
    function_name = "test"


def load_handler(name: str) -> Any:
    """Import a function's handler from its folder, as Lambda does."""
    path = FUNCTIONS / name / "handler.py"
    spec = importlib.util.spec_from_file_location(f"functions_{name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.handler


class Answer:
    """An HTTP answer: status, headers, text, and the JSON value when it is one."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.status: int = raw["statusCode"]
        self.headers: Mapping[str, str] = raw["headers"]
        self.text: str = raw["body"]

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class World:
    """The whole system in one process; `now` is its clock."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.followed: set[tuple[str, int]] = set()

    def seed(self) -> None:
        """Fill the directory with the agencies and officers that the tests name."""
        units = load("units")
        for agency in load("agencies"):
            if agency["id"] in AGENCIES:
                email = f"{agency['id']}@instansi.example"
                self._entry({"kind": "agency", **_renamed(agency), "email": email})
                for unit in units["agencies"].get(agency["id"], units.get(agency["kind"], []))[:30]:
                    key = f"{agency['id']}:{unit['id']}"
                    kind = f"unit#{agency['id']}"
                    self._entry({"kind": kind, "id": key, "name": unit["name"], "email": "u@instansi.example"})
        for rule in load("routing"):
            self._entry({**rule, "kind": "rule", "id": rule["category"]})
        for username, role, agency, unit in OFFICERS:
            entry = {"kind": "officer", "id": username, "name": username, "role": role}
            self._entry({**entry, "agency": agency, "unit": unit})

    def _entry(self, values: Mapping[str, Any]) -> None:
        boto3.client("dynamodb").put_item(
            TableName=os.environ["DIRECTORY_TABLE"], Item=to_item(values)
        )

    # --- HTTP

    def call(
        self,
        function: str,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        officer: str | None = None,
        query: Mapping[str, str] | None = None,
        number: str | None = None,
    ) -> Answer:
        """Send one request to a function as API Gateway would."""
        claims = {"username": officer} if officer else None
        event = {
            "version": "2.0",
            "rawPath": path,
            "headers": {"content-type": "application/json", **(headers or {})},
            "queryStringParameters": dict(query or {}),
            "pathParameters": {"number": number} if number else {},
            "requestContext": {"authorizer": {"jwt": {"claims": claims}}} if claims else {},
            "body": body if isinstance(body, str) else json.dumps(body) if body is not None else "",
            "isBase64Encoded": False,
        }
        event["requestContext"]["http"] = {"method": method}  # type: ignore[index]
        return Answer(load_handler(function)(event, Context()))

    def submit(self, body: Any, key: str | None = None, **headers: str) -> Answer:
        """File a report."""
        sent = {"idempotency-key": key or str(uuid.uuid4()), **headers}
        return self.call("submit", "POST", "/api/reports", body, headers=sent)

    def filed(self, **changes: Any) -> tuple[str, str]:
        """File the sample report and let everything settle; gives its number and access code."""
        answer = self.submit(sample(**changes))
        assert answer.status == 201, answer.text
        self.settle()
        return answer.json["number"], answer.json["access_code"]

    def track(self, number: str, code: str | None = None, **headers: str) -> Answer:
        """Look a report up."""
        sent = {**({"access-code": code} if code else {}), **headers}
        path = f"/api/reports/{number}"
        return self.call("track", "GET", path, headers=sent, number=number)

    def reporter(self, number: str, code: str, action: str, body: Any) -> Answer:
        """Act as the reporter."""
        function = "reply" if action == "reply" else "close"
        path = f"/api/reports/{number}/{action}"
        return self.call(
            function, "POST", path, body, headers={"access-code": code}, number=number
        )

    def officer(self, who: str, number: str, action: str, body: Any, **headers: str) -> Answer:
        """Act as an officer."""
        function = "verify" if action in ("verify", "hold", "return", "archive") else "respond"
        path = f"/api/desk/{number}/{action}"
        sent = {k.replace("_", "-"): v for k, v in headers.items()}
        return self.call(function, "POST", path, body, headers=sent, officer=who, number=number)

    def desk(self, who: str, **query: str) -> Answer:
        """Read an officer's list."""
        return self.call("desk", "GET", "/api/desk", officer=who, query=query)

    # --- what happens by itself

    def settle(self) -> None:
        """Follow the ledger's stream and work the queues until nothing is left."""
        while self._follow() or self._work("ROUTE", "route") or self._work("NOTIFY", "notify"):
            continue

    def sweep(self) -> int:
        """Run the schedule once and let everything settle; gives the reports found due."""
        found = load_handler("sweep")({}, Context())["due"]
        while self._work("ESCALATE", "escalate"):
            continue
        self.settle()
        return int(found)

    def stream_records(self) -> list[dict[str, Any]]:
        """Give all of the ledger as insertions of its stream, in order per report."""
        items = self.rows("LEDGER", raw=True)
        items.sort(key=lambda i: (i["report"]["S"], int(i["seq"]["N"])))
        return [
            {
                "eventID": f"{i['report']['S']}-{i['seq']['N']}",
                "eventName": "INSERT",
                "dynamodb": {
                    "Keys": {"report": i["report"], "seq": i["seq"]},
                    "NewImage": i,
                    "SequenceNumber": f"{n}",
                },
            }
            for n, i in enumerate(items, start=1)
        ]

    def _follow(self) -> bool:
        new = []
        for record in self.stream_records():
            keys = record["dynamodb"]["Keys"]
            mark = (keys["report"]["S"], int(keys["seq"]["N"]))
            if mark not in self.followed:
                self.followed.add(mark)
                new.append(record)
        if not new:
            return False
        for name in ("project", "relay"):
            answer = load_handler(name)({"Records": new}, Context())
            assert answer == {"batchItemFailures": []}
        return True

    def _work(self, queue: str, function: str) -> bool:
        sqs, url = boto3.client("sqs"), os.environ[f"{queue}_QUEUE_URL"]
        got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        if not got:
            return False
        answer = load_handler(function)({"Records": [sqs_record(m["Body"]) for m in got]}, Context())
        assert answer == {"batchItemFailures": []}
        for message in got:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return True

    # --- what is stored

    def rows(self, table: str, raw: bool = False) -> list[Any]:
        """Read a whole table."""
        found = boto3.client("dynamodb").scan(TableName=os.environ[f"{table}_TABLE"])["Items"]
        return found if raw else [from_item(i) for i in found]

    def ledger(self, number: str) -> list[Any]:
        """Read one report's events from the table."""
        stored = [r for r in self.rows("LEDGER") if r["report"] == number.replace("-", "")]
        return sorted(stored, key=lambda r: r["seq"])


def sqs_record(body: str, message_id: str = "m-1") -> dict[str, Any]:
    """Wrap a message as Lambda gets it from SQS."""
    return {"messageId": message_id, "receiptHandle": "h", "body": body, "eventSource": "aws:sqs"}


def sample(**changes: Any) -> dict[str, Any]:
    """A good report about a broken road in Bandung; `changes` replace its members."""
    return {
        "class": "complaint",
        "title": "Jalan berlubang di depan pasar",
        "body": "Sudah tiga minggu jalan di depan pasar berlubang dalam dan belum diperbaiki.",
        "occurred_on": "2026-11-20",
        "place": {"province": "32", "regency": "32.73", "address": "Jl. Contoh No. 1, RT 03"},
        "agency": None,
        "category": None,
        "anonymous": False,
        "confidential": False,
        "reporter": {
            "name": "Warga Contoh",
            "phone": "0812 0000 1234",
            "email": "warga@contoh.example",
            "notify": "email",
            "language": "id",
        },
        **changes,
    }


def _renamed(agency: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(agency)
    values["agency_kind"] = values.pop("kind")
    return values
