"""Who comes without an account leaves no cookie behind by looking around."""

import re
from typing import TYPE_CHECKING

from django.test import Client

from tests.permissions.addresses import address, arguments, names
from tests.protection.crawling import crawl

if TYPE_CHECKING:
    from tests.town import Town

SIGNING_IN = "account_"
FOREIGN = re.compile(r"(?:src|href|action|url)\s*[=(]\s*[\"']?(?:https?:)?//[^\s>]+", re.IGNORECASE)


def test_no_page_but_the_sign_in_gives_a_guest_a_cookie(town: "Town") -> None:
    filled = arguments(town, town.desk.ask().reference, "00000000-0000-4000-8000-000000000000")
    giving = []
    for name in names():
        client = Client()
        client.get(address(name, filled))
        if client.cookies and not name.startswith(SIGNING_IN):
            giving.append(name)
    assert giving == []


def test_no_page_for_a_guest_asks_anybody_else_on_the_net(town: "Town") -> None:
    for url, text in crawl(Client(), ["/"]):
        assert FOREIGN.findall(text) == [], url
