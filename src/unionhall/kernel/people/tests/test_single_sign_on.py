"""The union's own sign-in: it opens the account of the proved address, and makes none unless it may."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from unionhall.environment.sign_in import SingleSignOn
from unionhall.kernel.people.models import Person
from unionhall.kernel.people.openid import openid_apps
from unionhall.kernel.people.tests import union_provider
from unionhall.kernel.people.tests.signing import app_code, give_app, is_signed_in, ready
from unionhall.kernel.people.tests.union_provider import CLIENT, SECRET, Provider

if TYPE_CHECKING:
    from tests.town import Town


class Stay(HTTPRedirectHandler):
    """Shows where a redirect leads instead of going there."""

    def redirect_request(self, *_words: Any) -> None:
        return None


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with union_provider.running() as provider:
        known = SingleSignOn(provider.issuer, CLIENT, SECRET, "Union account", admits=False)
        settings.SINGLE_SIGN_ON = known
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": openid_apps(known)}}
        yield provider


def come(client: Client, provider: Provider, **claims: Any) -> str:
    """Press the button, be sent back by the provider; the page that one ends on."""
    provider.claims = {"sub": "4711", **claims}
    away = client.post("/account/from-union/union/").headers["Location"]
    assert away.startswith(f"{provider.issuer}/authorize?")
    back = _redirect(away)
    page = client.get(back.partition("testserver")[2], follow=True)
    return str(page.content.decode())


def _redirect(url: str) -> str:
    from urllib.error import HTTPError

    try:
        build_opener(Stay).open(url, timeout=5)
    except HTTPError as answer:
        with answer:
            return answer.headers["Location"]
    raise AssertionError(url)


def test_a_proved_address_opens_its_account_and_nothing_is_kept(
    town: "Town", client: Client, provider: Provider
) -> None:
    assert "Sign in with Union account" in client.get("/account/login/").content.decode()
    come(client, provider, email=town.member.email, email_verified=True, name="Somebody Else")
    assert client.session["_auth_user_id"] == str(town.member.pk)
    assert not SocialAccount.objects.exists()
    town.member.refresh_from_db()
    assert town.member.name == "Mei O'Neill"


def test_an_address_that_nobody_proved_opens_nothing(
    town: "Town", client: Client, provider: Provider
) -> None:
    come(client, provider, email=town.member.email, email_verified=False)
    assert not is_signed_in(client)


def test_an_unknown_person_gets_no_account(town: "Town", client: Client, provider: Provider) -> None:
    page = come(client, provider, email="new@town.example", email_verified=True)
    assert not is_signed_in(client)
    assert not Person.objects.filter(email="new@town.example").exists()
    assert "An account comes with membership" in page


def test_unless_the_operator_admits_them(
    town: "Town", client: Client, provider: Provider, settings: Any
) -> None:
    settings.SINGLE_SIGN_ON = SingleSignOn(provider.issuer, CLIENT, SECRET, "Union account", admits=True)
    come(client, provider, email="New@town.example", email_verified=True, name="Nia New")
    person = Person.objects.get(email="new@town.example")
    assert (person.name, is_signed_in(client)) == ("Nia New", True)
    assert not person.offices.exists()
    again = Client()
    come(again, provider, email="new@town.example", email_verified=True)
    assert is_signed_in(again)
    assert not SocialAccount.objects.exists()


def test_the_second_step_is_asked_all_the_same(town: "Town", client: Client, provider: Provider) -> None:
    secret = give_app(ready(town.member))
    come(client, provider, email=town.member.email, email_verified=True)
    assert not is_signed_in(client)
    client.post("/account/steps/", {"code": app_code(secret)})
    assert is_signed_in(client)


def test_who_has_left_does_not_get_in(town: "Town", client: Client, provider: Provider) -> None:
    Person.objects.filter(pk=town.member.pk).update(is_active=False)
    come(client, provider, email=town.member.email, email_verified=True)
    assert not is_signed_in(client)
