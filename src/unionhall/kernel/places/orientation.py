"""Whether longitude and latitude of an outline were changed round: no point would ever be found in it."""

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from math import acos, cos, degrees, inf, radians, sin

from unionhall.kernel.places.coordinates import Point

FAR = 15  # degrees on the globe, from the nearest of what the hall knows
DIGITS = re.compile(r"([+-])(\d{2,3})(\d{2})(?:\d{2})?")


def is_changed_round(spot: Point, known: Collection[Point]) -> bool:
    """Whether a spot is far from all that is known, and nearer to it with its two numbers changed round."""
    lat, long = spot
    away = min((_between(spot, each) for each in known), default=0)
    turned = min((_between((long, lat), each) for each in known), default=inf)
    return away > FAR and abs(long) <= 90 and turned < away


@cache
def cities_around(zone: str, country: str = "") -> tuple[Point, ...]:
    """Cities that the time zones of the same country are called by; none where nobody says which it is.

    No country is told of a zone that goes by another name too, as Asia/Kashgar.
    """
    own = {country, *countries_of(zone)}
    return tuple(point for code, point, _name in _rows() if code in own)


def countries_of(zone: str) -> set[str]:
    """The codes of the countries that have a time zone."""
    return {country for country, _point, name in _rows() if name == zone}


@cache
def _rows() -> list[tuple[str, Point, str]]:
    lines = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(country, _point(written), name) for country, written, name, *_more in cells]


def _point(written: str) -> Point:
    """Such as +3114+12128: degrees and minutes."""
    lat, long = (
        (int(degree) + int(minute) / 60) * (-1 if sign == "-" else 1)
        for sign, degree, minute in DIGITS.findall(written)
    )
    return lat, long


def _between(one: Point, other: Point) -> float:
    """Degrees between two points of the globe."""
    (lat, long), (north, east) = (map(radians, each) for each in (one, other))
    near = sin(lat) * sin(north) + cos(lat) * cos(north) * cos(long - east)
    return degrees(acos(max(-1, min(1, near))))
