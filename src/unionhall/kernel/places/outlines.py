"""Outlines of places, prepared so that a point finds the narrowest around it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import shapely
from shapely import STRtree

from unionhall.kernel.places.geometry import read_geometry
from unionhall.kernel.places.models import Boundary, Place


@dataclass(frozen=True)
class Boundaries:
    """Outlines ready for asking, the narrowest first."""

    places: list[Place]
    outlines: list[Any]
    index: STRtree

    @classmethod
    def of(cls, rows: Iterable[Boundary], by_id: dict[int, Place]) -> Self:
        drawn = [(by_id[row.place_id], read_geometry(row.geometry)) for row in rows if row.place_id in by_id]
        drawn.sort(key=lambda each: (-len(each[0].path), each[1].area))
        outlines = [outline for _place, outline in drawn]
        for outline in outlines:
            shapely.prepare(outline)
        return cls([place for place, _outline in drawn], outlines, STRtree(outlines))

    def around(self, lat: float, long: float, below: str) -> Place | None:
        """The narrowest place below a path that has the point inside or on its line."""
        near = sorted(self.index.query(shapely.Point(long, lat)))
        inside = (
            self.places[at]
            for at in near
            if self.places[at].path.startswith(below) and shapely.intersects_xy(self.outlines[at], long, lat)
        )
        return next(inside, None)
