"""Merkle trees as RFC 6962 hashes them (section 2.1): one root stands for all leaves of a day.

A path names the side of every neighbour, so that it tells neither the place of a leaf nor how many
there are.
"""

import hashlib
from collections.abc import Iterable, Sequence

Path = Sequence[tuple[str, bytes]]
"""The neighbours from the leaf up: `left` or `right` of what was hashed so far, and its hash."""


def leaf_hash(leaf: bytes) -> bytes:
    """Hash a leaf; the prefix keeps leaves and nodes apart."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Give the root over hashed leaves, or over the roots of whole equal parts of a tree."""
    if not hashes:
        return hashlib.sha256().digest()
    level = list(hashes)
    while len(level) > 1:
        level = _above(level)
    return level[0]


def path_of(hashes: Sequence[bytes], place: int) -> list[tuple[str, bytes]]:
    """Give the path from one hashed leaf to the root."""
    path = []
    level = list(hashes)
    while len(level) > 1:
        if place % 2:
            path.append(("left", level[place - 1]))
        elif place + 1 < len(level):
            path.append(("right", level[place + 1]))
        level, place = _above(level), place // 2
    return path


def climbed(leaf: bytes, path: Iterable[tuple[str, bytes]]) -> bytes:
    """Give the root to which a path leads from a leaf."""
    at = leaf_hash(leaf)
    for side, other in path:
        at = node_hash(other, at) if side == "left" else node_hash(at, other)
    return at


def _above(level: Sequence[bytes]) -> list[bytes]:
    """Hash pairs; one left over goes up as it is, as RFC 6962's split at powers of two has it."""
    pairs = [node_hash(*level[n : n + 2]) for n in range(0, len(level) - 1, 2)]
    return pairs + list(level[len(pairs) * 2 :])
