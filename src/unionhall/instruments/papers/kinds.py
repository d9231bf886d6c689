"""The kinds of paper, as data; what they say is never read as anything but text.

A `Text` is a string, a lazy translation or words in several languages: it is said in the language of the
paper, and a line break in it is a line break. Days are printed as days, moments (aware datetimes) in the zone
they carry.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

Text = Any
LONGEST_ADDRESS = 200  # signs; a square with more is too fine for an old telephone


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who writes: the name of the union or branch, and the lines below it (address, telephone, hours)."""

    name: Text
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Link:
    """A web address, printed in full and as a QR code; whether it opens once, and until when."""

    address: str
    once: bool = False
    until: date | datetime | None = None

    def __post_init__(self) -> None:
        if not self.address.startswith(("https://", "http://")) or len(self.address) > LONGEST_ADDRESS:
            raise ValueError("A link of a paper is a web address that fits into a square.")


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signs, and as what; `said` tells how it was done, and is empty where a line waits for ink."""

    name: Text
    capacity: Text = ""
    said: Text = ""


@dataclass(frozen=True, kw_only=True)
class Party:
    """One side: its name, as what it stands here, and who speaks for it."""

    name: str
    capacity: str
    represented_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """Who does what by which day."""

    who: Text
    what: Text
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every paper has: who writes, on which day, under which reference, and what it is called."""

    template: ClassVar[str]
    sender: Sender
    dated_on: date
    title: Text
    reference: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter(Paper):
    """A letter to one recipient: their name and address as lines, and paragraphs from the greeting on."""

    template = "letter"
    recipient: tuple[Text, ...]
    paragraphs: tuple[Text, ...]
    link: Link | None = None
    closing: Text = ""
    signatures: tuple[Signature, ...] = ()
    enclosures: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Motion:
    """What was voted on, with the votes counted; `carried` says what became of it.

    `counted`: how the result was worked out, and `outcome` what became of it where that is neither.
    """

    text: Text
    carried: bool
    votes_for: int
    votes_against: int
    abstained: int
    counted: Text = ""
    outcome: Text = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One point of the agenda: what was said, and what was voted on."""

    title: Text
    paragraphs: tuple[Text, ...] = ()
    motions: tuple[Motion, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Minutes(Paper):
    """The minutes of a meeting. Who came is a number: minutes are no list of who stayed away."""

    template = "minutes"
    opened_at: datetime
    closed_at: datetime
    where: Text
    chair: Text
    secretary: Text
    present: int
    entitled: int
    quorum: int
    items: tuple[Item, ...]
    promises: tuple[Promise, ...] = ()
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Certificate(Paper):
    """Something confirmed of one person: a statement and the facts it rests on, each a label and a value."""

    template = "certificate"
    name: Text
    statement: Text
    facts: tuple[tuple[Text, Text], ...] = ()
    until: date | None = None
    link: Link | None = None
    signatures: tuple[Signature, ...] = ()
