"""The tree against the values that each implementation of RFC 9162 gives, and its proofs."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.journal.merkle import (
    EMPTY,
    consistency,
    inclusion,
    is_consistent,
    is_included,
    leaf_hash,
    range_of,
    root,
)

# The eight leaves and the roots over the first one, two, … of them, as certificate logs test themselves.
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
sizes = st.integers(1, 70)


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(str(number).encode()) for number in range(size)]


def test_a_tree_without_leaves() -> None:
    assert root([]) == EMPTY == sha256().digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_are_the_known_ones(size: int) -> None:
    assert root(HASHES[:size]).hex() == ROOTS[size - 1]


def test_the_known_proofs() -> None:
    tree = range_of(HASHES)
    assert inclusion(0, 1, tree) == []
    assert [step.hex()[:8] for step in inclusion(0, 8, tree)] == ["96a296d2", "5f083f0a", "6b47aaf2"]
    assert [step.hex()[:8] for step in inclusion(5, 8, tree)] == ["bc1a0643", "ca854ea1", "d37ee418"]
    assert [step.hex()[:8] for step in consistency(6, 8, tree)] == ["0ebc5d34", "ca854ea1", "d37ee418"]


@given(sizes, st.data())
def test_every_leaf_is_proved_and_nothing_else(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof = inclusion(index, size, range_of(leaves))
    assert is_included(leaves[index], index, size, proof, root(leaves))
    assert not is_included(leaf_hash(b"other"), index, size, proof, root(leaves))
    assert not is_included(leaves[index], index, size, [*proof, EMPTY], root(leaves))
    other = data.draw(st.integers(0, size - 1))
    assert is_included(leaves[index], other, size, proof, root(leaves)) == (other == index)


@given(sizes, st.data())
def test_a_tree_that_grew_is_proved_and_one_that_was_changed_is_not(size: int, data: st.DataObject) -> None:
    leaves, old = leaves_of(size), data.draw(st.integers(1, size))
    before, now = root(leaves[:old]), root(leaves)
    proof = consistency(old, size, range_of(leaves))
    assert is_consistent(old, size, proof, before, now)
    changed = data.draw(st.integers(0, old - 1))
    forged = [*leaves[:changed], leaf_hash(b"forged"), *leaves[changed + 1 :]]
    lie = consistency(old, size, range_of(forged))
    assert not is_consistent(old, size, lie, before, root(forged))


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 1)])
def test_no_tree_begins_so(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="begins"):
        consistency(old, new, range_of(HASHES))
    assert not is_consistent(old, new, [], EMPTY, EMPTY)


def test_no_such_leaf() -> None:
    with pytest.raises(ValueError, match="no leaf"):
        inclusion(8, 8, range_of(HASHES))
