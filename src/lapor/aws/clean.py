"""The bucket of clean files and thumbnails: what may be seen, by short-lived addresses alone."""

import os
from datetime import timedelta

from lapor.aws.clients import client

GOOD_FOR = timedelta(seconds=60)
"""How long the address of a file is good; pages ask for it anew at each click."""

TAKEN_ALONG_FOR = timedelta(minutes=15)
"""How long the addresses in a reporter's copy of all data are good: for slow lines, not for later.

S3 refuses them sooner when the function's own short-lived credentials end.
"""

THUMBNAIL = "image/jpeg"


def small(place: str) -> str:
    """Give the key of a file's thumbnail."""
    return f"{place}.thumb"


def address(place: str, kind: str, name: str, good_for: timedelta = GOOD_FOR) -> str:
    """Give the short-lived address of an object, which is saved under our own name."""
    url: str = client("s3").generate_presigned_url(
        "get_object",
        Params={
            "Bucket": os.environ["CLEAN_BUCKET"],
            "Key": place,
            "ResponseContentType": kind,
            "ResponseContentDisposition": f'inline; filename="{name}"',
            "ResponseCacheControl": "private, no-store",
        },
        ExpiresIn=int(good_for.total_seconds()),
    )
    return url


def store(place: str, kind: str, content: bytes, thumbnail: bytes | None) -> None:
    """Put a clean file and its thumbnail where they can be fetched; the same again is the same."""
    _put(place, kind, content)
    if thumbnail:
        _put(small(place), THUMBNAIL, thumbnail)


def remove(place: str) -> None:
    """Delete a file and its thumbnail; doing it again changes nothing."""
    for key in (place, small(place)):
        client("s3").delete_object(Bucket=os.environ["CLEAN_BUCKET"], Key=key)


def _put(place: str, kind: str, content: bytes) -> None:
    client("s3").put_object(
        Bucket=os.environ["CLEAN_BUCKET"],
        Key=place,
        Body=content,
        ContentType=kind,
        ChecksumAlgorithm="SHA256",
    )
