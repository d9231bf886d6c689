"""Somebody joins on a telephone, in Chinese; the keeper takes them in, and their card is checked."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, Open
from tests.browser.pages import flaws
from tests.browser.walking import act
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.register.card import holding

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser


def test_a_guest_joins_on_a_telephone_and_their_card_is_good(open_town: "Town", open_window: Open) -> None:
    guest = open_window(language="zh-hans")
    guest.goto("/register/")
    guest.locator("main a[href='/register/join/']").first.click()
    assert flaws(guest) == []
    guest.locator("[name=name]").fill("林晓")
    guest.locator("[name=phone]").fill("１３８ ００００ ００００")
    guest.locator("[name=place]").select_option(str(open_town.north.pk))
    guest.locator("[name=consent]").check()
    guest.locator("main button[name=send]").click()
    expect(guest.locator("h1")).to_have_text("申请已送出，这是你的回执。")
    assert flaws(guest) == []
    assert guest.context.cookies() == []

    keeper = open_window(open_town.register_keeper, viewport=DESK)
    act(keeper, Matter.objects.get().reference, "accept")
    guest.locator("main form[action='/receipt/'] button").click()
    expect(guest.locator("main")).to_contain_text("M000001")

    signed = holding.show(Person.objects.get(name="林晓")).signed
    stranger = open_window()
    stranger.goto(f"/register/verify/#{signed}")
    expect(stranger.locator(".alert")).to_contain_text("林晓")
    assert "#" not in stranger.url
    assert flaws(stranger) == []
