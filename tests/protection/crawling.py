"""Walking through the hall as somebody: every page that their pages lead to."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from django.test import Client

LINK = re.compile(r'(?:href|src|action)="([^"#]+)')
MOST = 150  # pages; a calendar of links without an end would hide the rest


def crawl(client: Client, starts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Address and text of each page that can be reached by reading alone."""
    waiting, seen = list(dict.fromkeys(starts)), set[str]()
    while waiting and len(seen) < MOST:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        response = client.get(url)
        text = _text(response) if response.status_code == 200 else ""
        if response.status_code == 200:
            yield url, unescape(text)
        waiting += [link for link in _links(url, text) if link not in seen]


def _text(response: object) -> str:
    content = response.getvalue() if getattr(response, "streaming", False) else response.content  # type: ignore[attr-defined]
    return str(content.decode(errors="ignore"))


def _links(page: str, text: str) -> Iterator[str]:
    """Addresses of the hall's own pages in a text, static files and the way out left aside."""
    for link in LINK.findall(text):
        parts = urlsplit(urljoin(page, unescape(link)))
        if not parts.netloc and not parts.path.startswith("/static/") and "logout" not in parts.path:
            yield parts.path + (f"?{parts.query}" if parts.query else "")
