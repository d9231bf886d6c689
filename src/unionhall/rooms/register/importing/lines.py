"""The rows of a read file, packed: however many there are, few lie open in memory at a time."""

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import overload

AT_ONCE = 500  # rows that are packed together
QUICK = 1

Said = tuple[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number in the file, and what stands in each column that is read."""

    number: int
    keys: tuple[str, ...]
    values: tuple[str, ...]

    def said(self, key: str) -> str:
        """What stands in a column; empty where the file lacks it."""
        return self.values[self.keys.index(key)] if key in self.keys else ""


class Lines(Sequence[Line]):
    """Rows in their order, to which more can be added.

    Args:
        keys: the columns, in the order of each row's values.
        said: of each row its number in the file, and its values.
    """

    def __init__(self, keys: Iterable[str], said: Iterable[Said] = ()) -> None:
        self.keys = tuple(keys)
        self._packed: list[bytes] = []
        self._open: list[Said] = []
        for number, values in said:
            self.add(number, values)

    def add(self, number: int, values: Sequence[str]) -> None:
        self._open.append((number, values))
        if len(self._open) == AT_ONCE:
            self._packed.append(zlib.compress(json.dumps(self._open).encode(), QUICK))
            self._open = []

    def __len__(self) -> int:
        return AT_ONCE * len(self._packed) + len(self._open)

    def __iter__(self) -> Iterator[Line]:
        some = chain(map(_unpacked, self._packed), (self._open,))
        return (self._line(said) for said in chain.from_iterable(some))

    @overload
    def __getitem__(self, at: int) -> Line: ...
    @overload
    def __getitem__(self, at: slice) -> list[Line]: ...
    def __getitem__(self, at: int | slice) -> Line | list[Line]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        where = range(len(self))[at]
        block, within = divmod(where, AT_ONCE)
        some = _unpacked(self._packed[block]) if block < len(self._packed) else self._open
        return self._line(some[within])

    def _line(self, said: Said) -> Line:
        number, values = said
        return Line(number, self.keys, tuple(values))


def _unpacked(some: bytes) -> list[Said]:
    rows: list[Said] = json.loads(zlib.decompress(some))
    return rows
