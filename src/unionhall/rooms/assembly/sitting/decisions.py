"""A vote while it is open or counted, and what it came to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class How(StrEnum):
    """How a vote is taken."""

    NAMES = "names"
    HANDS = "hands"
    SECRET = "secret"


class Outcome(StrEnum):
    ADOPTED = "adopted"
    REFUSED = "refused"
    NO_QUORUM = "no_quorum"


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote, and what tellers entered so far by their seat: yes, no, abstained.

    `present`: how many were there when a secret vote closed, by which it is counted later.
    """

    number: int
    item: int
    rule: str
    how: How
    about: str
    question: str
    entered: Mapping[int, tuple[int, int, int]] = field(default_factory=dict)
    present: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a vote came to, with its arithmetic: `whole` is the denominator, `needed` how many it takes."""

    vote: Vote
    yes: int
    no: int
    abstained: int
    present: int
    whole: int
    needed: int
    outcome: Outcome
    proof: str = ""
