"""Who comes from the union's own sign-in: somebody known by a verified e-mail address."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from unionhall.kernel.people.models import Person


class UnionSignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Matches persons by e-mail each time and keeps nothing of what the union's sign-in says of them."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Unknown people get an account only where the operator says so, and with a verified address only."""
        known = settings.SINGLE_SIGN_ON
        return bool(known and known.admits and any(each.verified for each in sociallogin.email_addresses))

    def populate_user(self, request: HttpRequest, sociallogin: Any, said: dict[str, Any]) -> Person:
        person: Person = super().populate_user(request, sociallogin, said)
        person.name = str(said.get("name") or said.get("email") or "")[:120]
        person.email = (person.email or "").lower() or None
        person.language = get_language() or settings.LANGUAGE_CODE
        return person

    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> Person:
        """Keep the person and their proved address, and nothing of the sign-in that they came from."""
        person: Person = sociallogin.user
        person.set_unusable_password()
        person.save()
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person
