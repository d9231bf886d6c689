"""What people come for, from the first page to the last, as they do it."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Open
from unionhall.kernel.matters.models import Matter

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser
WORDS = {
    "en": ("The shuttle bus has not come for three days.", "It runs again from Monday."),
    "zh-hans": ("班车已经三天没有来了。", "下周一恢复。"),
}
WAYS = [("en", True), ("zh-hans", True), ("en", False), ("zh-hans", False)]


def go_on(page: Page) -> None:
    """Press the main button of the page's form."""
    page.locator("main form button").first.click()


def send(page: Page) -> None:
    page.locator("main button[name=send]").click()


def walk_to_the_summary(page: Page, description: str) -> None:
    """Ask for the town's service, one screen after the other."""
    page.goto("/desk/services/transport/")
    page.locator("main a[href*='/desk/ask/']").first.click()
    page.locator("main textarea").first.fill(description)
    for _screen in range(6):
        if page.locator("main button[name=send]").count():
            return
        area = page.locator("main select")
        if area.count():
            area.first.select_option(index=1)
        go_on(page)
    raise AssertionError(f"no summary after six screens: {page.url}")


def act(page: Page, reference: str, move: str, text: str = "") -> None:
    """Make a move from the matter's page, with its text."""
    page.goto(f"/matters/{reference}/")
    page.locator(f"main a[href$='/{move}/']").first.click()
    if text:
        page.locator("main textarea").first.fill(text)
    go_on(page)
    page.wait_for_url(f"**/matters/{reference}/")


@pytest.mark.parametrize(("language", "javascript"), WAYS)
def test_a_member_asks_is_answered_and_says_how_it_was(
    open_town: "Town", open_window: Open, language: str, javascript: bool
) -> None:
    question, answer = WORDS[language]
    options = {"language": language, "java_script_enabled": javascript}
    member = open_window(open_town.member, **options)
    walk_to_the_summary(member, question)
    expect(member.locator("main")).to_contain_text(question)
    send(member)
    matter = Matter.objects.get()
    expect(member.locator("main")).to_contain_text(matter.reference)

    steward = open_window(open_town.steward, viewport=DESK, **options)
    steward.goto("/worklist/")
    steward.locator(f"main a[href*='{matter.reference}']").first.click()
    expect(steward.locator("main")).to_contain_text(question)
    act(steward, matter.reference, "accept")
    act(steward, matter.reference, "answer", answer)

    member.goto("/mine/")
    member.locator(f"main a[href*='{matter.reference}']").first.click()
    expect(member.locator("main")).to_contain_text(answer)
    member.locator("main a[href$='/rate/']").first.click()
    member.locator("main input[type=radio][value='5']").check()
    go_on(member)
    matter.refresh_from_db()
    assert (matter.state, matter.request.rating) == ("answered", 5)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_guest_asks_and_comes_back_with_the_code(
    open_town: "Town", open_window: Open, javascript: bool
) -> None:
    question, answer = WORDS["en"]
    guest = open_window(java_script_enabled=javascript)
    walk_to_the_summary(guest, question)
    send(guest)
    matter = Matter.objects.get()
    code = _code(guest)
    assert guest.context.cookies() == []

    steward = open_window(matter.handler, java_script_enabled=javascript)
    act(steward, matter.reference, "accept")
    act(steward, matter.reference, "ask-member", "Which line?")

    later = open_window(java_script_enabled=javascript)
    later.goto("/receipt/")
    later.locator("main input[name=code]").fill(code.lower().replace("-", " "))
    go_on(later)
    expect(later.locator("main")).to_contain_text(matter.reference)
    expect(later.locator("main")).to_contain_text("Which line?")
    assert code not in later.url
    assert later.context.cookies() == []


def _code(page: Page) -> str:
    import re

    found = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){4}", page.locator("main").inner_text())
    assert found, page.locator("main").inner_text()
    return found[0]


def test_a_wrong_code_opens_nothing(open_town: "Town", open_window: Open) -> None:
    guest = open_window()
    guest.goto("/receipt/")
    guest.locator("main input[name=code]").fill("AAAA-BBBB-CCCC-DDDD-EEEE")
    go_on(guest)
    expect(guest.locator("main [aria-invalid=true], main .errors, main [role=alert]").first).to_be_visible()
