"""Every page, in every language, narrow and wide, light and dark: readable by everybody."""

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.pages import READERS, bring_axe, flaws, misprints, pages, too_wide
from tests.browser.walking import WORDS, go_on, walk_to_the_summary
from unionhall.rooms.desk.procedure import handling
from unionhall.rooms.desk.tests.filling import fill

if TYPE_CHECKING:
    from tests.town import Town

Look: TypeAlias = tuple[ViewportSize, Literal["light", "dark"]]
pytestmark = pytest.mark.browser
LOOKS: dict[str, Look] = {"phone": (PHONE, "light"), "desk": (DESK, "dark")}
# What axe reads depends on the look of a page and not on its words, so each look is read in one language;
# whether the page fits both windows, and how it is written, is asked in every language.
READ_IN = [("en", "desk then phone"), ("zh-hans", "phone then desk"), ("zh-hant", "phone then desk")]
HEADING = """() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector("h1"));
    const box = range.getBoundingClientRect();
    return [document.documentElement.dir, box.left, innerWidth - box.right];
}"""


def windows(open_window: Open, town: "Town", look: str = "phone", **options: Any) -> dict[str, Page]:
    """A window for each kind of reader, as wide, and as light or dark."""
    size, scheme = LOOKS[look]
    wishes = {"viewport": size, "color_scheme": scheme, **options}
    return {reader: open_window(getattr(town, reader, None), **wishes) for reader in READERS}


def addresses(town: "Town") -> list[tuple[str, str]]:
    """Every page of a hall where something has happened."""
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    handling.ask_member(matter, actor=town.steward, text="Which line is it?")
    return pages(town, matter.reference)


@pytest.mark.parametrize(("language", "looks"), READ_IN)
def test_everybody_can_read_every_page(
    open_town: "Town", open_window: Open, language: str, looks: str
) -> None:
    """Read as it first looks; then the window is put otherwise, and the page has to fit into it as well."""
    first, then = looks.split(" then ")
    opened = windows(open_window, open_town, first, language=language)
    read = misprints if language == "zh-hant" else flaws
    for page in opened.values() if read is flaws else ():
        bring_axe(page)
    found = []
    for reader, url in addresses(open_town):
        page = opened[reader]
        page.set_viewport_size(LOOKS[first][0])
        page.goto(url)
        found += read(page)
        page.set_viewport_size(LOOKS[then][0])
        found += too_wide(page)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(("language", "look"), [("en", "phone"), ("zh-hans", "desk"), ("zh-hant", "phone")])
def test_everybody_can_read_the_boards_with_their_charts(
    open_town: "Town", open_window: Open, language: str, look: str
) -> None:
    fill(open_town, "2025-03", received=40, closed=30, late=15)
    fill(open_town, "2025-04", received=60, closed=40, late=12)
    opened = windows(open_window, open_town, look, language=language)
    found = []
    for reader, address in (("coordinator", "/desk/board/"), ("anonymous", "/desk/public/")):
        page = opened[reader]
        page.goto(f"{address}?until=2025-04", wait_until="networkidle")
        drawn = page.evaluate(
            "[...document.images].map(each => each.naturalWidth > 0 && each.alt.includes('2025'))"
        )
        assert drawn == [True] * 3, address
        found += flaws(page)
    assert found == [], "\n".join(found)


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_everybody_can_read_each_screen_of_asking(
    open_town: "Town", open_window: Open, language: str
) -> None:
    """The question without an answer, the screens, the summary and the receipt."""
    guest, found = open_window(language=language), list[str]()
    guest.goto("/desk/ask/transport/")
    go_on(guest)
    found += flaws(guest)
    walk_to_the_summary(guest, WORDS["en"][0], at_each=lambda page: found.extend(flaws(page)))
    guest.locator("main button[name=send]").click()
    found += flaws(guest)
    assert found == [], "\n".join(found)


def test_the_reader_of_pages_finds_what_is_wrong(open_town: "Town", open_window: Open) -> None:
    page = open_window()
    page.goto("/")
    page.locator("main").evaluate("main => { main.innerHTML = '<img src=\"/static/web/favicon.svg\">'; }")
    assert any("image-alt" in flaw for flaw in flaws(page))


def test_a_script_from_right_to_left_fits_the_pages(
    open_town: "Town", open_window: Open, settings: Any
) -> None:
    """Nobody has translated the hall into such a script yet; its pages are ready for it."""
    settings.LANGUAGES = [*settings.LANGUAGES, ("ar", "Arabic")]
    opened = windows(open_window, open_town, language="ar")
    for reader, url in addresses(open_town):
        page = opened[reader]
        page.goto(url)
        direction, left, right = page.evaluate(HEADING)
        assert direction == "rtl", url
        assert right <= left + 1, url  # the first heading begins at the right edge of the page
        assert too_wide(page) == []


def test_the_first_page_is_light(open_town: "Town", open_window: Open) -> None:
    """Everything that a phone loads for the front door, below 50 kB."""
    page, sizes = open_window(), list[int]()
    page.on("response", lambda response: sizes.append(len(response.body())))
    page.goto("/", wait_until="networkidle")
    assert 0 < sum(sizes) < 50_000


def test_a_drawing_keeps_to_its_policy(open_town: "Town", open_window: Open) -> None:
    """Opened as its own document, where the window would complain of a style that the policy doesn't name."""
    page = open_window(open_town.chair)
    page.goto("/desk/board/volume.svg")
    ink = "getComputedStyle(document.querySelector('.month')).textAnchor"
    assert page.evaluate(ink) == "middle"
