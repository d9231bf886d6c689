"""Every address and every point finds a place that answers for it."""

from time import perf_counter
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.geometry import read_geometry
from unionhall.kernel.places.locate import NoPlaceYet, current_atlas, locate
from unionhall.kernel.places.models import Boundary, Building, Place, Street


def add(parent: Place | None, kind: str, name: str, **fields: Any) -> Place:
    return Place.objects.add(parent, kind=kind, name=name, **fields)


def square(left: float, bottom: float, size: float) -> dict[str, Any]:
    corners = [[left + size * x, bottom + size * y] for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]
    return {"type": "Polygon", "coordinates": [corners]}


@pytest.fixture
def root(db: None) -> Place:
    return add(None, "federation", "Riverbend", time_zone="Asia/Shanghai", calendar="CN", rule_pack="cn")


@pytest.fixture
def harbour(root: Place) -> Place:
    return add(root, "branch", "Harbour")


@pytest.fixture
def north(harbour: Place) -> Place:
    north = add(harbour, "area", "North quay")
    Street.objects.create(place=north, name="Harbour Street", from_number=1, to_number=99, parity="odd")
    Street.objects.create(place=north, name="海港街", from_number=1, to_number=50)
    Street.objects.create(place=north, name="King's Road")
    Building.objects.create(place=north, name="Seamen's Home")
    Building.objects.create(place=north, name="Pier 9")
    Boundary.objects.create(place=north, geometry=square(0, 0, 10))
    return north


@pytest.fixture
def south(harbour: Place) -> Place:
    south = add(harbour, "area", "South quay")
    Street.objects.create(place=south, name="Harbour Street", from_number=2, to_number=98, parity="even")
    Street.objects.create(place=south, name="Harbour Street", from_number=100)
    Street.objects.create(place=south, name="海港街", from_number=51)
    Building.objects.create(place=south, name="海员新村")
    Boundary.objects.create(place=south, geometry=square(10, 0, 10))
    return south


@pytest.mark.parametrize(
    ("address", "area", "how"),
    [
        ("11 Harbour Street", "North quay", "street"),
        ("12 Harbour Street", "South quay", "street"),
        ("No. 12a Harbour  St.", "South quay", "street"),
        ("No. 12, Harbour Street", "South quay", "street"),
        ("Flat 3, 12, Harbour Street", "South quay", "street"),
        ("Flat 3, Harbour Street", "Harbour", "level_above"),
        ("HARBOUR STREET 101", "South quay", "street"),
        ("Flat 3, 11 harbour street, Riverbend", "North quay", "street"),
        ("１１ Ｈａｒｂｏｕｒ Ｓｔｒｅｅｔ", "North quay", "street"),
        ("海港街12号", "North quay", "street"),
        ("海港街 52 號", "South quay", "street"),
        ("河湾市东区海港街５２号3单元501室", "South quay", "street"),
        ("5 King’s Rd", "North quay", "street"),
        ("Kings Road", "North quay", "street"),
        ("Seamens home, Kings Road", "North quay", "building"),
        ("the seamen's home", "North quay", "building"),
        ("pier 9", "North quay", "building"),
        ("河湾市海员新村8栋", "South quay", "building"),
    ],
)
def test_an_address_finds_its_area(north: Place, south: Place, address: str, area: str, how: str) -> None:
    found = locate(address=address)
    assert (str(found.place), found.how) == (area, how)


@pytest.mark.parametrize(
    "address",
    [
        "11 Old Harbour",
        "Pier 90",
        "东海港街12号",
        "海港街道办事处",
        "海",
        "",
        "   ",
        "12",
        "???",
        "\0",
        "x" * 10_000,
        "12 " * 5_000,
    ],
)
def test_an_address_that_nobody_listed_goes_to_the_level_above(
    north: Place, south: Place, root: Place, harbour: Place, address: str
) -> None:
    assert locate(address=address).place == root
    found = locate(address=address, within=harbour)
    assert (found.place, found.how) == (harbour, "level_above")


def test_a_street_of_two_areas_without_a_number_goes_to_who_stands_above_both(
    north: Place, south: Place, harbour: Place
) -> None:
    found = locate(address="Harbour Street")
    assert (found.place, found.how) == (harbour, "level_above")
    assert locate(address="Harbour Street", lat=5, long=15).place == south
    Street.objects.create(place=south, name="King's Road")
    assert locate(address="7 King's Road").place == harbour


def test_the_longer_name_wins(north: Place, south: Place) -> None:
    Street.objects.create(place=south, name="Seamen's Home Lane")
    assert locate(address="4 Seamen's Home Lane").place == south


def test_of_places_in_one_line_the_lowest_takes_it(north: Place, harbour: Place) -> None:
    Building.objects.create(place=harbour, name="Pier 9")
    assert locate(address="Pier 9").place == north


def test_only_places_within_the_given_one_are_looked_at(north: Place, south: Place, root: Place) -> None:
    mill = add(root, "branch", "Mill")
    assert locate(address="11 Harbour Street", lat=5, long=5, within=mill).place == mill
    assert locate(address="11 Harbour Street", within=north).place == north
    assert locate(address="12 Harbour Street", within=north).how == "level_above"


# Points


def test_a_point_finds_the_boundary_around_it(north: Place, south: Place) -> None:
    assert (locate(lat=5, long=5).place, locate(lat=5, long=15).place) == (north, south)
    assert locate(lat=5, long=15).how == "polygon"


def test_an_address_goes_before_the_point(north: Place, south: Place) -> None:
    assert locate(address="11 Harbour Street", lat=5, long=15).place == north
    assert locate(address="nowhere", lat=5, long=15).place == south


def test_a_point_on_the_line_between_two_still_finds_one(north: Place, south: Place) -> None:
    assert locate(lat=5, long=10).place in {north, south}


def test_where_boundaries_overlap_the_narrowest_takes_it(north: Place, south: Place, harbour: Place) -> None:
    Boundary.objects.create(place=harbour, geometry=square(0, 0, 30))
    corner = add(harbour, "area", "Corner")
    Boundary.objects.create(place=corner, geometry=square(0, 0, 2))
    assert locate(lat=1, long=1).place == corner
    assert locate(lat=5, long=5).place == north
    assert locate(lat=25, long=25).place == harbour


@given(lat=st.none() | st.floats(), long=st.none() | st.floats(), address=st.text(max_size=40))
@example(lat=float("nan"), long=5.0, address="")
@example(lat=91.0, long=5.0, address="海港街")
@example(lat=5.0, long=None, address="12 12 12")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_ever_unowned(north: Place, lat: float | None, long: float | None, address: str) -> None:
    assert locate(address=address, lat=lat, long=long).place.pk


def test_a_hall_without_places_says_so(db: None) -> None:
    with pytest.raises(NoPlaceYet):
        locate(address="11 Harbour Street")


# The map follows every change


def test_a_change_is_seen_at_once(north: Place, south: Place, harbour: Place) -> None:
    assert locate(lat=5, long=5).place == north
    Boundary.objects.filter(place=north).update(geometry=square(40, 40, 5))
    assert locate(lat=5, long=5).how == "level_above"
    assert locate(lat=41, long=41).place == north
    Street.objects.filter(name="海港街").delete()
    assert locate(address="海港街12号").how == "level_above"


def test_a_closed_area_gives_its_addresses_to_the_level_above(
    north: Place, south: Place, harbour: Place
) -> None:
    Place.objects.filter(pk=north.pk).update(closed_on="2020-01-01")
    found = locate(address="11 Harbour Street", lat=5, long=5, within=north)
    assert (found.place, found.how) == (harbour, "level_above")


def test_a_renamed_place_has_its_new_name(north: Place) -> None:
    assert str(locate(lat=5, long=5).place) == "North quay"
    north.name = "Old quay"
    north.save()
    assert str(locate(lat=5, long=5).place) == "Old quay"


def test_a_change_that_was_taken_back_is_forgotten(north: Place) -> None:
    with transaction.atomic():
        Boundary.objects.all().delete()
        assert locate(lat=5, long=5).how == "level_above"
        transaction.set_rollback(True)
    assert locate(lat=5, long=5).place == north


def test_an_unchanged_map_costs_one_query(
    north: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    locate(lat=5, long=5)
    with django_assert_num_queries(1):
        locate(lat=5, long=5)
    atlas = current_atlas()
    with django_assert_num_queries(0):
        locate(address="11 Harbour Street", lat=5, long=5, atlas=atlas)


def test_a_point_is_found_among_24_detailed_areas_in_far_less_than_a_millisecond(harbour: Place) -> None:
    for number in range(24):
        area = add(harbour, "area", f"Area {number}")
        outline = read_geometry(square(number % 6, number // 6, 1)).buffer(0.4, quad_segs=250)
        Boundary.objects.create(place=area, geometry=outline.__geo_interface__)
    atlas = Atlas.load()
    begin = perf_counter()
    for number in range(5_000):
        locate(lat=number % 4 + 0.51, long=number % 6 + 0.53, within=harbour, atlas=atlas)
    assert (perf_counter() - begin) / 5_000 < 0.001  # 0.04 ms on a quiet machine


# What is refused


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        [],
        {},
        "POLYGON",
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[["a", 0], [1, 1], [1, 0], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [0, 91], [10, 91], [0, 0]]]},
        {"type": "Feature", "geometry": None},
    ],
)
def test_a_geometry_that_is_no_outline_is_refused(geometry: Any) -> None:
    with pytest.raises(ValidationError):
        read_geometry(geometry)


def test_a_feature_is_read_and_a_crossing_ring_mended() -> None:
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}
    assert read_geometry({"type": "Feature", "geometry": bow, "properties": {}}).area == pytest.approx(2)


@pytest.mark.parametrize("wrong", [{"from_number": 9, "to_number": 3}, {"parity": "some"}])
def test_the_database_refuses_house_numbers_out_of_order(north: Place, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Street.objects.create(place=north, name="Short Street", **wrong)
