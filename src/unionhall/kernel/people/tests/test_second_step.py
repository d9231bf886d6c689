"""The second step: an app, recovery codes, and who can't do without one."""

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from unionhall.kernel.people.models import Office
from unionhall.kernel.people.tests.signing import app_code, give_app, is_signed_in, ready, sign_in

if TYPE_CHECKING:
    from tests.town import Town


def test_an_app_is_set_up_and_asked_for_from_then_on(town: "Town", client: Client) -> None:
    member = ready(town.member)
    client.force_login(member)
    client.post("/account/reauthenticate/", {"password": "a-quiet-river-4711"})
    page = client.get("/account/steps/app/activate/").content.decode()
    secret = re.search(r'class="reference">(\w+)<', page)
    assert secret is not None, page
    done = client.post("/account/steps/app/activate/", {"code": app_code(secret[1])}, follow=True)
    assert "They are shown this one time" in done.content.decode()
    assert len(re.findall(r"<li>\d{8}</li>", done.content.decode())) == 10
    assert not re.search(r"<li>\d{8}</li>", client.get("/account/steps/codes/").content.decode())
    stored = Authenticator.objects.get(user=member, type="totp")
    assert secret[1] not in str(stored.data)
    other = Client()
    sign_in(other, member.email or "")
    assert not is_signed_in(other)


def test_a_recovery_code_works_once(town: "Town", client: Client) -> None:
    member = ready(town.member)
    give_app(member)
    code = Authenticator.objects.get(user=member, type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        sign_in(client, member.email or "")
        client.post("/account/steps/", {"code": code})
        assert is_signed_in(client) is expected


def test_a_code_of_the_app_works_once(town: "Town") -> None:
    member = ready(town.member)
    code = app_code(give_app(member))
    for expected in (True, False):
        client = Client()
        sign_in(client, member.email or "")
        client.post("/account/steps/", {"code": code})
        assert is_signed_in(client) is expected


def test_an_officer_without_a_second_step_gets_no_further_than_their_account(
    town: "Town", client: Client, settings: Any
) -> None:
    settings.SECOND_FACTOR_DAYS = 0
    client.force_login(town.steward)
    for address in ("/", "/worklist/", "/lost-steps/", "/search/?q=bus", "/desk/"):
        assert client.get(address).headers.get("Location") == "/account/", address
    assert client.get("/account/signed-in/").status_code == 200
    assert "You hold an office" in client.get("/account/").content.decode()
    give_app(town.steward)
    assert client.get("/worklist/").status_code == 200
    client.force_login(town.member)
    assert client.get("/mine/").status_code == 200


@pytest.mark.parametrize(("days", "held_for", "is_stopped"), [(7, 6, False), (7, 7, True), (None, 99, False)])
def test_the_operator_may_allow_some_days(
    town: "Town", client: Client, settings: Any, days: int | None, held_for: int, is_stopped: bool
) -> None:
    settings.SECOND_FACTOR_DAYS = days
    since = timezone.localdate() - timedelta(days=held_for)
    Office.objects.filter(person=town.steward).update(from_on=since)
    client.force_login(town.steward)
    assert (client.get("/worklist/").status_code == 302) is is_stopped


def test_who_gave_up_their_office_needs_none(town: "Town", client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_DAYS = 0
    yesterday = timezone.localdate() - timedelta(days=1)
    Office.objects.filter(person=town.steward).update(from_on=yesterday, until_on=yesterday)
    client.force_login(town.steward)
    assert client.get("/mine/").status_code == 200


def test_passwords_are_kept_by_argon2(town: "Town") -> None:
    assert ready(town.member).password.startswith("argon2$")
