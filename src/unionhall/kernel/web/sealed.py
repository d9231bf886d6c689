"""Opening what is sealed: its handlers show anew who they are, and what can't be opened is said."""

import logging
import time
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.privacy.keys.faults import KeyDestroyed, Unreadable
from unionhall.kernel.web.reader import Reader

FRESH = 30 * 60  # seconds that somebody is known to be themselves
LONG = 8  # entries from which on a matter is worth searching

log = logging.getLogger(__name__)


class SignInAgain(Exception):
    """Somebody has no password and no second step to show, so only a new sign-in proves who they are."""


class SealedMiddleware:
    """Turns what can't be opened into a page that says why, and tells the operator."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = self.get_response(request)
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SignInAgain):
            return _page(
                request, 403, _("Show anew who you are: sign out and in again, then come back here.")
            )
        if isinstance(exception, KeyDestroyed):
            return _page(request, 410, _("What was written here was erased for good."))
        if isinstance(exception, Unreadable):
            log.error("Something sealed can't be opened: %s", exception)
            words = _("This is sealed and can't be opened now. Nothing is lost; those who run the hall know.")
            return _page(request, 503, words)
        return None


def _page(request: HttpRequest, status: int, message: str) -> HttpResponse:
    context = {"message": message, "answers_a_form": request.method == "POST"}
    return render(request, "web/unreadable.html", context, status=status)


def check_may_open(request: HttpRequest, reader: Reader) -> None:
    """Ask the handler of a sealed matter for their password or second step, unless they just gave it.

    Raises ReauthenticationRequired, which leads there and back, and SignInAgain.
    """
    if must_show_self(reader):
        check_is_self(request, cast(Person, reader.actor))


def must_show_self(reader: Reader) -> bool:
    """Whether it opens only to somebody who has just shown who they are, as a sealed one to its handlers."""
    return reader.matter.sealed and not reader.is_party and isinstance(reader.actor, Person)


def check_is_self(request: HttpRequest, person: Person) -> None:
    """Ask somebody who is signed in who they are, unless they just showed it; raises the same."""
    proofs = [each["at"] for each in get_authentication_records(request, person)]
    if proofs and time.time() - proofs[-1] < FRESH:
        return
    raise ReauthenticationRequired if get_reauthentication_flows(person) else SignInAgain


def finding(matter: Matter, timeline: list[dict[str, Any]], asked: str) -> dict[str, Any]:
    """The entries of an opened matter with these words, which the search of the hall doesn't see."""
    if not matter.sealed or len(timeline) < LONG:
        return {}
    wanted = asked.casefold().split()
    found = [each for each in timeline if all(word in _words(each) for word in wanted)]
    return {"find": {"asked": asked, "count": len(found)}, "timeline": found}


def _words(entry: dict[str, Any]) -> str:
    return f"{entry['sentence']} {entry['text']}".casefold()
