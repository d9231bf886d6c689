"""Signing in by password and by a code, in one's own language; nobody signs themselves up."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from unionhall.kernel.people.models import Person

if TYPE_CHECKING:
    from tests.town import Town

PASSWORD = "a-quiet-river-4711"


@pytest.fixture
def member(town: "Town") -> Person:
    person = town.member
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_in(client: Client, person: Person, password: str = PASSWORD) -> Any:
    return client.post("/account/login/", {"login": person.email, "password": password})


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_in(letter: object) -> str:
    found = re.search(r"^[A-Z0-9-]{6,12}$", str(letter), re.MULTILINE)
    assert found is not None, letter
    return found.group()


def test_a_password_opens_the_hall(member: Person, client: Client) -> None:
    assert sign_in(client, member).headers["Location"] == "/"
    assert is_signed_in(client)


def test_a_wrong_password_says_what_to_do_and_not_who_exists(member: Person, client: Client) -> None:
    wrong = sign_in(client, member, "wrong").content.decode()
    unknown = client.post(
        "/account/login/", {"login": "nobody@town.example", "password": "x"}
    ).content.decode()
    message = "The address or the password is not right."
    assert message in wrong
    assert message in unknown
    assert not is_signed_in(client)


def test_too_many_attempts_are_stopped(member: Person, client: Client) -> None:
    answers = [sign_in(client, member, "wrong") for _ in range(12)]
    assert "Too many tries in a short time" in answers[-1].content.decode()
    assert not is_signed_in(client)


def test_who_has_left_cannot_sign_in(member: Person, client: Client) -> None:
    member.is_active = False
    member.save()
    sign_in(client, member)
    assert not is_signed_in(client)


def test_a_code_by_mail_opens_the_hall(member: Person, client: Client) -> None:
    client.post("/account/login/code/", {"email": member.email})
    letter = mail.outbox[0]
    assert letter.to == [member.email]
    assert letter.subject == "Your code to sign in"
    client.post("/account/login/code/confirm/", {"code": code_in(letter.body)})
    assert is_signed_in(client)


def test_a_wrong_code_opens_nothing(member: Person, client: Client) -> None:
    client.post("/account/login/code/", {"email": member.email})
    client.post("/account/login/code/confirm/", {"code": "WRONG1"})
    assert not is_signed_in(client)


def test_an_unknown_address_gets_no_code(town: "Town", client: Client) -> None:
    answer = client.post("/account/login/code/", {"email": "nobody@town.example"})
    assert answer.status_code == 302
    assert mail.outbox[0].subject == "There is no account with this address"
    assert "signup" not in mail.outbox[0].body


def test_signing_out_takes_a_click(member: Person, client: Client) -> None:
    sign_in(client, member)
    assert client.get("/account/logout/").status_code == 200
    assert is_signed_in(client)
    client.post("/account/logout/")
    assert not is_signed_in(client)


def test_the_pages_speak_the_persons_language_from_then_on(member: Person, client: Client) -> None:
    member.language = "zh-hans"
    member.save()
    sign_in(client, member)
    assert 'lang="zh-hans"' in client.get("/account/logout/").content.decode()


def test_a_language_chosen_in_this_browser_stays(member: Person, client: Client) -> None:
    client.cookies["django_language"] = "zh-hant"
    sign_in(client, member)
    assert 'lang="zh-hant"' in client.get("/account/logout/").content.decode()


def test_nobody_signs_themselves_up(town: "Town", client: Client) -> None:
    answers = {"email": "new@town.example", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/account/signup/", answers)
    assert not Person.objects.filter(email="new@town.example").exists()
    assert "/account/signup/" not in client.get("/account/login/").content.decode()


def test_a_forgotten_password_is_set_anew_by_mail(member: Person, client: Client) -> None:
    client.post("/account/password/reset/", {"email": member.email})
    letter = mail.outbox[0]
    assert letter.subject == "A new password"
    link = re.search(r"http://\S+(/account/password/reset/key/\S+)", str(letter.body))
    assert link is not None
    form = client.get(link.group(1), follow=True)
    fresh = "another-river-0815"
    client.post(form.request["PATH_INFO"], {"password1": fresh, "password2": fresh})
    sign_in(client, member, fresh)
    assert is_signed_in(client)


@pytest.mark.parametrize("address", ["/account/login/", "/account/login/code/", "/account/password/reset/"])
def test_the_doors_are_open_to_strangers(town: "Town", client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_letters_never_shout(member: Person, client: Client) -> None:
    client.post("/account/login/code/", {"email": member.email})
    client.post("/account/password/reset/", {"email": member.email})
    assert not any("!" in f"{letter.subject} {letter.body}" for letter in mail.outbox)
