"""Where a point of GPS lies on the map on which an outline was drawn: Chinese maps are shifted by law.

Only this way round: nothing that was drawn on such a map is ever brought back to WGS-84.
"""

from math import atan2, cos, hypot, pi, sin, sqrt

WGS84, GCJ02, BD09 = "wgs84", "gcj02", "bd09"
MAPS = (WGS84, GCJ02, BD09)
WEST, EAST, SOUTH, NORTH = 72.004, 137.8347, 0.8293, 55.8271  # beyond, the shifted maps are as all others
EARTH = 6_378_245.0  # metres, of the ellipsoid of Krasovsky, with its eccentricity squared
ECCENTRICITY = 0.00669342162296594323

Point = tuple[float, float]  # latitude and longitude, in degrees


def on_map(drawn_on: str, lat: float, long: float) -> Point:
    """The point in the coordinates of that map; it is given as WGS-84."""
    if drawn_on == WGS84 or not (SOUTH <= lat <= NORTH and WEST <= long <= EAST):
        return lat, long
    shifted = _gcj02(lat, long)
    return _bd09(*shifted) if drawn_on == BD09 else shifted


def _gcj02(lat: float, long: float) -> Point:
    x, y = long - 105, lat - 35
    flattened = 1 - ECCENTRICITY * sin(lat * pi / 180) ** 2
    north = _northwards(x, y) * flattened * sqrt(flattened) / (EARTH * (1 - ECCENTRICITY))
    east = _eastwards(x, y) * sqrt(flattened) / (EARTH * cos(lat * pi / 180))
    return lat + north * 180 / pi, long + east * 180 / pi


def _northwards(x: float, y: float) -> float:
    metres = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    waves = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi) + 20 * sin(y * pi) + 40 * sin(y / 3 * pi)
    return metres + (waves + 160 * sin(y / 12 * pi) + 320 * sin(y / 30 * pi)) * 2 / 3


def _eastwards(x: float, y: float) -> float:
    metres = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    waves = 20 * sin(6 * x * pi) + 20 * sin(2 * x * pi) + 20 * sin(x * pi) + 40 * sin(x / 3 * pi)
    return metres + (waves + 150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3


def _bd09(lat: float, long: float) -> Point:
    turns = pi * 3000 / 180
    away = hypot(long, lat) + 0.00002 * sin(lat * turns)
    angle = atan2(lat, long) + 0.000003 * cos(long * turns)
    return away * sin(angle) + 0.006, away * cos(angle) + 0.0065
