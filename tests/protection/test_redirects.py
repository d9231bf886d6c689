"""No address of the hall sends anybody to a place that a stranger chose."""

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as hall
from django.test import Client

from tests.permissions.addresses import arguments
from tests.protection.crawling import knock
from unionhall.kernel.people.tests.signing import PASSWORD, ready, sign_in
from unionhall.kernel.web.speaking import NAME

if TYPE_CHECKING:
    from tests.town import Town

AWAY = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example/",
    "\\\\evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://localhost@evil.example/",
    "https://evil.example\\@localhost/",
    "/%09/evil.example",
    "\thttps://evil.example/",
    "//evil.example/%2f..",
)
ASKING = ("next", "url", "redirect", "redirect_to", "return", "return_to", "back", "continue", "goto", "to")


def leads_away(answer: Any) -> bool:
    """Whether a browser that follows the answer leaves the hall."""
    to = answer.headers.get("Location", "").replace("\\", "/").strip()
    parts = urlsplit(to)
    return parts.scheme not in ("", "http", "https") or parts.netloc not in ("", "testserver")


@pytest.mark.parametrize("to", AWAY)
def test_signing_in_leads_nowhere_else(town: "Town", to: str) -> None:
    ready(town.member)
    client = Client()
    assert not leads_away(client.get("/account/login/", {"next": to}))
    assert not leads_away(sign_in(client, town.member.email or "", QUERY_STRING=f"next={to}"))
    asked = {"login": town.member.email, "password": PASSWORD, "next": to}
    answer = Client().post("/account/login/", asked)
    assert answer.status_code == 302
    assert not leads_away(answer)


@pytest.mark.parametrize("to", AWAY)
def test_neither_does_showing_anew_who_one_is_nor_signing_out(town: "Town", to: str) -> None:
    client = Client()
    ready(town.member)
    client.force_login(town.member)
    shown = client.post("/account/reauthenticate/", {"password": PASSWORD, "next": to})
    assert shown.status_code == 302
    assert not leads_away(shown)
    assert not leads_away(client.post("/account/logout/", {"next": to}))


@pytest.mark.parametrize("to", AWAY)
def test_neither_does_the_choice_of_a_language(town: "Town", to: str) -> None:
    client = Client()
    for sent in ({"next": to}, {}):
        answer = client.post("/language/", {NAME: "zh-hans", **sent}, headers={"referer": to})
        assert answer.status_code in (204, 302)
        assert not leads_away(answer)


@pytest.mark.slow("every address of the hall, with each word")
@pytest.mark.parametrize("visitor", ["anonymous", "member", "steward"])
def test_no_address_follows_any_such_word(town: "Town", visitor: str) -> None:
    filled = arguments(town, town.desk.ask().reference, "00000000-0000-4000-8000-000000000000")
    query, person = dict.fromkeys(ASKING, "https://evil.example/"), getattr(town, visitor, None)
    read, sent = knock(person, "get", filled, query), knock(person, "post", filled, query)
    away = [name for name, answer in (*read, *sent) if leads_away(answer)]
    assert away == []


def test_a_letter_leads_to_the_hall_whatever_host_was_asked(town: "Town", mailoutbox: list[Any]) -> None:
    ready(town.member)
    asked = {"email": town.member.email}
    Client().post("/account/password/reset/", asked, headers={"host": "evil.example"})
    Client().post("/account/password/reset/", asked, headers={"x-forwarded-host": "evil.example"})
    letters = [str(letter.body) for letter in mailoutbox]
    assert len(letters) == 1
    assert "evil.example" not in letters[0]
    assert hall.ALLOWED_HOSTS


@pytest.mark.parametrize("path", ["/api/matters", "/api/openapi.json", "/open311/v2/services.json"])
def test_a_program_without_encryption_is_refused_and_not_led_on(
    town: "Town", settings: Any, path: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    program = Client(headers={"Authorization": "Bearer x"})
    refused = program.get(path)
    assert (refused.status_code, "Location" in refused.headers) == (403, False)
    assert program.get(path, secure=True).status_code != 403


@pytest.mark.parametrize("path", ["/", "/api/", "/account/login/", "/nowhere/"])
def test_people_are_led_to_the_same_page_encrypted(town: "Town", settings: Any, path: str) -> None:
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get(path)
    assert (answer.status_code, answer["Location"]) == (301, f"https://testserver{path}")
