"""Outlines of places, prepared so that a point finds the narrowest around it."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Self

import shapely
from django.core.exceptions import ValidationError
from shapely import STRtree

from unionhall.kernel.places.coordinates import on_map
from unionhall.kernel.places.geometry import read_geometry
from unionhall.kernel.places.models import Boundary, Place

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Boundaries:
    """Outlines ready for asking, the narrowest first, each with the map on which it was drawn."""

    places: list[Place]
    outlines: list[Any]
    maps: list[str]
    used: frozenset[str]
    index: STRtree

    @classmethod
    def of(cls, rows: Iterable[Boundary], by_id: dict[int, Place]) -> Self:
        """The outlines that can be read: one that can't keeps no other from being found."""
        drawn = [
            (by_id[row.place_id], outline, row.drawn_on)
            for row in rows
            if row.place_id in by_id and (outline := _read(row))
        ]
        drawn.sort(key=lambda each: (-len(each[0].path), each[1].area, each[0].path))
        outlines = [outline for _place, outline, _map in drawn]
        for outline in outlines:
            shapely.prepare(outline)
        places = [place for place, _outline, _map in drawn]
        maps = [drawn_on for _place, _outline, drawn_on in drawn]
        return cls(places, outlines, maps, frozenset(maps), STRtree(outlines))

    def around(self, lat: float, long: float, below: str) -> Place | None:
        """The narrowest place below a path that has the point, of WGS-84, inside or on its line."""
        points = {drawn_on: on_map(drawn_on, lat, long) for drawn_on in self.used}
        near: set[int] = {
            at for y, x in points.values() for at in self.index.query(shapely.Point(x, y)).tolist()
        }
        for at in sorted(near):
            y, x = points[self.maps[at]]
            if self.places[at].path.startswith(below) and shapely.intersects_xy(self.outlines[at], x, y):
                return self.places[at]
        return None


def unreadable() -> Iterator[tuple[Place, str]]:
    """The places whose stored outline is left out of the map, and what is wrong with it."""
    for row in Boundary.objects.select_related("place").order_by("place__path"):
        try:
            read_geometry(row.geometry)
        except ValidationError as wrong:
            yield row.place, " ".join(wrong.messages)


def _read(row: Boundary) -> Any:
    try:
        return read_geometry(row.geometry)
    except ValidationError:
        log.warning("the outline of place %s can't be read: unionhall check --deploy says why", row.place_id)
        return None
