"""A room as it is made: its front, what its openings ask, a plan that lies open, and one that is sealed."""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests import choir
from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.pages import flaws
from tests.choir import planning

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser


WIDTHS = {"en": (PHONE, DESK), "zh-hans": (PHONE,), "zh-hant": (DESK,)}


def looked_at(page: Page, name: str, language: str) -> list[str]:
    """What axe and a ruler find in these widths; a picture of each, where somebody wants to see them."""
    found = []
    for size in WIDTHS[language]:
        page.set_viewport_size(size)
        found += flaws(page)
        if folder := os.environ.get("PICTURES"):
            path = Path(folder) / f"{name}-{language}-{size['width']}.png"
            page.screenshot(path=path, full_page=True)
    return found


@pytest.mark.parametrize("language", WIDTHS)
def test_its_pages_can_be_used(open_town: "Town", open_window: Open, language: str) -> None:
    plan = planning.finish(choir.plan(open_town), actor=open_town.steward, text="We sang on Sunday.")
    running = choir.plan(open_town, days=9)
    question = choir.question(open_town)
    sealed = choir.question(open_town, room="shelter")
    found = []
    member = open_window(open_town.member, language=language)
    for name, address in {
        "front": "/choir/",
        "ask": "/choir/ask/",
        "plan-done": f"/matters/{plan.reference}/",
        "plan-running": f"/matters/{running.reference}/",
        "question": f"/matters/{question.reference}/",
        "sealed": f"/matters/{sealed.reference}/",
    }.items():
        member.goto(address)
        found += looked_at(member, name, language)
    officer = open_window(open_town.steward, language=language)
    officer.goto("/choir/plan/")
    officer.click("main form button")
    found += looked_at(officer, "write-a-plan-refused", language)
    assert found == []


def test_an_officer_writes_a_plan_down_and_every_member_reads_it(
    open_town: "Town", open_window: Open
) -> None:
    day = timezone.localdate() + timedelta(days=20)
    officer = open_window(open_town.steward)
    officer.goto("/choir/")
    officer.get_by_role("link", name="Write down a plan").click()
    officer.get_by_label("What is planned?").fill("A choir for the night shift")
    officer.get_by_label("Until which day?").fill(day.isoformat())
    officer.get_by_role("button", name="Write down a plan").click()
    assert "A choir for the night shift" in officer.inner_text("h1")
    member = open_window(open_town.neighbour)
    member.goto("/choir/")
    member.get_by_role("link", name="A choir for the night shift").click()
    assert "A choir for the night shift" in member.inner_text("h1")
    assert member.get_by_role("link", name="Say that it is done").count() == 0


def test_a_member_asks_in_a_sealed_room_and_reads_their_own_words(
    open_town: "Town", open_window: Open
) -> None:
    member = open_window(open_town.member)
    member.goto("/shelter/")
    member.get_by_role("link", name="Ask").click()
    member.get_by_label("What is it about?").fill("The roof leaks.")
    member.get_by_label("Since when?").fill("2026-11-02")
    member.get_by_label("How can we reach you?").fill("Ring twice.")
    member.get_by_role("button", name="Ask").click()
    assert [
        said for said in ("The roof leaks.", "Ring twice.") if said not in member.inner_text("main")
    ] == []
