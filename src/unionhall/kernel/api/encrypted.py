"""People who come without https are led to it; programs are refused: what they sent was sent in clear."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.security import SecurityMiddleware
from django.urls import Resolver404, resolve

REFUSED = "Speak to the hall by https only. A token that came with this was sent in clear: make a new one.\n"


class EncryptedMiddleware(SecurityMiddleware):
    """Django's, but for addresses below `/api/` and views that say `is_for_programs` of themselves.

    A program that is led to https goes on sending its token in clear first, and nobody notices.
    """

    def process_request(self, request: HttpRequest) -> HttpResponseBase | None:  # type: ignore[override]
        leading = super().process_request(request)
        if leading is not None and is_for_programs(request.path):
            return HttpResponse(REFUSED, status=403, content_type="text/plain; charset=utf-8")
        return leading


def is_for_programs(path: str) -> bool:
    """Whether what answers at the address is for programs and not for people."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return "api" in match.namespaces or getattr(match.func, "is_for_programs", False)
