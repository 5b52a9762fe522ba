"""The tree of a day: the heads of the chains that changed, the audit rows, and the root before.

Filled up with random leaves to a power of two, so that neither the root nor a path tells how many
reports there were; sorted by hash, so that a place tells nothing either. Kept in parts, so that
the path of one leaf needs two small reads of a tree of any size.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lapor.domain.event import digest_of
from lapor.domain.merkle import leaf_hash, path_of, root_of

SIZE = 32
"""Bytes of a hash."""

PART = 1024
"""Leaves of a part, a power of two: its root is a node of the whole tree."""

LEAST = 256
"""Leaves of the smallest tree: a day with a single confidential report looks like any quiet day."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Hashed leaves in order, and the root over them."""

    hashes: Sequence[bytes]
    root: str

    @property
    def parts(self) -> bytes:
        """The directory of the parts: the first leaf and the root of each."""
        parts = [self.hashes[n : n + PART] for n in range(0, len(self.hashes), PART)]
        return b"".join(part[0] + root_of(part) for part in parts)


def planted(leaves: Iterable[bytes], fresh: Callable[[], bytes]) -> Tree:
    """Make a tree of leaves; `fresh` gives random ones to fill it up."""
    hashes = {leaf_hash(leaf) for leaf in leaves}
    size = max(LEAST, 1 << (len(hashes) - 1).bit_length())
    while len(hashes) < size:
        hashes.add(leaf_hash(fresh()))
    ordered = sorted(hashes)
    return Tree(ordered, root_of(ordered).hex())


def part_of(parts: bytes, hashed: bytes) -> int:
    """Say in which part of the directory a leaf would be."""
    return max(0, bisect_right(split(parts)[::2], hashed) - 1)


def path_in(parts: bytes, place: int, part: bytes, hashed: bytes) -> list[tuple[str, str]] | None:
    """Give the path from a leaf in one part to the root; None when it is not there."""
    hashes = split(part)
    within = bisect_left(hashes, hashed)
    if within == len(hashes) or hashes[within] != hashed:
        return None
    path = path_of(hashes, within) + path_of(split(parts)[1::2], place)
    return [(side, other.hex()) for side, other in path]


def split(hashes: bytes) -> list[bytes]:
    """Read hashes that stand one after another."""
    return [hashes[n : n + SIZE] for n in range(0, len(hashes), SIZE)]


def audit_leaf(row: Mapping[str, Any]) -> bytes:
    """Give the leaf of an audit row."""
    return bytes.fromhex(digest_of(row, "audit"))


def root_leaf(previous: Mapping[str, Any]) -> bytes:
    """Give the leaf that chains a tree to the root before."""
    return bytes.fromhex(digest_of({n: previous[n] for n in ("day", "root")}, "root"))
