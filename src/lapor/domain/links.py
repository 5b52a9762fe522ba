"""Links that a mail carries to end its report's news: sealed, so that they name no report.

Deterministic sealing (AES-SIV, RFC 5297): the same report has the same link in every mail, nothing
is stored, and only who holds the key can read or make one.
"""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

from lapor.domain.errors import NotFound
from lapor.domain.ids import mac
from lapor.domain.report import Report

_TOKEN = re.compile(r"[A-Za-z0-9_-]{38}")
_PURPOSE = b"unsubscribe"


def sealed(key: bytes, number: str) -> str:
    """Give what stands in the link: 38 characters of A-Z, a-z, 0-9, `-` and `_`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    closed = AESSIV(mac(key, "links")).encrypt(number.encode(), [_PURPOSE])
    return urlsafe_b64encode(closed).decode().rstrip("=")


def opened(key: bytes, token: str) -> str:
    """Give the number of the report that a link is about; raises NotFound for any other text."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    if not _TOKEN.fullmatch(token):
        raise NotFound
    try:
        closed = urlsafe_b64decode(token + "==")
        return AESSIV(mac(key, "links")).decrypt(closed, [_PURPOSE]).decode()
    except InvalidTag:
        raise NotFound from None


def threaded(report: Report, sender: str) -> dict[str, str]:
    """Give the headers that keep the mails about a report together in the reader's mailbox."""
    root = f"<{report.number.lower()}@{sender.partition('@')[2]}>"
    return {"In-Reply-To": root, "References": root}


def unsubscribing(url: str) -> dict[str, str]:
    """Give the headers of a mail that its reader can end with one press (RFC 2369 and 8058)."""
    return {"List-Unsubscribe": f"<{url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
