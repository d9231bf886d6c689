"""The Merkle tree of RFC 9162 (Certificate Transparency, section 2.1), over SHA-256.

A tree is asked for the hash of a range of its leaves; how it knows them is its own business. All hashes are
32 bytes. Nothing here needs Django or a database.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import TypeAlias

Range: TypeAlias = Callable[[int, int], bytes]  # the hash of the leaves from … up to, but not including, …

EMPTY = sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    """Section 2.1.1: the hash of one leaf."""
    return sha256(b"\0" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Section 2.1.1: the hash of two subtrees."""
    return sha256(b"\1" + left + right).digest()


def split(size: int) -> int:
    """The largest power of two below the size, which is at least 2."""
    return 1 << ((size - 1).bit_length() - 1)


def root(leaves: Sequence[bytes]) -> bytes:
    """Section 2.1.1: the root over these leaf hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY
    half = split(len(leaves))
    return node_hash(root(leaves[:half]), root(leaves[half:]))


def range_of(leaves: Sequence[bytes]) -> Range:
    """The ranges of leaf hashes that are all at hand."""
    return lambda start, end: root(leaves[start:end])


def inclusion(index: int, size: int, hash_of: Range) -> list[bytes]:
    """Section 2.1.3.1: what shows that the leaf at the index is in the tree of that size.

    Raises ValueError unless 0 <= index < size.
    """
    if not 0 <= index < size:
        raise ValueError(f"there is no leaf {index} in a tree of {size}")
    return _inclusion(index, 0, size, hash_of)


def _inclusion(index: int, start: int, end: int, hash_of: Range) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + split(end - start)
    if index < middle:
        return [*_inclusion(index, start, middle, hash_of), hash_of(middle, end)]
    return [*_inclusion(index, middle, end, hash_of), hash_of(start, middle)]


def consistency(old: int, new: int, hash_of: Range) -> list[bytes]:
    """Section 2.1.4.1: what shows that the tree of the new size begins with the one of the old size.

    Raises ValueError unless 0 < old <= new.
    """
    if not 0 < old <= new:
        raise ValueError(f"no tree of {old} begins a tree of {new}")
    return [] if old == new else _consistency(old, 0, new, hash_of, is_whole=True)


def _consistency(old: int, start: int, end: int, hash_of: Range, *, is_whole: bool) -> list[bytes]:
    if start + old == end:
        return [] if is_whole else [hash_of(start, end)]
    half = split(end - start)
    middle = start + half
    if old <= half:
        return [*_consistency(old, start, middle, hash_of, is_whole=is_whole), hash_of(middle, end)]
    return [*_consistency(old - half, middle, end, hash_of, is_whole=False), hash_of(start, middle)]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Section 2.1.3.2: whether the proof leads from the leaf's hash to the root."""
    turns = _turns(index, size - 1, len(proof)) if 0 <= index < size else None
    if turns is None:
        return False
    found = leaf
    for step, is_left in zip(proof, turns, strict=True):
        found = node_hash(step, found) if is_left else node_hash(found, step)
    return found == expected


def is_consistent(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Section 2.1.4.2: whether the proof leads to both roots: nothing of the old tree was changed."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    turns = _turns(at, last, len(path) - 1)
    if turns is None or not path:
        return False
    first = second = path[0]
    for step, is_left in zip(path[1:], turns, strict=True):
        first = node_hash(step, first) if is_left else first
        second = node_hash(step, second) if is_left else node_hash(second, step)
    return (first, second) == (old_root, new_root)


def _turns(at: int, last: int, steps: int) -> list[bool] | None:
    """For each step of a proof whether it stands on the left; None if no proof has so many steps."""
    turns = []
    for _step in range(steps):
        if last == 0:
            return None
        turns.append(bool(at & 1) or at == last)
        while turns[-1] and not at & 1 and at:
            at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    return turns if last == 0 else None
