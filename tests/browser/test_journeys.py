"""What people come for, from the first page to the last, as they do it."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Open
from tests.browser.walking import WORDS, act, go_on, send, walk_to_the_summary
from unionhall.kernel.matters.models import Matter

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser
WAYS = [("en", True), ("zh-hans", True), ("en", False), ("zh-hans", False)]


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
