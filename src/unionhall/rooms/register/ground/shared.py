"""What belongs to two places at once, so that nobody guesses and the level above takes it."""

from collections.abc import Iterator

from unionhall.kernel.places.addresses import words_of
from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place, Street


def shared_with(place: Place) -> list[tuple[str, Place]]:
    """Streets and buildings of a place, each with another place that has them, too, beside it in the tree."""
    atlas = current_atlas()
    found = {(name, other.path) for name, other in _others(place, atlas) if _is_beside(other, place)}
    return [(name, atlas.places[path]) for name, path in sorted(found)]


def _others(place: Place, atlas: Atlas) -> Iterator[tuple[str, Place]]:
    for street in place.streets.all():
        rows = atlas.streets.get(words_of(street.name), ())
        yield from ((street.name, each.place) for each in rows if meet(street, each))
    for building in place.buildings.all():
        rows = atlas.buildings.get(words_of(building.name), ())
        yield from ((building.name, each.place) for each in rows)


def meet(one: Street, other: Street) -> bool:
    """Whether a house number belongs to both."""
    return any(one.has(number) and other.has(number) for number in _candidates(one, other))


def _candidates(one: Street, other: Street) -> Iterator[int]:
    """The lowest numbers that both could have, one of them even and one odd."""
    lowest = max(one.from_number or 0, other.from_number or 0)
    yield from (lowest, lowest + 1)


def _is_beside(other: Place, place: Place) -> bool:
    return not (other.path.startswith(place.path) or place.path.startswith(other.path))
