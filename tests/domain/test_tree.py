"""A day's tree tells nothing of how many reports there are, and gives a path for each in parts."""

import hashlib
from itertools import count

import pytest

from lapor.domain.merkle import leaf_hash
from lapor.domain.proof import leaf_of
from lapor.domain.tree import (
    LEAST,
    PART,
    SIZE,
    Tree,
    audit_leaf,
    part_of,
    path_in,
    planted,
    root_leaf,
)

LEAVES = [leaf_of(f"NUMBER{n}", "ab" * 32) for n in range(3 * PART)]


def grown(leaves: list[bytes]) -> Tree:
    """Plant a tree with pads that a test can repeat."""
    numbers = count()
    return planted(leaves, lambda: b"pad" + next(numbers).to_bytes(4))


@pytest.mark.parametrize(
    ("leaves", "size"),
    [(0, LEAST), (1, LEAST), (LEAST, LEAST), (LEAST + 1, 2 * LEAST), (3 * PART, 4 * PART)],
)
def test_a_tree_is_filled_up_to_a_power_of_two(leaves: int, size: int) -> None:
    tree = grown(LEAVES[:leaves])

    assert len(tree.hashes) == size
    assert list(tree.hashes) == sorted(set(tree.hashes))


def test_a_leaf_that_comes_twice_counts_once() -> None:
    assert grown([*LEAVES[:5], *LEAVES[:5]]) == grown(LEAVES[:5])


@pytest.mark.parametrize("leaves", [1, 200, 3 * PART])
def test_every_leaf_has_its_path_by_one_part_and_the_directory(leaves: int) -> None:
    tree = grown(LEAVES[:leaves])
    stored = b"".join(tree.hashes)

    for leaf in (*LEAVES[: min(leaves, 50)], LEAVES[leaves - 1]):
        hashed = leaf_hash(leaf)
        place = part_of(tree.parts, hashed)
        part = stored[place * PART * SIZE : (place + 1) * PART * SIZE]
        path = path_in(tree.parts, place, part, hashed)
        assert path is not None
        assert climbed_from(hashed, path) == tree.root
        assert 2 ** len(path) == len(tree.hashes), "as long for every leaf"


def climbed_from(at: bytes, path: list[tuple[str, str]]) -> str:
    """Hash up from a hashed leaf, by hand."""
    for side, other in path:
        pair = bytes.fromhex(other) + at if side == "left" else at + bytes.fromhex(other)
        at = hashlib.sha256(b"\x01" + pair).digest()
    return at.hex()


def test_what_is_not_in_a_tree_has_no_path() -> None:
    tree = grown(LEAVES[:3])
    part = b"".join(tree.hashes)

    for hashed in (leaf_hash(LEAVES[3]), b"\x00" * 32, b"\xff" * 32):
        assert path_in(tree.parts, part_of(tree.parts, hashed), part, hashed) is None


def test_leaves_of_different_things_differ() -> None:
    row = {"day": "2026-11-23", "root": "ab" * 32}

    assert len({audit_leaf(row), root_leaf(row), leaf_of("2026-11-23", "ab" * 32)}) == 3
    assert root_leaf({**row, "at": "whenever"}) == root_leaf(row)
