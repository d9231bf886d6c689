"""Outlines of places: GeoJSON in, prepared shapes out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

import shapely
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from shapely import STRtree
from shapely.geometry import MultiPolygon, Polygon, box, shape

from unionhall.kernel.places.models import Boundary, Place

WORLD = box(-180, -90, 180, 90)


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


def read_geometry(geometry: Any) -> Polygon | MultiPolygon:
    """The outline that a GeoJSON geometry or Feature describes, small faults in its rings mended.

    Raises ValidationError, in words for who drew it, for anything but areas on the globe.
    """
    try:
        outline = shapely.make_valid(shape(_bare(geometry)))
    except (
        AttributeError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        shapely.errors.ShapelyError,
    ) as broken:
        raise ValidationError(_("This is not a GeoJSON outline.")) from broken
    if not isinstance(outline, Polygon | MultiPolygon) or outline.is_empty:
        raise ValidationError(_("Draw the outline as a Polygon or MultiPolygon."))
    if not WORLD.covers(outline):
        raise ValidationError(_("Give the points in degrees, the longitude first."))
    return outline


def _bare(geometry: Any) -> Any:
    is_feature = isinstance(geometry, Mapping) and geometry.get("type") == "Feature"
    return geometry["geometry"] if is_feature else geometry
