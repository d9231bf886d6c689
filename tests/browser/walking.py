"""How somebody gets through the hall's forms in a browser."""

from collections.abc import Callable

from playwright.sync_api import Page

WORDS = {
    "en": ("The shuttle bus has not come for three days.", "It runs again from Monday."),
    "zh-hans": ("班车已经三天没有来了。", "下周一恢复。"),
}


def go_on(page: Page) -> None:
    """Press the main button of the page's form."""
    page.locator("main form button").first.click()


def send(page: Page) -> None:
    page.locator("main button[name=send]").click()


def walk_to_the_summary(
    page: Page, description: str, at_each: Callable[[Page], object] = lambda page: None
) -> None:
    """Ask for the town's service, one screen after the other, and look at each."""
    page.goto("/desk/services/transport/")
    page.locator("main a[href*='/desk/ask/']").first.click()
    page.locator("main textarea").first.fill(description)
    for _screen in range(6):
        at_each(page)
        if page.locator("main button[name=send]").count():
            return
        area = page.locator("main select")
        if area.count():
            area.first.select_option(index=1)
        go_on(page)
    raise AssertionError(f"no summary after six screens: {page.url}")


def act(page: Page, reference: str, move: str, text: str = "") -> None:
    """Make a move from the matter's page, by one click or with its text."""
    page.goto(f"/matters/{reference}/")
    at_once = page.locator(f"main form[action$='/{move}/'] button")
    if at_once.count():
        at_once.first.click()
    else:
        page.locator(f"main a[href$='/{move}/']").first.click()
        if text:
            page.locator("main textarea").first.fill(text)
        go_on(page)
    page.wait_for_url(f"**/matters/{reference}/")
