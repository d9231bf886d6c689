"""Chinese that somebody typed by its sound in Latin letters, with or without blanks: gongzi, gong zi.

How signs are read stands in `sounds.txt`, two readings of each at most: a dictionary of all that there are
would take a web process more memory than the whole search.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "sounds.txt"
LONGEST = 6  # letters of a sound
MARK = "~"  # before a token: no word begins with it


class Sounds(NamedTuple):
    """All sounds there are, and those of each sign."""

    all: frozenset[str]
    of: dict[str, list[str]]


def is_read(word: str) -> bool:
    """Whether all of a word can be read as Chinese sounds."""
    return bool(_ways(_plain(word))[0])


def tokens(letters: str) -> list[str]:
    """Each two neighbouring sounds, in whichever ways the letters can be read; none where they can't."""
    plain = _plain(letters)
    ways, reached, found = _ways(plain), {0}, []
    for start, middles in enumerate(ways):
        if start in reached:
            reached.update(middles)
            found += [MARK + plain[start:end] for middle in middles for end in ways[middle]]
    return list(dict.fromkeys(found))


def tokens_of(pair: str) -> Iterator[str]:
    """How two neighbouring signs are read."""
    known = sounds().of
    return (MARK + "".join(read) for read in product(*(known.get(sign, ()) for sign in pair)))


@cache
def sounds() -> Sounds:
    """Read where somebody first types what may be one."""
    lines = [line.split() for line in FILE.read_text().splitlines()]
    of = defaultdict(list)
    for sound, signs in lines:
        for sign in signs:
            of[sign].append(sound)
    return Sounds(frozenset(sound for sound, _signs in lines), dict(of))


def _plain(letters: str) -> str:
    return letters.replace("v", "u")  # as keyboards write ü


def _ways(letters: str) -> list[list[int]]:
    """For each letter where a sound that begins there may end, only on ways that lead to the end of all."""
    known, last = sounds().all, len(letters)
    ways: list[list[int]] = [[] for _letter in range(last + 1)]
    for start in range(last - 1, -1, -1):
        ends = range(start + 1, min(start + LONGEST, last) + 1)
        ways[start] = [end for end in ends if (end == last or ways[end]) and letters[start:end] in known]
    return ways
