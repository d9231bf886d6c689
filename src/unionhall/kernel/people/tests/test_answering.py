"""Who answers: nearest first, up the tree, and never somebody unfit."""

from typing import TYPE_CHECKING

import pytest

from unionhall.kernel.people.answering import NobodyAnswers, first_contact, next_above, offices_up
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.places.models import Place

if TYPE_CHECKING:
    from tests.town import Town

HANDLERS, COORDINATORS = ("steward", "volunteer", "caseworker"), ("coordinator",)


def contact(place: Place, *without: Person) -> Person:
    return first_contact(place, HANDLERS, COORDINATORS, {person.pk for person in without})


def test_the_nearest_answers(town: "Town") -> None:
    assert contact(town.north) == town.steward
    assert contact(town.south) == town.volunteer
    assert contact(town.mill) == town.caseworker


def test_where_nobody_answers_the_level_above_does(town: "Town") -> None:
    assert contact(town.harbour_area) == town.coordinator


def test_at_one_place_handlers_come_before_the_coordinator(town: "Town") -> None:
    assert contact(town.north, town.steward) == town.caseworker
    assert contact(town.north, town.steward, town.caseworker) == town.mill_coordinator


def test_when_everybody_is_unfit_nobody_answers(town: "Town") -> None:
    with pytest.raises(NobodyAnswers):
        contact(town.harbour_area, town.coordinator)


def test_who_has_left_does_not_answer(town: "Town") -> None:
    Person.objects.filter(pk=town.steward.pk).update(is_active=False)
    assert contact(town.north) == town.caseworker


def test_several_at_one_place_take_turns(town: "Town") -> None:
    Office.objects.create(person=town.outsider, role="volunteer", place=town.north)
    assert {contact(town.north) for _ in range(60)} == {town.steward, town.outsider}


def test_offices_are_listed_nearest_first_and_longest_held_first(town: "Town") -> None:
    Office.objects.create(person=town.outsider, role="steward", place=town.north)
    found = [office.person for office in offices_up(town.north, {*HANDLERS, *COORDINATORS})]
    assert found[:2] == [town.steward, town.outsider]
    assert set(found[2:4]) == {town.caseworker, town.mill_coordinator}
    assert found[4:] == [town.coordinator]


def test_the_next_above_is_the_next_coordinator(town: "Town") -> None:
    assert next_above(town.north, COORDINATORS, town.steward, set()) == town.mill_coordinator
    assert next_above(town.north, COORDINATORS, town.mill_coordinator, set()) == town.coordinator
    assert next_above(town.north, COORDINATORS, town.coordinator, set()) is None
    assert next_above(town.north, COORDINATORS, None, set()) == town.mill_coordinator


def test_the_next_above_is_never_somebody_unfit(town: "Town") -> None:
    unfit = {town.mill_coordinator.pk}
    assert next_above(town.north, COORDINATORS, town.steward, unfit) == town.coordinator
    assert next_above(town.harbour, COORDINATORS, None, {town.coordinator.pk}) is None
