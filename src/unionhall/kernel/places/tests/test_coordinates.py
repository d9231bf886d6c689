"""A point of GPS is shifted to the map on which an outline was drawn, and to no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unionhall.kernel.places.coordinates import BD09, GCJ02, WGS84, on_map
from unionhall.kernel.places.models import Boundary, Place
from unionhall.kernel.places.outlines import Boundaries

AKSU, BEIJING = (41.1688, 80.2606), (39.9087, 116.3975)


@pytest.mark.parametrize(
    ("drawn_on", "point", "shifted"),
    [
        (GCJ02, AKSU, (41.169782, 80.262768)),
        (BD09, AKSU, (41.175935, 80.269200)),
        (GCJ02, BEIJING, (39.910103, 116.403744)),
        (BD09, BEIJING, (39.916443, 116.410117)),
        (WGS84, BEIJING, BEIJING),
        (GCJ02, (51.5, -0.12), (51.5, -0.12)),
        (BD09, (-33.9, 151.2), (-33.9, 151.2)),
    ],
)
def test_known_points(drawn_on: str, point: tuple[float, float], shifted: tuple[float, float]) -> None:
    assert on_map(drawn_on, *point) == pytest.approx(shifted, abs=1e-6, rel=0)


@given(lat=st.floats(-90, 90), long=st.floats(-180, 180), drawn_on=st.sampled_from([GCJ02, BD09]))
def test_a_shift_is_never_further_than_two_kilometres(lat: float, long: float, drawn_on: str) -> None:
    north, east = on_map(drawn_on, lat, long)
    assert abs(north - lat) < 0.03
    assert abs(east - long) < 0.03


def strip(place: Place, west: float, drawn_on: str) -> Boundary:
    """300 m from west to east, at the latitude of Aksu."""
    left, right, low, high = west, west + 0.0036, AKSU[0] - 0.05, AKSU[0] + 0.05
    ring = [[left, low], [right, low], [right, high], [left, high], [left, low]]
    return Boundary(place=place, geometry={"type": "Polygon", "coordinates": [ring]}, drawn_on=drawn_on)


def test_each_outline_has_its_own_map() -> None:
    """The same street from two maps: the point is found in both, though not by their bare numbers."""
    world, amap, baidu = (Place(pk=at, path=f"000{at}" * at) for at in (1, 2, 3))
    by_id = {1: world, 2: amap, 3: baidu}
    on_amap = strip(amap, on_map(GCJ02, *AKSU)[1] - 0.0018, GCJ02)
    on_baidu = strip(baidu, on_map(BD09, *AKSU)[1] - 0.0018, BD09)
    rows = [strip(world, AKSU[1] - 0.0018, WGS84), on_amap, on_baidu]
    assert Boundaries.of(rows, by_id).around(*AKSU, "") == baidu
    assert Boundaries.of(rows[:2], by_id).around(*AKSU, "") == amap
    assert Boundaries.of(rows[:1], by_id).around(*AKSU, "") == world
    for row in (on_amap, on_baidu):
        row.drawn_on = WGS84
    assert Boundaries.of(rows, by_id).around(*AKSU, "") == world
