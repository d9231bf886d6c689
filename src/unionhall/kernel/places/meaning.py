"""Which places the names and house numbers in an address mean."""

from collections.abc import Collection
from dataclasses import dataclass

from unionhall.kernel.places.house_numbers import Numbers
from unionhall.kernel.places.models import Place, Street
from unionhall.kernel.places.runs import Run


@dataclass(frozen=True, slots=True)
class Meant:
    """How an address is known, and the places it may mean; `is_read` tells of its house number."""

    how: str = ""
    places: Collection[Place] = ()
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class OnStreet:
    """A street in an address, with the house there and who has it."""

    run: Run
    numbers: Numbers
    places: list[Place]

    def overlaps(self, run: Run) -> bool:
        return run[0] < self.run[1] and self.run[0] < run[1]


def meant_by(streets: list[OnStreet]) -> Meant:
    """Of several streets those with a house number; of two at a corner nobody guesses which one is meant."""
    found = [each for each in streets if each.places]
    numbered = [each for each in found if each.numbers.ends] or found
    places = {place.path: place for each in numbered for place in each.places}
    is_read = any(each.numbers.ends for each in numbered) or all(each.numbers.is_read for each in streets)
    return Meant("street" if places else "", places.values(), is_read)


def having(streets: list[Street], numbers: Numbers) -> list[Place]:
    """Who has the house: of a number that isn't understood, only who has the whole street.

    Without a number it is whoever the street runs by. Of a range, or two numbers, both are asked: who has
    both ends, else whoever has one of them; nobody where an end is nobody's.
    """
    if not numbers.is_read:
        return [street.place for street in streets if street.is_whole]
    if not numbers.ends:
        return [street.place for street in streets]
    each_end = [[street.place for street in streets if street.has(number)] for number in numbers.ends]
    if len(each_end) == 1:
        return each_end[0]
    if not all(each_end):
        return []
    both = [place for place in each_end[0] if all(place in places for places in each_end)]
    return both or [place for places in each_end for place in places]
