"""The booth by itself: credentials of an authority, a lost answer, a page to take home, screen readers."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.conftest import DESK, Open
from tests.browser.pages import flaws
from unionhall.instruments.ballot.models import Election
from unionhall.instruments.ballot.procedure import opening
from unionhall.instruments.ballot.tests.acts.holding import Held, hold

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser


@pytest.fixture
def strict(open_town: "Town") -> Held:
    """A strict vote that waits for the authority's list."""
    held = hold(open_town, mode=Election.Mode.STRICT, is_open=False)
    held.election.listed.all().delete()
    return held


def credentials_made(page: Page, held: Held, folder: Path) -> list[str]:
    """What the authority prints, once the public list is given in."""
    page.goto(f"/ballot/{held.election.uid}/credentials/")
    with page.expect_download() as saved:
        page.locator("#start").click()
    saved.value.save_as(folder / "private.csv")
    page.locator("#publish").click()
    page.locator("#finished").wait_for()
    with (folder / "private.csv").open(newline="") as lines:
        return [row["credential"] for row in csv.DictReader(lines)]


def choose(page: Page, code: str) -> None:
    page.locator("fieldset input").first.check()
    page.locator("#credential").fill(code)
    page.locator("#choose button").click()


def test_a_ballot_is_counted_once_though_the_first_answer_is_lost(
    open_town: "Town", open_window: Open, strict: Held, tmp_path: Path, browser: Browser
) -> None:
    codes = credentials_made(open_window(open_town.chair, viewport=DESK), strict, tmp_path)
    assert opening.open_now(strict.again())
    assert len(codes) == strict.election.listed.count() >= 10
    phone = open_window(strict.voters[0], language="zh-hant")
    lost: list[int] = []

    def lose_the_first(route: Route) -> None:
        answer = route.fetch()
        lost.append(answer.status)
        route.abort() if len(lost) == 1 else route.fulfill(response=answer)

    phone.route("**/cast/", lose_the_first)
    found = _three_steps(phone, strict, codes[0])
    assert (lost, found) == ([200, 200], [])
    assert strict.election.waiting.count() == 1
    assert strict.election.turnout.count() == 1
    _vote_at_home(open_window(strict.voters[1]), browser, strict, codes[1], tmp_path)
    assert strict.election.waiting.count() == strict.election.turnout.count() == 2


def _three_steps(page: Page, held: Held, code: str) -> list[str]:
    """Through the booth; what keeps somebody from reading it."""
    page.goto(f"/ballot/{held.election.uid}/vote/")
    page.locator("#booth[data-ready]").wait_for()
    choose(page, code[:-1] + ("2" if code[-1] != "2" else "3"))
    page.locator("#wrong").wait_for()
    found = flaws(page)
    page.locator("#credential").fill(code)
    page.locator("#choose button").click()
    page.locator("#ready").wait_for(timeout=30_000)
    assert page.evaluate("document.activeElement.tagName") == "H2"
    found += flaws(page)
    tracker = page.locator("#tracker").inner_text()
    page.locator("#cast").click()
    page.locator("[data-step=kept]").wait_for()
    assert page.locator("#kept-tracker").inner_text() == tracker
    assert page.locator("fieldset input:checked").count() == 0
    return found + flaws(page)


def _vote_at_home(page: Page, browser: Browser, held: Held, code: str, folder: Path) -> None:
    """With the downloaded page, from a disk and without a connection; then hand the ballot in."""
    page.goto(f"/ballot/{held.election.uid}/")
    with page.expect_download() as booth:
        page.locator("a[href$='/booth.html']").click()
    booth.value.save_as(folder / "booth.html")
    home = browser.new_context(offline=True, accept_downloads=True)
    alone = home.new_page()
    alone.goto((folder / "booth.html").as_uri())
    choose(alone, code)
    alone.locator("#ready").wait_for(timeout=30_000)
    with alone.expect_download() as ballot:
        alone.locator("#cast").click()
    ballot.value.save_as(folder / "ballot.json")
    tracker = alone.locator("#kept-tracker").inner_text()
    home.close()
    page.goto(f"/ballot/{held.election.uid}/upload/")
    page.locator("[type=file]").set_input_files(folder / "ballot.json")
    page.locator("main form button").click()
    assert page.locator(".code").first.inner_text() == tracker


def test_a_page_that_shows_something_else_than_the_archive_is_refused(
    open_town: "Town", open_window: Open
) -> None:
    held = hold(open_town)
    page = open_window(held.voters[0])
    page.goto(f"/ballot/{held.election.uid}/vote/")
    page.locator("#booth[data-ready]").wait_for()
    page.locator("fieldset label").first.evaluate("each => { each.lastChild.textContent = ' No'; }")
    choose(page, held.codes[0])
    page.locator("#wrong").wait_for()
    assert "archive" in page.locator("#wrong").inner_text()
    assert page.locator("#ready").is_hidden()


@pytest.mark.parametrize("with_paper", [True, False])
def test_without_scripts_nothing_can_be_chosen_or_sent_and_the_page_says_what_to_do(
    open_town: "Town", open_window: Open, with_paper: bool
) -> None:
    held = hold(open_town, with_paper=with_paper)
    page = open_window(held.voters[0], java_script_enabled=False)
    page.goto(f"/ballot/{held.election.uid}/vote/")
    said = page.locator("#unopened")
    said.wait_for()
    assert "another browser or device" in said.inner_text()
    assert ("table" in said.inner_text()) == with_paper
    able = "form, fieldset, input:not([type=hidden]), button:not([type=button])"
    assert page.locator(f"#booth :is({able})").count() == 0


def test_a_booth_whose_vote_does_not_come_shows_no_form(open_town: "Town", open_window: Open) -> None:
    held = hold(open_town)
    page = open_window(held.voters[0])
    page.route("**/election.json", lambda route: route.abort())
    page.goto(f"/ballot/{held.election.uid}/vote/")
    page.locator("#wrong").wait_for()
    assert "anew" in page.locator("#wrong").inner_text()
    assert page.locator("#booth form").count() == 0
    assert page.locator("#unopened").count() == 0
