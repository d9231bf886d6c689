"""A hall that answers over HTTP, and a browser window in front of it that forgives nothing."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, ViewportSize
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:
    from unionhall.kernel.people.models import Person

Open: TypeAlias = Callable[..., Page]
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
LOCALES = {"en": "en-GB", "zh-hans": "zh-CN", "zh-hant": "zh-TW", "ar": "ar"}


@pytest.fixture
def open_window(browser: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Opens windows: `open_window(person, language=…, viewport=…, javascript=…)`.

    When the test is over, none of them may have asked another host or broken the content policy.
    """
    with ExitStack() as opened:
        complaints: list[str] = []

        def open_(person: "Person | None" = None, *, language: str = "en", **options: Any) -> Page:
            wishes = {"viewport": PHONE, "locale": LOCALES[language], **options}
            context = browser.new_context(base_url=live_server.url, **wishes)
            opened.callback(context.close)
            if person:
                _sign_in(context, person, live_server.url)
            page = context.new_page()
            page.set_default_timeout(15_000)
            _listen(page, live_server.url, complaints)
            return page

        yield open_
        assert complaints == []


def _sign_in(context: BrowserContext, person: "Person", url: str) -> None:
    client = Client()
    client.force_login(person)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


def _listen(page: Page, url: str, complaints: list[str]) -> None:
    def on_request(request: Request) -> None:
        if not request.url.startswith((url, "data:", "blob:")):
            complaints.append(f"{page.url} asks {request.url}")

    def on_message(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            complaints.append(f"{page.url}: {message.text}")

    page.on("request", on_request)
    page.on("console", on_message)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
