"""The outline of a place from a GeoJSON file."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from unionhall.kernel.people.actors import HALL
from unionhall.kernel.places.models import Boundary, Place
from unionhall.kernel.places.orientation import countries_of
from unionhall.rooms.register.ground import writing
from unionhall.rooms.register.importing.reach import Reach

MAINLAND = "CN"


def draw(content: bytes, named: str, drawn_on: str | None, *, write: bool = False) -> Place:
    """Check an outline for the place of that code or name, and draw it with `write`.

    Raises Unusable for a place that isn't found, ValidationError with what is wrong by field.
    """
    place = Reach().find(named)
    boundary = outlined(place, content, drawn_on)
    if write:
        writing.draw(boundary, actor=HALL)
    return place


def outlined(place: Place, content: bytes, drawn_on: str | None) -> Boundary:
    """The outline of a place, checked and not yet written; ValidationError with what is wrong by field."""
    boundary = Boundary(place=place, geometry=_read(content))
    boundary.drawn_on = drawn_on or usual_map(place) or _ask_map()
    boundary.full_clean(validate_unique=False, validate_constraints=False)
    return boundary


def _read(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as broken:
        from unionhall.kernel.places.geometry import NOT_AN_OUTLINE

        raise ValidationError({"geometry": NOT_AN_OUTLINE}) from broken


def usual_map(place: Place) -> str:
    """WGS-84; empty where maps differ, so that somebody has to say which one it was."""
    return "" if MAINLAND in {place.country, *countries_of(place.zone.key)} else Boundary.Map.WGS84


def _ask_map() -> str:
    raise ValidationError(
        {
            "drawn_on": _(
                "Say on which map it was drawn, since those of mainland China lie some hundred metres "
                "beside GPS: wgs84 (GPS, OpenStreetMap), gcj02 (Amap, Tencent, others) or bd09 (Baidu)."
            )
        }
    )
