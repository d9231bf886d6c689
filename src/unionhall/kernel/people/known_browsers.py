"""Browsers in which somebody signed in before: strangers who try passwords elsewhere can't lock them out.

A signed cookie says it, by keyed hashes of the logins. It opens nothing, and the hall keeps nothing of it.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from unionhall.kernel.people.models import Person

COOKIE = "__Secure-hall_known" if settings.SESSION_COOKIE_SECURE else "hall_known"
SALT = "people.known_browsers"
PATH = "/account/"
GOOD_FOR = 180 * 24 * 60 * 60  # seconds
MOST = 8  # logins: a telephone may serve a family


def name_of(request: HttpRequest, login: str) -> str:
    """What this browser is called among those in which the login was used; empty where it was not."""
    name, marks = _read(request)
    return name if login and _mark(login) in marks else ""


def remember(request: HttpRequest, response: HttpResponse, person: Person) -> None:
    """Let the browser know that the person signed in here."""
    name, marks = _read(request)
    own = [_mark(login) for login in (person.email, person.phone) if login]
    marks = list(dict.fromkeys([*own, *marks]))[:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps([name or secrets.token_hex(8), marks], salt=SALT),
        max_age=GOOD_FOR,
        path=PATH,
        secure=bool(settings.SESSION_COOKIE_SECURE),
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Let the browser know nobody any more, so that a machine that others use tells of nobody."""
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        name, marks = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return "", []
    return name, marks


def _mark(login: str) -> str:
    return salted_hmac(SALT, login.lower(), algorithm="sha256").hexdigest()[:32]
