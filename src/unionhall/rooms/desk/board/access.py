"""Whose board one may see: of the places where one coordinates, audits or chairs, and of all below them."""

from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.rooms import room

OVERSEERS = ("auditor", "chair")


def boards_of(person: Person) -> list[Place]:
    """The places whose board is the person's, the highest first."""
    roles = {*room("desk").coordinated_by, *OVERSEERS}
    places = {office.place.path: office.place for office in person.current_offices if office.role in roles}
    return [places[path] for path in sorted(places, key=lambda path: (len(path), path))]


def may_see(person: Person, place: Place) -> bool:
    """Whether the place is one of theirs, or below one."""
    return any(place.path.startswith(above.path) for above in boards_of(person))


def path_of(place: Place) -> str:
    """The place in what is published: a hall with one root is that root."""
    is_all = place.parent_id is None and not Place.objects.roots().exclude(pk=place.pk).exists()
    return "" if is_all else place.path
