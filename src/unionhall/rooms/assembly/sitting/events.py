"""The lines of the log: what can happen while a congress sits.

A line holds whole numbers and a few letters alone. Whom it concerns it names by the number of the seat, which
its delegate holds in public; who came and who left is in no line, only how many are present.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

PREFIX = "assembly.sitting_"


class NotALine(ValueError):
    """What was read is no line of the log."""


@dataclass(frozen=True)
class Event:
    """One line; a subclass says what it holds, and its name how the journal calls it."""

    @classmethod
    def name(cls) -> str:
        """What the journal calls such a line."""
        return PREFIX + re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    def says(self) -> dict[str, Any]:
        """What the line holds, by name."""
        return asdict(self)


def read(name: str, said: Mapping[str, Any]) -> Event:
    """The line of that name. Raises NotALine."""
    kind = EVENTS.get(name)
    if kind is None or {each.name for each in fields(kind)} != set(said):
        raise NotALine(name)
    return kind(**said)


@dataclass(frozen=True)
class Begun(Event):
    """The meeting began. `seats`: how many are filled; `rules`: its shares by name, see `sitting.RULES`."""

    seats: int
    rules: Mapping[str, Any]


@dataclass(frozen=True)
class Present(Event):
    """So many delegates are in the room now."""

    present: int


@dataclass(frozen=True)
class ItemCalled(Event):
    """An item of the agenda, by its number there, is dealt with from now on."""

    item: int


@dataclass(frozen=True)
class ItemDone(Event):
    """It is dealt with."""

    item: int


@dataclass(frozen=True)
class Paused(Event):
    """A break begins."""


@dataclass(frozen=True)
class Resumed(Event):
    """A break is over."""


@dataclass(frozen=True)
class Asked(Event):
    """A seat asks to speak. `why`: of `speakers.Why`; `group`: what the rules of order let alternate."""

    seat: int
    why: str
    group: int


@dataclass(frozen=True)
class TookBack(Event):
    """A seat doesn't ask to speak any more."""

    seat: int


@dataclass(frozen=True)
class Given(Event):
    """A seat has the word from now on; whoever had it before has ended."""

    seat: int


@dataclass(frozen=True)
class Ended(Event):
    """Whoever had the word has ended."""

    seat: int


@dataclass(frozen=True)
class VoteOpened(Event):
    """A vote on an item is open. `rule`: the name of its share; `how`: of `sitting.How`.

    `about`: the references of the matters that are decided, divided by blanks, an amendment's number behind
    a stroke; or none. `question`: of each, which version of its text; of minutes, their digest.
    """

    vote: int
    item: int
    rule: str
    how: str
    about: str
    question: str


@dataclass(frozen=True)
class Entered(Event):
    """A teller, by their seat, entered what they counted in a vote by show of hands."""

    vote: int
    teller: int
    yes: int
    no: int
    abstained: int


@dataclass(frozen=True)
class VoteClosed(Event):
    """A secret vote takes no more ballots; it is counted later, by what the quorum is now."""

    vote: int


@dataclass(frozen=True)
class VoteCounted(Event):
    """A vote is closed with that result; the line says again what follows, so that a verifier can tell.

    `proof`: of a vote by name a letter for each seat that may decide, in their order, as in `voices.LETTERS`;
    of a secret one the name of its ballot in the archive.
    """

    vote: int
    yes: int
    no: int
    abstained: int
    proof: str
    outcome: str


@dataclass(frozen=True)
class VoteDropped(Event):
    """A vote was broken off; nothing was decided."""

    vote: int


@dataclass(frozen=True)
class Closed(Event):
    """The meeting is over."""


EVENTS: dict[str, type[Event]] = {kind.name(): kind for kind in Event.__subclasses__()}
"""Every kind of line by what the journal calls it."""
