"""The two buckets: what browsers send lies in `incoming` unchecked, `clean` holds what may be seen.

Browsers come and go by presigned requests alone; an object's key is `{number}/{file}`.
"""

import os
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import code_of
from lapor.aws.uploads import SENDING, Upload

SHOWN_SECONDS = 60
"""How long the address of a file is good; it is asked for anew at each click."""

THUMBNAIL = "image/jpeg"


def key(report: str, file: str) -> str:
    """Give the key of a file in both buckets."""
    return f"{report}/{file}"


def thumbnail(place: str) -> str:
    """Give the key of a file's thumbnail."""
    return f"{place}.thumb"


def form(upload: Upload) -> Mapping[str, Any]:
    """Give the address and the fields of a form that sends this one file and no other."""
    kind = {"Content-Type": upload.type}
    answer: Mapping[str, Any] = client("s3").generate_presigned_post(
        os.environ["INCOMING_BUCKET"],
        key(upload.report, upload.file),
        Fields=dict(kind),
        Conditions=[kind, ["content-length-range", upload.size, upload.size]],
        ExpiresIn=int(SENDING.total_seconds()),
    )
    return answer


def address(place: str, kind: str, name: str) -> str:
    """Give the short-lived address of a clean file, which downloads under our own name."""
    url: str = client("s3").generate_presigned_url(
        "get_object",
        Params={
            "Bucket": os.environ["CLEAN_BUCKET"],
            "Key": place,
            "ResponseContentType": kind,
            "ResponseContentDisposition": f'inline; filename="{name}"',
            "ResponseCacheControl": "private, no-store",
        },
        ExpiresIn=SHOWN_SECONDS,
    )
    return url


def incoming(place: str) -> bytes | None:
    """Fetch what has arrived, or None when it is gone; S3 itself has held it to its size."""
    try:
        found = client("s3").get_object(Bucket=os.environ["INCOMING_BUCKET"], Key=place)
    except ClientError as error:
        if code_of(error) != "NoSuchKey":
            raise
        return None
    content: bytes = found["Body"].read()
    return content


def store(place: str, kind: str, content: bytes) -> None:
    """Put a clean file, or its thumbnail, where it can be fetched."""
    client("s3").put_object(
        Bucket=os.environ["CLEAN_BUCKET"],
        Key=place,
        Body=content,
        ContentType=kind,
        ChecksumAlgorithm="SHA256",
    )


def discard(place: str) -> None:
    """Take an incoming object away."""
    client("s3").delete_object(Bucket=os.environ["INCOMING_BUCKET"], Key=place)
