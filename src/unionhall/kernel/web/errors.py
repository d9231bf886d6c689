"""What people read when something can't be shown or done."""

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.people.looking_up import TooManyLookUps
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.web import away
from unionhall.kernel.web.guests import TooManyTries
from unionhall.kernel.web.origin import is_surely_from_here
from unionhall.kernel.web.waiting_words import waiting, words_of


class RefusalMiddleware:
    """Turns a refused move into a page that says why; pages never catch refusals themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (Refusal, TooManyLookUps, TooManyTries)):
            heading = getattr(exception, "heading", "")
            return page(request, exception.status, exception.message, heading=heading)
        if isinstance(exception, NobodyAnswers):
            return page(request, 409, exception.message)
        return None


def page(request: HttpRequest, status: int, message: object = "", *, heading: object = "") -> HttpResponse:
    """The page for a status; 403 and 409 can say why.

    What answers to a form can't be asked for again by its address, in another language either.
    """
    template = status if status in (400, 403, 404, 409, 429) else 409
    context = {"message": message, "heading": heading, "answers_a_form": request.method == "POST"}
    context |= _way_back(request)
    return render(request, f"{template}.html", context, status=status)


def _way_back(request: HttpRequest) -> dict[str, Any]:
    """To the matter of which the address speaks; for a guest, to the one whose receipt the form named."""
    match = request.resolver_match
    if match and (reference := match.kwargs.get("reference")):
        return {"matter": {"url": reverse("matter", args=[reference])}}
    is_receipt = match is not None and str(match.url_name).startswith(("receipt", "guest_"))
    return {"code": request.POST.get("code", "") if is_receipt else ""}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    is_too_long = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    too_long = _("What was sent is too long for one form. Shorten it, or add the rest afterwards.")
    return page(request, 400, too_long if is_too_long else "")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 403, getattr(exception, "message", ""))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return page(request, 404)


def failed(request: HttpRequest) -> HttpResponse:
    """The page for what nobody foresaw, while Django still handles the exception."""
    if away.is_away(sys.exception()):
        return away.page(request)
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A sign-in in another tab makes older pages stale; what their forms say is said again, and not yet done.

    Only where the browser itself says that our own page sent it, so that no other site puts words there.
    """
    words = words_of(request) if is_surely_from_here(request) else []
    has_cookies = settings.CSRF_COOKIE_NAME in request.COOKIES
    context = {**waiting(request, words), "answers_a_form": True, "has_cookies": has_cookies}
    return render(request, "403_csrf.html", context, status=403)
