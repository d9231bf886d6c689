"""The tree of places: how a place comes into it, what lies where, and whose terms hold."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from unionhall.kernel.places import tree
from unionhall.kernel.places.models import Place
from unionhall.kernel.places.querysets import WrongPlace

TERMS = {"time_zone": "Asia/Shanghai", "calendar": "CN", "rule_pack": "cn"}


def add(parent: Place | None, kind: str, name: Any = "Somewhere", **fields: Any) -> Place:
    return Place.objects.add(parent, kind=kind, name=name, **fields)


@pytest.fixture
def federation(db: None) -> Place:
    return add(None, "federation", {"en": "Riverbend", "zh-hans": "河湾"}, **TERMS)


@pytest.fixture
def branch(federation: Place) -> Place:
    return add(add(federation, "union"), "branch")


# Adding


def test_paths_grow_below_the_parent(federation: Place, branch: Place) -> None:
    second = add(branch.parent, "branch")
    assert [federation.path, branch.path, second.path] == ["0001", "000100010001", "000100010002"]


def test_a_path_is_not_given_twice_where_it_is_still_the_last(branch: Place) -> None:
    first, second = add(branch, "area"), add(branch, "area")
    first.delete()
    assert add(branch, "area").path > second.path


def test_a_hall_may_have_several_roots(federation: Place) -> None:
    other = add(None, "union", **TERMS)
    assert [place.pk for place in Place.objects.roots()] == [federation.pk, other.pk]


@pytest.mark.parametrize(
    ("below", "kind"),
    [("area", "branch"), ("branch", "union"), ("union", "federation"), ("area", "federation")],
)
def test_a_bigger_kind_cannot_stand_below_a_smaller_one(federation: Place, below: str, kind: str) -> None:
    parent = add(federation, below)
    with pytest.raises(WrongPlace):
        add(parent, kind)


@pytest.mark.parametrize("kind", ["federation", "union", "branch", "area"])
def test_a_kind_may_stand_below_its_like(federation: Place, kind: str) -> None:
    assert add(add(federation, kind), kind).path == "000100010001"


def test_a_service_area_is_no_root(db: None) -> None:
    with pytest.raises(WrongPlace):
        add(None, "area", **TERMS)


@pytest.mark.parametrize("missing", TERMS)
def test_a_root_needs_its_own_terms(db: None, missing: str) -> None:
    with pytest.raises(WrongPlace):
        add(None, "federation", **TERMS | {missing: ""})


def test_the_tree_has_a_depth_where_it_ends(federation: Place) -> None:
    place = federation
    for _level in range(tree.DEEPEST - 1):
        place = add(place, "federation")
    with pytest.raises(tree.TreeFull):
        add(place, "area")


@pytest.mark.django_db(transaction=True)
def test_many_who_add_at_once_get_a_path_each() -> None:
    root = add(None, "union", **TERMS)

    def add_one(number: int) -> str:
        try:
            return add(root if number % 2 else None, "branch", **TERMS).path
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        paths = list(threads.map(add_one, range(24)))
    assert len(set(paths)) == 24
    assert Place.objects.within(root).count() == 13


# What the database refuses by itself


@pytest.mark.parametrize(
    "change",
    [
        {"path": "0009"},
        {"path": "00010001000100"},
        {"path": "00010001000a"},
        {"path": "00010"},
        {"path": "000200010001"},
        {"kind": "federation"},
        {"kind": "castle"},
        {"parent_id": None},
    ],
)
def test_the_database_refuses_a_place_that_stands_wrong(branch: Place, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=branch.pk).update(**change)


def test_the_database_refuses_a_root_without_terms(federation: Place) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=federation.pk).update(calendar="")


def test_a_place_with_others_below_it_cannot_be_deleted(federation: Place, branch: Place) -> None:
    with pytest.raises(IntegrityError):
        federation.delete()


# Reading


def test_within_and_above(federation: Place, branch: Place) -> None:
    area = add(branch, "area")
    add(federation, "union")
    assert list(Place.objects.within(branch)) == [branch, area]
    assert list(Place.objects.ancestors_of(area)) == [federation, branch.parent, branch]
    assert list(Place.objects.ancestors_of(federation)) == []
    assert list(Place.objects.within(federation).areas()) == [area]
    assert list(Place.objects.children_of(branch)) == [area]


def test_a_closed_place_is_closed_from_its_day_on(branch: Place) -> None:
    branch.closed_on = date(2026, 11, 20)
    branch.save()
    assert branch.is_open(date(2026, 11, 19))
    assert not branch.is_open(date(2026, 11, 20))
    assert branch in Place.objects.open(on=date(2026, 11, 19))
    assert branch not in Place.objects.open(on=date(2026, 11, 20))


def test_a_name_is_read_in_the_readers_language(federation: Place) -> None:
    with override("zh-hans"):
        assert str(Place.objects.get()) == "河湾"
    assert str(federation) == "Riverbend"


def test_a_made_up_time_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        Place(time_zone="Mars/Olympus", path="0001").clean_fields(exclude=["kind", "name", "parent"])


# Terms


def test_terms_come_from_the_nearest_place_that_has_them(
    federation: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    union = add(federation, "union", calendar="HK")
    area = add(add(union, "branch", time_zone="Asia/Hong_Kong"), "area")
    with django_assert_num_queries(1):
        assert (area.zone, area.calendar_code, area.pack) == (ZoneInfo("Asia/Hong_Kong"), "HK", "cn")


def test_a_place_with_terms_of_its_own_asks_nobody(
    federation: Place, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert federation.zone == ZoneInfo("Asia/Shanghai")


# Paths

paths = st.lists(st.sampled_from(["0001", "0002", "000Z"]), min_size=1, max_size=5).map("".join)


def test_siblings_are_counted_in_base_36() -> None:
    assert tree.next_beside("0001000Z") == "00010010"
    assert tree.next_beside("00ZZ") == "0100"
    with pytest.raises(tree.TreeFull):
        tree.next_beside("0001ZZZZ")


@given(st.lists(paths, min_size=1, max_size=6))
def test_places_meet_at_the_lowest_place_above_them_all(given_paths: list[str]) -> None:
    meeting = tree.meeting(given_paths)
    above_all = set.intersection(*(set(tree.lineage(path)) for path in given_paths))
    assert meeting == max(above_all, key=len, default="")


@given(st.integers(1, 36**4 - 2))
def test_the_next_path_sorts_after_it(number: int) -> None:
    path = tree.first_below("0001")
    for _digit in range(3):
        number, digit = divmod(number, 36)
        path = path[:-1] + tree.DIGITS[digit]
    assert tree.next_beside(path) > path
