"""A member has their name put right: they ask, whoever keeps the register of their branch confirms it."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from tests.town import person
from tests.walking import Browser
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.register.procedure import correcting

if TYPE_CHECKING:
    from tests.town import Town

URL, NAME = "/register/correct/", "Mémé Ó Néill"


def typed(town: "Town", **said: str) -> dict[str, str]:
    return {"name": "", "phone": "", "why": "", "place": str(town.north.pk), **said}


def ask(town: "Town", **said: str) -> Matter:
    client = Client()
    client.force_login(town.member)
    assert client.post(URL, typed(town, **said)).status_code == 302
    matter: Matter = Matter.objects.get()
    return matter


def again(somebody: Person) -> Person:
    return Person.objects.get(pk=somebody.pk)


def test_the_name_changes_when_it_is_confirmed_and_not_before(town: "Town") -> None:
    before = town.member.name
    matter = ask(town, name=NAME, why="Two letters are swapped.")
    assert (matter.handler, matter.subject) == (town.register_keeper, town.member)
    assert again(town.member).name == before
    correcting.confirm(matter, actor=town.register_keeper, text="I saw your card.")
    assert again(town.member).name == NAME
    assert (again(town.member).phone, again(town.member).email) == (town.member.phone, town.member.email)


def test_a_number_changes_and_waits_for_its_proof(town: "Town") -> None:
    matter = ask(town, phone="+44 20 7183 8750")
    correcting.confirm(matter, actor=town.register_keeper, text="I rang you.")
    member = again(town.member)
    assert (member.phone, member.phone_confirmed_on) == ("+442071838750", None)


def test_a_number_that_another_account_proved_is_not_given_away(town: "Town") -> None:
    Person.objects.filter(pk=town.neighbour.pk).update(
        phone="+442071838750", phone_confirmed_on=timezone.localdate()
    )
    matter = ask(town, phone="+44 20 7183 8750")
    with pytest.raises(correcting.NumberIsAnothers):
        correcting.confirm(matter, actor=town.register_keeper, text="I rang you.")
    assert again(town.neighbour).phone == "+442071838750"


def test_nobody_confirms_their_own_or_that_of_another_branch(town: "Town") -> None:
    matter = ask(town, name=NAME)
    elsewhere = person("Hank Keeper", town.harbour, "register_keeper")
    for somebody in (town.member, town.steward, elsewhere):
        with pytest.raises(NotAllowed):
            correcting.confirm(matter, actor=somebody, text="Yes.")


def test_a_keeper_s_own_name_goes_to_somebody_else(town: "Town") -> None:
    Membership.objects.create(person=town.register_keeper, place=town.north)
    client = Client()
    client.force_login(town.register_keeper)
    client.post(URL, typed(town, name=NAME))
    matter = Matter.objects.get()
    assert matter.handler != town.register_keeper
    with pytest.raises(NotAllowed):
        correcting.confirm(matter, actor=town.register_keeper, text="Yes.")


def test_one_asks_for_something_and_once(town: "Town") -> None:
    client = Browser()
    client.force_login(town.member)
    answer = client.post(URL, typed(town, why="It is wrong."))
    assert "Write your name or your number as it is right." in answer.text
    assert "It is wrong." in answer.text
    assert (
        "So it stands in the register already." in client.post(URL, typed(town, name=town.member.name)).text
    )
    ask(town, name=NAME)
    assert client.post(URL, typed(town, name="Mei")).status_code == 409
    assert Matter.objects.count() == 1


def test_the_journal_keeps_no_name(town: "Town") -> None:
    matter = ask(town, name=NAME)
    correcting.confirm(matter, actor=town.register_keeper, text="I saw your card.")
    assert NAME not in str(list(Entry.objects.values_list("payload", flat=True)))
