"""The side file of commitments: what the casting check computed anyway, kept for those who verify later.

With it an auditor hashes and multiplies instead of raising to powers. It is a hint and never trusted: every
hash is recomputed, every stored number is tested to be in the group, and one random combination shows that
all of them are what the proofs say. A file that lies costs time and nothing else.

unionhall-commitments-1\\n, then for each ballot: 32 bytes SHA-256, 2 bytes count, count numbers of 256
bytes
"""

import struct
from collections.abc import Iterable
from mmap import mmap

from unionhall.instruments.ballot.belenios import numbers
from unionhall.instruments.ballot.belenios.errors import Unreadable

MAGIC = b"unionhall-commitments-1\n"
SIZE = 256
_ENTRY = struct.Struct(">32sH")


def begin() -> bytes:
    """How the file begins."""
    return MAGIC


def entry(digest: bytes, commitments: Iterable[int]) -> bytes:
    """What to append for one ballot: `digest` is its SHA-256, the rest what `checking.check` gave."""
    stored = [int(number).to_bytes(SIZE, "big") for number in commitments]
    return _ENTRY.pack(digest, len(stored)) + b"".join(stored)


class Hints:
    """The side file, by the SHA-256 of each ballot."""

    def __init__(self, stored: bytes | mmap) -> None:
        """Unreadable if these are not the bytes of a side file; an entry that is cut off is left out."""
        if stored[: len(MAGIC)] != MAGIC:
            raise Unreadable("the file of commitments is not one")
        self._stored = stored
        self._places: dict[bytes, tuple[int, int]] = {}
        position = len(MAGIC)
        while position + _ENTRY.size <= len(stored):
            digest, count = _ENTRY.unpack(stored[position : position + _ENTRY.size])
            position += _ENTRY.size
            if position + count * SIZE <= len(stored):
                self._places[digest] = (position, count)
            position += count * SIZE

    def of(self, digest: bytes) -> list[int] | None:
        """The numbers stored for a ballot, whatever they are; None where there are none."""
        if digest not in self._places:
            return None
        start, count = self._places[digest]
        ends = range(start, start + count * SIZE, SIZE)
        return [numbers.whole(int.from_bytes(self._stored[at : at + SIZE], "big")) for at in ends]
