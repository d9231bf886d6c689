"""The page of a matter on paper: a letter that says where it stands, without the things that one presses."""

import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests import programs
from tests.browser.conftest import DESK, Open
from unionhall.rooms.desk.procedure import handling

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.tool]
PRESSED = {
    "en": ("Skip to", "Sign out", "What you can do", "Your answer goes to", "Privacy"),
    "zh-hans": ("退出", "你的答复会送到", "你可以做什么"),
}
SAID = {
    "en": ("Town Union", "Getting to work", "Waiting for you", "Which line is it?", "three days", "1/2"),
    "zh-hans": ("Town Union", "等你处理", "Which line is it?", "办理经过", "1/2"),
}


def on_paper(open_window: Open, town: "Town", language: str, **options: Any) -> str:
    """What the page of a question to the member says when the member prints it."""
    matter = handling.accept(town.desk.ask(), actor=town.steward)
    handling.ask_member(matter, actor=town.steward, text="Which line is it?")
    page = open_window(town.member, language=language, viewport=DESK, **options)
    page.goto(f"/matters/{matter.reference}/")
    command = [programs.find("pdftotext"), "-enc", "UTF-8", "-", "-"]
    made = page.pdf(prefer_css_page_size=True)
    found = subprocess.run(command, input=made, capture_output=True, check=True).stdout.decode()
    assert matter.reference in found
    return found


@pytest.mark.parametrize("language", SAID)
def test_it_says_all_that_is_known_and_offers_nothing_to_press(
    open_town: "Town", open_window: Open, language: str
) -> None:
    found = on_paper(open_window, open_town, language)
    assert [words for words in SAID[language] if words not in found] == []
    assert [words for words in PRESSED[language] if words in found] == []


def test_it_prints_black_on_white_from_a_dark_screen(open_town: "Town", open_window: Open) -> None:
    matter = open_town.desk.ask()
    page = open_window(open_town.member, viewport=DESK, color_scheme="dark")
    page.goto(f"/matters/{matter.reference}/")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
