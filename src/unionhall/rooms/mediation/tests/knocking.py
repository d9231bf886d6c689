"""Visiting the pages of mediation as somebody, in tests."""

import re
import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as METHODS,
)
from django.test import Client
from django.utils import timezone

from unionhall.kernel.people.models import Person

PASSWORD = "a-quiet-river-4711"
SAID = {
    "subject": "hours",
    "claim": "The shift plan comes on the evening before.",
    "wish": "The plan hangs there two weeks ahead.",
    "happened_on": "2026-01-05",
    "other_name": "Frank O'Neill",
    "other_address": "1 Mill Lane",
}


def proved(person: Person) -> Client:
    """A browser in which somebody signed in and showed who they are just now."""
    client = unproved(person)
    session = client.session
    session[METHODS] = [{"method": "password", "at": time.time()}]
    session[WHOSE] = str(person.pk)
    session.save()
    return client


def unproved(person: Person) -> Client:
    """A browser in which somebody signed in some time ago."""
    client = Client()
    person.set_password(PASSWORD)
    person.save()
    client.force_login(person)
    return client


def sent(**answers: Any) -> dict[str, Any]:
    """The form of a new dispute as a browser sends it, with one key."""
    return {"key": str(uuid4()), **SAID, **answers, "send": "1"}


def keyed(**answers: Any) -> dict[str, Any]:
    """The form of a move as a browser sends it."""
    return {"key": str(uuid4()), **answers}


def read(page: Any) -> str:
    """What a page says, its marks of HTML and spaces made plain."""
    return " ".join(page.content.decode().replace("&#x27;", "'").split())


def code_on(page: Any) -> str:
    found = re.search(r'class="code">([^<]+)<', page.content.decode())
    assert found
    return found[1]


def ahead(days: int) -> str:
    """A day that is to come, as a date field sends it."""
    return (timezone.localdate() + timedelta(days=days)).isoformat()
