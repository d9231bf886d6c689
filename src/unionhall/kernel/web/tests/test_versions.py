"""Two states of a thing side by side, and an older one brought back through the editor."""

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tests.walking import Browser
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.things import changing
from unionhall.rooms.desk.models import Service, ServiceVersion, Window
from unionhall.rooms.desk.tests.test_catalogue import written

if TYPE_CHECKING:
    from tests.town import Town

PAST = "/desk/catalogue/transport/history/"
EDIT = "/desk/catalogue/transport/edit/"


@pytest.fixture
def client() -> Client:
    return Browser()


@pytest.fixture
def editor(town: "Town", client: Client) -> Client:
    """With three versions of a service: as it was, with papers and questions, and with another time."""
    client.force_login(town.coordinator)
    assert client.post(EDIT, written(publish="1")).status_code == 302
    changing.change(town.desk.service.service, {"amount": 9, "questions": []}, actor=town.coordinator)
    return client


def sent_by(page: str) -> dict[str, str]:
    """What a browser sends of the hidden fields of the page's own form."""
    form = page[page.index(f'action="{EDIT}"') :]
    return dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', form))


def test_every_version_can_be_compared_with_every_other(editor: Client) -> None:
    page = editor.get(PAST).content.decode()
    assert re.findall(r'<option value="(\d)"(?: selected)?>Version \1,', page) == ["3", "2", "1"] * 2
    assert "What is different" not in page
    page = editor.get(f"{PAST}?one=2&other=3").content.decode()
    assert "<del>3</del>" in page
    assert "<ins>9</ins>" in page
    assert "Which line?" in page
    compared = page[page.index('id="compared"') : page.index("</section>")]
    assert "What it is called" not in compared
    assert "Parts that say the same in both" in compared


@pytest.mark.parametrize("nonsense", ["one=7&other=1", "one=&other=", "one=x&other=1", "one=1"])
def test_what_is_no_version_is_not_compared(editor: Client, nonsense: str) -> None:
    page = editor.get(f"{PAST}?{nonsense}")
    assert page.status_code == 200
    assert "What is different" not in page.content.decode()


def test_an_older_version_comes_back_as_a_new_one_through_the_editor(town: "Town", editor: Client) -> None:
    page = editor.get(f"{PAST}2/").content.decode()
    assert "Bring this back: Version 2," in page
    assert "<del>9</del>" in page
    assert "Your pass" in page
    assert ServiceVersion.objects.count() == 3
    looked = editor.post(EDIT, {**sent_by(page), "preview": "1"})
    assert (looked.status_code, looked.context["form"].faulty()) == (200, [])
    assert ServiceVersion.objects.count() == 3
    sent = {**sent_by(page), "publish": "1"}
    assert [editor.post(EDIT, sent).status_code for _click in range(2)] == [302, 302]
    now = Service.objects.get(code="transport").current
    old = ServiceVersion.objects.get(number=2)
    assert now is not None
    assert (now.number, now.made_by) == (4, town.coordinator)
    for column in ("title", "papers", "questions", "amount", "unit", "level"):
        assert getattr(now, column) == getattr(old, column), column


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(town: "Town", editor: Client) -> None:
    page = editor.get(f"{PAST}2/").content.decode()
    changing.change(town.desk.service.service, {"amount": 4}, actor=town.coordinator)
    assert editor.post(EDIT, {**sent_by(page), "publish": "1"}).status_code == 409


def test_the_state_of_today_and_none_at_all_are_not_brought_back(editor: Client) -> None:
    assert "Publish it again" not in editor.get(f"{PAST}3/").content.decode()
    for number in (0, 4):
        assert editor.get(f"{PAST}{number}/").status_code == 404
    page = editor.get(PAST).content.decode()
    assert re.findall(rf'href="{PAST}(\d)/"', page) == ["2", "1"]


def test_what_has_no_versions_is_brought_back_too(town: "Town", client: Client) -> None:
    client.force_login(town.coordinator)
    window: Any = changing.add(Window, "buses", {"title": {"en": "Buses"}, "order": 3}, actor=HALL)
    changing.change(window, {"title": {"en": "Trams"}}, actor=town.coordinator)
    page = client.get("/desk/windows/buses/history/1/").content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', page))
    assert client.post("/desk/windows/buses/edit/", {**sent, "publish": "1"}).status_code == 302
    window.refresh_from_db()
    assert window.title == {"en": "Buses"}
