"""What holds at every address: officers have a second step, and browsers keep nothing."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from unionhall.kernel.people import known_browsers
from unionhall.kernel.people.factors import lacks_second_step
from unionhall.kernel.people.models import Person

Answer = Callable[[HttpRequest], HttpResponse]
OPEN = ("/account/", "/language/")  # one's own account, signing out and the choice of language


class SecondFactorMiddleware:
    """Leads who holds an office and has no second step to their account, wherever else they go."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_stopped = not request.path.startswith(OPEN) and _lacks_second_step(request)
        return redirect("account_ways") if is_stopped else self.get_response(request)


def _lacks_second_step(request: HttpRequest) -> bool:
    """Whether who is signed in lacks one; a guest's page asks for no session."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    return isinstance(request.user, Person) and lacks_second_step(request.user)


class LeaveNothingMiddleware:
    """Lets no browser keep what somebody saw who is signed in, and clears it once they sign out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        was_in = _is_signed_in(request)
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers["Cache-Control"] = "private, no-store"
        if was_in and not _is_signed_in(request):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
            known_browsers.forget(response)
        return response


def _is_signed_in(request: HttpRequest) -> bool:
    """Whether somebody is, asked only where a form may sign them out."""
    return (
        request.method == "POST"
        and settings.SESSION_COOKIE_NAME in request.COOKIES
        and SESSION_KEY in request.session
    )
