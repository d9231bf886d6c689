"""How sign-in behaves here."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext_lazy

from unionhall.kernel.people.models import Person

# Said by the forms of allauth and Django; the hall's translations of them come before theirs.
THEIR_SENTENCES = (
    gettext_noop("Code"),
    gettext_noop("Forgot your password?"),
    gettext_noop("Password (again)"),
    gettext_noop("New Password (again)"),
    gettext_noop("You must type the same password each time."),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)


class HallAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs themselves up: membership is granted by a register keeper."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": _("This is your address already."),
        "email_password_mismatch": _("The address or the password is not right. Check both and try again."),
        "enter_current_password": _("This is not your present password. Type it again."),
        "incorrect_code": _("This is not the code in the letter. Check each sign."),
        "incorrect_password": _("This is not your password. Type it again."),
        "invalid_password_reset": _("This link does not work any more."),
        "too_many_login_attempts": _("Too many tries in a short time. Wait a few minutes and try again."),
    }

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
