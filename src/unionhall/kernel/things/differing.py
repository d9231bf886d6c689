"""What two texts say otherwise: word by word, sign by sign in Chinese, line by line where they are long."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

WORDS = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\W\u2e80-\u9fff\uf900-\ufaff]+|\s+|[^\w\s]")
MOST = 1_000_000  # pairs of words that are looked at; a reader would wait for more


class Piece(NamedTuple):
    """A part of a text, and whether the other text hasn't got it."""

    text: str
    is_other: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What one label says in two states, in pieces."""

    label: str
    one: list[Piece]
    other: list[Piece]


def differences(one: Mapping[str, str], other: Mapping[str, str]) -> list[Difference]:
    """The labels that say something else, in their order."""
    labels = dict.fromkeys([*one, *other])
    said = [(label, one.get(label, ""), other.get(label, "")) for label in labels]
    return [Difference(label, *pieces(before, after)) for label, before, after in said if before != after]


def pieces(one: str, other: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts, each in pieces."""
    first, second = WORDS.findall(one), WORDS.findall(other)
    if len(first) * len(second) > MOST:
        first, second = one.splitlines(keepends=True), other.splitlines(keepends=True)
    found = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    left = [Piece("".join(first[start:end]), act != "equal") for act, start, end, _from, _to in found]
    right = [Piece("".join(second[start:end]), act != "equal") for act, _from, _to, start, end in found]
    return list(_spoken(left)), list(_spoken(right))


def _spoken(found: list[Piece]) -> Iterator[Piece]:
    return (piece for piece in found if piece.text)
