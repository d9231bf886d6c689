"""The map in memory: all open places with their streets, buildings and boundaries, as of one edition."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.utils import timezone

from unionhall.kernel.places.addresses import Words, number_beside, stretches, words_of
from unionhall.kernel.places.models import Boundary, Building, Edition, Place, Street

if TYPE_CHECKING:
    from unionhall.kernel.places.outlines import Boundaries

Named = dict[Words, list[Any]]


@dataclass
class Atlas:
    """What is needed to find a place without asking the database.

    Its places are shared by all who ask: read them, don't change them.
    """

    mark: UUID | None
    day: date
    places: dict[str, Place]
    buildings: Named
    streets: Named
    firsts: set[str] = field(init=False)
    longest: int = field(init=False)

    def __post_init__(self) -> None:
        names = {*self.buildings, *self.streets}
        self.firsts = {name[0] for name in names}
        self.longest = max(map(len, names), default=0)

    @cached_property
    def boundaries(self) -> "Boundaries":
        """The outlines, read when the first point is asked for."""
        from unionhall.kernel.places.outlines import Boundaries

        return Boundaries.of(Boundary.objects.all(), {place.pk: place for place in self.places.values()})

    def is_of(self, mark: UUID | None) -> bool:
        """Whether it still holds: nothing has changed since, and no closing day has come."""
        return mark is not None and self.mark == mark and self.day == timezone.localdate()

    @classmethod
    def load(cls) -> Self:
        """The map as it stands now; its mark is read first, so that it is never newer than what follows."""
        mark = Edition.objects.values_list("mark", flat=True).first()
        places = {place.path: place for place in Place.objects.open()}
        by_id = {place.pk: place for place in places.values()}
        return cls(
            mark,
            timezone.localdate(),
            places,
            _by_name(Building.objects.all(), by_id),
            _by_name(Street.objects.all(), by_id),
        )

    def named(self, address: str, below: str) -> tuple[str, list[Place]]:
        """How an address is known and the places it may mean: the longest name that fits, below a path."""
        words = words_of(address) if self.longest else ()
        for begin, end in stretches(words, self.longest, self.firsts):
            name = words[begin:end]
            if found := _below(below, [each.place for each in self.buildings.get(name, ())]):
                return "building", found
            streets = [street for street in self.streets.get(name, ()) if street.place.path.startswith(below)]
            if found := _with_number(streets, number_beside(words, begin, end)):
                return "street", found
        return "", []


def _by_name(rows: Iterable[Any], by_id: dict[int, Place]) -> Named:
    named: Named = defaultdict(list)
    for row in rows:
        words = words_of(row.name)
        if words and row.place_id in by_id:
            row.place = by_id[row.place_id]
            named[words].append(row)
    return dict(named)


def _below(path: str, places: list[Place]) -> list[Place]:
    return [place for place in places if place.path.startswith(path)]


def _with_number(streets: list[Street], number: int | None) -> list[Place]:
    """Where the house lies; without a number, wherever the street runs."""
    return [street.place for street in streets if number is None or street.has(number)]
