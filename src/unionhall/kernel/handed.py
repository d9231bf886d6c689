"""What a room hands to the pages of the hall: facts, sections, offers, and what comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unionhall.kernel.rooms import Words


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what a page says; `own_words`: as its member wrote them."""

    label: Words
    value: Words
    own_words: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """What a page shows beside single facts: a template, and what it knows as `section`."""

    template: str
    says: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that a person can ask for; title and summary are read in the reader's language."""

    title: Words
    summary: Words
    url: str
    room: Words = ""


@dataclass(frozen=True, slots=True)
class Goal:
    """What the search at the front door can lead to, and the words by which it does, in all languages.

    Attributes:
        title: what it is called, a language a line.
        words: what people call it.
        beside: what it says of itself, and where it stands; this counts least.
        only_whole: it is shown only where all that was asked fits it.
        roles: those who alone find it; everybody without any.
    """

    offer: Offer
    title: str
    words: str = ""
    beside: str = ""
    only_whole: bool = False
    roles: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All its words."""
        return "\n".join((self.title, self.words, self.beside))


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What a matter waits for, until when, and where this reader sees it; empty where they may not."""

    what: Words
    until: Words = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes within a week for somebody, beside matters: what, when in words, at what moment, and where.

    `is_soon`: it is the last day for it.
    """

    what: Words
    when: Words
    at: datetime
    url: str
    room: Words
    is_soon: bool = False


def facts_of(said: Iterable[tuple[Words, Words]]) -> list[Fact]:
    """Labels and values as facts; only what there is."""
    return [Fact(label, value) for label, value in said if value]
