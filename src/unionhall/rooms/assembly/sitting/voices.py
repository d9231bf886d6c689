"""A vote by name as one word: a letter for each seat that may decide, in the order of the seats."""

from collections import Counter
from collections.abc import Iterable, Mapping

LETTERS = {"yes": "y", "no": "n", "abstain": "a"}
SILENT = "-"


def written(said: Mapping[int, str], seats: Iterable[int]) -> str:
    """What was said, by seat, as one word; SILENT for those who said nothing."""
    return "".join(LETTERS[said[seat]] if seat in said else SILENT for seat in seats)


def counted(word: str) -> tuple[int, int, int]:
    """Yes, no and abstained. Raises ValueError for a word that is none."""
    found = Counter(word)
    if set(found) - {*LETTERS.values(), SILENT}:
        raise ValueError("this is no list of a vote by name")
    return found["y"], found["n"], found["a"]
