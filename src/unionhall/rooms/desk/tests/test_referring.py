"""A request that belongs into another room: its handler says so, and the member decides whether to go on."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.walking import sent
from unionhall.kernel.matters.models import Link, Matter
from unionhall.kernel.matters.receipts import digest_of, new_code
from unionhall.kernel.people.actors import Guest
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import NotAllowed, NotNow
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.procedure import after, asking, closing, handling

if TYPE_CHECKING:
    from tests.town import Town

WHY = "Two sides have to agree here, which the desk cannot decide."


@pytest.fixture
def matter(town: "Town") -> Matter:
    accepted: Matter = handling.accept(town.desk.ask(), actor=town.steward)
    return accepted


def refer(town: "Town", matter: Matter, room: str = "mediation") -> Matter:
    referred: Matter = closing.refer_to_room(matter, actor=town.steward, room=room, text=WHY)
    return referred


def page(person: Person, matter: Matter) -> str:
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk))
    return client.get(f"/matters/{matter.reference}/").text


def test_it_closes_as_referred_with_the_reason(town: "Town", matter: Matter) -> None:
    refer(town, matter)
    kept = Matter.objects.get()
    assert (kept.state, kept.is_open, kept.messages.get().text) == ("referred", False, WHY)


def test_the_member_has_a_main_button_that_leads_on(town: "Town", matter: Matter) -> None:
    refer(town, matter)
    shown = page(town.member, matter)
    assert "Go on in Mediation" in shown
    assert f'href="/mediation/ask/?from={matter.reference}"' in shown
    assert WHY in shown


def test_the_handler_has_no_such_button(town: "Town", matter: Matter) -> None:
    refer(town, matter)
    assert "Go on in Mediation" not in page(town.steward, matter)


def test_a_guest_begins_there_anew(town: "Town") -> None:
    code = new_code()
    asked = asking.new_matter(town.desk.service, town.north, subject=None)
    asking.ask(asked, actor=Guest(), request=town.desk.request(), receipt=digest_of(code))
    handling.accept(Matter.objects.get(), actor=town.steward)
    refer(town, Matter.objects.get())
    shown = Client().post("/receipt/", {"code": code}, follow=True).text
    assert "Go on in Mediation" in shown
    assert "from=" not in shown


def test_the_handler_chooses_among_rooms_that_take_referrals(town: "Town", matter: Matter) -> None:
    client = Client()
    client.force_login(town.steward)
    form = client.get(f"/matters/{matter.reference}/refer-to-room/").text
    assert "Mediation: A dispute between two sides" in form
    assert 'value="register"' not in form
    answer = sent(
        client,
        f"/matters/{matter.reference}/refer-to-room/",
        {"room": "register", "text": WHY, "key": "7f1c3f38-64c5-4a55-9a27-3f6c8b5b0f3e"},
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("room", ["register", "desk", "cellar", ""])
def test_no_other_room_is_taken(town: "Town", matter: Matter, room: str) -> None:
    with pytest.raises(NotAllowed):
        refer(town, matter, room)
    assert Matter.objects.get().state == "accepted"


@pytest.mark.parametrize("who", ["member", "neighbour", "coordinator"])
def test_only_the_handler_refers(town: "Town", matter: Matter, who: str) -> None:
    with pytest.raises(NotAllowed):
        closing.refer_to_room(matter, actor=getattr(town, who), room="mediation", text=WHY)


def test_it_is_done_once(town: "Town", matter: Matter) -> None:
    refer(town, matter)
    with pytest.raises(NotNow):
        refer(town, Matter.objects.get())


def test_no_row_ties_it_to_another_matter(town: "Town", matter: Matter) -> None:
    refer(town, matter)
    assert Request.objects.get().goes_on_in == "mediation"
    assert not Link.objects.exists()
    assert Matter.objects.count() == 1


def test_opened_again_it_leads_nowhere_else(town: "Town", matter: Matter) -> None:
    refer(town, matter)
    after.appeal(Matter.objects.get(), actor=town.member, text="I want you to decide.")
    assert "Go on in Mediation" not in page(town.member, matter)
