"""A congress in the browser: it follows by itself, the door waits for the net, the chair leads."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.pages import flaws
from unionhall.rooms.assembly.models import Presence

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser


def test_what_the_chair_does_is_on_the_phone_by_itself(open_town: "Town", open_window: Open) -> None:
    congress = open_town.assembly.congress(4)
    matter = congress.sitting("Opening", "Pay for the night shift")
    chair, delegate = open_window(congress.leader), open_window(congress.mandates[1].person)
    chair.goto(f"/assembly/{matter.reference}/lead/")
    delegate.goto(f"/assembly/{matter.reference}/live/")
    chair.get_by_role("button", name="Call it 2").click()
    expect(delegate.locator("[data-tell]")).to_have_text("2. Pay for the night shift")
    delegate.get_by_role("button", name="Ask to speak").click()
    expect(delegate.get_by_text("You are on the list of speakers.").first).to_be_visible()
    newer = chair.locator("[data-newer]")
    expect(newer).to_contain_text("Something changed")
    newer.get_by_role("link").click()
    expect(newer).to_be_hidden()
    chair.get_by_role("button", name="Give the word 2").click()
    expect(delegate.locator(".speaking .clock")).to_contain_text("/ 5:00")
    expect(delegate.get_by_role("button", name="Ask to speak")).to_be_visible()


def test_a_phone_says_since_when_it_has_not_heard_and_goes_on(open_town: "Town", open_window: Open) -> None:
    congress = open_town.assembly.congress(3)
    matter = congress.sitting("Opening")
    phone = open_window(open_town.neighbour)
    phone.clock.install()
    phone.goto(f"/assembly/{matter.reference}/live/")
    phone.context.set_offline(True)
    phone.clock.run_for(30_000)
    expect(phone.locator(".silence")).to_contain_text("No answer from the hall since")
    phone.context.set_offline(False)
    phone.clock.run_for(10_000)
    expect(phone.locator(".silence")).to_be_hidden()


def test_the_door_goes_on_without_the_net_and_nobody_counts_twice(
    open_town: "Town", open_window: Open
) -> None:
    congress = open_town.assembly.congress(5)
    matter = congress.sitting("Opening", present=1)
    door = open_window(congress.secretary)
    door.goto(f"/assembly/{matter.reference}/door/")
    seat = door.get_by_label("Seat number, or a member's card")
    door.context.set_offline(True)
    for number in ("2", "1", "3", "44"):
        seat.fill(number)
        door.get_by_role("button", name="Comes in").click()
    expect(door.locator("[data-waiting] li")).to_have_count(4)
    expect(door.locator("[data-why]")).to_contain_text("waits on this device")
    assert Presence.objects.count() == 1
    door.context.set_offline(False)
    expect(door.locator("[data-said] p")).to_have_count(4)
    expect(door.locator("[data-said]")).to_contain_text("There is no delegate in seat 44 today")
    expect(door.locator("[data-queue]")).to_be_hidden()
    assert sorted(Presence.objects.values_list("seat", flat=True)) == [1, 2, 3]


def test_without_a_script_everything_works(open_town: "Town", open_window: Open) -> None:
    congress = open_town.assembly.congress(4)
    matter = congress.sitting("Opening", present=3)
    door = open_window(congress.secretary, java_script_enabled=False)
    door.goto(f"/assembly/{matter.reference}/door/")
    door.get_by_label("Seat number, or a member's card").fill("4")
    door.get_by_role("button", name="Comes in").click()
    expect(door.get_by_text("Seat 4 is in the room.")).to_be_visible()
    phone = open_window(open_town.neighbour, java_script_enabled=False)
    phone.goto(f"/assembly/{matter.reference}/live/")
    phone.get_by_role("link", name="Load it again").click()
    expect(phone.get_by_text("4 of 4 delegates are present")).to_be_visible()


@pytest.mark.parametrize(("language", "size"), [("en", PHONE), ("zh-hans", DESK), ("zh-hant", PHONE)])
def test_everybody_can_read_the_pages_of_a_meeting(
    open_town: "Town", open_window: Open, language: str, size: ViewportSize
) -> None:
    congress = open_town.assembly.congress(4)
    matter = congress.sitting("Opening", "Pay for the night shift", present=3)
    page, found = open_window(congress.leader, language=language, viewport=size), list[str]()
    for name in (
        "live",
        "projector",
        "agenda",
        "agenda/edit",
        "agenda/edit/2",
        "lead",
        "door",
        "wall",
        "here",
    ):
        page.goto(f"/assembly/{matter.reference}/{name}/")
        found += flaws(page)
    assert found == [], "\n".join(found)
