"""A dispute on four screens: both sides on telephones in Chinese, the chair and the mediator at desks."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, Open
from tests.browser.pages import flaws
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.rooms.mediation.tests.dispute import Scene, scene

if TYPE_CHECKING:
    from tests.town import Town

pytestmark = pytest.mark.browser
PASSWORD = "a-quiet-river-4711"
CLAIM, WISH = "四个周末的加班费没有发。", "请补发四个周末的加班费。"
SAID: tuple[dict[str, str], ...] = (
    {"claim-claim": CLAIM},
    {"when-happened_on": "2026-01-05"},
    {"wish-wish": WISH},
    {"other-name": "王’s 五金店", "other-phone": "１３８ ００００ ００００"},
    {},
    {},
)
SECRET, ANSWER = "我可以接受三百元。", "厂里这个月周转不开。"


@pytest.fixture
def people(open_town: "Town") -> Scene:
    """The town with a chair and mediators, all of whom know their passwords."""
    found = scene(open_town)
    for person in (found.member, found.chair, found.mediator):
        person.set_password(PASSWORD)
        person.save()
    return found


def look(page: Page) -> None:
    """Everybody can read the page."""
    assert flaws(page) == []


def prove(page: Page) -> None:
    """Show anew who one is, where the hall asks."""
    if "/reauthenticate/" in page.url:
        page.locator("main input[type=password]").fill(PASSWORD)
        page.locator("main form button").first.click()
        page.wait_for_url(lambda url: "/reauthenticate/" not in url)


def visit(page: Page, reference: str, move: str = "") -> None:
    page.goto(f"/matters/{reference}/{f'{move}/' if move else ''}")
    prove(page)
    look(page)


def press(page: Page, move: str) -> None:
    """The button of a move on the page of the dispute, and on to where it leads."""
    page.locator(f"main :is(form[action$='/{move}/'] button, a[href$='/{move}/'])").first.click()
    page.wait_for_load_state()


def send(page: Page) -> None:
    page.locator("#walk button.button").first.click()
    page.wait_for_load_state()


def test_from_the_first_word_to_a_promise_that_was_kept(people: Scene, open_window: Open) -> None:
    member = open_window(people.member, language="zh-hans")
    reference = asks(member)
    chair, mediator = open_window(people.chair, viewport=DESK), open_window(people.mediator, viewport=DESK)
    address = invites(chair, reference)
    other = open_window(language="zh-hans")
    enters(other, address)
    choose_a_mediator(people.mediator, chair, member, other, reference)
    meet(mediator, member, other, reference)
    speak(member, other, reference)
    agree(mediator, member, other, reference)
    press(member, "confirm-promise")
    look(member)
    send(member)
    expect(member.locator("main")).to_contain_text("履行")
    press(member, "close")
    assert Matter.objects.get(room="mediation").state == "kept"
    assert [cookie["name"] for cookie in other.context.cookies()] == []


def test_colleagues_elect_who_speaks_for_them(people: Scene, open_window: Open) -> None:
    people.ask()
    reference = people.matter.reference
    member = open_window(people.member, language="zh-hant", viewport=DESK)
    guests = [open_window(language="zh-hans"), open_window(language="zh-hant")]
    for guest, name in zip(guests, ("王芳", "趙師傅"), strict=True):
        joins(member, guest, reference)
        guest.locator("[name=name]").fill(name)
        guest.locator("button[value=stand]").click()
        expect(guest.locator("main")).to_contain_text(f"{name}（你）")
        look(guest)
    again(guests[1])
    expect(guests[1].locator("button[value=choose]")).to_have_count(0)  # one account, one voice
    visit(member, reference)
    member.get_by_label("王芳").check()
    member.locator("button[value=choose]").click()
    visit(member, reference)
    expect(member.locator("#speaker ~ p").first).to_contain_text("現在由王芳代表你們。")
    again(guests[0])
    expect(guests[0].locator("#speaker ~ p").first).to_contain_text("现在由你代表大家。")
    look(guests[0])


def joins(member: Page, guest: Page, reference: str) -> None:
    """A colleague comes in by the link that the member makes."""
    visit(member, reference, "let-colleague-in")
    send(member)
    address = member.locator("p.signed").inner_text()
    guest.goto(address[address.index("/mediation/") :])
    send(guest)
    look(guest)
    send(guest)
    guest.locator("main form[action='/receipt/'] button").click()
    expect(guest.locator("#speaker")).to_be_visible()
    look(guest)


def asks(page: Page) -> str:
    """A member brings a dispute; its reference."""
    page.goto("/mediation/")
    look(page)
    page.locator("main a[href='/mediation/ask/']").first.click()
    send(page)
    expect(page.locator(".alert.error")).to_be_visible()
    look(page)
    page.locator("[value=hours]").check()
    send(page)
    for answers in SAID:
        look(page)
        for name, value in answers.items():
            page.locator(f"#walk [name={name}]").fill(value)
        send(page)
    for said in (CLAIM, WISH, "138 0000 0000"):
        expect(page.locator("main")).to_contain_text(said)
    look(page)
    page.locator("#walk button[name=send]").click()
    expect(page.locator("main")).to_contain_text(WISH)
    look(page)
    return Matter.objects.get(room="mediation").reference


def invites(page: Page, reference: str) -> str:
    """The chair takes it on and makes the link; its address."""
    visit(page, reference)
    press(page, "accept")
    press(page, "write-to-other-side")
    look(page)
    send(page)
    look(page)
    with page.expect_download() as letter:
        page.locator("main button[name=in][value=zh-hans]").click()
    assert letter.value.suggested_filename == f"{reference}-letter.pdf"
    return page.locator("p.signed").inner_text()


def enters(page: Page, address: str) -> None:
    """The other side opens the link on a telephone, and takes part."""
    page.goto(address[address.index("/mediation/") :])
    expect(page.locator("[name=code]")).to_have_value(address.partition("#")[2])
    assert "#" not in page.url
    look(page)
    send(page)
    look(page)
    send(page)
    expect(page.locator("p.code")).to_be_visible()
    look(page)
    page.locator("main form[action='/receipt/'] button").click()
    expect(page.locator("main")).to_contain_text(CLAIM)
    look(page)
    press(page, "take-part")


def choose_a_mediator(chosen: Person, chair: Page, member: Page, other: Page, reference: str) -> None:
    visit(chair, reference, "propose")
    chair.get_by_label(chosen.name).check()
    send(chair)
    visit(member, reference)
    expect(member.locator("main")).to_contain_text(chosen.name)
    press(member, "accept-mediator")
    again(other)
    press(other, "begin-mediation")


def again(page: Page) -> None:
    """The guest's page as it stands now."""
    page.locator("#walk").evaluate("form => form.submit()")
    page.wait_for_load_state()


def meet(mediator: Page, member: Page, other: Page, reference: str) -> None:
    visit(mediator, reference)
    press(mediator, "propose-times")
    look(mediator)
    tomorrow = timezone.localtime() + timedelta(days=1)
    mediator.locator("[name=starts_1]").fill(f"{tomorrow:%Y-%m-%d}T14:00")
    mediator.locator("[name=where]").fill("三楼会议室")
    send(mediator)
    visit(member, reference)
    press(member, "choose-times")
    member.locator("[name=chosen]").first.check()
    look(member)
    send(member)
    again(other)
    press(other, "choose-times")
    other.locator("[name=chosen]").first.check()
    look(other)
    send(other)
    expect(other.locator("#meeting ~ p").first).to_contain_text("三楼会议室")
    look(other)


def speak(member: Page, other: Page, reference: str) -> None:
    """To all, and in confidence."""
    visit(member, reference, "confide")
    member.locator("[name=text]").fill(SECRET)
    send(member)
    expect(member.locator("main")).to_contain_text(SECRET)
    press(other, "say")
    other.locator("[name=text]").fill(ANSWER)
    send(other)
    expect(other.locator("main")).to_contain_text(ANSWER)
    expect(other.locator("main")).not_to_contain_text(SECRET)


def agree(mediator: Page, member: Page, other: Page, reference: str) -> None:
    visit(mediator, reference, "draft")
    mediator.locator("[name=words]").fill("加班费补发。\n\n双方不再就此争议。")
    mediator.locator("[name=side_1]").select_option("respondent")
    mediator.locator("[name=what_1]").fill("支付四百一十二元五角")
    mediator.locator("[name=due_1]").fill(f"{timezone.localdate() + timedelta(days=9)}")
    send(mediator)
    look(mediator)
    visit(member, reference)
    press(member, "sign")
    prove(member)
    expect(member.locator("main")).to_contain_text("双方不再就此争议。")
    look(member)
    member.locator("[name=read]").check()
    send(member)
    again(other)
    press(other, "sign")
    other.locator("[name=read]").check()
    send(other)
    visit(mediator, reference, "conclude")
    mediator.locator("[name=read]").check()
    send(mediator)
    visit(member, reference)
    expect(member.locator("#promised ~ ol")).to_contain_text("支付四百一十二元五角")
