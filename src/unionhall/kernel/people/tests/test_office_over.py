"""Through which office somebody has to do with a place."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from unionhall.kernel.people.models import Office, Person

if TYPE_CHECKING:
    from tests.town import Town


def fresh(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


def test_the_nearest_office_above_a_place_is_the_one(town: "Town") -> None:
    far = Office.objects.create(person=town.member, role="chair", place=town.union)
    near = Office.objects.create(person=town.member, role="auditor", place=town.mill)
    member = fresh(town.member)
    assert member.office_over(town.north.path) == near
    assert member.office_over(town.north.path, ("chair",)) == far
    assert member.office_over(town.harbour.path) == far


def test_no_office_of_another_role_place_or_time_counts(town: "Town") -> None:
    over = timezone.localdate() - timedelta(days=1)
    Office.objects.create(person=town.member, role="chair", place=town.union, until_on=over, from_on=over)
    Office.objects.create(person=town.member, role="steward", place=town.north)
    member = fresh(town.member)
    assert member.office_over(town.mill.path) is None
    assert member.office_over(town.south.path) is None
    assert member.office_over(town.north.path, ("chair", "coordinator")) is None
    assert member.office_over(town.north.path, ()) is None
