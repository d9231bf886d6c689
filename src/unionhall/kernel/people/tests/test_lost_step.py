"""A lost second step comes off by two officers and a day of waiting, and never against its person's word."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from unionhall.kernel.people import recovery
from unionhall.kernel.people.models import LostStep, Person
from unionhall.kernel.people.tests.signing import give_app, letters_to, ready
from unionhall.kernel.privacy.models import Access

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def member(town: "Town") -> Person:
    give_app(ready(town.member))
    return town.member


def seen_by(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def begin(town: "Town", member: Person) -> LostStep:
    seen_by(town.register_keeper).post("/lost-steps/", {"exactly": f" {member.email} "})
    return LostStep.objects.get(person=member.uid)


def test_two_officers_and_a_day_take_it_off(town: "Town", member: Person) -> None:
    own = seen_by(member)
    lost = begin(town, member)
    assert lost.opened_by == town.register_keeper.uid
    page = seen_by(town.administrator).get(f"/lost-steps/{lost.uid}/").content.decode()
    assert member.name in page or "Mei O&#x27;Neill" in page
    seen_by(town.administrator).post(f"/lost-steps/{lost.uid}/")
    lost.refresh_from_db()
    assert (lost.state, lost.confirmed_by) == ("confirmed", town.administrator.uid)
    assert lost.confirmed_at is not None
    assert recovery.act(lost.confirmed_at + timedelta(hours=23, minutes=59)) == 0
    assert Authenticator.objects.filter(user=member).exists()
    assert recovery.act(lost.confirmed_at + timedelta(hours=24)) == 1
    assert not Authenticator.objects.filter(user=member).exists()
    assert own.get("/mine/").status_code == 302
    assert len(letters_to(member.email)) == 3


def test_the_look_up_is_written_down_for_the_person(town: "Town", member: Person) -> None:
    lost = begin(town, member)
    seen_by(town.administrator).get(f"/lost-steps/{lost.uid}/")
    read = Access.objects.filter(subject=member.uid).order_by("pk").values_list("reader", "role")
    assert list(read) == [
        (town.register_keeper.uid, "register_keeper"),
        (town.administrator.uid, "administrator"),
    ]


def test_the_person_objects_by_one_click_without_signing_in(town: "Town", member: Person) -> None:
    lost = recovery.confirm(begin(town, member), actor=town.administrator)
    link = re.search(r"/account/object/\S+", letters_to(member.email)[-1])
    assert link is not None
    stranger = Client()
    assert "I object" in stranger.get(link[0]).content.decode()
    assert "You keep your second step" in stranger.post(link[0]).content.decode()
    assert recovery.act(timezone.now() + timedelta(days=3)) == 0
    assert Authenticator.objects.filter(user=member).exists()
    lost.refresh_from_db()
    assert lost.state == "objected"
    assert "It was too late" in stranger.post(link[0]).content.decode()


def test_nobody_signs_twice_nor_for_themselves(town: "Town", member: Person) -> None:
    lost = begin(town, member)
    assert seen_by(town.register_keeper).post(f"/lost-steps/{lost.uid}/").status_code == 404
    give_app(town.register_keeper)
    own = recovery.open_for(town.register_keeper.email or "", actor=town.administrator)
    assert seen_by(town.register_keeper).post(f"/lost-steps/{own.uid}/").status_code == 404
    for actor in (town.register_keeper, town.administrator):
        with pytest.raises(recovery.NotPossible):
            recovery.confirm(own, actor=actor)
    page = seen_by(town.register_keeper).post("/lost-steps/", {"exactly": town.register_keeper.email})
    assert "Nobody in your places" in page.content.decode()


def test_the_database_itself_wants_two_people(town: "Town", member: Person) -> None:
    lost = begin(town, member)
    with pytest.raises(IntegrityError):
        LostStep.objects.filter(pk=lost.pk).update(confirmed_by=lost.opened_by)


def test_an_officer_of_elsewhere_finds_nobody(town: "Town", member: Person) -> None:
    give_app(town.outsider)
    page = seen_by(town.register_keeper).post("/lost-steps/", {"exactly": town.outsider.email})
    assert "Nobody in your places" in page.content.decode()
    assert not LostStep.objects.exists()
    assert mail.outbox == []


def test_twenty_look_ups_an_hour_and_no_more(town: "Town", member: Person) -> None:
    keeper = seen_by(town.register_keeper)
    for nth in range(20):
        keeper.post("/lost-steps/", {"exactly": f"guess{nth}@town.example"})
    assert "20 people an hour" in keeper.post("/lost-steps/", {"exactly": member.email}).content.decode()


def test_without_a_second_signature_it_ends_after_a_week(town: "Town", member: Person) -> None:
    lost = begin(town, member)
    recovery.act(lost.opened_at + timedelta(days=8))
    lost.refresh_from_db()
    assert lost.state == "expired"
