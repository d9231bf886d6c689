"""Where no two officers are left: the operator begins, and the person still has the last word for a day."""

from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from click.testing import CliRunner
from django.test import Client
from django.utils import timezone

from unionhall.commands import access
from unionhall.kernel.people import recovery, recovery_alone
from unionhall.kernel.people.models import LostStep, Office, Person, Session
from unionhall.kernel.people.tests.signing import give_app, letters_to, ready, sign_in
from unionhall.running import loading

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(autouse=True)
def _at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands find Django and the database as the test has them."""
    monkeypatch.setattr(loading, "at_work", nullcontext)


def call(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(access.command, words)
    return done.exit_code, done.output


def alone(town: "Town") -> Person:
    """The administrator, beside whom nobody can sign, and who has a second step."""
    Office.objects.filter(role="register_keeper").delete()
    give_app(ready(town.administrator))
    return town.administrator


def test_after_a_day_the_only_administrator_comes_back_in(town: "Town") -> None:
    person = alone(town)
    code, said = call("lost-step", person.email or "")
    assert (code, "24 hours" in said) == (0, True)
    assert "no two officers are left" in letters_to(person.email)[-1]
    assert recovery.act(timezone.now() + timedelta(hours=23)) == 0
    assert recovery.act(timezone.now() + timedelta(hours=25)) == 1
    assert not Authenticator.objects.filter(user=person).exists()


def test_the_person_objects_as_ever(town: "Town") -> None:
    person = alone(town)
    lost = recovery_alone.begin(person.email or "")
    Client().post(f"/account/object/{recovery.objection_key(lost)}/")
    assert recovery.act(timezone.now() + timedelta(hours=25)) == 0
    assert Authenticator.objects.filter(user=person).exists()


def test_where_two_officers_can_sign_it_is_theirs(town: "Town") -> None:
    give_app(ready(town.member))
    code, said = call("lost-step", town.member.email or "")
    assert (code, "Two officers can sign" in said) == (1, True)
    assert not LostStep.objects.exists()


@pytest.mark.parametrize("exactly", ["nobody@town.example", "%", "", "@"])
def test_who_is_not_named_exactly_is_not_found(town: "Town", exactly: str) -> None:
    alone(town)
    assert call("lost-step", exactly)[0] == 1
    assert not LostStep.objects.exists()


def test_the_operator_ends_what_opens_the_hall_for_one_or_for_all(town: "Town") -> None:
    for person in (town.member, town.neighbour):
        sign_in(Client(), ready(person).email or "")
    assert call("end", town.member.email or "") == (0, "Ended.\n")
    assert list(Session.objects.values_list("person", flat=True)) == [town.neighbour.pk]
    assert call("end")[0] == call("end", "x@y.example", "--everybody")[0] == 2
    assert call("end", "--everybody") == (0, "Ended.\n")
    assert not Session.objects.exists()
