"""Back and forward in the browser: through a whole ask, after it was sent, and after an answer."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.walking import WORDS, go_on, send, walk_to_the_summary
from unionhall.kernel.matters.models import Matter

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser

SAID = WORDS["en"][0]


def back(page: Page, steps: int = 1) -> None:
    """As the finger does it; an answer that only a form can bring would raise an error here."""
    for _step in range(steps):
        page.go_back()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("who", ["member", "guest"])
def test_one_goes_back_and_forward_through_a_whole_ask(
    open_town: "Town", open_window: Open, who: str, scripts: bool
) -> None:
    page = open_window(open_town.member if who == "member" else None, java_script_enabled=scripts)
    walk_to_the_summary(page, SAID)
    summary = page.url
    back(page, 3)
    assert page.locator("main textarea").input_value() == SAID
    page.locator("main textarea").fill("")
    go_on(page)
    assert page.locator("main textarea").get_attribute("aria-invalid") == "true"
    page.locator("main textarea").fill(f"{SAID} Again.")
    go_on(page)
    assert page.url == summary
    back(page)
    page.go_forward()
    assert f"{SAID} Again." in page.locator("main").inner_text()
    send(page)
    there = page.url
    back(page)
    assert page.url == there
    page.go_forward()
    assert Matter.objects.count() == 1
    if who == "guest":
        assert page.locator(".code").inner_text()
        assert page.context.cookies() == []
