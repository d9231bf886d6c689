"""Reading a drawn outline: GeoJSON in, a shape out."""

from collections.abc import Mapping
from typing import Any

import shapely
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from shapely.geometry import MultiPolygon, Polygon, box, shape

WORLD = box(-180, -90, 180, 90)


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
