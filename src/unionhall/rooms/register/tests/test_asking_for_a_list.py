"""A keeper names members by their exact numbers; nothing else finds anybody, and nothing typed is lost."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.walking import Browser
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.models import Matter, Party
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.register.procedure.lists import NotTheirs, WrongLength
from unionhall.rooms.register.tests.listing import PURPOSE, ask, crowd, number

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def client() -> Client:
    return Browser()


@pytest.fixture
def keeper(town: "Town", client: Client) -> Client:
    number(town.member, town.neighbour, town.outsider, town.register_keeper)
    client.force_login(town.register_keeper)
    return client


def sent(town: "Town", client: Client, numbers: str, **more: Any) -> Any:
    typed = {"place": str(town.mill.pk), "numbers": numbers, "purpose": PURPOSE, **more}
    return client.post("/register/list/", typed)


def test_a_list_waits_for_another_officer_and_nobody_on_it_is_told(town: "Town", keeper: Client) -> None:
    answer = sent(town, keeper, " M001 \r\n\r\nＭ002\r\nM001", with_phone="on")
    matter = Matter.objects.get()
    assert answer.headers["Location"] == f"/matters/{matter.reference}/"
    assert (matter.state, matter.handler) == ("received", town.mill_coordinator)
    assert {row.person for row in matter.listed.all()} == {town.member, town.neighbour}
    assert (matter.listing.with_phone, matter.listing.with_email) == (True, False)
    assert not Party.objects.filter(matter=matter).exists()
    assert {notice.person for notice in Notice.objects.all()} == {town.mill_coordinator}


def test_the_journal_keeps_no_number_and_no_word(town: "Town", keeper: Client) -> None:
    sent(town, keeper, "M001\nM002")
    assert Entry.objects.get().payload == {"count": 2}


@pytest.mark.parametrize("typed", ["M00*", "%", "M", "Mei O'Neill", "mei.o'neill@town.example", "M003", "X9"])
def test_what_is_no_number_of_a_member_here_is_an_error_at_its_field(
    town: "Town", keeper: Client, typed: str
) -> None:
    answer = sent(town, keeper, f"M001\n{typed}")
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["numbers"]
    assert typed in answer.context["form"].errors["numbers"][0]
    assert answer.context["form"]["purpose"].value() == PURPOSE
    assert not Matter.objects.exists()


def test_a_name_never_stands_in_the_answer(town: "Town", keeper: Client) -> None:
    page = sent(town, keeper, "M001\nM003").content.decode()
    assert "O&#x27;Neill" not in page
    assert "Otto" not in page


def test_fifty_are_taken_and_fifty_one_are_not(town: "Town", keeper: Client) -> None:
    numbers = [person.number for person in crowd(town, 51)]
    answer = sent(town, keeper, "\n".join(numbers))
    assert answer.status_code == 422
    assert "51" in answer.context["form"].errors["numbers"][0]
    assert not Access.objects.exists()
    assert sent(town, keeper, "\n".join(numbers[:50])).status_code == 302
    assert Matter.objects.get().listed.count() == 50


def test_the_verb_itself_refuses_fifty_one_and_nobody(town: "Town") -> None:
    for people in (crowd(town, 51), []):
        with pytest.raises(WrongLength):
            ask(town, *people)


def test_the_verb_itself_refuses_strangers_and_the_keeper(town: "Town") -> None:
    for person in (town.outsider, town.register_keeper):
        with pytest.raises(NotTheirs):
            ask(town, town.member, person)


def test_a_list_is_one_look_up_and_each_wrong_number_one_more(town: "Town", keeper: Client) -> None:
    sent(town, keeper, "M001\nM002\nX1\nX2")
    looked_up = Access.objects.filter(reader=town.register_keeper.uid, purpose="lookup")
    assert looked_up.values("what").distinct().count() == 3
    assert {row.subject for row in looked_up} == {town.member.uid, town.neighbour.uid, None}


def test_who_tries_numbers_out_is_stopped(town: "Town", keeper: Client) -> None:
    answer = sent(town, keeper, "M001\n" + "\n".join(f"X{place}" for place in range(25)))
    errors = answer.context["form"].errors["numbers"]
    assert errors == ["You may look up 20 people an hour. Wait a little."]
    assert not Access.objects.exists()


def test_two_members_with_one_number_are_nobody(town: "Town", keeper: Client) -> None:
    Person.objects.filter(pk=town.neighbour.pk).update(number="M001")
    assert "M001" in sent(town, keeper, "M001").context["form"].errors["numbers"][0]


@pytest.mark.parametrize("visitor", ["member", "steward", "coordinator", "chair", "administrator"])
def test_only_who_keeps_the_register_asks(town: "Town", client: Client, visitor: str) -> None:
    client.force_login(getattr(town, visitor))
    assert client.get("/register/list/").status_code == 403
    keeper, town.register_keeper = town.register_keeper, getattr(town, visitor)
    with pytest.raises(NotAllowed):
        ask(town, town.neighbour)
    town.register_keeper = keeper
