"""How sign-in behaves here."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from unionhall.kernel.people.models import Person


class HallAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs themselves up: membership is granted by a register keeper."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: Person, **options: Any) -> HttpResponse:
        """Go on in the person's language, unless one was chosen in this browser."""
        response: HttpResponse = super().post_login(request, user, **options)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            speak(response, user.language)
        return response

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is: the sender says already where it comes from."""
        return str(subject)


def speak(response: HttpResponse, language: str) -> None:
    """Show the next pages in that language."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=bool(settings.LANGUAGE_COOKIE_SECURE),
        httponly=bool(settings.LANGUAGE_COOKIE_HTTPONLY),
        samesite="Lax",
    )
