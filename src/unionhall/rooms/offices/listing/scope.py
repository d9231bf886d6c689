"""Which places one page of offices covers: a branch with all below it, or one place of the levels above."""

from dataclasses import dataclass

from django.db.models import Q

from unionhall.kernel.people.models import Person
from unionhall.kernel.places import tree
from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.models import Place

WHOLE = (Place.Kind.BRANCH, Place.Kind.AREA)


@dataclass(frozen=True, slots=True)
class Scope:
    """A place, and what the page of it lists: its own offices, those above and, in a branch, those below."""

    place: Place
    atlas: Atlas

    def rows(self) -> Q:
        """The rows with a place that the page lists."""
        at_or_above = Q(place__path__in=tree.lineage(self.place.path))
        if not self.counts_below:
            return at_or_above
        return at_or_above | Q(place__path__startswith=self.place.path)

    @property
    def counts_below(self) -> bool:
        return self.place.kind in WHOLE

    def beside(self) -> list[Place]:
        """Where one can go on to: the places right above and right below, and the other branches."""
        places, own = self.atlas.places, self.place
        above = [places[path] for path in tree.lineage(own.path)[:-1] if path in places]
        parent = own.parent_id if own.kind in WHOLE else own.pk
        near = [each for each in places.values() if each.parent_id == parent and each.pk != own.pk]
        return [*above, *sorted(near, key=lambda each: each.path)]


def home(person: Person, atlas: Atlas) -> Place | None:
    """The branch where somebody is a member, else where they hold an office, else the root."""
    paths = [each.place.path for each in person.memberships.current().select_related("place")]
    paths += [office.place.path for office in person.current_offices]
    known = [path for path in paths if path in atlas.places]
    if not known:
        return next(iter(sorted(atlas.places.values(), key=lambda place: place.path)), None)
    line = [atlas.places[path] for path in tree.lineage(known[0]) if path in atlas.places]
    return next((place for place in line if place.kind == Place.Kind.BRANCH), line[-1])
