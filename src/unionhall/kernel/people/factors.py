"""The second step at sign-in: who needs one, who has one, and its secrets."""

from base64 import urlsafe_b64encode
from datetime import timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from unionhall.kernel.people.models import Person
from unionhall.kernel.squares import square

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_step(person: Person) -> bool:
    """Whether a passkey or an app stands behind the account; recovery codes alone are none."""
    return bool(Authenticator.objects.filter(user=person, type__in=SECOND_STEPS).exists())


def needs_second_step(person: Person) -> bool:
    """Whether the person holds an office for longer than the days that the operator allows."""
    days = settings.SECOND_FACTOR_DAYS
    if days is None or not person.current_offices:
        return False
    first = min(office.from_on for office in person.current_offices)
    return bool(timezone.localdate() >= first + timedelta(days=days))


def lacks_second_step(person: Person) -> bool:
    """Whether the person needs a second step and has none, so that nothing but their account opens."""
    return needs_second_step(person) and not has_second_step(person)


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps secrets of apps and recovery codes encrypted."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_generate_recovery_codes": _("Set up a passkey or an app first."),
        "incorrect_code": _("This is not the code. Check each digit, or wait for the next one."),
        "unverified_email": _("Confirm your e-mail address first."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher(settings.SECRET_KEY).decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Person, kind: str) -> str:
        count = Authenticator.objects.filter(user=user, type=kind).count()
        return gettext("Passkey %(number)s") % {"number": count + 1}

    def build_totp_svg(self, url: str) -> str:
        return square(url, gettext("The picture for your app"))

    def get_totp_label(self, user: Person) -> str:
        return user.email or user.number or user.name


@lru_cache(maxsize=1)
def _cipher(secret: str) -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(f"second step {secret}".encode()).digest()))
