"""Many powers at once: elements collected in buckets, one for each value of each byte of their exponents."""

import secrets
from collections.abc import Iterable

from unionhall.instruments.ballot.belenios import numbers
from unionhall.instruments.ballot.belenios.groups import Group

BYTES = 16  # of a random weight: what is false passes with a probability of 2^-128


class Buckets:
    """A product of powers x^e that is computed when all are known, at one multiplication a byte of e."""

    def __init__(self, group: Group, size: int = BYTES) -> None:
        self._group = group
        self._size = size
        self._rows = [[numbers.whole(1)] * 256 for _ in range(size)]

    def put(self, element: int, exponent: int | bytes) -> None:
        """Add element^exponent; the exponent as a number or as its bytes, the least first."""
        modulus = self._group.modulus
        parts = exponent if isinstance(exponent, bytes) else int(exponent).to_bytes(self._size, "little")
        for row, byte in zip(self._rows, parts, strict=True):
            if byte:
                row[byte] = row[byte] * element % modulus

    def subsets(self) -> list[int]:
        """For each bit of the exponents, the least first, the product of the elements that have it."""
        return [product for row in self._rows for product in self._halves(row)]

    def product(self) -> int:
        """The product of all powers."""
        modulus = self._group.modulus
        found = numbers.whole(1)
        for subset in reversed(self.subsets()):
            found = found * found % modulus * subset % modulus
        return found

    def _halves(self, row: list[int]) -> list[int]:
        """The eight subset products of one row, by folding it on its highest bit again and again."""
        modulus = self._group.modulus
        found = []
        while len(row) > 1:
            half = len(row) // 2
            found.append(_product(row[half:], modulus))
            row = [low * high % modulus for low, high in zip(row[:half], row[half:], strict=True)]
        return found[::-1]


class Sieve(Buckets):
    """Tests whether all of many elements are in the subgroup.

    The number of elements modulo p has small factors besides q, so one random combination would let an
    element of order 2 through half the time. Here 128 random subsets are multiplied and each product is
    raised to q: an element outside passes each of them with a probability of at most one half.
    """

    def sift(self, element: int) -> None:
        """Take one more, in random subsets that nobody could foresee."""
        self.put(element, secrets.token_bytes(BYTES))

    def is_clean(self) -> bool:
        """Whether everything that was taken is in the subgroup."""
        return all(self._group.has(product) for product in self.subsets())


def outsider(group: Group, elements: Iterable[int]) -> int | None:
    """The index of the first element outside the subgroup, or None; many are tested in a batch."""
    known = list(elements)
    if len(known) > BYTES * 8:
        sieve = Sieve(group)
        for element in known:
            sieve.sift(element)
        if sieve.is_clean():
            return None
    return next((index for index, element in enumerate(known) if not group.has(element)), None)


def _product(elements: Iterable[int], modulus: int) -> int:
    found = numbers.whole(1)
    for element in elements:
        found = found * element % modulus
    return found
