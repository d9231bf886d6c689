"""The numbers of votes, and that they are the decryption of the tally."""

from math import isqrt
from typing import Any

from unionhall.instruments.ballot.belenios import canonical, numbers
from unionhall.instruments.ballot.belenios.decryption import Factors
from unionhall.instruments.ballot.belenios.errors import Invalid
from unionhall.instruments.ballot.belenios.groups import Group
from unionhall.instruments.ballot.belenios.tally import Tally

Counts = tuple[tuple[int, ...], ...]


def compute(tally: Tally, factors: Factors, weight: int, group: Group) -> Counts:
    """How often each choice was chosen, from 0 to the total weight (specification 2.0, "Election result")."""
    table = _Logarithms(group, weight)
    return tuple(tuple(map(table.of, row)) for row in opened(tally, factors, group))


def write(counts: Counts) -> bytes:
    """The record of the event Result."""
    return canonical.write({"result": [[numbers.write_weight(count) for count in row] for row in counts]})


def read(raw: bytes, tally: Tally) -> Counts:
    """The counts as recorded; Invalid `result` for another shape than the tally's."""
    (rows,) = canonical.fields(canonical.read(raw), "result")
    found = tuple(_row(row) for row in canonical.items(rows, "the result"))
    if [len(row) for row in found] != [len(row) for row in tally]:
        raise Invalid("result", "the result has another shape than the tally")
    return found


def check(counts: Counts, tally: Tally, factors: Factors, weight: int, group: Group) -> None:
    """Invalid `result` unless each count is from 0 to the total weight and is what the tally decrypts to."""
    for row, values in zip(counts, opened(tally, factors, group), strict=True):
        for count, value in zip(row, values, strict=True):
            if count > weight:
                raise Invalid("result", "a count is larger than all votes together")
            if group.exp(count) != value:
                raise Invalid("result", "the result is not what the tally decrypts to")


def opened(tally: Tally, factors: Factors, group: Group) -> list[list[int]]:
    """g^count of each choice: beta divided by its factor."""
    return [
        [
            cipher.beta * group.inverse(factor) % group.modulus
            for cipher, factor in zip(choices, row, strict=True)
        ]
        for choices, row in zip(tally, factors, strict=True)
    ]


def _row(value: Any) -> tuple[int, ...]:
    return tuple(numbers.read_weight(count) for count in canonical.items(value, "a row of the result"))


class _Logarithms:
    """Which exponent up to a limit gave a power of g: small steps and giant steps."""

    def __init__(self, group: Group, limit: int) -> None:
        self._group = group
        self._stride = isqrt(limit) + 1
        self._small: dict[int, int] = {}
        power = numbers.whole(1)
        for exponent in range(self._stride):
            self._small[power] = exponent
            power = power * group.exp(1) % group.modulus
        self._giant = group.inverse(power)

    def of(self, value: int) -> int:
        for giant in range(self._stride + 1):
            if value in self._small:
                return giant * self._stride + self._small[value]
            value = value * self._giant % self._group.modulus
        raise Invalid("result", "the tally decrypts to no number of votes")
