"""Forms for people without a cookie: what the browser says of the page that sent them stops forgery."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

SAFE = ("GET", "HEAD", "OPTIONS")


class FromElsewhere(PermissionDenied):
    """The form was sent by a page of another site."""

    message = _("This form came from another page than ours, so nothing was sent.")


def same_origin(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a view take forms without a CSRF cookie, but none that another site's page sends.

    Browsers say `Sec-Fetch-Site`, older ones `Origin`. A program says neither and carries nobody's cookie.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in SAFE and not is_from_here(request):
            raise FromElsewhere
        return view(request, *args, **kwargs)

    return guarded


def is_surely_from_here(request: HttpRequest) -> bool:
    """The same, and false where the browser says nothing of it."""
    says_so = request.headers.get("Sec-Fetch-Site") or request.headers.get("Origin")
    return bool(says_so) and is_from_here(request)


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent the request."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()
