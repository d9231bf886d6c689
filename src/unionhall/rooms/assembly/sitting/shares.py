"""Shares of a whole, in whole numbers: what a quorum and a majority ask for."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class Denominator(StrEnum):
    """Of what a share is taken: all seats that are filled, the delegates present, or the votes cast.

    Who abstains is present and casts no vote.
    """

    ALL = "all"
    PRESENT = "present"
    CAST = "cast"


@dataclass(frozen=True, slots=True)
class Share:
    """`amount` of `parts` of the denominator; `exceeded`: more than that, or else that is enough.

    `source` is where the number stands, as the rule pack says it.
    """

    amount: int
    parts: int
    of: Denominator
    exceeded: bool
    source: str = ""

    def needed(self, whole: int) -> int:
        """The least number that is enough of a whole; more than the whole where nothing is."""
        product = self.amount * whole
        return product // self.parts + 1 if self.exceeded else -(-product // self.parts)

    def is_met(self, number: int, whole: int) -> bool:
        """Whether a number is enough of a whole; nothing is enough of nobody."""
        return whole > 0 and number >= self.needed(whole)

    def says(self) -> dict[str, Any]:
        """As a line of the log has it."""
        return asdict(self) | {"of": str(self.of), "exceeded": int(self.exceeded)}

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> Self:
        """What `says` gave. Raises ValueError where it is none."""
        amount, parts = said["amount"], said["parts"]
        if not (isinstance(amount, int) and isinstance(parts, int) and 0 < amount <= parts):
            raise ValueError("a share lies between nothing and the whole")
        return cls(amount, parts, Denominator(said["of"]), bool(said["exceeded"]), str(said["source"]))
