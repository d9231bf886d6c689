"""Walking through the hall as somebody: every page that their pages lead to, or every address there is."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client

from tests.permissions.addresses import address, names, undone
from unionhall.kernel.people.models import Person

LINK = re.compile(r'(?:href|src|action)="([^"#]+)')
MOST = 150  # pages; a calendar of links without an end would hide the rest


def knock(
    person: Person | None, method: str, filled: dict[str, dict[str, Any]], *sent: Any
) -> Iterator[tuple[str, Any]]:
    """The name of each address, and what it answers to somebody who has signed in; undone afterwards."""
    client = Client(raise_request_exception=False)
    if person:
        client.force_login(person)
    session = client.cookies.output(header="")
    for name in names():
        client.cookies = SimpleCookie(session)
        with undone():
            yield name, getattr(client, method)(address(name, filled), *sent)


def crawl(client: Client, starts: Iterable[str], most: int = MOST) -> Iterator[tuple[str, str]]:
    """Address and text of each page that can be reached by reading alone, those that it starts with first."""
    for url, response, content in answers(client, starts, most):
        if response.status_code == 200:
            yield url, unescape(_text(content))


def answers(
    client: Client, starts: Iterable[str], most: int = MOST, skip: re.Pattern[str] | None = None
) -> Iterator[tuple[str, Any, bytes]]:
    """Address, answer and content of all that can be reached by reading alone, whatever the answer is."""
    waiting, seen = list(dict.fromkeys(starts)), set[str]()
    while waiting and len(seen) < most:
        url = waiting.pop(0)
        if url in seen or (skip and skip.search(url)):
            continue
        seen.add(url)
        response = client.get(url)
        content = response.getvalue() if getattr(response, "streaming", False) else response.content
        yield url, response, content
        if response.status_code == 200:
            waiting += [link for link in _links(url, _text(content)) if link not in seen]


def _text(content: bytes) -> str:
    return content.decode(errors="ignore")


def _links(page: str, text: str) -> Iterator[str]:
    """Addresses of the hall's own pages in a text, static files and the way out left aside."""
    for link in LINK.findall(text):
        parts = urlsplit(urljoin(page, unescape(link)))
        if not parts.netloc and not parts.path.startswith("/static/") and "logout" not in parts.path:
            yield parts.path + (f"?{parts.query}" if parts.query else "")
