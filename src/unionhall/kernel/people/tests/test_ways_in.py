"""Everything that opens the hall for a person ends together, and none is made without them.

That a new office ends it too stands with the offices.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.proving import proved
from unionhall.kernel.api import tokens
from unionhall.kernel.api.models import Hook, Token
from unionhall.kernel.api.scopes import READ
from unionhall.kernel.people import recovery, ways_in
from unionhall.kernel.people.models import LostStep, Person
from unionhall.kernel.people.tests.signing import PASSWORD, is_signed_in, ready, sign_in
from unionhall.kernel.privacy.columns import holds_of
from unionhall.kernel.privacy.holdings import PROGRAMS, SESSIONS
from unionhall.rooms.mediation.agenda import feeds

if TYPE_CHECKING:
    from tests.town import Town

FRESH = "another-river-0815"


def opened_for(person: Person) -> Client:
    """A browser that is signed in, a program with a hook, and a calendar."""
    client = Client()
    sign_in(client, person.email or "")
    assert is_signed_in(client)
    tokens.make(person, name="Clock", scopes=[READ], ends_on=timezone.localdate())
    Hook.objects.create(token=Token.objects.get(person=person), url="https://hooks.example/")
    feeds.begin(person)
    return client


def still_open(person: Person) -> int:
    """How many ways in the person has."""
    sessions_and_feeds = sum(
        rows.filter(person=person).count() for rows in ways_in.ways_in() if rows.model is not Token
    )
    return sessions_and_feeds + Token.objects.valid().filter(person=person).count() + Hook.objects.count()


def sign_out_everywhere(client: Client, person: Person) -> None:
    client.post("/account/signed-in/end/")


def take_a_new_password(client: Client, person: Person) -> None:
    words = {"oldpassword": PASSWORD, "password1": FRESH, "password2": FRESH}
    client.post("/account/password/change/", words)
    client.post("/account/logout/")


def lose_the_second_step(client: Client, person: Person) -> None:
    Authenticator.objects.create(user=person, type="totp", data={})
    then = timezone.now() - recovery.WAIT
    LostStep.objects.create(
        person=person.uid,
        state=LostStep.State.CONFIRMED,
        opened_by=uuid4(),
        opened_at=then,
        confirmed_by=uuid4(),
        confirmed_at=then,
    )
    assert recovery.act() == 1


@pytest.mark.parametrize("ends", [sign_out_everywhere, take_a_new_password, lose_the_second_step])
def test_all_of_it_ends_together(town: "Town", ends: Callable[[Client, Person], None]) -> None:
    person, other = ready(town.member), ready(town.neighbour)
    client = opened_for(person)
    sign_in(Client(), other.email or "")
    assert still_open(person) == 4
    ends(client, person)
    assert still_open(person) == 0
    assert still_open(other) == 1, "another person's stay"


def test_every_model_with_somebody_s_way_in_stands_in_the_list() -> None:
    """What is declared to be a session or a program's, and has a person of its own, ends with the others."""
    opening = {SESSIONS, PROGRAMS}
    declared = {model for model in apps.get_models() if opening & set(holds_of(model)) and has_person(model)}
    assert declared == {rows.model for rows in ways_in.ways_in()}
    assert len(declared) == 3


def has_person(model: type) -> bool:
    return any(field.name == "person" for field in model._meta.get_fields())  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("/api/tokens/", {"name": "Clock", "scopes": [READ], "days": "30"}),
        ("/mediation/calendar/", {"begin": "1"}),
    ],
)
def test_making_one_asks_who_they_are_and_tells_them(
    town: "Town", page: str, words: dict[str, object]
) -> None:
    person = ready(town.member)
    stolen = Client()
    stolen.force_login(person)
    assert stolen.post(page, words).status_code == 302
    assert still_open(person) == 1, "the session alone"
    assert mail.outbox == []
    answer = proved(person).post(page, words)
    assert answer.status_code == 200
    (letter,) = mail.outbox
    assert letter.to == [person.email]
    assert "sign out everywhere" in letter.body


def test_what_was_asked_goes_on_once_they_have_shown_who_they_are(town: "Town") -> None:
    client = Client()
    client.force_login(ready(town.member))
    words = {"name": "Clock", "scopes": [READ], "days": "30"}
    asked = client.post("/api/tokens/", words)
    shown = client.post(asked.headers["Location"], {"password": PASSWORD}, follow=True)
    assert "Clock" in shown.text
    assert Token.objects.valid().filter(person=town.member, name="Clock").count() == 1
