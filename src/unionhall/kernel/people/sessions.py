"""Signing in and out of the hall: what a session says of itself, and how it ends."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from unionhall.kernel.people import idleness
from unionhall.kernel.people.browsers import words_for
from unionhall.kernel.people.models import Office, Person
from unionhall.kernel.people.session_store import BROWSER, OFFICER, SINCE


class SignedInMiddleware(AuthenticationMiddleware):
    """Who is signed in, as Django knows it; in most cases from what was read with their session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        asked = request.user
        request.user = SimpleLazyObject(lambda: _in_time(request) or asked)  # type: ignore[assignment]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        idleness.note_use(request, response)
        return response


def _in_time(request: HttpRequest) -> Any:
    """Whose session it is; nobody's, and thrown away, where it lay unused for too long. They are told why."""
    if idleness.is_over(request):
        said = _why_over(request)
        request.session.flush()
        messages.info(request, said, fail_silently=True)
        return AnonymousUser()
    if idleness.was_ended(request):
        said = _(
            "You were signed out: two weeks have passed since you signed in, your sign-in was ended from "
            "elsewhere, you have a new password, or you hold an office now, which asks for your second step. "
            "Sign in again to go on."
        )
        messages.info(request, said, fail_silently=True)
    return _read_with(request.session)


def _why_over(request: HttpRequest) -> str:
    if not request.session.get(OFFICER):
        return _(
            "You were signed out, because nobody used the hall here for a while. Sign in again to go on."
        )
    return _(
        "You were signed out. Whoever holds an office is signed out sooner, once nobody used the hall here "
        "for %(minutes)s minutes. Sign in again to go on."
    ) % {"minutes": settings.IDLE_MINUTES_OFFICERS}


def _read_with(session: Any) -> Any:
    """The person whose session it is, where it holds by all that Django asks; else Django is asked itself."""
    known = session.get(SESSION_KEY) and session.person
    is_theirs = known and known.is_active and session[SESSION_KEY] == str(known.pk)
    by_backend = session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    is_fresh = is_theirs and constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), known.get_session_auth_hash()
    )
    return known if is_fresh and by_backend else None


def begin(request: HttpRequest, person: Person) -> None:
    """Write down where, when and as what somebody signed in; Django gave the session a new key before."""
    offices = Office.objects.filter(person=person).exclude(until_on__lt=timezone.localdate())
    request.session[OFFICER] = offices.exists()
    request.session[BROWSER] = words_for(request.headers.get("User-Agent", ""))
    request.session[SINCE] = datetime.now(tz=UTC).timestamp()


def is_valid(row: Any, person: Any) -> bool:
    """Whether a session still opens the hall: a new password closes those begun with the old one."""
    known = row.get_decoded().get(HASH_SESSION_KEY, "")
    return constant_time_compare(known, person.get_session_auth_hash())
