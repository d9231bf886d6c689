"""What a meeting of another program holds, once it is read; and what has no place here, line by line."""

from dataclasses import dataclass, field
from datetime import datetime


class NotReadable(ValueError):
    """The file holds no meeting that could be read; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of a vote, and how often it was given; as it was written, fractions too."""

    answer: str
    yes: str
    no: str
    abstained: str


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote that was taken elsewhere. `counted`: valid, invalid and cast, as far as they were written."""

    title: str
    is_over: bool
    rows: list[Row]
    counted: tuple[str, str, str] = ("", "", "")


@dataclass(slots=True)
class Item:
    """An item of the agenda; `parent` is the index of another. `texts`: what is to be read at it."""

    name: str
    kind: str
    parent: int | None = None
    texts: list[str] = field(default_factory=list)
    proposed_by: list[str] = field(default_factory=list)
    supported_by: list[str] = field(default_factory=list)
    amends: str = ""
    state: str = ""
    spoke: list[str] = field(default_factory=list)
    candidates: list[str] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)


@dataclass(slots=True)
class Meeting:
    """The whole. `left_out`: what has no place here, a sentence each."""

    name: str
    where: str
    begins_at: datetime
    ends_at: datetime
    items: list[Item] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
