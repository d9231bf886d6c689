"""Powers that share work: of one base that is raised often, and of one base to several exponents at once."""

from collections.abc import Sequence
from functools import lru_cache

from unionhall.instruments.ballot.belenios import numbers

ROW = 10  # bits of the exponent that one row of a table answers for
WINDOW = 5  # bits of an exponent that are collected together
_ODD = {format(odd, f"0{WINDOW}b")[::-1]: odd // 2 for odd in range(1, 1 << WINDOW, 2)}


class Powers:
    """Powers of one base by a table: a multiplication for each ten bits of the exponent."""

    def __init__(self, base: int, modulus: int, bits: int) -> None:
        self._modulus = modulus
        self._rows = []
        for _ in range(0, bits, ROW):
            row = [numbers.whole(1)]
            for _ in range((1 << ROW) - 1):
                row.append(row[-1] * base % modulus)
            self._rows.append(row)
            base = row[-1] * base % modulus

    def __call__(self, exponent: int) -> int:
        """base^exponent, for an exponent from 0 to q - 1."""
        found, rest, modulus = numbers.whole(1), int(exponent), self._modulus
        for row in self._rows:
            part = rest & ((1 << ROW) - 1)
            if part:
                found = found * row[part] % modulus
            rest >>= ROW
        return found


def of_one(base: int, exponents: Sequence[int], modulus: int) -> list[int]:
    """The base raised to each of the exponents, which are not negative.

    Two or more share the squarings (Yao, 1976: from the lowest bit up, the powers base^(2^i) are collected by
    the odd number of a window). A single one is left to the library.
    """
    if len(exponents) == 1:
        return [numbers.power(base, exponents[0], modulus)]
    squares = [base]
    for _ in range(max(int(each).bit_length() for each in exponents) - 1):
        base = base * base % modulus
        squares.append(base)
    return [_collected(squares, exponent, modulus) for exponent in exponents]


def _collected(squares: Sequence[int], exponent: int, modulus: int) -> int:
    """The product of squares[i]^n over the windows of the exponent: an odd number n that begins at bit i."""
    buckets = [numbers.whole(1)] * (1 << (WINDOW - 1))
    for start, bucket in _windows(int(exponent)):
        buckets[bucket] = buckets[bucket] * squares[start] % modulus
    return _weighed(buckets, modulus)


@lru_cache(maxsize=64)  # an alpha and its beta are raised to the same challenges
def _windows(exponent: int) -> list[tuple[int, int]]:
    """Where each window of an exponent begins, and the bucket of its odd number."""
    bits = bin(exponent)[:1:-1] + "0" * WINDOW  # the lowest first
    found, start = [], bits.find("1")
    while start >= 0:
        found.append((start, _ODD[bits[start : start + WINDOW]]))
        start = bits.find("1", start + WINDOW)
    return found


def _weighed(buckets: Sequence[int], modulus: int) -> int:
    """The product of buckets[i]^(2i + 1), by running products from the last to the first."""
    running = halves = numbers.whole(1)
    for bucket in buckets[:0:-1]:
        running = running * bucket % modulus
        halves = halves * running % modulus
    return halves * halves % modulus * running % modulus * buckets[0] % modulus
