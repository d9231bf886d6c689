"""Who sees which matters."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.models import Office, Person
from unionhall.rooms.desk.procedure import asking, closing, handling

if TYPE_CHECKING:
    from tests.town import Town


def seen_by(person: Person) -> set[int]:
    """Asked anew, as each request does; lists, search and the page of one matter follow the same rule."""
    reader = Person.objects.get(pk=person.pk)
    listed = set(Matter.objects.visible_to(reader).values_list("pk", flat=True))
    assert {matter.pk for matter in Matter.objects.all() if matter.is_visible_to(reader)} == listed
    assert {matter.pk for found in Matter.objects.saying("shuttle", reader) for matter in found} == listed
    return listed


@pytest.mark.parametrize("name", ["member", "steward", "caseworker", "mill_coordinator", "coordinator"])
def test_who_is_concerned_or_serves_there_sees_it(town: "Town", name: str) -> None:
    matter = town.desk.ask()
    assert seen_by(getattr(town, name)) == {matter.pk}


@pytest.mark.parametrize(
    "name",
    [
        *("neighbour", "outsider", "volunteer", "quality_officer", "auditor", "chair"),
        *("administrator", "register_keeper"),
    ],
)
def test_nobody_else_sees_it(town: "Town", name: str) -> None:
    town.desk.ask()
    assert seen_by(getattr(town, name)) == set()


def test_each_member_sees_their_own(town: "Town") -> None:
    mine, theirs = town.desk.ask(), town.desk.ask(member=town.neighbour)
    assert seen_by(town.member) == {mine.pk}
    assert seen_by(town.neighbour) == {theirs.pk}
    assert set(Matter.objects.of(town.member)) == {mine}


def test_an_office_reaches_its_place_and_what_is_below(town: "Town") -> None:
    here, there = town.desk.ask(), town.desk.ask(area=town.harbour_area)
    assert seen_by(town.mill_coordinator) == {here.pk}
    assert seen_by(town.coordinator) == {here.pk, there.pk}
    assert set(Matter.objects.within(town.mill)) == {here}
    assert set(Matter.objects.within(town.south)) == set()


@pytest.mark.parametrize(("from_day", "until_day", "sees"), [(-9, -1, 0), (-9, 0, 1), (0, 9, 1), (1, 9, 0)])
def test_an_office_opens_matters_from_its_first_day_to_its_last(
    town: "Town", from_day: int, until_day: int, sees: int
) -> None:
    today = timezone.localdate()
    Office.objects.filter(person=town.caseworker).update(
        from_on=today + timedelta(from_day), until_on=today + timedelta(until_day)
    )
    town.desk.ask()
    assert len(seen_by(town.caseworker)) == sees


def test_the_handler_sees_it_though_the_office_has_ended(town: "Town") -> None:
    matter = town.desk.ask()
    yesterday = timezone.localdate() - timedelta(1)
    Office.objects.filter(person=town.steward).update(from_on=yesterday, until_on=yesterday)
    assert seen_by(town.steward) == {matter.pk}


def test_who_stepped_aside_sees_it_no_more(town: "Town") -> None:
    matter = handling.declare_conflict(town.desk.ask(), actor=town.steward)
    assert seen_by(town.steward) == set()
    assert matter.handler is not None
    assert seen_by(matter.handler) == {matter.pk}


def test_an_officer_who_stepped_aside_still_sees_their_own_matter(town: "Town") -> None:
    matter = town.desk.ask(member=town.steward)
    matter.recusals.create(person=town.steward)
    assert seen_by(town.steward) == {matter.pk}


def test_a_matter_is_listed_once_whatever_ties_one_to_it(town: "Town") -> None:
    matter = town.desk.ask(member=town.steward)
    matter.parties.create(person=town.steward, capacity="witness")
    Office.objects.create(person=town.steward, role="coordinator", place=town.union)
    assert seen_by(town.steward) == {matter.pk}


def test_what_a_guest_asked_is_seen_by_those_who_serve_there(town: "Town") -> None:
    matter = asking.new_matter(town.desk.service, town.north, subject=None)
    matter = asking.carry_over(matter, actor=HALL, request=town.desk.request(), due_at=None)
    assert seen_by(town.steward) == {matter.pk}
    assert seen_by(town.member) == set()


def test_overdue_are_open_ones_whose_promise_has_passed(town: "Town") -> None:
    matter = town.desk.ask()
    assert matter.due_at is not None
    instant = timedelta(microseconds=1)
    assert not Matter.objects.overdue(matter.due_at).exists()
    assert Matter.objects.overdue(matter.due_at + instant).exists()
    closing.withdraw(matter, actor=town.member)
    assert not Matter.objects.overdue(matter.due_at + instant).exists()
