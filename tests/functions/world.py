"""Drives the handlers as AWS would: HTTP events, the ledger's stream, the queues, the schedule."""

import base64
import importlib.util
import io
import json
import os
import re
import threading
import uuid
from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import boto3
from moto.backends import get_backend

from lapor.aws import desk_rows, directory, ledger, rulebook
from lapor.aws.items import from_item, to_item
from lapor.domain import ids
from lapor.domain.lifecycle import fold
from lapor.domain.proof_of_work import bound
from local import seed
from local.solve import solved
from tests.functions import tables
from tests.functions.wire import Wire

FUNCTIONS = Path(__file__).parents[2] / "functions"
QUEUES = ("ROUTE", "NOTIFY", "ESCALATE", "REDACT", "CODE", "SHRED", "FORGET", "RECOMPUTE")
AGENCIES = ("32", "32.73", "35.78", "73.71", "91.71", "kemenkes", "kemensos", "national")
OFFICERS = (
    ("nasional", "national", "national", None),
    ("nasional2", "national", "national", None),
    ("ombudsman", "ombudsman", "ombudsman", None),
    ("admin.bandung", "agency", "32.73", None),
    ("pu.bandung", "unit", "32.73", "32.73:dinas-pu"),
    ("lh.bandung", "unit", "32.73", "32.73:dinas-lh"),
    ("admin.surabaya", "agency", "35.78", None),
    ("admin.jabar", "agency", "32", None),
    ("admin.kemenkes", "agency", "kemenkes", None),
    ("admin.jayapura", "agency", "91.71", None),
    ("pimpinan.bandung", "leader", "32.73", None),
    ("pemantau.jabar", "monitor", "32", None),
    ("ksp", "ksp", "national", None),
    ("pengembang.bandung", "developer", "32.73", None),
    ("pencatat", "registrar", "national", None),
)
STEPS = {
    **dict.fromkeys(("verify", "hold", "return", "archive"), "verify"),
    **dict.fromkeys(("anonymise", "conceal", "mask", "unmask", "redact"), "protect"),
    **dict.fromkeys(("reveal", "ask-reveal", "grant-reveal", "refuse-reveal"), "reveal"),
    **dict.fromkeys(("spam", "block", "unblock"), "curb"),
    **dict.fromkeys(("approve", "decline"), "approve"),
    **{f"{what}-subject": "serve" for what in ("request", "refuse", "export", "erase", "restrict")},
}
"""The functions of officers' calls, where it is not `respond`."""
REPORTERS = {
    "reply": "reply",
    "export": "export",
    **dict.fromkeys(("erase", "restrict", "unrestrict"), "subject"),
}
"""The functions of reporters' calls, where it is not `close`."""
RIGHTS = ["export", "erase", "restrict"]
"""What a reporter may do whatever happens."""
WIB = ZoneInfo("Asia/Jakarta")
_kept: list[dict[str, dict[str, Any]]] = []


class Context:
    """What Lambda passes beside the event."""

    aws_request_id = "request-1"
    function_name = "test"


def load_module(name: str) -> Any:
    """Import a function's module from its folder, as Lambda does."""
    path = FUNCTIONS / name / "handler.py"
    spec = importlib.util.spec_from_file_location(f"functions_{name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Answer:
    """An HTTP answer: status, headers, text, and the JSON value when it is one."""

    def __init__(self, raw: Mapping[str, Any]) -> None:
        self.raw = raw
        self.status: int = raw["statusCode"]
        self.headers: Mapping[str, str] = raw["headers"]
        self.text: str = raw["body"]

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """Pointer and code of every field that a problem names."""
        return [(e["pointer"], e["code"]) for e in self.json["errors"]]

    def problem(self) -> tuple[int, str]:
        """Check that this is a problem document (RFC 9457); gives its status and code."""
        assert self.headers["content-type"] == "application/problem+json", self.text
        value = self.json
        assert {"type", "title", "status", "code", "detail"} <= value.keys()
        assert value["status"] == self.status
        assert value["type"] == f"urn:lapor:problem:{value['code']}"
        return self.status, value["code"]


class World:
    """The whole system in one process.

    `now` is its clock, `wire` what handlers say to AWS, `log` what they write to their log.
    """

    def __init__(self, now: datetime, wire: Wire, log: io.StringIO) -> None:
        self.now = now
        self.wire = wire
        self.log = log
        self.followed: set[tuple[str, int]] = set()
        self.invocations: list[str] = []

    def at(self, day: str, hour: str = "10:00", zone: ZoneInfo = WIB) -> None:
        """Move the clock to a day and an hour of a zone (WIB)."""
        self.now = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone)

    def seed(self) -> None:
        """Fill the directory with the agencies and officers that the tests name."""
        if _kept:
            tables.stored("Directory").update(_copied(_kept[0]))
            return
        for values in registers():
            self.entry(values)
        for username, role, agency, unit in OFFICERS:
            self.officer_entry(username, role, agency, unit)
        _kept.append(_copied(tables.stored("Directory")))

    def entry(self, values: Mapping[str, Any]) -> None:
        """Write one entry of the directory."""
        self.dynamodb.put_item(TableName=os.environ["DIRECTORY_TABLE"], Item=to_item(values))
        directory.forget()

    def officer_entry(
        self, username: str, role: str, agency: str | None, unit: str | None, **more: Any
    ) -> None:
        """Write one officer into the directory."""
        entry = {"kind": "officer", "id": username, "name": f"Petugas {username}", "role": role}
        email = f"{username}@petugas.example"
        self.entry({**entry, "agency": agency, "unit": unit, "email": email, **more})

    @cached_property
    def dynamodb(self) -> Any:
        return boto3.client("dynamodb")

    @cached_property
    def sqs(self) -> Any:
        return boto3.client("sqs")

    # --- HTTP

    def invoke(self, function: str, event: Mapping[str, Any]) -> Any:
        """Run a function once, in a process of its own as far as its module goes."""
        self.invocations.append(function)
        handler = load_module(function).handler
        with self.wire.inside():
            return handler(event, Context())

    def call(
        self,
        function: str,
        method: str,
        path: str,
        body: Any = None,
        *,
        headers: Mapping[str, str] | None = None,
        officer: str | None = None,
        since: float | None = None,
        query: Mapping[str, str] | None = None,
        number: str | None = None,
        part: tuple[str, str] | None = None,
        encoded: bool = False,
    ) -> Answer:
        """Send one request to a function as API Gateway would.

        `since` is when the officer signed in (Unix seconds), now by default; `part` names a
        variable of the path and what stands there.
        """
        text = body if isinstance(body, str) else json.dumps(body) if body is not None else None
        if encoded and text is not None:
            text = base64.b64encode(text.encode()).decode()
        context: dict[str, Any] = {"http": {"method": method, "path": path}}
        if officer:
            moment = int(since if since is not None else self.now.timestamp())
            claims = {"username": officer, "token_use": "access", "auth_time": str(moment)}
            context["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
        event: dict[str, Any] = {
            "version": "2.0",
            "rawPath": path,
            "headers": {"content-type": "application/json", **(headers or {})},
            "requestContext": context,
            "isBase64Encoded": encoded,
        }
        if query:
            event["queryStringParameters"] = dict(query)
        part = part or (("number", number) if number is not None else None)
        if part:
            event["pathParameters"] = dict([part])
        if text is not None:
            event["body"] = text
        return Answer(self.invoke(function, event))

    def submit(self, body: Any, key: str | None = None, **headers: str) -> Answer:
        """File a report with the proof that its key needs."""
        key = key or str(uuid.uuid4())
        sent = {"idempotency-key": key, **_headers(headers)}
        if "proof" not in sent:
            sent["proof"] = self.proof(key)
        return self.call("submit", "POST", "/api/reports", body, headers=sent)

    def challenge(self, key: str, contact: str | None = None) -> Answer:
        """Ask for the work that filing under a key needs, or a code to a contact."""
        asked = {"for": bound(ids.checked_key(key), contact)}
        return self.call("challenge", "GET", "/api/challenge", query=asked)

    def proof(self, key: str, contact: str | None = None) -> str:
        """Do that work, beside the wire: costs and troubles of a request are without it."""
        seen, run = len(self.wire.calls), len(self.invocations)
        with self.wire.unseen():
            answer = self.challenge(key, contact)
        del self.invocations[run:]
        assert answer.status == 200, answer.text
        if threading.current_thread() is threading.main_thread():  # others call meanwhile
            assert len(self.wire.calls) == seen
        return solved(answer.json)

    def filed(self, **changes: Any) -> tuple[str, str]:
        """File the sample report and let everything settle; gives its number and access code."""
        answer = self.submit(sample(**changes))
        assert answer.status == 201, answer.text
        self.settle()
        return answer.json["number"], answer.json["access_code"]

    def track(self, number: str, code: str | None = None, **headers: str) -> Answer:
        """Look a report up."""
        sent = {**({"access-code": code} if code is not None else {}), **_headers(headers)}
        path = f"/api/reports/{number}"
        return self.call("track", "GET", path, headers=sent, number=number)

    def reporter(
        self, number: str, code: str | None, action: str, body: Any, **headers: str
    ) -> Answer:
        """Act as the reporter."""
        function = REPORTERS.get(action, "close")
        path = f"/api/reports/{number}/{action}"
        sent = {**({"access-code": code} if code is not None else {}), **_headers(headers)}
        return self.call(function, "POST", path, body, headers=sent, number=number)

    def contact(self, number: str, code: str | None, body: Any = None, **headers: str) -> Answer:
        """Ask how a report's contacts stand, or with a body, confirm one."""
        method, action = ("GET", "contact") if body is None else ("POST", "confirm-contact")
        sent = {**({"access-code": code} if code is not None else {}), **_headers(headers)}
        path = f"/api/reports/{number}/{action}"
        return self.call("contact", method, path, body, headers=sent, number=number)

    def confirmed(self, number: str, code: str, channel: str = "email") -> None:
        """Confirm a report's contact with the code that it is sent."""
        assert self.contact(number, code, {"channel": channel}).status == 202
        self.settle()
        typed = {"channel": channel, "code": self.last_code(channel)}
        assert self.contact(number, code, typed).status == 200

    def me(self, action: str, body: Any = None, **headers: str) -> Answer:
        """Ask for a code with the proof that it needs, begin a session, or read one's reports."""
        method = "GET" if action == "reports" else "POST"
        sent = _headers(headers)
        if action == "codes" and "proof" not in sent:
            key = sent.setdefault("idempotency-key", str(uuid.uuid4()))
            sent["proof"] = self.proof(key, next((str(v) for v in body.values() if v), ""))
        return self.call("mine", method, f"/api/me/{action}", body, headers=sent)

    def officer(
        self, who: str | None, number: str, action: str, body: Any, **headers: str
    ) -> Answer:
        """Act as an officer."""
        function = STEPS.get(action, "respond")
        path = f"/api/desk/{number}/{action}"
        sent = _headers(headers)
        return self.call(function, "POST", path, body, headers=sent, officer=who, number=number)

    def did(self, who: str, number: str, action: str, body: Any, **headers: str) -> Any:
        """Act as an officer, with success, and let everything settle; gives the document."""
        answer = self.officer(who, number, action, body, **headers)
        assert answer.status == 200, answer.text
        self.settle()
        return answer.json

    def said(self, number: str, code: str, action: str, body: Any) -> Any:
        """Act as the reporter, with success, and let everything settle; gives the document."""
        answer = self.reporter(number, code, action, body)
        assert answer.status == 200, answer.text
        self.settle()
        return answer.json

    def desk(self, who: str | None, **query: str) -> Answer:
        """Read an officer's list."""
        return self.call("desk", "GET", "/api/desk", officer=who, query=query)

    def case(self, who: str | None, number: str) -> Answer:
        """Read one report as an officer."""
        path = f"/api/desk/{number}"
        return self.call("desk", "GET", path, officer=who, number=number)

    def public(self, **query: str) -> Answer:
        """Read the public list."""
        return self.call("browse", "GET", "/api/public/reports", query=query)

    def published(self, number: str) -> Answer:
        """Read one report as anybody."""
        path = f"/api/public/reports/{number}"
        return self.call("browse", "GET", path, number=number)

    def new_key(self, who: str = "pengembang.bandung", **changes: Any) -> Any:
        """Make an API key of the developer's agency, good for everything by default."""
        body = {"name": "Aplikasi kota", "scopes": ["read", "submit"], "days": 30, **changes}
        answer = self.call("keys", "POST", "/api/keys", body, officer=who)
        assert answer.status == 201, answer.text
        return answer.json

    def system(self, key: str | None, number: str | None = None, **query: str) -> Answer:
        """Read an agency's reports, or one of them, as its own system with an API key."""
        path = f"/api/v1/reports/{number}" if number else "/api/v1/reports"
        sent = {} if key is None else {"authorization": f"Bearer {key}"}
        return self.call("systems", "GET", path, headers=sent, query=query, number=number)

    def lodge(self, key: str | None, body: Any, once: str | None = None, **more: str) -> Answer:
        """File a report as a system that has an API key; `once` is the idempotency key."""
        sent = {"idempotency-key": once or str(uuid.uuid4()), **_headers(more)}
        if key is not None:
            sent["authorization"] = f"Bearer {key}"
        return self.call("lodge", "POST", "/api/v1/reports", body, headers=sent)

    # --- lives that many tests begin with

    def disposed(self, unit: str | None = "dinas-pu", **changes: Any) -> tuple[str, str]:
        """A report that Bandung has verified and given to a unit."""
        number, code = self.filed(agency="32.73", **changes)
        at = f"32.73:{unit}" if unit else None
        self.did("admin.bandung", number, "verify", {"agency": "32.73", "unit": at})
        return number, code

    def demands_approval(self, agency: str = "32.73", *, on: bool = True) -> None:
        """The registrar says whether the leader of an agency approves final answers."""
        entry = directory.agency(agency)
        assert entry
        said = {"office": agency, "name": entry["name"], "email": entry["email"], "approves": on}
        answer = self.call("offices", "POST", "/api/offices/edit", said, officer="pencatat")
        assert answer.status == 200, answer.text
        directory.forget()

    def proposed(self, **changes: Any) -> tuple[str, str]:
        """A report whose final answer waits for Bandung's leader: event 4."""
        number, code = self.disposed(**changes)
        words = {"text": "Lubang sudah ditutup hari ini.", "done": True}
        self.did("pu.bandung", number, "follow-up", words)
        return number, code

    def finished(self, **changes: Any) -> tuple[str, str]:
        """A report that the unit declares to be done; the reporter may confirm."""
        number, code = self.disposed(**changes)
        words = {"text": "Lubang sudah ditutup hari ini.", "done": True}
        self.did("pu.bandung", number, "follow-up", words)
        return number, code

    # --- what happens by itself

    def settle(self) -> None:
        """Follow the ledger's stream and work the queues until nothing is left."""
        while (
            self.follow()
            or self.work("ROUTE", "route")
            or self.work("NOTIFY", "notify")
            or self.work("REDACT", "redact")
            or self.work("CODE", "code")
            or self.work("SHRED", "shred")
        ):
            continue

    def sweep(self) -> int:
        """Run the schedule once and let everything settle; gives the reports found due."""
        found = self.invoke("sweep", {})["due"]
        while self.work("ESCALATE", "escalate"):
            continue
        self.settle()
        return int(found)

    def retain(self) -> int:
        """Run the nightly job once and let everything settle; gives the reports found due."""
        found = self.invoke("retain", {})["due"]
        while self.work("FORGET", "forget"):
            continue
        self.settle()
        return int(found)

    def stream_records(self) -> list[dict[str, Any]]:
        """Give all of the ledger as insertions of its stream, in order per report."""
        items = self.rows("LEDGER", raw=True)
        items.sort(key=lambda i: (i["report"]["S"], int(i["seq"]["N"])))
        return [stream_record(item, n) for n, item in enumerate(items, start=1)]

    def follow(self) -> bool:
        """Hand what is new in the ledger to the functions that follow its stream."""
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
            assert self.invoke(name, {"Records": new}) == {"batchItemFailures": []}
        return True

    def work(self, queue: str, function: str) -> bool:
        """Hand up to ten messages of a queue to its function, which must take them all."""
        url = os.environ[f"{queue}_QUEUE_URL"]
        got = self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages", [])
        if not got:
            return False
        records = [sqs_record(m["Body"], m["MessageId"]) for m in got]
        assert self.invoke(function, {"Records": records}) == {"batchItemFailures": []}
        for message in got:
            self.sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return True

    def consume(self, function: str, *tasks: Mapping[str, Any] | str) -> list[int]:
        """Hand messages to a queue's function; gives the places of those that come back."""
        records = [
            sqs_record(t if isinstance(t, str) else json.dumps({"v": 1, **t}), str(place))
            for place, t in enumerate(tasks)
        ]
        answer = self.invoke(function, {"Records": records})
        return [int(f["itemIdentifier"]) for f in answer["batchItemFailures"]]

    # --- what is stored and sent

    def rows(self, table: str, raw: bool = False) -> list[Any]:
        """Read a whole table."""
        name = os.environ[f"{table}_TABLE"]
        if table == "PEOPLE":
            found = self.dynamodb.scan(TableName=name)["Items"]
        else:
            found = tables.items(name)
        return found if raw else [from_item(i) for i in found]

    def everything(self) -> dict[str, list[Any]]:
        """Read every table that requests can change, for comparing."""
        return {
            name: sorted(self.rows(name, raw=True), key=str)
            for name in ("LEDGER", "PEOPLE", "DESK", "SENDS", "AUDIT")
        }

    def ledger(self, number: str) -> list[Any]:
        """Read one report's events from the table."""
        stored = [r for r in self.rows("LEDGER") if r["report"] == number.replace("-", "")]
        return sorted(stored, key=lambda r: r["seq"])

    def kinds(self, number: str) -> list[str]:
        """Name what happened to a report, in order."""
        return [event["kind"] for event in self.ledger(number)]

    def row(self, number: str) -> Any:
        """Read a report's row on the desk; it must be the fold of its events."""
        (found,) = [r for r in self.rows("DESK") if r["report"] == number.replace("-", "")]
        events = [ledger.from_row(r) for r in self.ledger(number)]
        report = fold(events)
        folded = desk_rows.row_of(report, rulebook.rules(report))
        assert found == {k: v for k, v in folded.items() if v is not None}
        return found

    def sent(self, queue: str) -> list[Any]:
        """Give every message that handlers have put on a queue, in order."""
        url = os.environ[f"{queue}_QUEUE_URL"]
        return [
            json.loads(entry["MessageBody"])
            for call in self.wire.calls
            if call.operation == "SendMessageBatch" and call.params["QueueUrl"] == url
            for entry in call.params["Entries"]
        ]

    def mails(self) -> list[tuple[str, str]]:
        """Give recipient and subject of every mail that the mail service has taken, in order."""
        taken = get_backend("ses")[tables.ACCOUNT][tables.REGION].sent_messages
        return [(m.destinations["ToAddresses"][0], m.subject) for m in taken]

    def mail_calls(self) -> list[Any]:
        """Give the mails that were handed over, with `Headers` by name and the `Tag` of the row."""
        return [_mailed(c.params) for c in self.wire.calls if c.operation == "SendEmail"]

    def heard(self, *said: Mapping[str, Any]) -> list[int]:
        """Let the mail service say what became of mails; gives what its function failed on."""
        return self.consume("feedback", *[{"bounce": "", "mail": "ses-1", **s} for s in said])

    def texts(self) -> list[tuple[str, str]]:
        """Give phone number and words of every SMS that the service has taken, in order."""
        taken = get_backend("sns")[tables.ACCOUNT][tables.REGION].sms_messages
        return [(str(phone), str(words)) for phone, words in taken.values()]

    def last_code(self, channel: str = "email") -> str:
        """Give the one-time code that was sent last."""
        if channel == "sms":
            words = self.texts()[-1][1]
        else:
            words = self.mail_calls()[-1]["Message"]["Body"]["Text"]["Data"]
        (code,) = set(re.findall(r"(?<![0-9])[0-9]{6}(?![0-9])", words))
        return str(code)

    def sends(self, number: str, seq: int | None = None) -> dict[str, str]:
        """Give the state of every message to a person, by event and channel."""
        short = number.replace("-", "")
        return {
            f"{r['event'].rpartition('#')[2]} {r['channel']}": r["state"]
            for r in self.rows("SENDS")
            if r["event"].startswith(f"{short}#") and seq in (None, int(r["event"][13:]))
        }


def _copied(directory: Mapping[Any, Any]) -> dict[Any, Any]:
    """Copy what moto keeps of the directory; one by one what is updated in its place."""
    updated = ("officer", "agency")
    return {
        kind: deepcopy(entries) if getattr(kind, "value", kind) in updated else dict(entries)
        for kind, entries in directory.items()
    }


@cache
def registers() -> tuple[dict[str, Any], ...]:
    """Give the entries that the seed writes for the agencies of the tests."""
    units = {f"unit#{agency}" for agency in AGENCIES}
    return tuple(
        entry
        for entry in seed.registers()
        if (entry["kind"] == "agency" and entry["id"] in AGENCIES)
        or entry["kind"] in units
        or entry["kind"] in ("rule", "below")
    )


def stream_record(item: Mapping[str, Any], number: int, name: str = "INSERT") -> dict[str, Any]:
    """Wrap a row of the ledger as Lambda gets it from the stream."""
    return {
        "eventID": f"{item['report']['S']}-{item['seq']['N']}",
        "eventName": name,
        "eventSource": "aws:dynamodb",
        "dynamodb": {
            "Keys": {"report": item["report"], "seq": item["seq"]},
            "NewImage": dict(item),
            "SequenceNumber": f"{number}",
            "StreamViewType": "NEW_IMAGE",
        },
    }


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
        "reporter": somebody(),
        **changes,
    }


def somebody(**changes: Any) -> dict[str, Any]:
    """A plainly fictional reporter."""
    return {
        "name": "Warga Contoh",
        "phone": "0812 0000 1234",
        "email": "warga@contoh.example",
        "notify": "email",
        "language": "id",
        **changes,
    }


def without(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Leave members out."""
    return {k: v for k, v in values.items() if k not in names}


def numbers(items: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the numbers of a list's items, in order."""
    return [item["number"] for item in items]


def _mailed(params: Mapping[str, Any]) -> dict[str, Any]:
    """Give one mail as it was handed over, in the parts that tests ask for."""
    simple = params["Content"]["Simple"]
    return {
        "Source": params["FromEmailAddress"],
        "Destination": params["Destination"],
        "Message": {"Subject": simple["Subject"], "Body": simple["Body"]},
        "Headers": {h["Name"]: h["Value"] for h in simple["Headers"]},
        "Tag": next((t["Value"] for t in params["EmailTags"]), None),
        "Set": params["ConfigurationSetName"],
    }


def _headers(given: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in given.items()}
