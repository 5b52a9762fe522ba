"""The secret under which numbers, codes and fingerprints are derived; it never changes."""

import os
from functools import cache


@cache
def pepper() -> bytes:
    """Give the pepper, at least 32 characters that the template has generated."""
    value = os.environ["PEPPER"].encode()
    if len(value) < 32:
        raise ValueError("PEPPER is too short")
    return value
