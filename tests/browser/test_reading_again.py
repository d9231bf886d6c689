"""Back and reload after any form: each page is read at an address of its own, and nothing is sent again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESK, Open
from tests.browser.walking import WORDS, go_on, send, walk_to_the_summary
from unionhall.kernel.matters.models import Matter
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser
SAID = WORDS["en"][0]


@contextmanager
def sending_nothing(page: Page) -> Iterator[None]:
    """Meanwhile the browser sends no form: for one it would ask whether to send it once more."""
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    yield
    assert sent == []


def reload_and_go_back(page: Page) -> None:
    """The page says the same once more, and Back leads to one that can be read, and forward again."""
    there, shown = page.url, page.locator("main h1").inner_text()
    with sending_nothing(page):
        page.reload()
        assert page.locator("main h1").inner_text() == shown
        page.go_back()
        assert page.locator("main h1").count() == 1
        page.go_forward()
    assert (page.url, page.locator("main h1").inner_text()) == (there, shown)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def test_a_guest_comes_back_is_refused_and_adds_something(
    open_town: "Town", open_window: Open, scripts: bool
) -> None:
    page = open_window(java_script_enabled=scripts)
    walk_to_the_summary(page, SAID)
    send(page)
    page.get_by_role("button", name="See where it stands").click()
    reload_and_go_back(page)
    page.get_by_role("button", name="Add something").click()
    page.locator("main textarea").fill("x" * 8_001)
    go_on(page)
    assert page.locator("main textarea").get_attribute("aria-invalid") == "true"
    with sending_nothing(page):
        page.reload()
    assert len(page.locator("main textarea").input_value()) == 8_001
    page.locator("main textarea").fill("And on Sunday.")
    go_on(page)
    reload_and_go_back(page)
    matter = Matter.objects.get()
    assert [each.text for each in matter.messages.all()] == ["And on Sunday."]
    assert page.context.cookies() == []


def test_somebody_applies_is_refused_first_and_has_one_receipt(
    open_town: "Town", open_window: Open, scripts: bool
) -> None:
    page = open_window(java_script_enabled=scripts)
    page.goto("/register/")
    page.goto("/register/join/")
    page.locator("[name=name]").fill("Nia Newcomer")
    page.locator("[name=phone]").fill("12")
    send(page)
    assert page.locator("main [aria-invalid=true]").count()
    reload_and_go_back(page)
    assert page.locator("[name=name]").input_value() == "Nia Newcomer"
    page.locator("[name=phone]").fill("")
    page.locator("[name=email]").fill("nia@new.example")
    page.locator("[name=place]").select_option(index=1)
    page.locator("[name=consent]").check()
    send(page)
    code = page.locator(".code").inner_text()
    reload_and_go_back(page)
    assert page.locator(".code").inner_text() == code
    assert Matter.objects.count() == 1


def test_a_question_is_opened_with_what_was_missing(
    open_town: "Town", open_window: Open, scripts: bool
) -> None:
    page = open_window(open_town.member, java_script_enabled=scripts)
    page.goto("/choir/")
    page.goto("/choir/ask/")
    page.locator("main textarea").fill(SAID)
    go_on(page)
    assert page.locator("main [aria-invalid=true]").count()
    reload_and_go_back(page)
    assert page.locator("main textarea").input_value() == SAID
    page.locator("main input[type=date]").fill("2026-01-05")
    go_on(page)
    page.wait_for_url("**/matters/**")
    reload_and_go_back(page)
    assert Matter.objects.count() == 1


def test_a_line_that_is_added_or_moved_keeps_its_place(
    open_town: "Town", open_window: Open, scripts: bool
) -> None:
    page = open_window(open_town.chair, viewport=DESK, java_script_enabled=scripts)
    page.goto("/ballot/")
    page.goto("/ballot/new/")
    with sending_nothing(page):
        page.reload()
    page.get_by_role("button", name="Add a question").click()
    page.keyboard.type("When do we sing?")
    reload_and_go_back(page)
    page.get_by_role("button", name="Move up").click()
    focused = page.locator("button[name=line][autofocus]")
    assert focused.get_attribute("value") == "drop question-1"
    assert focused.evaluate("button => button === document.activeElement") is True
    page.get_by_role("button", name="Go on").click()
    assert page.locator("main [aria-invalid=true]").count()
    reload_and_go_back(page)


def test_one_step_for_several_says_what_is_left_and_goes_back_to_the_list(
    open_town: "Town", open_window: Open, scripts: bool
) -> None:
    for _each in range(2):
        handling.accept(open_town.desk.ask(), actor=open_town.steward)
    page = open_window(open_town.steward, viewport=DESK, java_script_enabled=scripts)
    page.goto("/worklist/?room=desk")
    for box in page.locator("main input[name=m]").all():
        box.check()
    page.locator("button[name=step][value='desk.answer']").click()
    page.locator("main textarea").fill(" ")
    go_on(page)
    assert page.locator("main [aria-invalid=true]").count()
    reload_and_go_back(page)
    page.locator("main textarea").fill(SAID)
    go_on(page)
    page.wait_for_url("**/worklist/?room=desk")
    assert {*Matter.objects.values_list("state", flat=True)} == {"answered"}
