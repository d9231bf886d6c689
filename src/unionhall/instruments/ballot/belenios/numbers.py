"""Numbers as they stand in the archive: decimal strings, checked before they are converted.

Values are gmpy2's `mpz`, annotated as `int` since they are used like one. They are not JSON: write
`str(value)`.
"""

import re
import secrets
from collections.abc import Callable
from typing import Any, cast

import gmpy2

from unionhall.instruments.ballot.belenios.errors import Invalid

LONGEST = 620  # digits; a number below the modulus has at most 617
SMALL = 1_073_741_823  # the largest that is a JSON number and not a string
_FORM = re.compile(r"0|[1-9][0-9]{0,619}")

Draw = Callable[[int], int]


def draw(below: int) -> int:
    """A random number from 0 to `below` - 1 that nobody can foresee."""
    return whole(secrets.randbelow(int(below)))


def whole(value: int | str) -> int:
    """The value as a fast integer."""
    return cast(int, gmpy2.mpz(value))


def power(base: int, exponent: int, modulus: int) -> int:
    """base^exponent mod modulus; the exponent may be negative."""
    return cast(int, gmpy2.powmod(base, exponent, modulus))


def inverse(value: int, modulus: int) -> int:
    """1/value mod modulus; ZeroDivisionError where there is none."""
    return cast(int, gmpy2.invert(value, modulus))


def read(text: Any, below: str) -> int:
    """The number in a string, smaller than the decimal `below`.

    Belenios specification 2.0, "Basic types": big numbers are strings of decimal digits. Invalid `number` for
    another form (leading zeros, signs, hexadecimal, too long), `range` for a number that is not below.
    """
    if not isinstance(text, str) or not _FORM.fullmatch(text):
        raise Invalid("number", "a number is not written as plain decimal digits")
    if len(text) > len(below) or (len(text) == len(below) and text >= below):
        raise Invalid("range", "a number is too large for its group")
    return whole(text)


def write_weight(value: int) -> int | str:
    """A weight or a count as JSON has it: a number while it is small, else a string."""
    return int(value) if value <= SMALL else str(value)


def read_weight(value: Any) -> int:
    """The inverse of `write_weight`; Invalid `number` for anything else."""
    if type(value) is int and 0 <= value <= SMALL:
        return value
    if isinstance(value, str) and _FORM.fullmatch(value) and int(value) > SMALL:
        return int(value)
    raise Invalid("number", "a weight or count is not written as one")
