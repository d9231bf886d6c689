"""The map in memory: all open places with their streets, buildings and boundaries, as of one edition."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.utils import timezone

from unionhall.kernel.places.addresses import Words, words_of
from unionhall.kernel.places.house_numbers import numbers_beside
from unionhall.kernel.places.meaning import Meant, OnStreet, having, meant_by
from unionhall.kernel.places.models import Boundary, Building, Edition, Place, Street
from unionhall.kernel.places.runs import Run, begins_inside, lengths_of, prefixes_of, runs
from unionhall.kernel.places.tree import lineage

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
    names: set[Words] = field(init=False)
    lengths: dict[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.names = {*self.buildings, *self.streets}
        self.lengths = lengths_of(self.names)

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

    @cached_property
    def first(self) -> Place | None:
        """The first root, or whatever stands first in the order of the tree."""
        return min(self.places.values(), key=lambda place: place.path, default=None)

    @cached_property
    def _prefixes(self) -> dict[str, set[Words]]:
        """How places are named before a street that lies in them, by path."""
        return {
            path: {prefix for name in place.name.values() for prefix in prefixes_of(words_of(name))}
            for path, place in self.places.items()
        }

    def named(self, address: str, below: str) -> Meant:
        """The places below a path that an address may mean: by the longest name in it that fits."""
        words = words_of(address) if self.names else ()
        streets: list[OnStreet] = []
        for run in runs(words, self.lengths, self.names):
            if any(each.places and each.overlaps(run) for each in streets):
                continue
            is_first = not any(each.places for each in streets)
            if is_first and (found := self._standing(self.buildings, words, run, below)):
                return Meant("building", [each.place for each in found])
            if rows := self._standing(self.streets, words, run, below):
                numbers = numbers_beside(words, *run)
                streets.append(OnStreet(run, numbers, having(rows, numbers)))
        return meant_by(streets)

    def _standing(self, named: Named, words: Words, run: Run, below: str) -> list[Any]:
        """What has the name that stands there, unless it is a part of a longer one."""
        rows = [row for row in named.get(words[slice(*run)], ()) if row.place.path.startswith(below)]
        if rows and begins_inside(words, run[0]):
            return [row for row in rows if self._is_behind_its_town(words[: run[0]], row.place)]
        return rows

    def _is_behind_its_town(self, before: Words, place: Place) -> bool:
        above = (prefix for path in lineage(place.path) for prefix in self._prefixes.get(path, ()))
        return any(before[-len(prefix) :] == prefix for prefix in above)


def _by_name(rows: Iterable[Any], by_id: dict[int, Place]) -> Named:
    named: Named = defaultdict(list)
    for row in rows:
        words = words_of(row.name)
        if words and row.place_id in by_id:
            row.place = by_id[row.place_id]
            named[words].append(row)
    return dict(named)
