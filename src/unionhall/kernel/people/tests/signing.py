"""What tests of sign-in share: people who can sign in, a gateway that keeps texts, codes out of letters."""

import re
import time
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret, hotp_value
from django.core import mail
from django.test import Client

from unionhall.kernel.people.models import Person

PASSWORD = "a-quiet-river-4711"
PHONE = "+8613800138000"
GATEWAY = f"{__name__}.keep"
texts: list[tuple[str, str]] = []


def keep(phone: str, text: str) -> None:
    """A gateway that sends nothing."""
    texts.append((phone, text))


def ready(person: Person, *, password: str = PASSWORD, with_email: bool = True) -> Person:
    """Let a person sign in with a password and, unless told otherwise, with a confirmed address."""
    person.set_password(password)
    if with_email:
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    else:
        person.email = None
    person.save()
    return person


def sign_in(client: Client, login: str, password: str = PASSWORD, **options: Any) -> Any:
    return client.post("/account/login/", {"login": login, "password": password}, **options)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_in(letter: object) -> str:
    """The code on a line of its own."""
    found = re.search(r"^[A-Z0-9-]{6,12}$", str(letter), re.MULTILINE)
    assert found is not None, letter
    return found.group()


def texted_code() -> str:
    found = re.search(r"\d{6}", texts[-1][1])
    assert found is not None, texts
    return found.group()


def letters_to(address: str | None) -> list[str]:
    return [f"{letter.subject}\n{letter.body}" for letter in mail.outbox if letter.to == [address]]


def give_app(person: Person) -> str:
    """Set up an app for somebody, with recovery codes; its secret."""
    secret = str(generate_totp_secret())
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def app_code(secret: str) -> str:
    """What the app shows now."""
    return f"{hotp_value(secret, int(time.time()) // 30):06}"
