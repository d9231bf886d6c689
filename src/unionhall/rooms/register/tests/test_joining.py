"""Somebody without an account applies on one page, follows it by receipt, and becomes a member."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.utils import timezone

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Membership, Office, Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.privacy import counting
from unionhall.kernel.procedures import clock
from unionhall.kernel.procedures.refusals import NotAllowed
from unionhall.rooms.register.models import Application, Numbering
from unionhall.rooms.register.post import letters
from unionhall.rooms.register.procedure import joining, leaving
from unionhall.rooms.register.procedure.joining import IsMember

if TYPE_CHECKING:
    from tests.town import Town

URL = "/register/join/"


@pytest.fixture
def guest() -> Client:
    return Client(enforce_csrf_checks=True)


def said(town: "Town", **others: Any) -> dict[str, Any]:
    """What somebody types, for the north of the mill unless told."""
    typed = {
        "key": str(uuid4()),
        "name": "Nia Newcomer",
        "email": "Nia@new.example",
        "phone": "",
        "place": str(town.north.pk),
        "workplace": "",
        "written_in": "en",
        "consent": "on",
        "send": "1",
    }
    return {**typed, **others}


def applied(town: "Town", guest: Client, **others: Any) -> tuple[Matter, str]:
    """An application that was just sent, and the code on its receipt."""
    text = guest.post(URL, said(town, **others), follow=True).content.decode()
    found = re.search(r'class="code">([^<]+)<', text)
    assert found, text
    return Matter.objects.latest("pk"), found[1]


def test_applying_twice_with_one_form_is_no_further_try_and_a_language_lifts_no_limit(
    town: "Town", guest: Client
) -> None:
    for _ in range(9):
        counting.count("127.0.0.1", "join")
    form = said(town)
    code = re.search(r'class="code">([^<]+)<', guest.post(URL, form, follow=True).content.decode())
    assert code
    assert code[1] in guest.post(URL, {**form, "language": "zh-hans"}, follow=True).content.decode()
    others = {**said(town), "language": "en"}
    assert guest.post(URL, others, follow=True).status_code == 429
    assert Application.objects.count() == 1


def test_a_guest_applies_and_gets_a_receipt_and_no_cookie(town: "Town", guest: Client) -> None:
    assert not guest.get(URL).cookies
    matter, code = applied(town, guest)
    assert (matter.kind, matter.place, matter.handler) == ("joining", town.north, town.register_keeper)
    assert matter.application.email == "nia@new.example"
    assert not guest.cookies
    assert "Nia Newcomer" in guest.post("/receipt/", {"code": code}, follow=True).content.decode()


def test_sent_twice_it_is_one_application_with_the_same_code(town: "Town", guest: Client) -> None:
    key = str(uuid4())
    first, second = applied(town, guest, key=key), applied(town, guest, key=key)
    assert first == second
    assert Matter.objects.count() == 1


def test_one_way_to_be_reached_is_enough_and_none_is_too_few(town: "Town", guest: Client) -> None:
    matter, _code = applied(town, guest, email="", phone="１３８ 0000 0000")
    assert matter.application.phone == "+8613800000000"
    assert guest.post(URL, said(town, email=""), follow=True).status_code == 422


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "no"}, {"phone": "12"}, {"place": "", "workplace": ""}, {"consent": ""}]
)
def test_what_is_not_right_stands_at_its_field(town: "Town", guest: Client, wrong: dict[str, str]) -> None:
    page = guest.post(URL, said(town, **wrong), follow=True)
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.content.decode()
    assert not Matter.objects.exists()


def test_a_workplace_is_found_by_address_or_name_and_is_never_unowned(town: "Town", guest: Client) -> None:
    town.south.streets.create(name="Mill Lane")
    assert applied(town, guest, place="", workplace="4, Mill Lane")[0].place == town.south
    assert applied(town, guest, place="", workplace="quay")[0].place == town.harbour_area
    unknown = applied(town, guest, place="", workplace="On the moon")[0]
    assert (unknown.place, unknown.handler) == (town.union, town.coordinator)


def test_another_language_loses_nothing_and_sends_nothing(town: "Town", guest: Client) -> None:
    typed = said(town, language="zh-hans")
    del typed["send"]
    text = guest.post(URL, typed, follow=True).content.decode()
    assert 'lang="zh-hans"' in text
    assert 'value="Nia Newcomer"' in text
    assert not Matter.objects.exists()


def accept(matter: Matter, keeper: Person, **arguments: Any) -> Matter:
    matter = Matter.objects.get(pk=matter.pk)
    made: Matter = joining.accept(matter, actor=keeper, text="Welcome.", **arguments)
    return made


def test_accepted_there_is_a_member_with_a_number_from_that_day(town: "Town", guest: Client) -> None:
    matter, code = applied(town, guest)
    accept(matter, town.register_keeper)
    person = Person.objects.get(email="nia@new.example")
    assert (person.name, person.number) == ("Nia Newcomer", "M000001")
    membership = person.memberships.get()
    assert (membership.place, membership.from_on) == (
        town.north,
        timezone.localdate(),
    )
    assert EmailAddress.objects.filter(user=person, verified=True).exists()
    assert Application.objects.get().name == ""
    page = guest.post("/receipt/", {"code": code}, follow=True).content.decode()
    assert "M000001" in page


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("hour", [1, 12, 23])
def test_joining_and_leaving_hold_at_once_whatever_the_hour_there(
    town: "Town", guest: Client, monkeypatch: pytest.MonkeyPatch, zone: str, hour: int
) -> None:
    now = timezone.now().replace(hour=hour)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    Place.objects.filter(pk=town.union.pk).update(time_zone=zone)
    accept(applied(town, guest)[0], town.register_keeper)
    person = Person.objects.get(email="nia@new.example")
    assert person.memberships.current().exists()
    Membership.objects.update(from_on=timezone.localdate() - timedelta(days=9))
    leaving.leave(person, town.north, key=uuid4())
    assert not person.memberships.current().exists()


def test_the_letter_of_welcome_leads_to_a_password(town: "Town", guest: Client) -> None:
    accept(applied(town, guest)[0], town.register_keeper)
    person = Person.objects.get(email="nia@new.example")
    letters.welcome(person.pk)
    link = re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", str(mail.outbox[-1].body))
    assert link
    page = Client().get(link[1], follow=True).content.decode()
    assert 'name="password1"' in page


def test_numbers_run_on_and_pass_over_those_taken(town: "Town", guest: Client) -> None:
    Numbering.objects.create(pk=1, prefix="R", digits=5, upcoming=7)
    Person.objects.filter(pk=town.member.pk).update(number="R00007")
    accept(applied(town, guest)[0], town.register_keeper)
    accept(applied(town, guest, email="ned@new.example")[0], town.register_keeper)
    numbers = (
        Person.objects.filter(email__endswith="new.example").order_by("pk").values_list("number", flat=True)
    )
    assert list(numbers) == ["R00008", "R00009"]


def test_the_keeper_accepts_on_a_page_and_may_choose_the_area(
    town: "Town", guest: Client, client: Client
) -> None:
    matter, _code = applied(town, guest)
    client.force_login(town.register_keeper)
    url = f"/matters/{matter.reference}/accept/"
    page = client.get(url).content.decode()
    assert "Welcome." in page
    assert client.post(url, {"place": str(town.north.pk), "text": "Welcome."}).status_code == 302
    assert Membership.objects.filter(place=town.north, person__name="Nia Newcomer").exists()


def test_nobody_outside_the_branch_decides(town: "Town", guest: Client, client: Client) -> None:
    matter, _code = applied(town, guest, place=str(town.harbour_area.pk))
    client.force_login(town.register_keeper)
    assert client.get(f"/matters/{matter.reference}/").status_code == 404
    with pytest.raises(NotAllowed):
        accept(matter, town.register_keeper)


def test_a_known_address_tells_the_guest_nothing_and_makes_nobody_twice(town: "Town", guest: Client) -> None:
    known, _code = applied(town, guest, email=str(town.member.email))
    fresh, _code = applied(town, guest)
    assert known.state == fresh.state
    with pytest.raises(IsMember):
        accept(known, town.register_keeper)
    assert Membership.objects.filter(person=town.member).count() == 1


def test_who_comes_back_is_the_same_person_with_the_same_number(town: "Town", guest: Client) -> None:
    Person.objects.filter(pk=town.member.pk).update(number="M000300")
    leaving.leave(town.member, town.north, key=uuid4(), closes_account=True)
    accept(applied(town, guest, email=str(town.member.email))[0], town.register_keeper)
    town.member.refresh_from_db()
    assert (town.member.is_active, town.member.number) == (True, "M000300")
    assert town.member.memberships.current().count() == 1


def test_a_second_application_goes_with_the_first(town: "Town", guest: Client) -> None:
    first, _one = applied(town, guest)
    second, code = applied(town, guest)
    before = guest.post("/receipt/", {"code": code}, follow=True).content.decode()
    assert first.reference not in before
    accept(first, town.register_keeper)
    second.refresh_from_db()
    assert (second.state, second.links.get().other) == ("answered", first)
    assert Person.objects.filter(email="nia@new.example").count() == 1
    after = guest.post("/receipt/", {"code": code}, follow=True).content.decode()
    assert first.reference not in after
    assert "M000001" not in after


def test_declined_with_a_reason_and_an_appeal_to_somebody_else(town: "Town", guest: Client) -> None:
    matter, code = applied(town, guest)
    joining.decline(matter, actor=town.register_keeper, text="You work for another company.")
    assert (
        "You work for another company."
        in guest.post("/receipt/", {"code": code}, follow=True).content.decode()
    )
    guest.post("/receipt/appeal/", {"code": code, "key": str(uuid4()), "text": "I do not."}, follow=True)
    matter.refresh_from_db()
    assert (matter.state, matter.handler) == ("appealed", town.mill_coordinator)
    accept(matter, town.mill_coordinator)
    assert Person.objects.filter(email="nia@new.example").exists()


def test_a_question_stops_the_clock_and_silence_gives_it_back(town: "Town", guest: Client) -> None:
    matter, code = applied(town, guest)
    joining.ask(matter, actor=town.register_keeper, text="Which shift?")
    letters.announce(matter.pk)
    assert "Which shift?" not in str(mail.outbox[-1].body)
    assert matter.reference in str(mail.outbox[-1].body)
    clock.tick(timezone.now() + timedelta(days=11))
    matter.refresh_from_db()
    assert matter.state == "received"
    assert guest.post("/receipt/", {"code": code}, follow=True).status_code == 200


def test_nobody_decides_in_time_and_the_next_level_does(town: "Town", guest: Client) -> None:
    matter, _code = applied(town, guest)
    handlers = [matter.handler]
    for day in range(1, 16):
        clock.tick(timezone.now() + timedelta(days=day))
        matter.refresh_from_db()
        handlers.append(matter.handler)
    assert matter.state == "escalated"
    assert list(dict.fromkeys(handlers)) == [town.register_keeper, town.mill_coordinator, town.coordinator]


def test_where_nobody_answers_yet_the_page_says_so(town: "Town", guest: Client) -> None:
    Office.objects.all().delete()
    assert guest.post(URL, said(town), follow=True).status_code == 409
    assert not Matter.objects.exists()


def test_a_hall_without_places_says_so(db: None, guest: Client) -> None:
    assert guest.get(URL).status_code == 409


def test_who_applies_too_often_is_told_to_wait(town: "Town", guest: Client) -> None:
    for number in range(10):
        applied(town, guest, email=f"{number}@new.example")
    assert guest.post(URL, said(town), follow=True).status_code == 429


def test_a_number_leads_to_somebody_known_only_with_a_fresh_proof(town: "Town", guest: Client) -> None:
    Membership.objects.filter(person__in=[town.member, town.neighbour]).delete()
    proved, unproved = "+8613800000001", "+8613800000002"
    known = Person.objects.filter(pk=town.member.pk)
    known.update(phone=proved, phone_confirmed_on=timezone.localdate())
    Person.objects.filter(pk=town.neighbour.pk).update(phone=unproved)
    for number in (proved, unproved):
        accept(applied(town, guest, email="", phone=number)[0], town.register_keeper)
    assert known.get().memberships.current().exists()
    assert not town.neighbour.memberships.exists()
    assert Person.objects.filter(phone=unproved).count() == 2


def test_what_stands_for_each_other_is_asked_for_as_one(town: "Town", guest: Client) -> None:
    page = guest.get(URL).content.decode()
    asked = re.findall(
        r"<fieldset class=\"either\">\s*<legend>(.*?)</legend>(.*?)</fieldset>", page, re.DOTALL
    )
    assert [re.sub("<[^>]+>", "", legend) for legend, _fields in asked] == [
        "How we reach you (one of these is enough)",
        "Where you work (one of these is enough)",
    ]
    assert [re.findall(r'name="(\w+)"', fields) for _legend, fields in asked] == [
        ["email", "phone"],
        ["place", "workplace"],
    ]
    assert "(optional)" not in page


def test_all_that_is_lacking_is_said_at_once(town: "Town", guest: Client) -> None:
    empty = said(town, name="", email="", place="", consent="")
    answer = guest.post(URL, empty, follow=True)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["name", "consent", "email", "place"]
    wrong = guest.post(URL, said(town, email="nia@", phone="", place=""), follow=True)
    assert list(wrong.context["form"].errors) == ["email", "place"]
