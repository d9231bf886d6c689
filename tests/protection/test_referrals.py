"""Coming from the desk: one's own words stand in the questions, and nothing ties the two matters together."""

from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from tests.walking import Walker
from unionhall.kernel.matters.erasing import erase
from unionhall.kernel.matters.models import Link, Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.desk.procedure import closing, handling
from unionhall.rooms.mediation import referrals
from unionhall.rooms.mediation.tests.dispute import Scene
from unionhall.rooms.mediation.tests.dispute import scene as people_of
from unionhall.rooms.mediation.views.referred import said_before

if TYPE_CHECKING:
    from tests.town import Town

WORDS = "My foreman has owed me four weekends since spring."


@pytest.fixture
def scene(town: "Town") -> Scene:
    return people_of(town)


@pytest.fixture
def referred(scene: Scene) -> Matter:
    """A request at the desk, whose handler found that mediation is the right room."""
    town = scene.town
    asked = handling.accept(town.desk.ask(description=WORDS), actor=town.steward)
    sent: Matter = closing.refer_to_room(asked, actor=town.steward, room="mediation", text="Two sides.")
    return sent


def begun(person: Person, matter: Matter) -> str:
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk))
    return screens(client, matter)


def screens(client: Client, matter: Matter) -> str:
    """What stands on the first screen and on the second, where what happened is asked."""
    walker = Walker(client, referrals.address(matter))
    return walker.text + walker.say(subject="other").text


def test_the_party_s_own_words_and_place_stand_in_the_questions(scene: Scene, referred: Matter) -> None:
    assert said_before(scene.member, referred.reference) == {
        "claim": {"claim": WORDS},
        "where": {"place": str(scene.town.north.pk)},
    }
    assert WORDS in begun(scene.member, referred)


@pytest.mark.parametrize("who", ["neighbour", "steward", "coordinator", "administrator"])
def test_nobody_else_s_questions_hold_them(scene: Scene, referred: Matter, who: str) -> None:
    somebody = getattr(scene.town, who)
    assert said_before(somebody, referred.reference) == {}
    assert WORDS not in begun(somebody, referred)


def test_nor_do_those_of_somebody_without_an_account(referred: Matter) -> None:
    assert said_before(None, referred.reference) == {}
    assert WORDS not in screens(Client(), referred)


@pytest.mark.parametrize("reference", ["", "D-2026-000000", "D-1999-{0}", "S-2026-{0}", "none", "D-2026-1\0"])
def test_another_reference_gives_nothing(scene: Scene, referred: Matter, reference: str) -> None:
    made_up = reference.format(f"{referred.pk:06d}")
    assert said_before(scene.member, made_up) == {}


def test_what_was_erased_gives_nothing(scene: Scene, referred: Matter) -> None:
    assert referred.closed_at
    erase(referred.pk, referred.closed_at)
    assert said_before(scene.member, referred.reference) == {}


def test_no_row_of_the_dispute_points_at_the_request(scene: Scene, referred: Matter) -> None:
    dispute = scene.ask(claim=WORDS)
    assert not Link.objects.exists()
    sought = (referred.reference, str(referred.stream), str(UUID(str(referred.stream)).hex))
    with connection.cursor() as cursor:
        cursor.execute("SELECT e.payload::text FROM journal_entry e WHERE stream = %s", [dispute.stream])
        said = "\n".join(row for (row,) in cursor.fetchall())
        cursor.execute("SELECT d::text FROM mediation_dispute d")
        said += "\n".join(row for (row,) in cursor.fetchall())
    assert not [each for each in sought if each in said]


def test_the_desk_sees_nothing_of_the_dispute(scene: Scene, referred: Matter, town: "Town") -> None:
    dispute = scene.ask(claim=WORDS)
    assert not dispute.is_visible_to(Person.objects.get(pk=town.steward.pk))
    assert Matter.objects.get(pk=referred.pk).party_ids & dispute.party_ids == set()
