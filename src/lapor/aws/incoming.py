"""The incoming bucket: what browsers send, unchecked; only `attach` ever reads it.

They send by presigned forms alone. An object's key is `{number}/{file}`, here and in `clean`.
"""

import os
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lapor.aws.clients import client
from lapor.aws.faults import code_of
from lapor.aws.uploads import SENDING, Upload


def form(upload: Upload) -> Mapping[str, Any]:
    """Give the address and the fields of a form that sends this one file and no other."""
    kind = {"Content-Type": upload.type}
    answer: Mapping[str, Any] = client("s3").generate_presigned_post(
        os.environ["INCOMING_BUCKET"],
        f"{upload.report}/{upload.file}",
        Fields=dict(kind),
        Conditions=[kind, ["content-length-range", upload.size, upload.size]],
        ExpiresIn=int(SENDING.total_seconds()),
    )
    return answer


def fetched(place: str) -> bytes | None:
    """Fetch what has arrived, or None when it is gone; S3 itself has held it to its size."""
    try:
        found = client("s3").get_object(Bucket=os.environ["INCOMING_BUCKET"], Key=place)
    except ClientError as error:
        if code_of(error) != "NoSuchKey":
            raise
        return None
    content: bytes = found["Body"].read()
    return content


def discard(place: str) -> None:
    """Take an incoming object away."""
    client("s3").delete_object(Bucket=os.environ["INCOMING_BUCKET"], Key=place)
