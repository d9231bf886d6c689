"""Outlines as people draw them: mended where that is plain, else refused in words for who drew them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from unionhall.kernel.places.geometry import read_geometry
from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.models import Boundary, Place
from unionhall.kernel.places.outlines import Boundaries, unreadable

Ring = list[tuple[float, float]]


def ring(*points: tuple[float, float]) -> Ring:
    return [*points, points[0]]


def box(left: float, bottom: float, right: float, top: float) -> Ring:
    return ring((left, bottom), (right, bottom), (right, top), (left, top))


def polygon(*rings: Ring) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [*rings]}


def parts(*shells: Ring) -> dict[str, Any]:
    return {"type": "MultiPolygon", "coordinates": [[shell] for shell in shells]}


def feature(geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def collection(*geometries: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": [feature(each) for each in geometries]}


def named(system: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": system}}


SQUARE = polygon(box(0, 0, 10, 10))
POINT = {"type": "Point", "coordinates": [1, 2]}
STAR = ring((0, 3), (10, 3), (2, 9), (5, 0), (8, 9))


# Mended


@pytest.mark.parametrize(
    ("drawn", "area"),
    [
        (parts(box(0, 0, 5, 5), box(5, 0, 10, 5)), 50),
        (parts(box(0, 0, 6, 6), box(4, 0, 10, 6)), 60),
        (parts(box(0, 0, 6, 6), box(4, 2, 10, 8)), 64),
        (polygon(ring((0, 0), (10, 0), (10, 5), (15, 5), (10, 5), (10, 10), (0, 10))), 100),
        (polygon(ring((0, 0), (10, 0), (10, 2.5), (5, 2.5), (10, 2.5), (10, 5), (0, 5))), 50),
        (polygon(box(0, 0, 10, 10), box(6, 3, 10, 7)), 84),
        (polygon(box(0, 0, 10, 10), box(8, 8, 12, 12)), 96),
        (polygon(ring((0, 0), (2, 2), (2, 0), (0, 2))), 2),
        (polygon([*box(0, 0, 10, 10), *box(0, 0, 10, 10)[1:]]), 100),
        (polygon(ring((0, 0), (5, 5), (10, 0), (10, 10), (5, 5), (0, 10))), 50),
        (polygon(box(0, 0, 10, 10)[::-1], box(2, 2, 4, 4)), 96),
        (parts(box(0, 0, 5, 5), box(7, 0, 12, 5)), 50),
    ],
    ids=[
        "a common edge", "side by side", "across a corner", "a spike outward", "a spike inward",
        "a hole on the ring", "a hole that juts out", "a bow tie", "twice round",
        "touching itself", "clockwise", "two parts",
    ],
)  # fmt: skip
def test_a_fault_in_drawing_is_mended(drawn: dict[str, Any], area: float) -> None:
    assert read_geometry(drawn).area == pytest.approx(area)


def test_a_star_drawn_in_one_line_has_its_middle() -> None:
    assert read_geometry(polygon(STAR)).covers(read_geometry(polygon(box(4.8, 4.5, 5.2, 5))))


def test_what_is_mended_is_found_everywhere_inside() -> None:
    place = Place(pk=1, path="0001")
    drawn = Boundary(place=place, geometry=parts(box(0, 0, 6, 6), box(4, 2, 10, 8)), drawn_on="wgs84")
    hole = Boundary(place=place, geometry=polygon(box(0, 0, 10, 10), box(8, 8, 12, 12)), drawn_on="wgs84")
    assert Boundaries.of([drawn], {1: place}).around(4, 5, "") == place
    assert Boundaries.of([hole], {1: place}).around(11, 11, "") is None


# What drawing sites and programs write


@pytest.mark.parametrize(
    "drawn",
    [
        SQUARE,
        feature(SQUARE),
        collection(SQUARE),
        collection(POINT, SQUARE, None),
        {**SQUARE, "bbox": [0, 0, 10, 10]},
        {**SQUARE, "crs": None},
        {**collection(SQUARE), "crs": named("urn:ogc:def:crs:OGC:1.3:CRS84")},
        {**SQUARE, "crs": named("EPSG:4326")},
        {**SQUARE, "crs": named("urn:ogc:def:crs:EPSG::4326")},
        {**SQUARE, "crs": named("EPSG:4490")},
        {**SQUARE, "crs": named("http://www.opengis.net/def/crs/EPSG/0/4490")},
    ],
)  # fmt: skip
def test_an_area_is_taken_from_what_is_around_it(drawn: dict[str, Any]) -> None:
    assert read_geometry(drawn).area == pytest.approx(100)


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        (collection(SQUARE, parts(box(20, 20, 21, 21))), "There are 2 areas in this file."),
        (collection(), "Draw the outline as a Polygon or MultiPolygon."),
        (collection(POINT), "Draw the outline as a Polygon or MultiPolygon."),
        (POINT, "Draw the outline as a Polygon or MultiPolygon."),
        ({"type": "FeatureCollection"}, "This is not a GeoJSON outline."),
        ({"type": "FeatureCollection", "features": [1]}, "This is not a GeoJSON outline."),
        (polygon(box(-179, 0, 179, 10)), "wider than half the globe"),
        (polygon(ring((179, -20), (-179, -20), (-179, -15), (179, -15))), "wider than half the globe"),
        (polygon(box(0, 0, 10**400, 1)), "This is not a GeoJSON outline."),
        (polygon(box(40.5, 91, 40.6, 92)), "Give the points in degrees, the longitude first."),
        ({**SQUARE, "crs": "GCJ-02"}, "This is not a GeoJSON outline."),
        ({**SQUARE, "crs": named("GCJ-02")}, "in the coordinates of GCJ-02"),
        (
            {**collection(SQUARE), "crs": named("urn:ogc:def:crs:EPSG::3857")},
            "in the coordinates of urn:ogc:def:crs:EPSG::3857",
        ),
        (
            feature({**SQUARE, "crs": {"type": "link", "properties": {"href": "x"}}}),
            "in the coordinates of link",
        ),
    ],
)  # fmt: skip
def test_what_is_not_one_outline_is_refused_with_its_reason(drawn: Any, words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_geometry(drawn)
    assert words in " ".join(refused.value.messages)


def test_an_outline_cut_at_the_180th_meridian_is_taken() -> None:
    assert read_geometry(parts(box(177, -20, 180, -15), box(-180, -20, -178, -15))).area == pytest.approx(25)


# Longitude and latitude changed round


@pytest.fixture
def union(db: None) -> Place:
    return Place.objects.add(
        None, kind="union", name="Union", time_zone="Asia/Shanghai", calendar="CN", rule_pack="cn"
    )


def around(lat: float, long: float) -> dict[str, Any]:
    return polygon(box(long - 0.05, lat - 0.05, long + 0.05, lat + 0.05))


XINJIANG = {
    "Alar": (40.55, 81.28), "Aksu": (41.17, 80.26), "Urumqi": (43.83, 87.62), "Shihezi": (44.31, 86.08),
    "Kashgar": (39.47, 75.99),
}  # fmt: skip


@pytest.mark.parametrize(("lat", "long"), XINJIANG.values(), ids=XINJIANG)
def test_longitude_and_latitude_changed_round_are_noticed(union: Place, lat: float, long: float) -> None:
    Boundary(place=union, geometry=around(lat, long)).full_clean()
    with pytest.raises(ValidationError) as refused:
        Boundary(place=union, geometry=around(long, lat)).full_clean()
    assert "Longitude and latitude seem to be changed round" in refused.value.message_dict["geometry"][0]


@pytest.mark.parametrize("zone", ["Asia/Kashgar", "Asia/Chongqing", "PRC"])
def test_the_calendar_names_the_country_of_a_zone_that_has_none(union: Place, zone: str) -> None:
    Place.objects.filter(pk=union.pk).update(time_zone=zone)
    place = Place.objects.get(pk=union.pk)
    Boundary(place=place, geometry=around(39.47, 75.99)).full_clean()
    with pytest.raises(ValidationError, match="changed round"):
        Boundary(place=place, geometry=around(75.99, 39.47)).full_clean()


CITIES = {
    "Asia/Shanghai": [(18.25, 109.5), (29.65, 91.11), (32.5, 80.1), (45.75, 126.63), (25.04, 102.72)],
    "Africa/Cairo": [(31.2, 29.9), (27.2, 33.8)],
    "Asia/Kolkata": [(9.93, 76.26), (19.07, 72.88)],
    "Europe/Lisbon": [(38.7, -9.1), (37.7, -25.7)],
    "America/Sao_Paulo": [(-23.5, -46.6), (-3.1, -60)],
    "Asia/Riyadh": [(21.5, 39.2)],
    "Etc/GMT-8": [(39.9, 116.4)],
}


@pytest.mark.parametrize(
    ("zone", "lat", "long"), [(zone, *spot) for zone, spots in CITIES.items() for spot in spots]
)
def test_a_place_at_the_edge_of_its_country_is_taken(
    union: Place, zone: str, lat: float, long: float
) -> None:
    Place.objects.filter(pk=union.pk).update(time_zone=zone)
    Boundary(place=Place.objects.get(), geometry=around(lat, long)).full_clean()


def test_the_other_outlines_are_compared_with_as_well(union: Place) -> None:
    Place.objects.filter(pk=union.pk).update(time_zone="Etc/GMT-5")
    mill = Place.objects.add(Place.objects.get(), kind="branch", name="Mill")
    Boundary.objects.create(place=union, geometry=around(40.55, 81.28))
    Boundary(place=mill, geometry=around(39.47, 75.99)).full_clean()
    with pytest.raises(ValidationError):
        Boundary(place=mill, geometry=around(75.99, 39.47)).full_clean()


def test_an_outline_that_cannot_be_read_is_refused_once(union: Place) -> None:
    with pytest.raises(ValidationError) as refused:
        Boundary(place=union, geometry=POINT).full_clean()
    assert refused.value.message_dict == {"geometry": ["Draw the outline as a Polygon or MultiPolygon."]}


# The map


def test_one_outline_that_cannot_be_read_stops_no_other(union: Place) -> None:
    mill, harbour = (
        Place.objects.add(union, kind="branch", name={"en": name}) for name in ("Mill", "Harbour")
    )
    Boundary.objects.create(place=mill, geometry=POINT)
    Boundary.objects.create(place=harbour, geometry=SQUARE)
    assert locate(lat=5, long=5).place == harbour
    assert locate(lat=2, long=1, within=mill).how == "level_above"
    assert list(unreadable()) == [(mill, "Draw the outline as a Polygon or MultiPolygon.")]


def test_a_point_on_a_common_edge_always_goes_to_the_same_side() -> None:
    east, west = Place(pk=1, path="0001"), Place(pk=2, path="0002")
    drawn = [
        Boundary(place=east, geometry=polygon(box(0, 0, 5, 5)), drawn_on="wgs84"),
        Boundary(place=west, geometry=polygon(box(5, 0, 10, 5)), drawn_on="wgs84"),
    ]
    for rows in (drawn, drawn[::-1]):
        assert Boundaries.of(rows, {1: east, 2: west}).around(2, 5, "") == east


def test_the_database_knows_three_maps(union: Place) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Boundary.objects.create(place=union, geometry=SQUARE, drawn_on="mars")
