"""Reading a drawn outline: GeoJSON in, a shape out."""

import re
from collections.abc import Mapping
from typing import Any

import shapely
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from shapely.geometry import MultiPolygon, Polygon, box, shape

from unionhall.kernel.places.coordinates import Point

WORLD = box(-180, -90, 180, 90)
WIDEST = 180  # degrees: a ring that crosses the 180th meridian would mean the rest of the world
AREAS = {"polygon", "multipolygon"}
# WGS-84 by its names, and CGCS2000, which is the same to well under a metre.
GLOBAL = re.compile(r"(?:CRS84|EPSG[:/](?:[\d.]*[:/])?(?:4326|4490))$", re.IGNORECASE)
NOT_AN_OUTLINE = _("This is not a GeoJSON outline.")


def read_geometry(drawn: Any) -> Polygon | MultiPolygon:
    """The outline that a GeoJSON geometry, Feature or collection of one describes, its faults mended.

    Parts that touch or overlap become one, a spike falls away, a hole is cut out as far as it lies inside.

    Raises ValidationError, in words for who drew it, for anything but areas on the globe.
    """
    try:
        outline = shapely.make_valid(shape(_area_of(drawn)), method="structure", keep_collapsed=False)
    except (
        ArithmeticError,
        AttributeError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        shapely.errors.ShapelyError,
    ) as broken:
        raise ValidationError(NOT_AN_OUTLINE) from broken
    if not isinstance(outline, Polygon | MultiPolygon) or outline.is_empty:
        raise ValidationError(_("Draw the outline as a Polygon or MultiPolygon."))
    _refuse_beyond(outline)
    return outline


def middle_of(drawn: Any) -> Point | None:
    """Where an outline is; None for one that can't be read."""
    try:
        middle = read_geometry(drawn).centroid
    except ValidationError:
        return None
    return middle.y, middle.x


def _refuse_beyond(outline: Polygon | MultiPolygon) -> None:
    if not WORLD.covers(outline):
        raise ValidationError(_("Give the points in degrees, the longitude first."))
    parts = [outline] if isinstance(outline, Polygon) else outline.geoms
    if any(part.bounds[2] - part.bounds[0] > WIDEST for part in parts):
        raise ValidationError(
            _("The outline is wider than half the globe. Where it crosses the 180th meridian, cut it in two.")
        )


def _area_of(drawn: Any) -> Any:
    """The bare geometry; of a collection the one area in it."""
    _refuse_other_system(drawn)
    kind = str(drawn["type"]).casefold()
    if kind == "featurecollection":
        return _area_of(_only([each for each in drawn["features"] if _is_area(each)]))
    return _area_of(drawn["geometry"]) if kind == "feature" else drawn


def _only(areas: list[Any]) -> Any:
    if len(areas) > 1:
        raise ValidationError(
            _("There are %(count)s areas in this file. Leave the one that is the outline of the place."),
            params={"count": len(areas)},
        )
    if not areas:
        raise ValidationError(_("Draw the outline as a Polygon or MultiPolygon."))
    return areas[0]


def _is_area(feature: Any) -> bool:
    geometry = feature["geometry"]
    return isinstance(geometry, Mapping) and str(geometry["type"]).casefold() in AREAS


def _refuse_other_system(drawn: Any) -> None:
    """RFC 7946 knows WGS-84 only; older files say in `crs` what they are in."""
    system = drawn.get("crs")
    if system is None:
        return
    name = str(system["properties"].get("name") or system["type"])
    if not GLOBAL.search(name):
        raise ValidationError(
            _("The outline is in the coordinates of %(system)s. Export it in WGS-84 (EPSG:4326)."),
            params={"system": name},
        )
