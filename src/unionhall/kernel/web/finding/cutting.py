"""A text cut into the tokens that it is found by: stems of words, pairs of Chinese signs."""

from collections.abc import Iterable, Iterator
from functools import cache
from math import sqrt
from pathlib import Path

from unionhall.kernel.matters.search import runs
from unionhall.kernel.scripts import simple

HERE = Path(__file__).parent
BESIDE = 0.5  # what two neighbouring words weigh beside each of them
FADING = 0.99  # by which each word counts less than the one before it
STEM = 3  # letters that a stem has at least
# What stands in every sentence and tells nothing of what it is about.
EMPTY = frozenset((HERE / "empty.txt").read_text().split())
# Signs that only hold a Chinese sentence together: two of them in a row mean nothing.
HOLDING = frozenset(
    "的了吗呢吧啊呀嘛吖是在有没不无也都就还又才很太好真最和与跟及或要想能会可以该把被让给对向从到去来"
    "我你他她它您们这那哪怎么什为谁一个些点下上里着过得地之其此请再已经现但因所如果自己"
)


def stem(word: str) -> str:
    """A word without the ending that its forms differ by: wages and wage, fired and fire."""
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= STEM and not (ending == "s" and rest[-1] in "su"):
            word = rest + instead if instead or ending == "s" else _whole(rest)
            break
    return word[:-1] if word.endswith("e") and len(word) > STEM + 1 else word


def title(text: str) -> dict[str, float]:
    """What a title is found by, a line a language, and how much of it each token is."""
    lines = (list(_cut(line)) for line in text.splitlines())
    return _largest(
        (token, share / (sqrt(len(line)) if token.isascii() else 1))
        for line in lines
        for token, share in line
    )


def called(text: str) -> dict[str, float]:
    """What is found by what people call it; those who write such words begin with what matters most."""
    found = []
    for line in text.splitlines():
        cut = list(_cut(line))
        for of_letters in (True, False):
            told = (each for each in cut if each[0].isascii() is of_letters)
            found += [(token, share * FADING**at) for at, (token, share) in enumerate(told)]
    return _largest(found)


def said(text: str) -> dict[str, float]:
    """What a longer text is found by."""
    return _largest(each for line in text.splitlines() for each in _cut(line))


def words(text: str) -> set[str]:
    """The words of a text that are written in letters, as they are spelt."""
    return {word for _paired, word in runs(text) if word}


def pairs(run: str) -> list[str]:
    """Each two neighbouring signs of a run; one that stands alone for itself."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def is_holding(pair: str) -> bool:
    """Whether the signs say nothing of what a sentence is about."""
    return all(sign in HOLDING for sign in pair)


def beside(one: str, other: str) -> str:
    """The token of two neighbouring words."""
    return f"{one} {other}"


def standard(run: str) -> str:
    """What a run in the spoken words of a region says in those that are written everywhere."""
    for said, meant in spoken():
        run = run.replace(said, meant)
    return run


@cache
def spoken() -> tuple[tuple[str, str], ...]:
    """Words as they are spoken in a region, the longest first, and what they mean."""
    told = (HERE / "spoken.tsv").read_text().splitlines()
    lines = (line.partition("\t") for line in told if line[:1] != "#")
    return tuple(sorted(((said, meant) for said, _tab, meant in lines), key=lambda line: -len(line[0])))


def _largest(found: Iterable[tuple[str, float]]) -> dict[str, float]:
    largest: dict[str, float] = {}
    for token, share in found:
        largest[token] = max(share, largest.get(token, 0))
    return largest


def _cut(line: str) -> Iterator[tuple[str, float]]:
    before = ""
    for paired, word in runs(line):
        if paired:
            cut = pairs(simple(paired))
            yield from ((pair, 1 / sqrt(len(cut))) for pair in cut)
        elif word not in EMPTY:
            yield stem(word), 1
            if before:
                yield beside(before, stem(word)), BESIDE
            before = stem(word)


def _whole(rest: str) -> str:
    """What an ending was put to: fit of fitted, fire of fired."""
    if len(rest) > STEM and rest[-1] == rest[-2] and rest[-1] not in "aeiouls":
        return rest[:-1]
    is_short = len(rest) == STEM and rest[1] in "aeiou" and rest[-1] not in "aeiouhswxyz"
    return rest + "e" if is_short else rest
