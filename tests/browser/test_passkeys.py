"""A passkey in a real browser: set up, and then enough to sign in."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.pages import flaws
from unionhall.kernel.people.tests.signing import PASSWORD, ready

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_key(page: Page) -> None:
    """A virtual authenticator for a window."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_a_passkey_is_set_up_and_opens_the_hall_alone(open_town: "Town", open_window: Open) -> None:
    ready(open_town.member)
    page = open_window()
    give_key(page)
    page.goto("/account/login/")
    page.get_by_label("E-mail address or telephone number").fill(open_town.member.email or "")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.goto("/account/")
    found = flaws(page)
    page.get_by_role("link", name="Set up a passkey").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Continue").click()
    found += flaws(page)
    page.get_by_role("button", name="Set up a passkey").click()
    page.get_by_role("link", name="I have kept them").click()
    found += flaws(page)
    assert "You have 1" in page.content()
    page.goto("/account/signed-in/")
    found += flaws(page)
    page.get_by_role("button", name="Sign out everywhere").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/")
    page.goto("/mine/")
    assert urlsplit(page.url).path == "/mine/"
    assert found == []
