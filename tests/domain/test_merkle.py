"""Roots and paths as RFC 6962 has them, held to the vectors of Certificate Transparency."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapor.domain.merkle import climbed, leaf_hash, path_of, root_of

LEAVES = [
    bytes.fromhex(text)
    for text in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]  # fmt: skip
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Of the first 1 to 8 leaves: the reference vectors of the Certificate Transparency project."""


@pytest.mark.parametrize("count", range(1, 9))
def test_roots_are_those_of_certificate_transparency(count: int) -> None:
    hashes = [leaf_hash(leaf) for leaf in LEAVES[:count]]

    assert root_of(hashes).hex() == ROOTS[count - 1]


def test_the_root_over_nothing_is_the_hash_of_nothing() -> None:
    assert root_of([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize(
    ("count", "place", "sides"),
    [
        (1, 0, []),
        (7, 0, ["right"] * 3),
        (7, 6, ["left", "left"]),
        (8, 5, ["left", "right", "left"]),
    ],
)
def test_a_path_names_the_side_of_each_neighbour(count: int, place: int, sides: list[str]) -> None:
    hashes = [leaf_hash(leaf) for leaf in LEAVES[:count]]

    assert [side for side, _ in path_of(hashes, place)] == sides


@given(st.lists(st.binary(max_size=8), min_size=1, max_size=70), st.data())
def test_every_leaf_climbs_to_the_root_and_no_other_leaf_does(
    leaves: list[bytes], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    hashes = [leaf_hash(leaf) for leaf in leaves]
    path = path_of(hashes, place)

    assert climbed(leaves[place], path) == root_of(hashes)
    assert climbed(leaves[place] + b"x", path) != root_of(hashes)


@given(st.integers(1, 40), st.data())
def test_the_roots_of_whole_parts_have_the_root_of_the_whole(
    count: int, data: st.DataObject
) -> None:
    """A tree may be read part by part: parts of a power of two are branches of it."""
    hashes = [leaf_hash(bytes([n])) for n in range(count)]
    parts = [hashes[n : n + 8] for n in range(0, count, 8)]
    place = data.draw(st.integers(0, count - 1))
    within = path_of(parts[place // 8], place % 8)
    above = path_of([root_of(part) for part in parts], place // 8)

    assert root_of([root_of(part) for part in parts]) == root_of(hashes)
    assert [*within, *above] == path_of(hashes, place)
