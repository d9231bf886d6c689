"""What happened, in words that fit the reader."""

from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.rendering import sentences
from unionhall.kernel.people.actors import Actor, Guest
from unionhall.kernel.people.models import Office
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import asking, handling

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.town import Town


def told(matter: Matter, reader: Actor | None = None) -> list[str]:
    return sentences(Entry.objects.filter(stream=matter.stream).order_by("number"), reader)


def test_an_officer_is_named_with_their_office(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    assert told(matter, town.member)[1] == "Sam Steward (Steward) took the request on."


def test_a_member_reads_of_themselves_as_you(town: "Town") -> None:
    assert told(town.desk.ask(), town.member) == ["You asked for help."]


def test_others_read_of_the_member_without_a_name(town: "Town") -> None:
    matter = town.desk.ask()
    for reader in (town.steward, town.outsider, Guest(), None):
        assert told(matter, reader) == ["The member asked for help."]


def test_a_steward_who_asks_for_themselves_is_the_member_there(town: "Town") -> None:
    assert told(town.desk.ask(member=town.steward), town.caseworker) == ["The member asked for help."]


def test_somebody_without_an_office_is_not_named(town: "Town") -> None:
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    town.steward.offices.all().delete()
    assert told(matter, town.member)[1] == "Somebody took the request on."


def test_the_office_is_the_one_held_then(town: "Town") -> None:
    Office.objects.create(
        person=town.steward, place=town.north, role="volunteer", from_on="2000-01-01", until_on="2000-12-31"
    )
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    assert "(Steward)" in told(matter)[1]


def test_the_office_is_the_one_that_reaches_the_matter(town: "Town") -> None:
    Office.objects.create(person=town.caseworker, place=town.harbour_area, role="chair")
    matter = handling.accept(town.desk.ask(), actor=town.caseworker)
    assert "(Caseworker)" in told(matter)[1]


def test_a_guest_is_a_guest(town: "Town") -> None:
    matter = asking.new_matter(town.desk.service, town.north, subject=None)
    request = town.desk.request(channel=Request.Channel.GUEST)
    assert told(asking.ask(matter, actor=Guest(), request=request)) == ["A guest asked for help."]


def test_whoever_is_asked_to_take_it_is_named(town: "Town") -> None:
    matter = handling.hand_over(town.desk.ask(), actor=town.steward, adviser=town.caseworker)
    assert told(matter)[1] == "Sam Steward (Steward) asked Cai Worker (Caseworker) to take the request."


def test_a_sentence_is_in_the_language_of_its_reader(town: "Town") -> None:
    matter = town.desk.ask()
    with translation.override("zh-hans"):
        in_chinese = told(matter)
    assert "{" not in in_chinese[0]


@pytest.mark.parametrize("count", [1, 5])
def test_the_number_of_queries_does_not_grow(
    town: "Town", django_assert_num_queries: "DjangoAssertNumQueries", count: int
) -> None:
    matters = [handling.accept(town.desk.ask(), actor=town.steward) for _ in range(count)]
    entries = list(Entry.objects.filter(stream__in=[matter.stream for matter in matters]))
    with django_assert_num_queries(3):
        assert len(sentences(entries)) == 2 * count
