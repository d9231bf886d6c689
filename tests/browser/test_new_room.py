"""A room as it is made: its front, what its openings ask, and a plan that lies open, in both widths."""

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
from tests.choir import procedure

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser


def looked_at(page: Page, name: str) -> list[str]:
    """What axe and a ruler find in both widths; a picture of each, where somebody wants to see them."""
    found = []
    for size, width in ((PHONE, "390"), (DESK, "1280")):
        page.set_viewport_size(size)
        found += flaws(page)
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
    return found


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_its_pages_can_be_used(open_town: "Town", open_window: Open, language: str) -> None:
    plan = procedure.finish(choir.plan(open_town), actor=open_town.steward, text="We sang on Sunday.")
    running = choir.plan(open_town, days=9)
    question = choir.question(open_town)
    found = []
    member = open_window(open_town.member, language=language)
    for name, address in {
        "front": "/choir/",
        "ask": "/choir/ask/",
        "plan-done": f"/matters/{plan.reference}/",
        "plan-running": f"/matters/{running.reference}/",
        "question": f"/matters/{question.reference}/",
    }.items():
        member.goto(address)
        found += looked_at(member, f"{name}-{language}")
    officer = open_window(open_town.steward, language=language)
    officer.goto("/choir/plan/")
    officer.click("main form button")
    found += looked_at(officer, f"write-a-plan-refused-{language}")
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
