"""A steward takes down a request at the counter or on the phone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.walking import Walker
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.people.looking_up import TooManyLookUps, look_up
from unionhall.kernel.people.models import Membership, Person
from unionhall.kernel.privacy.models import Access
from unionhall.kernel.things import changing
from unionhall.rooms.desk.intake.serving import serving_offices

if TYPE_CHECKING:
    from tests.town import Town

URL = "/desk/counter/"


@pytest.fixture
def desk(town: "Town", client: Client) -> Client:
    """The north steward's browser."""
    client.force_login(town.steward)
    return client


def found(client: Client, exactly: str) -> Walker:
    return Walker(client, URL).say(way="phone", exactly=exactly)


def to_the_summary(walker: Walker, town: "Town") -> Walker:
    if walker.step == "whom":
        walker.say(person=walker.value("whom-person"))
    walker.say(service=str(town.desk.service.pk)).say(description="The bus is late.")
    return walker.say(place=str(town.north.pk), address="").say()


def test_a_steward_takes_down_what_a_member_says(town: "Town", desk: Client) -> None:
    walker = to_the_summary(found(desk, "MEI.oneill@town.example"), town)
    assert "Mei O'Neill" in walker.text
    assert walker.post(send="1", consent="on").status_code == 302
    matter = Matter.objects.get()
    assert (matter.subject, matter.request.channel, matter.request.consent) == (town.member, "phone", True)
    assert Notice.objects.filter(person=town.member, matter=matter).exists()


def test_without_consent_nothing_is_sent(town: "Town", desk: Client) -> None:
    walker = to_the_summary(found(desk, "mei.oneill@town.example"), town)
    assert walker.press(send="1").page.status_code == 422
    assert not Matter.objects.exists()


def test_somebody_who_is_not_named_gets_a_receipt(town: "Town", desk: Client) -> None:
    walker = to_the_summary(found(desk, ""), town).press(send="1", consent="on")
    assert 'class="code"' in walker.text
    assert Matter.objects.get().subject is None


def found_by(exactly: str, steward: Person) -> Sequence[Person]:
    """Whom a steward finds by exactly that."""
    return look_up(exactly, by=steward, offices=serving_offices(steward), where="desk.counter")


def test_each_look_up_is_written_down_for_the_person(town: "Town", desk: Client) -> None:
    found(desk, "mei.oneill@town.example")
    access = Access.objects.get(purpose=Access.Purpose.LOOKUP)
    assert (access.reader, access.subject, access.role) == (town.steward.uid, town.member.uid, "steward")
    assert "mei" not in access.what


@pytest.mark.parametrize(
    "exactly", ["mei", "%@town.example", "mei.oneill@town.exampl_", "Mei O'Neill", "*", "-"]
)
def test_nobody_is_found_by_less_than_everything(town: "Town", desk: Client, exactly: str) -> None:
    walker = found(desk, exactly)
    assert walker.page.status_code == 422
    assert walker.step == "who"


def test_a_member_of_another_place_is_not_found(town: "Town", desk: Client) -> None:
    assert found(desk, "otto.sider@town.example").page.status_code == 422


def test_number_and_telephone_are_exact_too(town: "Town") -> None:
    Person.objects.filter(pk=town.member.pk).update(number="N-17", phone="02079460000")
    assert [*found_by("N-17", town.steward)] == [town.member]
    assert [*found_by("n-17", town.steward)] == [town.member]
    assert [*found_by("020 7946 0000", town.steward)] == [town.member]
    assert [*found_by("0207946", town.steward)] == []


def test_at_most_five_are_shown(town: "Town") -> None:
    for number in range(7):
        person = Person.objects.create_user(
            f"p{number}@town.example", None, name=f"P{number}", phone="5551234"
        )
        Membership.objects.create(person=person, place=town.north)
    assert len(found_by("555-1234", town.steward)) == 5


def test_after_twenty_look_ups_an_hour_it_is_enough(town: "Town", desk: Client) -> None:
    for _ in range(20):
        found_by("nobody@town.example", town.steward)
    with pytest.raises(TooManyLookUps):
        found_by("mei.oneill@town.example", town.steward)
    walker = found(desk, "mei.oneill@town.example")
    assert walker.page.status_code == 422
    assert "You may look up 20 people an hour." in walker.text
    assert walker.step == "who"


def test_a_steward_is_not_their_own_customer(town: "Town", desk: Client) -> None:
    assert found(desk, town.steward.email or "").page.status_code == 422


def test_a_place_elsewhere_is_refused_before_anything_is_written(town: "Town", desk: Client) -> None:
    walker = found(desk, "").say(service=str(town.desk.service.pk)).say(description="Late")
    walker.say(place=str(town.harbour_area.pk), address="")
    assert walker.page.status_code == 422
    assert walker.step == "where"


def test_only_places_of_the_steward_are_offered(town: "Town", desk: Client) -> None:
    walker = found(desk, "").say(service=str(town.desk.service.pk)).say(description="Late")
    assert f'value="{town.north.pk}"' in walker.text
    for place in (town.south, town.harbour, town.harbour_area):
        assert f'value="{place.pk}"' not in walker.text


def test_an_address_elsewhere_is_refused_with_the_place_that_answers(town: "Town", desk: Client) -> None:
    town.harbour_area.streets.create(name="Quay Street")
    walker = found(desk, "").say(service=str(town.desk.service.pk)).say(description="Late")
    walker.say(place="", address="Quay Street 4")
    assert walker.page.status_code == 422
    assert f"{town.harbour_area} answers for this." in walker.text


def test_a_service_retired_meanwhile_is_still_taken_down(town: "Town", desk: Client) -> None:
    walker = to_the_summary(found(desk, ""), town)
    changing.retire(town.desk.service.service, actor=HALL)
    assert 'class="code"' in walker.press(send="1", consent="on").text


def test_consent_stays_ticked_in_another_language(town: "Town", desk: Client) -> None:
    walker = to_the_summary(found(desk, ""), town).press(consent="on", language="zh-hant")
    assert (walker.page.status_code, walker.step) == (200, "check")
    assert "checked" in walker.text


@pytest.mark.parametrize("who", ["member", "auditor", "chair", "administrator", "register_keeper"])
def test_who_does_not_serve_the_desk_has_no_counter(town: "Town", client: Client, who: str) -> None:
    client.force_login(getattr(town, who))
    assert client.get(URL).status_code == 403


def test_a_stranger_signs_in_first(town: "Town", client: Client) -> None:
    assert client.get(URL)["Location"].startswith("/account/login/")


def test_a_service_of_the_union_can_be_taken_down_in_an_area(town: "Town", desk: Client) -> None:
    type(town.desk.service).objects.update(level="union")
    walker = to_the_summary(found(desk, "mei.oneill@town.example"), town)
    assert walker.post(send="1", consent="on")["Location"] == URL
    assert Matter.objects.get().place == town.union


def test_the_counter_speaks_chinese(town: "Town", desk: Client) -> None:
    assert desk.get(URL, follow=True, headers={"accept-language": "zh-hans"}).status_code == 200


def test_a_session_that_ends_at_the_counter_takes_nothing_with_it(town: "Town", desk: Client) -> None:
    walker = to_the_summary(found(desk, ""), town).press(step="about")
    desk.logout()
    walker.press(**{"about-description": "The bus is late, he says."})
    assert walker.page.status_code == 409
    assert "The bus is late, he says." in walker.text
    desk.force_login(town.steward)
    walker.press(**{"about-description": walker.value("about-description")}).press(send="1", consent="on")
    assert Matter.objects.get().request.description == "The bus is late, he says."
