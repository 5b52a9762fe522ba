"""SQS, SES, SNS and KMS in memory, as far as the code uses them; held against moto by contract."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.functions.wire import refusal
from tests.simulation.expressions import Unsupported

Params = Mapping[str, Any]


@dataclass(slots=True)
class Message:
    """One message of a queue."""

    id: str
    body: str
    sent_at: datetime
    visible_at: datetime
    received: int = 0
    receipt: str = ""
    reason: str = ""


@dataclass(slots=True)
class Queue:
    """One queue, with what the template says of it; times in seconds."""

    visibility: int = 30
    retention: int = 345600
    most: int | None = None
    dead: str | None = None
    waiting: list[Message] = field(default_factory=list)


class Sqs:
    """Queues by name; an address ends with the name."""

    def __init__(self, now: Callable[[], datetime], queues: Mapping[str, Queue]) -> None:
        self.now = now
        self.queues = dict(queues)
        self.bodies: list[str] = []
        self.refused: Callable[[int], set[int]] = lambda many: set()
        self._count = 0

    def call(self, operation: str, params: Params) -> dict[str, Any]:
        """Do one operation."""
        match operation:
            case "send_message_batch":
                _only(params, "QueueUrl", "Entries")
                return self._send(_named(params), params["Entries"])
            case "receive_message":
                _only(params, "QueueUrl", "MaxNumberOfMessages", "VisibilityTimeout",
                      "AttributeNames")  # fmt: skip
                return self._receive(_named(params), params)
            case "delete_message":
                _only(params, "QueueUrl", "ReceiptHandle")
                self.delete(_named(params), params["ReceiptHandle"])
                return {}
        raise Unsupported(f"sqs {operation}")

    def _send(self, name: str, entries: list[Mapping[str, Any]]) -> dict[str, Any]:
        ids = [entry["Id"] for entry in entries]
        if not entries:
            raise refusal("AWS.SimpleQueueService.EmptyBatchRequest")
        if len(entries) > 10:
            raise refusal("AWS.SimpleQueueService.TooManyEntriesInBatchRequest")
        if len(set(ids)) < len(ids):
            raise refusal("AWS.SimpleQueueService.BatchEntryIdsNotDistinct")
        lost = self.refused(len(entries))
        taken = [entry for place, entry in enumerate(entries) if place not in lost]
        for entry in taken:
            if entry.keys() - {"DelaySeconds"} != {"Id", "MessageBody"}:
                raise Unsupported(f"an entry with {sorted(entry)}")
            self.put(name, entry["MessageBody"], entry.get("DelaySeconds", 0))
        failed = [entry for place, entry in enumerate(entries) if place in lost]
        return {
            "Successful": [{"Id": entry["Id"]} for entry in taken],
            "Failed": [
                {"Id": entry["Id"], "SenderFault": False, "Code": "InternalError"}
                for entry in failed
            ],
        }

    def put(self, name: str, body: str, delay: int = 0) -> None:
        """Put a message on a queue, to be seen after so many seconds."""
        self._count += 1
        self.bodies.append(body)
        now = self.now()
        seen = now + timedelta(seconds=delay)
        self.queues[name].waiting.append(Message(f"m-{self._count}", body, now, seen))

    def _receive(self, name: str, params: Params) -> dict[str, Any]:
        unseen = params.get("VisibilityTimeout", self.queues[name].visibility)
        got = self.take(name, params.get("MaxNumberOfMessages", 1), unseen)
        wanted = params.get("AttributeNames", [])
        if not got:
            return {}
        if set(wanted) - {"ApproximateReceiveCount"}:
            raise Unsupported(f"attributes {wanted}")
        counted = {"ApproximateReceiveCount"} <= set(wanted)
        return {
            "Messages": [
                {
                    "MessageId": message.id,
                    "ReceiptHandle": message.receipt,
                    "Body": message.body,
                    **({"Attributes": _attributes(message)} if counted else {}),
                }
                for message in got
            ]
        }

    def take(self, name: str, most: int, unseen: int | None = None) -> list[Message]:
        """Receive messages, oldest first; who was received too often goes to the dead letters."""
        queue, now = self.queues[name], self.now()
        hidden = timedelta(seconds=queue.visibility if unseen is None else unseen)
        self._expire(queue, now)
        got: list[Message] = []
        for message in list(queue.waiting):
            if message.visible_at > now or len(got) == most:
                continue
            if queue.dead and queue.most and message.received >= queue.most:
                queue.waiting.remove(message)
                message.received = 0
                self.queues[queue.dead].waiting.append(message)
                continue
            self._count += 1
            message.received += 1
            message.visible_at = now + hidden
            message.receipt = f"r-{self._count}"
            got.append(message)
        return got

    def delete(self, name: str, receipt: str) -> None:
        """Delete a message by the receipt of its last receiving."""
        queue = self.queues[name]
        queue.waiting = [m for m in queue.waiting if m.receipt != receipt]

    @staticmethod
    def _expire(queue: Queue, now: datetime) -> None:
        kept = timedelta(seconds=queue.retention)
        queue.waiting = [m for m in queue.waiting if m.sent_at + kept > now]


class Mailer:
    """SES and SNS: what they took, in order; `suppressed` addresses are never taken."""

    def __init__(self, verified: str) -> None:
        self.verified = verified
        self.suppressed: set[str] = set()
        self.taken: list[tuple[str, str, str]] = []
        """Channel, address and words of every message."""
        self.carried: list[Mapping[str, str]] = []
        """Tags and headers of every mail."""

    def call(self, operation: str, params: Params) -> dict[str, Any]:
        """Do one operation of either service."""
        match operation:
            case "send_email":
                _only(params, "FromEmailAddress", "Destination", "ConfigurationSetName",
                      "EmailTags", "Content")  # fmt: skip
                return self._mail(params)
            case "publish":
                _only(params, "PhoneNumber", "Message", "MessageAttributes")
                return self._sms(params)
        raise Unsupported(f"messages {operation}")

    def _mail(self, params: Params) -> dict[str, Any]:
        (to,) = params["Destination"]["ToAddresses"]
        if params["FromEmailAddress"] != self.verified or to in self.suppressed:
            raise refusal("MessageRejected")
        message = params["Content"]["Simple"]
        extra = [*params.get("EmailTags", []), *message.get("Headers", [])]
        self.carried.append({each["Name"]: each["Value"] for each in extra})
        words = "\n".join((message["Subject"]["Data"], message["Body"]["Text"]["Data"]))
        return self._take("email", to, words)

    def _sms(self, params: Params) -> dict[str, Any]:
        phone = params["PhoneNumber"]
        if not (phone.startswith("+") and phone[1:].isdigit() and 9 <= len(phone) <= 16):
            raise refusal("InvalidParameter")
        return self._take("sms", phone, params["Message"])

    def _take(self, channel: str, to: str, words: str) -> dict[str, Any]:
        self.taken.append((channel, to, words))
        return {"MessageId": f"message-{len(self.taken)}"}


class Kms:
    """One key: what it wrapped opens only under the same context."""

    def __init__(self, key: str, dice: random.Random) -> None:
        self.key = key
        self.dice = dice
        self.wrapped: dict[bytes, tuple[bytes, Mapping[str, str]]] = {}

    def call(self, operation: str, params: Params) -> dict[str, Any]:
        """Do one operation."""
        match operation:
            case "generate_data_key":
                _only(params, "KeyId", "KeySpec", "EncryptionContext")
                if params["KeyId"] != self.key:
                    raise refusal("NotFoundException")
                plain = self.dice.randbytes(32)
                blob = b"wrapped" + self.dice.randbytes(16)
                self.wrapped[blob] = (plain, dict(params["EncryptionContext"]))
                return {"Plaintext": plain, "CiphertextBlob": blob, "KeyId": self.key}
            case "decrypt":
                _only(params, "CiphertextBlob", "EncryptionContext")
                plain, context = self.wrapped.get(params["CiphertextBlob"], (b"", {"": ""}))
                if context != params.get("EncryptionContext", {}):
                    raise refusal("InvalidCiphertextException")
                return {"Plaintext": plain, "KeyId": self.key}
        raise Unsupported(f"kms {operation}")


def _only(params: Params, *names: str) -> None:
    if params.keys() - set(names):
        raise Unsupported(f"{sorted(params.keys() - set(names))}")


def _named(params: Params) -> str:
    return str(params["QueueUrl"]).rpartition("/")[2]


def _attributes(message: Message) -> dict[str, str]:
    return {"ApproximateReceiveCount": str(message.received)}
