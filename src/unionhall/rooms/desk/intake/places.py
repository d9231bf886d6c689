"""Where a request may belong: the asker's own places, or all that are open."""

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.locate import current_atlas
from unionhall.kernel.places.models import Place

MOST_PLACES = 200  # that are offered to somebody whose own ones are not known


def places_of(person: Person | None) -> list[Place]:
    """The places where the person is a member today, the lowest first."""
    if person is None:
        return []
    current = person.memberships.current().select_related("place")
    return sorted((each.place for each in current), key=lambda place: (-len(place.path), place.path))


def open_places() -> list[Place]:
    """Branches and areas to choose from, in the order of the tree; in a large union the branches only."""
    places = sorted(current_atlas().places.values(), key=lambda place: place.path)
    below = [place for place in places if place.kind in (Place.Kind.BRANCH, Place.Kind.AREA)]
    return below if len(below) <= MOST_PLACES else [each for each in below if each.kind == Place.Kind.BRANCH]
