"""Another language where a page answers to a form, not to an address: the same page, said anew."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation

NAME = "language"


def in_any_language(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the buttons of the language menu send a page's form, since an address would lose the code."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = chosen(request)
        if language:
            speak(request, language)
        answer = view(request, *args, **kwargs)
        if language:
            remember(answer, language)
        return answer

    return spoken


def chosen(request: HttpRequest) -> str:
    """The language whose button was pressed, or "" where it was another button."""
    code = request.POST.get(NAME, "")
    return code if code in dict(settings.LANGUAGES) else ""


def speak(request: HttpRequest, code: str) -> None:
    """Say the rest of this answer in a language."""
    translation.activate(code)
    request.LANGUAGE_CODE = code


def remember(answer: HttpResponseBase, code: str) -> None:
    """Say the next pages in it too: the one cookie that a guest has, and only after choosing a language."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        domain=settings.LANGUAGE_COOKIE_DOMAIN,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
