"""How sign-in behaves here."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext_lazy

from unionhall.kernel.people import attempts, known_browsers, sessions, taking_over, texting, ways_in
from unionhall.kernel.people.letters import BY_ITSELF
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.phone_field import PhoneField
from unionhall.kernel.people.second_proof import number_used

PROOFS = "unionhall.kernel.people.second_proof"

# Said by the forms of allauth and Django; the hall's translations of them come before theirs.
THEIR_SENTENCES = (
    gettext_noop("Code"),
    gettext_noop("Email"),
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
        "phone_password_mismatch": _("The number or the password is not right. Check both and try again."),
        "username_password_mismatch": _("Type your e-mail address or your telephone number."),
        "invalid_login": _("Type your e-mail address or your telephone number."),
        "select_only_one": _("Type the address or the number, not both."),
        "rate_limited": _("Too many tries in a short time. Wait a few minutes and try again."),
        "email_password_mismatch": _("The address or the password is not right. Check both and try again."),
        "enter_current_password": _("This is not your present password. Type it again."),
        "incorrect_code": _("This is not the code that we sent. Check each sign."),
        "incorrect_password": _("This is not your password. Type it again."),
        "invalid_password_reset": _("This link does not work any more."),
        "too_many_login_attempts": _("Too many tries in a short time. Wait a few minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_stages(self) -> list[str]:
        """Allauth's, with ours in the place of its e-mail stage and before the second step."""
        own = {
            "allauth.account.stages.PhoneVerificationStage": f"{PROOFS}.SecondProofStage",
            "allauth.account.stages.EmailVerificationStage": f"{PROOFS}.ProvedEmailStage",
        }
        return [own.get(stage, stage) for stage in super().get_login_stages()]

    def login(self, request: HttpRequest, user: Person) -> None:
        super().login(request, user)
        sessions.begin(request, user)

    def set_password(self, user: Person, password: str) -> None:
        """A new password ends whatever else opens the hall."""
        super().set_password(user, password)
        ways_in.end_all(user.pk, but=self.request.session.session_key if self.request else None)

    def reauthenticate(self, user: Person, password: str) -> bool:
        return user.check_password(password)

    def post_login(self, request: HttpRequest, user: Person, **options: Any) -> HttpResponse:
        """Go on in the person's language, unless one was chosen in this browser."""
        response: HttpResponse = super().post_login(request, user, **options)
        if phone := number_used(request, user):
            taking_over.confirm(user, phone)
        known_browsers.remember(request, response, user)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            speak(response, user.language)
        return response

    def get_user_by_phone(self, phone: str) -> Person | None:
        return taking_over.holder_of(phone)

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        """The number if it was ever proved; another is not worth a sign-in."""
        return (user.phone, True) if user.phone and user.phone_confirmed_on else None

    def set_phone(self, user: Person, phone: str, verified: bool) -> None:
        if verified:
            taking_over.take(user, phone)

    def set_phone_verified(self, user: Person, phone: str) -> None:
        """Called when a code was right: one's new number is taken; at sign-in other steps may follow."""
        if user == getattr(self.request, "user", None):
            taking_over.take(user, phone)

    def generate_phone_verification_code(self, *, user: Person, phone: str) -> str:
        """Six digits, which any telephone can type."""
        return get_random_string(6, "0123456789")

    def send_verification_code_sms(self, user: Person, phone: str, code: str, **options: Any) -> None:
        texting.send_code(phone, code)

    def phone_form_field(self, **options: Any) -> PhoneField:
        return PhoneField(**options)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Attempts are counted for each address and each number; allauth's own knows no numbers."""
        return str(credentials.get("email") or credentials.get("phone") or "").lower()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        login = self._get_login_attempts_cache_key(request, **credentials)
        self._login_failed_rl_usage = attempts.begin(request, login)
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        attempts.clear(request, self._get_login_attempts_cache_key(request, **credentials))

    def render_mail(self, *named: Any, headers: dict[str, str] | None = None, **more: Any) -> EmailMessage:
        message: EmailMessage = super().render_mail(*named, headers={**(headers or {}), **BY_ITSELF}, **more)
        return message

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
