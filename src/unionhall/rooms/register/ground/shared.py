"""What belongs to two places at once, so that nobody guesses and the level above takes it."""

from collections.abc import Iterator

from unionhall.kernel.places.addresses import words_of
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place, Street


def shared_with(place: Place) -> list[tuple[str, Place]]:
    """Streets and buildings of a place, each with another place that has them, too, beside it in the tree."""
    atlas, found = current_atlas(), set[tuple[str, str]]()
    for street in place.streets.all():
        others = (each for each in atlas.streets.get(words_of(street.name), ()) if meet(street, each))
        found |= {(street.name, other.place.path) for other in others if _is_beside(other.place, place)}
    for building in place.buildings.all():
        others = atlas.buildings.get(words_of(building.name), ())
        found |= {(building.name, other.place.path) for other in others if _is_beside(other.place, place)}
    return [(name, atlas.places[path]) for name, path in sorted(found)]


def meet(one: Street, other: Street) -> bool:
    """Whether a house number belongs to both."""
    return any(one.has(number) and other.has(number) for number in _candidates(one, other))


def _candidates(one: Street, other: Street) -> Iterator[int]:
    """The lowest numbers that both could have, one of them even and one odd."""
    lowest = max(one.from_number or 0, other.from_number or 0)
    yield from (lowest, lowest + 1)


def _is_beside(other: Place, place: Place) -> bool:
    return not (other.path.startswith(place.path) or place.path.startswith(other.path))
