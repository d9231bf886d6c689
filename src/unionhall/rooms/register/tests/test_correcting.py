"""A member has their name put right: they ask, whoever keeps the register of their branch confirms it."""

from threading import Barrier, Thread
from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from tests.town import person
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people import texting
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.register.models import Correction
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


@pytest.mark.parametrize("is_proved", [True, False])
def test_a_number_that_another_account_has_is_not_given_away(town: "Town", is_proved: bool) -> None:
    proved = timezone.localdate() if is_proved else None
    Person.objects.filter(pk=town.neighbour.pk).update(phone="+442071838750", phone_confirmed_on=proved)
    matter = ask(town, phone="+44 20 7183 8750")
    with pytest.raises(correcting.NumberIsAnothers):
        correcting.confirm(matter, actor=town.register_keeper, text="I rang you.")
    assert again(town.neighbour).phone == "+442071838750"
    Person.objects.filter(pk=town.neighbour.pk).update(is_active=False)
    correcting.confirm(matter, actor=town.register_keeper, text="I rang you.")
    assert again(town.member).phone == "+442071838750"


def test_where_a_code_comes_by_text_the_register_changes_no_number(
    town: "Town", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(texting, "is_available", lambda: True)
    client = Client()
    client.force_login(town.member)
    assert 'name="phone"' not in client.get(URL).text
    assert client.post(URL, typed(town, phone="+44 20 7183 8750")).status_code == 303
    ask(town, name=NAME, phone="+44 20 7183 8750")
    assert Matter.objects.get().correction.phone == ""


def test_two_asks_at_once_are_one(open_town: "Town") -> None:
    start, refused = Barrier(2), list[str]()

    def one() -> None:
        matter = Matter(place=open_town.north, subject=open_town.member, handler=open_town.register_keeper)
        try:
            start.wait(10)
            correcting.ask_to_correct(matter, actor=open_town.member, correction=Correction(name=NAME))
        except correcting.CorrectsAlready:
            refused.append("asked already")
        finally:
            connections.close_all()

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (refused, Matter.objects.count()) == (["asked already"], 1)


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
    client = Client()
    client.force_login(town.member)
    answer = client.post(URL, typed(town, why="It is wrong."), follow=True)
    assert answer.status_code == 422
    assert "Write your name or your number as it is right." in answer.text
    assert "It is wrong." in answer.text
    same = client.post(URL, typed(town, name=town.member.name), follow=True)
    assert "So it stands in the register already." in same.text
    ask(town, name=NAME)
    assert client.post(URL, typed(town, name="Mei")).status_code == 409
    assert Matter.objects.count() == 1


def test_the_journal_keeps_no_name(town: "Town") -> None:
    matter = ask(town, name=NAME)
    correcting.confirm(matter, actor=town.register_keeper, text="I saw your card.")
    assert NAME not in str(list(Entry.objects.values_list("payload", flat=True)))
