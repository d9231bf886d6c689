"""Addresses as people write them, in words that can be compared."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 300  # characters of an address that are read
HAN = r"\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
PARTS = re.compile(rf"[{HAN}]|[^\W_{HAN}]+|[,;、\n]")
APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
NUMBER = re.compile(r"(\d{1,6})[a-z]?")
NUMBER_SIGNS = {"no", "nr", "number"}
SAME = {
    "ave": "avenue", "blvd": "boulevard", "ct": "court", "dr": "drive", "hwy": "highway", "ln": "lane",
    "pl": "place", "rd": "road", "sq": "square", "st": "street", "ter": "terrace",
}  # fmt: skip
# After these a new name may begin in Chinese, which sets no space between names.
BEFORE_A_NAME = set("省市区區县縣镇鎮乡鄉村街道路里")
# "海港街" is a street and "海港街道" the part of the town around it.
NOT_AFTER_A_NAME = {"道"}

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of an address or a name: folded, Chinese by character, separators as themselves.

    "No. 12, King's Rd" is `("12", ",", "kings", "road")`; "海港街12号" is `("海", "港", "街", "12", "号")`.
    """
    folded = APOSTROPHES.sub("", unicodedata.normalize("NFKC", text[:LONGEST]).casefold())
    return tuple(SAME.get(word, word) for word in PARTS.findall(folded) if word not in NUMBER_SIGNS)


def number_beside(words: Words, begin: int, end: int) -> int | None:
    """The house number before or after a street's name, which stands at `words[begin:end]`.

    "12, Harbour Street" has one; in "Flat 3, Harbour Street" the number is the flat's.
    """
    before = begin - 1
    stands_alone = before >= 1 and words[before] == "," and (before == 1 or words[before - 2] == ",")
    for at in (before - 1 if stands_alone else before, end):
        found = NUMBER.fullmatch(words[at]) if 0 <= at < len(words) else None
        if found:
            return int(found[1])
    return None


def stretches(words: Words, longest: int, firsts: set[str]) -> Iterator[tuple[int, int]]:
    """Where a name may stand: begins and ends of runs of words, the longest first.

    Args:
        longest: the most words that a name has.
        firsts: words that names begin with.
    """
    begins = [at for at, word in enumerate(words) if word in firsts]
    for size in range(min(longest, len(words)), 0, -1):
        yield from (
            (at, at + size) for at in begins if at + size <= len(words) and _is_apart(words, at, at + size)
        )


def _is_apart(words: Words, begin: int, end: int) -> bool:
    """Whether the run is a name of its own and not a part of a longer Chinese one."""
    before = words[begin - 1] if begin else ""
    after = words[end] if end < len(words) else ""
    begins_inside = _is_han(before) and _is_han(words[begin]) and before not in BEFORE_A_NAME
    return not begins_inside and after not in NOT_AFTER_A_NAME


def _is_han(word: str) -> bool:
    return bool(re.match(f"[{HAN}]", word))
