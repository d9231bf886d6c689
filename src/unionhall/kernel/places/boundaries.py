"""Whether an outline of a place can be read, and lies where the union is."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def check_geometry(geometry: Any) -> None:
    """For forms and models: whether an outline can be read."""
    from unionhall.kernel.places.geometry import read_geometry

    read_geometry(geometry)


def check_side(geometry: Any, zone: str, country: str, others: Iterable[Any]) -> None:
    """Whether it lies on the side of the globe where the other outlines and the cities of its country are.

    The country is the calendar's, or the zone's.

    Raises ValidationError for `geometry`; what can't be read is said by `check_geometry`.
    """
    from unionhall.kernel.places.geometry import middle_of
    from unionhall.kernel.places.orientation import cities_around, is_changed_round

    middle = middle_of(geometry)
    drawn = (middle_of(each) for each in others)
    known = [*cities_around(zone, country), *(each for each in drawn if each)]
    if middle and is_changed_round(middle, known):
        raise ValidationError(
            {
                "geometry": _(
                    "Longitude and latitude seem to be changed round: the outline lies far from your country "
                    "and the other outlines. Give the longitude first."
                )
            }
        )
