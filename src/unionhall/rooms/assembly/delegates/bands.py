"""How many delegates a congress has, by the bands of a rule pack, and how they are divided; whole numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """From `staff` on: at the least `seats`, and `more` for each full `each` above that; `source` says so."""

    staff: int
    seats: int
    more: int = 0
    each: int = 1
    source: str = ""

    def number(self, staff: int) -> int:
        """How many delegates so many elect at the least, where they are in this band."""
        return self.seats + self.more * self.steps(staff)

    def steps(self, staff: int) -> int:
        """How many times `each` lies above the beginning of the band."""
        return (staff - self.staff) // self.each


@dataclass(frozen=True, slots=True)
class Share:
    """What one constituency gets: from `least` to `most`, two numbers only where equal ones vie for a seat.

    `whole` and `rest` over `parts` are its part of all seats before they are rounded.
    """

    whole: int
    rest: int
    parts: int
    least: int
    most: int

    def fits(self, seats: int) -> bool:
        return self.least <= seats <= self.most


def band_of(bands: Sequence[Band], staff: int) -> Band | None:
    """The last band that begins at so many or fewer; None below the first."""
    reached = [band for band in bands if band.staff <= staff]
    return max(reached, key=lambda band: band.staff, default=None)


def divided(seats: int, staff: Mapping[str, int]) -> dict[str, Share]:
    """All seats by largest remainder. Where more remainders are equal than seats are left, no order decides.

    Raises ValueError where nobody votes.
    """
    whole = sum(staff.values())
    if seats < 0 or whole <= 0 or min(staff.values()) < 0:
        raise ValueError("seats are divided among those who vote")
    parts = {name: divmod(seats * number, whole) for name, number in staff.items()}
    over = seats - sum(sure for sure, _rest in parts.values())
    rests = sorted((rest for _sure, rest in parts.values()), reverse=True)
    last = rests[over - 1] if over else whole
    is_clear = over == len(rests) or rests[over] < last
    return {
        name: Share(
            sure, rest, whole, sure + (rest > last or (is_clear and rest == last)), sure + (rest >= last)
        )
        for name, (sure, rest) in parts.items()
    }
