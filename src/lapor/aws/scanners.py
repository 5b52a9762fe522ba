"""Who looks for malware: GuardDuty in the cloud, the EICAR test file on one machine.

GuardDuty scans the incoming bucket by itself and leaves its verdict as a tag of the object.
"""

import os
from collections.abc import Callable, Mapping

from lapor.aws.clients import client
from lapor.media import Unfit

Scanner = Callable[[str, bytes], None]
"""Looks at an incoming object (key, content); raises Unfit, or NotScanned when it is too early."""

EICAR = b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$"
"""The harmless file that every scanner must find (eicar.org); here any file that contains it."""

TAG = "GuardDutyMalwareScanStatus"
REFUSED = {"THREATS_FOUND": "malware", "UNSUPPORTED": "unscannable"}


class NotScanned(Exception):
    """There is no verdict yet, or the scan failed: the message comes again."""


def eicar(place: str, content: bytes) -> None:
    """Find the test file."""
    if EICAR in content:
        raise Unfit("malware")


def guardduty(place: str, content: bytes) -> None:
    """Read GuardDuty's verdict."""
    tags = client("s3").get_object_tagging(Bucket=os.environ["INCOMING_BUCKET"], Key=place)
    verdict = next((tag["Value"] for tag in tags["TagSet"] if tag["Key"] == TAG), "")
    if verdict in REFUSED:
        raise Unfit(REFUSED[verdict])
    if verdict != "NO_THREATS_FOUND":
        raise NotScanned(verdict or "no verdict yet")


SCANNERS: Mapping[str, Scanner] = {"eicar": eicar, "guardduty": guardduty}


def look(place: str, content: bytes) -> None:
    """Have the installation's scanner look at an incoming object."""
    SCANNERS[os.environ["SCANNER"]](place, content)
