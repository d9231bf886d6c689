"""Paragraphs that keep their number however the text around them is amended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

REPLACE, AFTER, STRIKE = "replace", "after", "strike"
BEFORE_ALL = 0


class Paragraph(NamedTuple):
    """Its lasting number, and its words; none where it was struck, so that its place is still known."""

    number: int
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One way to amend a text: `way` is REPLACE, AFTER or STRIKE, `words` may have several paragraphs."""

    paragraph: int
    way: str
    words: str = ""


class NoSuchParagraph(LookupError):
    """The text has no such paragraph, or it was struck."""


def divided(text: str) -> list[str]:
    """The paragraphs of a text as somebody wrote it: each line that holds words."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def numbered(text: str) -> list[Paragraph]:
    """The first version of a text."""
    return [Paragraph(number, words) for number, words in enumerate(divided(text), 1)]


def standing(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """Without those that were struck, as the text is read."""
    return [each for each in paragraphs if each.words]


def amended(paragraphs: Sequence[Paragraph], change: Change) -> list[Paragraph]:
    """The text as it would stand. Raises NoSuchParagraph, and ValueError for a change without words."""
    words = divided(change.words)
    if change.way != STRIKE and not words:
        raise ValueError("an amendment says something")
    place = _place(paragraphs, change)
    kept = list(paragraphs[:place])
    if change.way == STRIKE:
        return [*kept, Paragraph(change.paragraph, ""), *paragraphs[place + 1 :]]
    fresh = 1 + max((each.number for each in paragraphs), default=0)
    if change.way == REPLACE:
        first, *more = words
        return [*kept, Paragraph(change.paragraph, first), *_new(more, fresh), *paragraphs[place + 1 :]]
    return [*paragraphs[: place + 1], *_new(words, fresh), *paragraphs[place + 1 :]]


def excludes(one: Change, other: Change) -> bool:
    """Whether two changes can't both be made: both put something else in the place of one paragraph."""
    return one.paragraph == other.paragraph and AFTER not in (one.way, other.way)


def _new(words: Iterable[str], first: int) -> list[Paragraph]:
    return [Paragraph(number, each) for number, each in enumerate(words, first)]


def _place(paragraphs: Sequence[Paragraph], change: Change) -> int:
    """Where the paragraph stands; -1 for the place before the first."""
    if change.way == AFTER and change.paragraph == BEFORE_ALL:
        return -1
    for place, each in enumerate(paragraphs):
        if each.number == change.paragraph and (each.words or change.way == AFTER):
            return place
    raise NoSuchParagraph(change.paragraph)
