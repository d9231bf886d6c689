"""A member moves to another branch, with the consent of both."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.register.procedure import moving

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def harbour_keeper(town: "Town") -> Person:
    keeper = Person.objects.create_user("hank@town.example", None, name="Hank Keeper")
    Office.objects.create(person=keeper, place=town.harbour, role="register_keeper")
    return keeper


@pytest.fixture
def asked(town: "Town", harbour_keeper: Person, client: Client) -> Matter:
    """The member asked to move from the north to the harbour."""
    Membership.objects.update(from_on=timezone.localdate() - timedelta(days=100))
    client.force_login(town.member)
    typed = {"origin": str(town.north.pk), "target": str(town.harbour.pk)}
    assert client.post("/register/transfer/", typed).status_code == 302
    matter: Matter = Matter.objects.get()
    return matter


def test_both_agree_and_the_membership_changes_on_one_day(
    town: "Town", asked: Matter, harbour_keeper: Person
) -> None:
    elsewhere = town.desk.ask()
    assert asked.handler == town.register_keeper
    matter = moving.release(asked, actor=town.register_keeper)
    assert (matter.place, matter.handler) == (town.harbour, harbour_keeper)
    assert town.member.memberships.current().get().place == town.north
    moving.admit(matter, actor=harbour_keeper, text="Welcome.")
    old, new = town.member.memberships.order_by("from_on")
    assert (old.place, new.place) == (town.north, town.harbour)
    assert new.from_on - old.until_on == timedelta(days=1)
    elsewhere.refresh_from_db()
    assert (elsewhere.place, elsewhere.handler) == (town.north, town.steward)


def test_neither_side_decides_for_the_other(town: "Town", asked: Matter, harbour_keeper: Person) -> None:
    with pytest.raises(NotAllowed):
        moving.release(asked, actor=harbour_keeper)
    with pytest.raises(NotAllowed):
        moving.admit(asked, actor=town.register_keeper, text="Welcome.")
    matter = moving.release(asked, actor=town.register_keeper)
    with pytest.raises(NotAllowed):
        moving.admit(matter, actor=town.register_keeper, text="Welcome.")


def test_silence_on_each_side_goes_up(town: "Town", asked: Matter, harbour_keeper: Person) -> None:
    for day in range(1, 7):
        clock.tick(timezone.now() + timedelta(days=day))
    asked.refresh_from_db()
    assert (asked.state, asked.handler) == ("escalated", town.mill_coordinator)
    matter = moving.release(asked, actor=town.mill_coordinator)
    assert matter.handler == harbour_keeper
    for day in range(7, 16):
        clock.tick(timezone.now() + timedelta(days=day))
    matter.refresh_from_db()
    assert (matter.state, matter.handler) == ("escalated", town.coordinator)
    moving.admit(matter, actor=town.coordinator, text="Welcome.")
    assert town.member.memberships.current().get().place == town.harbour


def test_refused_by_one_side_an_appeal_decides_for_both(town: "Town", asked: Matter) -> None:
    matter = moving.decline(asked, actor=town.register_keeper, text="No.")
    matter = moving.appeal(matter, actor=town.member, text="Yes.")
    assert matter.handler == town.mill_coordinator
    moving.admit(matter, actor=town.mill_coordinator, text="Welcome.")
    assert town.member.memberships.current().get().place == town.harbour


def test_one_asks_for_one_move_at_a_time(town: "Town", asked: Matter, client: Client) -> None:
    typed = {"origin": str(town.north.pk), "target": str(town.harbour_area.pk)}
    assert client.post("/register/transfer/", typed).status_code == 409
    assert Matter.objects.count() == 1


def test_who_joined_today_can_move_today(town: "Town", asked: Matter, harbour_keeper: Person) -> None:
    Membership.objects.update(from_on=timezone.localdate())
    matter = moving.release(asked, actor=town.register_keeper)
    moving.admit(matter, actor=harbour_keeper, text="Welcome.")
    assert town.member.memberships.get().place == town.harbour
