"""Codes by phone: where the hall can send texts, and never enough where a number may have changed hands."""

import time
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from unionhall.kernel.people import second_proof
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.tests import signing
from unionhall.kernel.people.tests.signing import PHONE, code_in, is_signed_in, letters_to, ready, texted_code

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture(autouse=True)
def _gateway(settings: Any) -> Iterator[None]:
    settings.TEXT_GATEWAY = signing.GATEWAY
    signing.texts.clear()
    yield
    signing.texts.clear()


def with_phone(person: Person, *, days_ago: int | None, email: bool = False) -> Person:
    """Somebody with a number that they proved so long ago, or never."""
    ready(person, with_email=email)
    person.phone, person.number = PHONE, "N-0017"
    if days_ago is not None:
        person.phone_confirmed_on = timezone.localdate() - timedelta(days=days_ago)
    person.save()
    return person


def come_by_phone(client: Client, typed: str = "138 0013 8000") -> Any:
    client.post("/account/login/code/", {"phone": typed})
    return client.post("/account/login/code/confirm/", {"code": texted_code()}, follow=True)


def test_without_a_gateway_nobody_is_offered_a_code_by_phone(
    town: "Town", client: Client, settings: Any
) -> None:
    settings.TEXT_GATEWAY = ""
    assert 'name="phone"' not in client.get("/account/login/code/").content.decode()
    client.post("/account/login/code/", {"phone": PHONE})
    client.force_login(town.member)
    client.post("/account/phone/change/", {"phone": PHONE})
    assert signing.texts == []
    assert "can't send texts" in client.get("/account/phone/change/").content.decode()


def test_a_number_proved_lately_is_enough_for_who_has_nothing_else(town: "Town", client: Client) -> None:
    member = with_phone(town.member, days_ago=180)
    come_by_phone(client)
    assert is_signed_in(client)
    member.refresh_from_db()
    assert member.phone_confirmed_on == timezone.localdate()
    assert [phone for phone, _text in signing.texts] == [PHONE]


@pytest.mark.parametrize("days_ago", [181, None])
def test_an_older_proof_needs_the_member_number_too(
    town: "Town", client: Client, days_ago: int | None
) -> None:
    with_phone(town.member, days_ago=days_ago)
    page = come_by_phone(client)
    assert not is_signed_in(client)
    assert "member number" in page.content.decode()
    client.post("/account/second-proof/", {"answer": "N-0018"})
    assert not is_signed_in(client)
    client.post("/account/second-proof/", {"answer": "N-0017"})
    assert is_signed_in(client)


def test_after_three_wrong_answers_one_begins_again(town: "Town", client: Client) -> None:
    with_phone(town.member, days_ago=None)
    come_by_phone(client)
    for _try in range(3):
        client.post("/account/second-proof/", {"answer": "N-0018"})
    client.post("/account/second-proof/", {"answer": "N-0017"})
    assert not is_signed_in(client)


def test_a_code_to_the_address_is_good_for_ten_minutes(
    town: "Town", client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_phone(town.member, days_ago=1, email=True)
    come_by_phone(client)
    later = time.time() + 10 * 60
    monkeypatch.setattr(second_proof, "time", SimpleNamespace(time=lambda: later))
    client.post("/account/second-proof/", {"answer": code_in(mail.outbox[-1].body)})
    assert not is_signed_in(client)


def test_a_number_alone_never_opens_an_account_that_has_an_address(town: "Town", client: Client) -> None:
    """Whoever was given the number anew by its operator gets no further than this."""
    member = with_phone(town.member, days_ago=1, email=True)
    page = come_by_phone(client).content.decode()
    assert not is_signed_in(client)
    assert member.email not in page
    client.post("/account/second-proof/", {"answer": "N-0017"})
    assert not is_signed_in(client)
    client.post("/account/second-proof/", {"answer": code_in(mail.outbox[-1].body)})
    assert is_signed_in(client)


def test_a_number_alone_never_opens_an_account_that_has_a_second_step(town: "Town", client: Client) -> None:
    secret = signing.give_app(with_phone(town.member, days_ago=1))
    come_by_phone(client)
    assert not is_signed_in(client)
    client.post("/account/steps/", {"code": signing.app_code(secret)})
    assert is_signed_in(client)


def test_a_number_that_several_have_and_none_has_proved_leads_to_nobody(town: "Town", client: Client) -> None:
    with_phone(town.member, days_ago=None)
    with_phone(town.neighbour, days_ago=None)
    client.post("/account/login/code/", {"phone": PHONE})
    assert signing.texts == []


def test_a_password_goes_with_a_number_as_well(town: "Town", client: Client) -> None:
    with_phone(town.member, days_ago=1)
    signing.sign_in(client, "138 0013 8000")
    assert is_signed_in(client)


def prove(client: Client, person: Person) -> str:
    """Sign in as somebody and prove the number; the page after the code."""
    client.force_login(person)
    client.post("/account/phone/change/", {"phone": "1380013 8000"})
    page = client.post("/account/phone/verify/", {"code": texted_code()}, follow=True)
    return str(page.content.decode())


@pytest.mark.parametrize("days_ago", [181, None])
def test_who_proves_a_number_takes_it_over_and_its_old_holder_is_told(
    town: "Town", client: Client, days_ago: int | None, django_capture_on_commit_callbacks: Any
) -> None:
    old = with_phone(town.neighbour, days_ago=days_ago, email=True)
    with django_capture_on_commit_callbacks(execute=True):
        prove(client, ready(town.member))
    old.refresh_from_db()
    town.member.refresh_from_db()
    assert (town.member.phone, old.phone) == (PHONE, "")
    assert town.member.phone_confirmed_on == timezone.localdate()
    (letter,) = letters_to(old.email)
    assert "taken off your account" in letter
    assert PHONE not in letter
    assert town.member.name not in letter


def test_a_number_that_another_proved_lately_is_not_taken(town: "Town", client: Client) -> None:
    old = with_phone(town.neighbour, days_ago=180, email=True)
    page = prove(client, ready(town.member))
    old.refresh_from_db()
    town.member.refresh_from_db()
    assert (town.member.phone, old.phone) == ("", PHONE)
    assert "Another account proved this number" in page
