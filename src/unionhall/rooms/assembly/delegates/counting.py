"""Who is elected, from the counts of a vote alone; the order in which candidates stand decides nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from unionhall.rooms.assembly.sitting.shares import Denominator, Share


class Outcome(StrEnum):
    """What came of it; but for FILLED something is left to do."""

    FILLED = "filled"
    TIED = "tied"  # more are equal than there are seats left: they stand in a run-off
    PART = "part"  # some are elected, and nobody else has the majority
    NOBODY = "nobody"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Cast:
    """How many may vote, took part, and voted blank."""

    entitled: int
    took_part: int
    blank: int = 0

    def whole(self, share: Share) -> int:
        """What a share is taken of."""
        wholes = {
            Denominator.ALL: self.entitled,
            Denominator.PRESENT: self.took_part,
            Denominator.CAST: self.took_part - self.blank,
        }
        return wholes[share.of]


@dataclass(frozen=True, slots=True)
class Terms:
    """By which shares it is decided. `elected`: nothing in a run-off, whose candidates had the majority."""

    turnout: Share
    elected: Share | None


@dataclass(frozen=True, slots=True)
class Result:
    """Candidates by their places in the counts.

    `tied`: who vie for the `left` seats. `standing`: who had the majority and got no seat, those with most
    votes first, equal ones together.
    """

    outcome: Outcome
    elected: tuple[int, ...] = ()
    tied: tuple[int, ...] = ()
    left: int = 0
    standing: tuple[tuple[int, ...], ...] = ()


def elect(counts: Sequence[int], seats: int, cast: Cast, terms: Terms) -> Result:
    """Who is elected into so many seats.

    Raises ValueError for numbers that no vote can give.
    """
    _check(counts, seats, cast)
    if not terms.turnout.is_met(cast.took_part, cast.entitled):
        return Result(Outcome.TOO_FEW, left=seats)
    elected: list[int] = []
    groups = list(_equal(counts, _least(cast, terms)))
    for number, group in enumerate(groups):
        room = seats - len(elected)
        if len(group) > room > 0:
            return Result(Outcome.TIED, tuple(elected), group, room, tuple(groups[number + 1 :]))
        if not room:
            return Result(Outcome.FILLED, tuple(elected), standing=tuple(groups[number:]))
        elected += group
    left = seats - len(elected)
    some = Outcome.PART if elected else Outcome.NOBODY
    return Result(some if left else Outcome.FILLED, tuple(elected), left=left)


def is_recalled(yes: int, cast: Cast, share: Share) -> bool:
    """Whether so many are enough to recall a delegate."""
    return share.is_met(yes, cast.whole(share))


def _least(cast: Cast, terms: Terms) -> int:
    """With how many votes one is elected at the least; nobody without any."""
    return max(1, terms.elected.needed(cast.whole(terms.elected))) if terms.elected else 1


def _equal(counts: Sequence[int], least: int) -> Iterator[tuple[int, ...]]:
    """Those with so many votes or more, equal ones together, those with most votes first."""
    enough = sorted(
        (place for place, count in enumerate(counts) if count >= least), key=lambda at: -counts[at]
    )
    for _count, group in groupby(enough, key=lambda at: counts[at]):
        yield tuple(group)


def _check(counts: Sequence[int], seats: int, cast: Cast) -> None:
    if seats < 1 or not 0 <= cast.blank <= cast.took_part <= cast.entitled:
        raise ValueError("seats, or who took part, can't be so")
    if any(not 0 <= count <= cast.took_part - cast.blank for count in counts):
        raise ValueError("nobody has more votes than were cast")
