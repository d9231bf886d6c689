"""What the addresses of an account are tried on."""

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from tests.permissions.addresses import SOMETHING
from unionhall.kernel.people.models import LostStep, Person, Session

if TYPE_CHECKING:
    from tests.town import Town

NOBODYS = {
    "account_confirm_email": "a signed key",
    "account_object": "a signed key",
    "account_reset_password_from_key": "a signed key",
    "openid_connect_login": "a provider's name",
    "openid_connect_callback": "a provider's name",
}


def arguments(_town: "Town", _reference: str, _file: str) -> dict[str, dict[str, Any]]:
    return {
        "account_confirm_email": {"key": "nothing"},
        "account_object": {"key": "nothing"},
        "account_sign_out_there": {"name": "nothing"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "nothing"},
        "mfa_remove_webauthn": {"pk": 1},
        "openid_connect_login": {"provider_id": "union"},
        "openid_connect_callback": {"provider_id": "union"},
        "lost_step": {"uid": SOMETHING},
    }


def things(town: "Town") -> dict[str, tuple[Person, dict[str, Any]]]:
    """A passkey and a session of the member, and a lost step that waits for its second signature."""
    given = {"name": "Key", "credential": {}}
    key = Authenticator.objects.create(user=town.member, type="webauthn", data=given)
    signed_in = Client()
    signed_in.force_login(town.member)
    latest = Session.objects.filter(person=town.member).latest("expire_date")
    lost = LostStep.objects.create(
        person=town.member.uid, opened_by=town.register_keeper.uid, opened_at=timezone.now()
    )
    return {
        "mfa_remove_webauthn": (town.member, {"pk": key.pk}),
        "account_sign_out_there": (town.member, {"name": latest.session_key}),
        "lost_step": (town.administrator, {"uid": lost.uid}),
    }
