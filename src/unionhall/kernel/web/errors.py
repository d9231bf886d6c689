"""What people read when something can't be shown or done."""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from unionhall.kernel.people.answering import NobodyAnswers
from unionhall.kernel.people.looking_up import TooManyLookUps
from unionhall.kernel.people.models import Person
from unionhall.kernel.procedures.refusals import Refusal
from unionhall.kernel.web import away
from unionhall.kernel.web.guests import TooManyTries
from unionhall.kernel.web.origin import is_surely_from_here
from unionhall.kernel.web.read_again import ReadAgain, said
from unionhall.kernel.web.waiting_words import waiting, words_of


class RefusalMiddleware:
    """Turns a refused move into a page that says why; pages never catch refusals themselves.

    A browser that says that it shows a page is led to it, so that reloading it sends nothing once more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, (Refusal, TooManyLookUps, TooManyTries)):
            return _refused(request, exception.status, exception.message, getattr(exception, "heading", ""))
        if isinstance(exception, NobodyAnswers):
            return _refused(request, 409, exception.message)
        return None


def _refused(request: HttpRequest, status: int, message: object, heading: object = "") -> HttpResponse:
    led = None
    if request.method == "POST" and request.headers.get("Sec-Fetch-Mode") == "navigate":
        why = {"status": str(status), "message": str(message), "heading": str(heading)}
        back = {"code": "", "matter_url": "", **_way_back(request)}
        led = ReadAgain(said(why | back)).lead(request, reverse("refused"), by=_reader(request))
    return led or page(request, status, message, heading=heading)


def _reader(request: HttpRequest) -> Person | None:
    return request.user if isinstance(request.user, Person) else None


@never_cache
@require_safe
def refused(request: HttpRequest) -> HttpResponse:
    """Why something that was sent was not done."""
    draft = ReadAgain.of(request, _reader(request))
    if draft is None:
        raise Http404
    back = {name: draft.word(name) for name in ("code", "matter_url")}
    status = int(draft.word("status"))
    return page(request, status, draft.word("message"), heading=draft.word("heading"), back=back)


def page(
    request: HttpRequest,
    status: int,
    message: object = "",
    *,
    heading: object = "",
    back: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The page for a status; 403 and 409 can say why. `back`: where it leads, else where its address says.

    What answers to a form can't be asked for again by its address, in another language either.
    """
    template = status if status in (400, 403, 404, 409, 429) else 409
    context = {"message": message, "heading": heading, "answers_a_form": request.method == "POST"}
    context |= _way_back(request) if back is None else back
    return render(request, f"{template}.html", context, status=status)


def _way_back(request: HttpRequest) -> dict[str, str]:
    """To the matter of which the address speaks; for a guest, to the one whose receipt the form named."""
    match = request.resolver_match
    if match and (reference := match.kwargs.get("reference")):
        return {"matter_url": reverse("matter", args=[reference])}
    is_receipt = match is not None and str(match.url_name).startswith(("receipt", "guest_"))
    return {"code": (request.POST.get("code") or _code_read_again(request)) if is_receipt else ""}


def _code_read_again(request: HttpRequest) -> str:
    """The code that lies under the token in the address."""
    with suppress(Refusal, Http404):
        if draft := ReadAgain.of(request):
            return draft.word("code")
    return ""


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
