"""A browser whose reader has just shown who they are, as sealed pages ask."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as METHODS,
)
from django.test import Client

from unionhall.kernel.people.models import Person

PASSWORD = "a-quiet-river-4711"


def signed_in(person: Person) -> Client:
    """Signed in with a password, some time ago."""
    client = Client()
    person.set_password(PASSWORD)
    person.save()
    client.force_login(person)
    return client


def proved(person: Person, seconds_ago: int = 0) -> Client:
    """Signed in, and shown so many seconds ago who it is."""
    client = signed_in(person)
    prove(client, person, seconds_ago)
    return client


def prove(client: Client, person: Person, seconds_ago: int = 0) -> None:
    """Whoever is signed in there showed so many seconds ago who it is."""
    session = client.session
    session[METHODS] = [{"method": "password", "at": time.time() - seconds_ago}]
    session[WHOSE] = str(person.pk)
    session.save()
