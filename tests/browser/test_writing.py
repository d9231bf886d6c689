"""Writing into a box: what is pasted stays whole, and how much still fits is said as one types."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser


def test_what_is_pasted_is_counted_and_never_cut(open_town: "Town", open_window: Open) -> None:
    matter = handling.accept(open_town.desk.ask(), actor=open_town.steward)
    page = open_window(open_town.member)
    page.goto(f"/matters/{matter.reference}/add/")
    box, counter = page.locator("textarea"), page.locator("#walk .counter")
    expect(counter).to_have_text("")
    box.fill("A line.\n" * 990)
    expect(counter).to_have_text("Room for 80 more characters.")
    box.fill("😀" * 8_002)
    expect(counter).to_have_text("2 characters too many. Shorten it before you send it.")
    page.locator("main form .button").first.click()
    expect(page.locator("main .error").first).to_contain_text("8002 characters, where 8000 fit")
    assert len(box.input_value()) == 8_002
