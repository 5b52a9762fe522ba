"""The vault of identities: sealed by AES-256-GCM under a data key of its own, wrapped by KMS.

Contact and identity are sealed apart, so that the step that sends messages can open the contact
without ever being able to open a name: its role may decrypt only with `part = contact`.
"""

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from lapor.aws import log
from lapor.aws.clients import client
from lapor.aws.faults import code_of, lost_condition
from lapor.aws.items import from_item, to_item
from lapor.aws.pepper import pepper
from lapor.domain import contacts
from lapor.domain.contacts import NOBODY, Reach
from lapor.domain.errors import KeyReused, Unavailable
from lapor.domain.event import Event, stamp
from lapor.domain.intake import Opening

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

UNFILED = timedelta(days=30)
"""How long a row outlives a submission that failed after it; longer than any dead letter."""


TRACES = (
    "#i, contact, quiet, channels, email_hash, phone_hash, box_hash, "
    "confirmed_email, confirmed_phone, received_at, silent"
)
"""All that a row holds of a person, sealed or hashed."""


class NumberTaken(Exception):
    """The derived number belongs to a report of another key (55 bits do collide, very rarely)."""


def seal(opening: Opening, now: datetime) -> None:
    """Store who wrote a report, before the report itself.

    The row expires unless the report follows (`keep`). Raises KeyReused when this key has sealed
    another body before, and NumberTaken when the number belongs to another key.
    """
    parts = {"identity": opening.identity, "contact": opening.contact}
    row = {part: _closed(opening.event.report, part, v) for part, v in parts.items() if v}
    if not row:
        return
    expires = int((now + UNFILED).timestamp())
    proof = {name: opening.event.data[name] for name in ("key", "fingerprint")}
    base = {"report": opening.event.report, **proof, "expires": expires}
    named = contacts.hashes(pepper(), opening.contact)
    reached = contacts.channels(opening.contact) or None
    quiet = opening.contact.get("notify") == "none" or None
    try:
        client("dynamodb").put_item(
            TableName=os.environ["PEOPLE_TABLE"],
            Item=to_item({**base, **row, **named, "channels": reached, "quiet": quiet}),
            ConditionExpression="attribute_not_exists(report)",
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
        stored = from_item(error.response["Item"])  # type: ignore[typeddict-item]
        if stored["key"] != opening.event.data["key"]:
            raise NumberTaken from None
        if stored["fingerprint"] != opening.event.data["fingerprint"]:
            raise KeyReused from None


def keep(first: Event) -> Mapping[str, str]:
    """Let the identity of a filed report stay; gives the marks of its contact, if any.

    A report without an identity has no row. A row of another submission (a try that failed, a
    number that collided) is left to expire.
    """
    try:
        kept = client("dynamodb").update_item(
            TableName=os.environ["PEOPLE_TABLE"],
            Key={"report": {"S": first.report}},
            UpdateExpression="REMOVE expires",
            ConditionExpression="fingerprint = :f",
            ExpressionAttributeValues={":f": {"S": first.data["fingerprint"]}},
            ReturnValues="ALL_NEW",
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
        return {}
    return contacts.marks(from_item(kept["Attributes"]))


def marks(first: Event) -> Mapping[str, str]:
    """Give the keyed hashes of a reporter's contact by channel, `sms` and `email`; or nothing."""
    return contacts.marks(
        _row(first.report, tuple(contacts.MARKS.values()), first.data["fingerprint"])
    )


def shred(first: Event, now: datetime) -> bool:
    """Delete who wrote a report: the sealed parts with their wrapped keys; says if they were there.

    What stays is a row that says when. Doing it again changes nothing; a report without a row, or
    with one of another submission, has nobody to erase.
    """
    try:
        old = client("dynamodb").update_item(
            TableName=os.environ["PEOPLE_TABLE"],
            Key={"report": {"S": first.report}},
            UpdateExpression=f"REMOVE {TRACES} SET erased = if_not_exists(erased, :now)",
            ConditionExpression="fingerprint = :f",
            ExpressionAttributeNames={"#i": "identity"},
            ExpressionAttributeValues={
                ":f": {"S": first.data["fingerprint"]},
                ":now": {"S": stamp(now)},
            },
            ReturnValues="UPDATED_OLD",
        )
    except ClientError as error:
        if not lost_condition(error):
            raise
        return False
    return bool({"identity", "contact"} & old.get("Attributes", {}).keys())


def contact(first: Event) -> Reach:
    """Open how a reporter can be reached; nobody when the report has no row of its own.

    The contact of who wants no news stays closed.
    """
    return _reach(first.report, first.data["fingerprint"], quietly=True)


def reach_of(report: str) -> Reach:
    """Open the same for a report whose row was met before: by its code, or in an index."""
    return _reach(report, None)


def whole(first: Event) -> Mapping[str, str]:
    """Open who wrote a report: `name`, `phone`, `email`, as far as they were given."""
    opened = held(first)
    return {name: opened[name] for name in ("name", "phone", "email") if name in opened}


def held(first: Event) -> Mapping[str, str]:
    """Open all that is kept of who wrote a report: as `whole`, with `notify` and `language`."""
    row = _row(first.report, ("identity", "contact"), first.data["fingerprint"])
    opened: dict[str, str] = {}
    for part in ("identity", "contact"):
        if part in row:
            opened |= _opened(first.report, part, row[part])
    return opened


def _reach(report: str, fingerprint: str | None, *, quietly: bool = False) -> Reach:
    flags = ("confirmed_email", "confirmed_phone", "quiet", "silent")
    parts = ("contact", *flags, *contacts.MARKS.values())
    row = _row(report, parts, fingerprint)
    if "contact" not in row or (quietly and "quiet" in row):
        return NOBODY
    shown_theirs = frozenset(c for c, k in contacts.KINDS.items() if f"confirmed_{k}" in row)
    opened = _opened(report, "contact", row["contact"])
    marked = contacts.marks(row)
    return Reach(**opened, confirmed=shown_theirs, marks=marked, silent="silent" in row)


def _row(report: str, parts: Sequence[str], fingerprint: str | None) -> Mapping[str, Any]:
    """Read some attributes of a report's row; a row of another submission is not the report's."""
    names = {f"#{n}": part for n, part in enumerate(parts)}
    found = client("dynamodb").get_item(
        TableName=os.environ["PEOPLE_TABLE"],
        Key={"report": {"S": report}},
        ProjectionExpression=", ".join(["fingerprint", *names]),
        ExpressionAttributeNames=names,
    )
    row = from_item(found.get("Item", {}))
    return row if fingerprint in (None, row.get("fingerprint")) else {}


def _closed(report: str, part: str, value: Mapping[str, str]) -> dict[str, bytes]:
    try:
        key = client("kms").generate_data_key(
            KeyId=os.environ["PEOPLE_KEY_ID"],
            KeySpec="AES_256",
            EncryptionContext={"report": report, "part": part},
        )
    except ClientError as error:  # whatever KMS says: nothing is kept unsealed
        log.fault("not sealed", error, code=code_of(error))
        raise Unavailable from None
    nonce = secrets.token_bytes(12)
    text = _cipher(key["Plaintext"]).encrypt(
        nonce, json.dumps(value).encode(), _bound(report, part)
    )
    return {"key": key["CiphertextBlob"], "nonce": nonce, "text": text}


def _opened(report: str, part: str, sealed: Mapping[str, object]) -> Mapping[str, str]:
    key, nonce, text = (bytes(sealed[name]) for name in ("key", "nonce", "text"))  # type: ignore[call-overload]
    plain = client("kms").decrypt(
        CiphertextBlob=key, EncryptionContext={"report": report, "part": part}
    )["Plaintext"]
    value: Mapping[str, str] = json.loads(_cipher(plain).decrypt(nonce, text, _bound(report, part)))
    return value


def _cipher(key: bytes) -> "AESGCM":
    """Make the cipher; its 22 modules are loaded only when there is somebody to seal or open."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _bound(report: str, part: str) -> bytes:
    return f"{report}\0{part}".encode()
