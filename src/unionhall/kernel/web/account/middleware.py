"""What holds at every address: officers have a second step, and signing out leaves nothing behind."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

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


class SignOutMiddleware:
    """Tells the browser to throw away what it kept of the hall's pages once somebody signs out."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and request.path == reverse("account_logout"):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
