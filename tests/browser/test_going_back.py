"""Back and forward in the browser: through a whole ask, after it was sent, and after an answer."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.walking import WORDS, go_on, send, walk_to_the_summary
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser

SAID = WORDS["en"][0]


def back(page: Page, steps: int = 1) -> None:
    """As the finger does it; an answer that only a form can bring would raise an error here."""
    for _step in range(steps):
        page.go_back()


@pytest.mark.parametrize(("who", "scripts"), [("member", False), ("guest", True)])
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


def test_what_a_steward_types_is_kept_as_it_is_typed_and_back_after_the_answer_says_where_it_stands(
    open_town: "Town", open_window: Open
) -> None:
    matter = handling.accept(open_town.desk.ask(), actor=open_town.steward)
    page = open_window(open_town.steward)
    page.goto(f"/matters/{matter.reference}/")
    page.goto(f"/matters/{matter.reference}/answer/")
    page.locator("main textarea").fill(" ")
    go_on(page)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("main textarea").fill(SAID)
    expect(page.locator("[data-keeps]")).to_contain_text("Kept at")
    other = open_window(open_town.steward)
    other.goto(f"/matters/{matter.reference}/answer/")
    assert other.locator("main textarea").input_value() == SAID
    go_on(page)
    page.wait_for_url(f"**/matters/{matter.reference}/")
    back(page)
    assert "See where it stands" in page.locator("main").inner_text()
    assert matter.messages.count() == 1
