"""Report numbers and access codes: derived from the client's key, so that a retry meets itself.

Alphabet: Crockford's base 32 (no I, L, O, U), read kindly and written in groups of four.
"""

import hashlib
import hmac
import re

from lapor.domain.errors import NoKey, NotFound

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBER_LENGTH = 12
CODE_LENGTH = 16
_KINDLY = str.maketrans("OIL", "011")
_BETWEEN = re.compile(r"[\s\u2010-\u2015\u2212-]+")
_KEY = re.compile(r"[A-Za-z0-9_-]{32,128}")


def checked_key(key: str | None) -> str:
    """Refuse an Idempotency-Key that is not a UUID or stronger: it is the seed of a secret."""
    if not key or not _KEY.fullmatch(key) or len(set(key)) < 8:
        raise NoKey
    return key.lower() if len(key) == 36 else key


def mac(pepper: bytes, label: str, *parts: str) -> bytes:
    """Derive 32 bytes for one purpose; the label keeps the purposes apart."""
    return hmac.new(pepper, "\0".join((label, *parts)).encode(), hashlib.sha256).digest()


def _luhn(number: str) -> int:
    """Give the Luhn checksum over the alphabet: 0 for a whole number.

    Written out because python-stdnum costs 10 ms of every cold start; a test holds it to that.
    """
    base = len(ALPHABET)
    values = [ALPHABET.index(c) for c in reversed(number)]
    doubled = (sum(divmod(2 * v, base)) for v in values[1::2])
    return (sum(values[::2]) + sum(doubled)) % base


def _spelled(source: bytes, length: int) -> str:
    value = int.from_bytes(source) >> (len(source) * 8 - length * 5)
    return "".join(ALPHABET[value >> 5 * n & 31] for n in reversed(range(length)))


def number_for(pepper: bytes, key: str, attempt: int = 0) -> str:
    """Derive a report's number: 11 characters (55 bits) and a Luhn check character."""
    body = _spelled(mac(pepper, "number", str(attempt), key), NUMBER_LENGTH - 1)
    return body + ALPHABET[-_luhn(f"{body}0") % len(ALPHABET)]


def code_for(pepper: bytes, key: str) -> str:
    """Derive a report's secret access code: 80 bits."""
    return _spelled(mac(pepper, "code", key), CODE_LENGTH)


def code_lock(pepper: bytes, number: str, code: str) -> str:
    """Give what is stored of an access code: it opens nothing by itself."""
    return mac(pepper, "lock", number, code).hex()


def opens(pepper: bytes, number: str, code: str, lock: str) -> bool:
    """Compare in constant time whether this code belongs to the stored lock."""
    return hmac.compare_digest(code_lock(pepper, number, read(code)), lock)


def read(written: str) -> str:
    """Read what a person typed: any case, with or without dashes, O for 0, I and L for 1."""
    return _BETWEEN.sub("", written[:64]).upper().translate(_KINDLY)


def read_number(written: str) -> str:
    """Read a typed number, or raise NotFound when it cannot be one."""
    number = read(written)
    fits = len(number) == NUMBER_LENGTH and set(number) <= set(ALPHABET)
    if not fits or _luhn(number):
        raise NotFound
    return number


def shown(value: str) -> str:
    """Write a number or code in groups of four."""
    return "-".join(value[n : n + 4] for n in range(0, len(value), 4))
