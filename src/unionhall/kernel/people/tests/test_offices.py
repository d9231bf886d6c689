"""Offices: from a day to a day, at a place and below it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError
from django.utils import timezone

from unionhall.kernel.people import roles
from unionhall.kernel.people.models import Membership, Office, Person

if TYPE_CHECKING:
    from tests.town import Town

DAY = date(2026, 11, 20)


def test_an_office_holds_on_its_first_and_its_last_day(town: "Town") -> None:
    held = Office.objects.filter(person=town.steward)
    held.update(from_on=DAY, until_on=DAY + timedelta(2))
    assert [held.current(DAY + timedelta(day)).exists() for day in (-1, 0, 2, 3)] == [
        False,
        True,
        True,
        False,
    ]


def test_an_office_without_an_end_holds_on(town: "Town") -> None:
    Office.objects.filter(person=town.steward).update(from_on=DAY)
    assert Office.objects.filter(person=town.steward).current(DAY + timedelta(9_999)).exists()


def test_it_cannot_end_before_it_begins(town: "Town") -> None:
    with pytest.raises(IntegrityError):
        Office.objects.create(
            person=town.member, role="steward", place=town.north, from_on=DAY, until_on=DAY - timedelta(1)
        )


def test_a_membership_cannot_end_before_it_begins(town: "Town") -> None:
    with pytest.raises(IntegrityError):
        Membership.objects.create(
            person=town.member, place=town.north, from_on=DAY, until_on=DAY - timedelta(1)
        )


def test_it_reaches_its_place_and_below_and_nothing_beside(town: "Town") -> None:
    office = Office.objects.get(person=town.caseworker)
    assert [office.reaches(place.path) for place in (town.mill, town.north, town.south)] == [True] * 3
    assert [office.reaches(place.path) for place in (town.union, town.harbour, town.harbour_area)] == [
        False
    ] * 3


def test_a_person_has_the_offices_of_today(town: "Town") -> None:
    tomorrow = timezone.localdate() + timedelta(1)
    Office.objects.create(person=town.steward, role="chair", place=town.mill, from_on=tomorrow)
    steward = Person.objects.get(pk=town.steward.pk)
    assert [office.role for office in steward.current_offices] == ["steward"]


def test_every_role_has_a_title_and_a_lost_one_its_name() -> None:
    assert {str(roles.title_of(name)) for name in roles.all_roles()} >= {"Steward", "Quality officer"}
    assert roles.title_of("lamplighter") == "lamplighter"
