"""The pages of things: narrowed lists, a form that loses nothing, and a history that names who did what."""

import re
from collections.abc import Iterator
from types import ModuleType
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.test import Client, override_settings
from django.urls import clear_url_caches, include, path

from tests.walking import Browser
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.people.actors import HALL
from unionhall.kernel.things import changing
from unionhall.kernel.things.declaration import Readers, Things
from unionhall.rooms.desk.models import Service, Window

if TYPE_CHECKING:
    from tests.town import Town


@pytest.fixture
def client() -> Client:
    return Browser()


@pytest.fixture
def editor(town: "Town", client: Client) -> Client:
    client.force_login(town.coordinator)
    return client


@pytest.fixture
def window(town: "Town") -> Window:
    return changing.add(Window, "buses", {"title": {"en": "Buses"}, "order": 3}, actor=HALL)


@pytest.fixture(params=[Readers.MEMBERS, Readers.EVERYBODY])
def venues(town: "Town", request: Any) -> Iterator[Things]:
    """Things of places at addresses of their own, one at the mill and one at the harbour."""
    from unionhall import urls
    from unionhall.kernel.rooms import room
    from unionhall.kernel.things.tests.venues import declared
    from unionhall.kernel.web.things.urls import of_room
    from unionhall.rooms.desk import urls as desk

    with declared(read_by=request.param) as things:
        patterns: list[Any] = [*of_room(room("desk")), *desk.urlpatterns]
        module = ModuleType("urls_with_venues", "The hall's addresses, and those of the venues.")
        module.__dict__["urlpatterns"] = [path("desk/", include((patterns, "desk"))), *urls.urlpatterns]
        for code, place in (("weaving", town.mill), ("quay", town.harbour)):
            changing.add(things.model, code, {"title": {"en": code}, "seats": 8, "place": place}, actor=HALL)
        with override_settings(ROOT_URLCONF=module):
            yield things
    clear_url_caches()


def typed(page: Any, **fields: Any) -> dict[str, Any]:
    """What a browser sends of the form on a page, with some of it typed anew."""
    form = page.context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in {**values, **fields}.items() if value is not None}


def test_a_list_is_narrowed_by_words_and_by_columns(town: "Town", editor: Client, window: Window) -> None:
    changing.add(
        Service, "night-bus", {"window": window, "title": {"zh-hans": "夜班车"}, "public": True}, actor=HALL
    )
    everything = editor.get("/desk/catalogue/").content.decode()
    assert "Getting to work" in everything
    assert "夜班车" in everything
    for narrowed in ("q=夜班", "q=night", f"window={window.pk}", "public=1"):
        page = editor.get(f"/desk/catalogue/?{narrowed}").content.decode()
        assert "夜班车" in page, narrowed
        assert "Getting to work" not in page, narrowed
    assert "Nothing fits what you chose." in editor.get("/desk/catalogue/?q=submarine").content.decode()


@pytest.mark.parametrize("nonsense", ["window=999", "public=perhaps", "retired=%00", "page=x", "level=moon"])
def test_what_can_not_be_read_narrows_nothing(editor: Client, nonsense: str) -> None:
    page = editor.get(f"/desk/catalogue/?{nonsense}")
    assert page.status_code == 200
    assert "Getting to work" in page.content.decode()


def test_the_retired_are_shown_to_who_asks_for_them(editor: Client, window: Window, town: "Town") -> None:
    changing.retire(window, actor=HALL)
    assert "Buses" not in editor.get("/desk/windows/").content.decode()
    assert "Buses" in editor.get("/desk/windows/?retired=too").content.decode()
    assert "This is retired." in editor.get("/desk/windows/buses/").content.decode()


def test_a_long_list_comes_in_pages(editor: Client) -> None:
    for number in range(60):
        changing.add(
            Window, f"w{number:02}", {"title": {"en": f"Window {number:02}"}, "order": 9}, actor=HALL
        )
    first = editor.get("/desk/windows/?q=window").content.decode()
    assert "Window 49" in first
    assert "Window 50" not in first
    assert "?q=window&amp;page=2" in first
    second = editor.get("/desk/windows/?q=window&page=2").content.decode()
    assert "Window 59" in second
    assert "?q=window&amp;page=1" in second


def test_a_list_says_what_each_value_is(town: "Town", client: Client, venues: Things) -> None:
    """Read aloud, a bare number says nothing, and a list has a name."""
    client.force_login(town.member)
    page = client.get("/desk/venues/").content.decode()
    assert "Seats: 8 · Where: Mill" in page
    assert '<ul class="list" aria-label="Venues">' in page


def test_every_choice_of_the_filter_has_a_label(editor: Client) -> None:
    page = editor.get("/desk/catalogue/").content.decode()
    filters = page[page.index('<form class="filters"') : page.index("</form>", page.index("filters"))]
    asked = re.findall(r'<(?:select|input)[^>]* id="([^"]+)"', filters)
    assert len(asked) == 6
    assert [name for name in asked if f'<label for="{name}">' not in filters] == []


def test_a_thing_is_called_by_its_title_wherever_it_is_named(town: "Town", window: Window) -> None:
    assert str(window) == "Buses"
    assert str(town.desk.service.service) == "Getting to work"
    assert str(Service(code="not-written-yet")) == "not-written-yet"


def test_an_error_stands_at_its_field_and_nothing_is_written(editor: Client, window: Window) -> None:
    page = editor.post("/desk/windows/buses/edit/", {"title_en": "", "order": "many", "seen": 1})
    assert page.status_code == 422
    text = page.content.decode()
    assert 'href="#id_order"' in text
    assert 'value="many"' in text
    window.refresh_from_db()
    assert window.order == 3


def test_whoever_was_slower_loses_nothing(town: "Town", editor: Client, window: Window) -> None:
    opened = editor.get("/desk/windows/buses/edit/")
    changing.change(window, {"title": {"en": "Trains"}}, actor=town.coordinator)
    refused = editor.post("/desk/windows/buses/edit/", typed(opened, title_en="Trams and buses", order=7))
    assert refused.status_code == 409
    text = refused.content.decode()
    assert "Somebody changed this meanwhile." in text
    assert "<del>" in text
    assert "Trains" in text
    assert 'value="Trams and buses"' in text
    window.refresh_from_db()
    assert window.order == 3
    assert editor.post("/desk/windows/buses/edit/", typed(refused)).status_code == 302
    window.refresh_from_db()
    assert (window.title, window.order) == ({"en": "Trams and buses"}, 7)


def test_a_double_click_writes_once(editor: Client, window: Window) -> None:
    sent = typed(editor.get("/desk/windows/buses/edit/"), order=7)
    answers = [editor.post("/desk/windows/buses/edit/", sent).status_code for _click in range(2)]
    assert answers == [302, 302]
    assert Entry.objects.filter(stream=window.stream).count() == 2


def test_a_double_click_adds_one(editor: Client) -> None:
    sent = {"code": "trams", "title_en": "Trams", "order": 4, "key": str(uuid4())}
    answers = [editor.post("/desk/windows/new/", sent).status_code for _click in range(2)]
    assert answers == [302, 302]
    assert editor.post("/desk/windows/new/", {**sent, "key": str(uuid4())}).status_code == 422
    assert Window.objects.filter(code="trams").count() == 1


def test_the_history_says_who_did_what(town: "Town", editor: Client, window: Window) -> None:
    editor.post("/desk/windows/buses/edit/", typed(editor.get("/desk/windows/buses/edit/"), order=7))
    editor.post("/desk/windows/buses/retire/", {"sure": "1"})
    page = editor.get("/desk/windows/buses/history/").content.decode()
    assert page.index("Uma Coordinator (Coordinator) retired it.") < page.index(
        "Uma Coordinator (Coordinator) changed it."
    )
    assert "The hall added it." in page
    assert "Place among the windows" in page


def test_a_form_that_was_not_opened_writes_over_nobody(town: "Town", editor: Client, window: Window) -> None:
    """A program that sends no length of the journal is taken for one that saw nothing yet."""
    changing.change(window, {"order": 4}, actor=town.coordinator)
    assert editor.post("/desk/windows/buses/edit/", {"title_en": "Trams", "order": 5}).status_code == 409


def test_a_thing_of_another_place_is_not_there(town: "Town", client: Client, venues: Things) -> None:
    client.force_login(town.mill_coordinator)
    is_for_all = venues.read_by is Readers.EVERYBODY
    assert client.get("/desk/venues/weaving/").status_code == 200
    for page in ("", "edit/", "history/"):
        status = client.get(f"/desk/venues/quay/{page}").status_code
        assert status == ((403 if page == "edit/" else 200) if is_for_all else 404), page
    assert client.post("/desk/venues/quay/retire/", {"sure": "1"}).status_code == (403 if is_for_all else 404)
    assert client.get("/desk/venues/cellar/").status_code == 404


def test_members_read_and_do_not_write(town: "Town", client: Client, venues: Things) -> None:
    client.force_login(town.member)
    page = client.get("/desk/venues/").content.decode()
    assert "weaving" in page
    assert "/desk/venues/new/" not in page
    assert "Uma" not in page
    assert client.get("/desk/venues/weaving/history/").status_code == 200
    for address in ("new/", "bring/", "table.csv", "weaving/edit/"):
        assert client.get(f"/desk/venues/{address}").status_code == 403


def test_a_stranger_reads_what_is_for_everybody_but_no_names(client: Client, venues: Things) -> None:
    is_for_all = venues.read_by is Readers.EVERYBODY
    assert client.get("/desk/venues/").status_code == (200 if is_for_all else 302)
    assert client.get("/desk/venues/weaving/").status_code == (200 if is_for_all else 302)
    for address in ("weaving/history/", "new/", "table.xlsx"):
        assert client.get(f"/desk/venues/{address}").status_code == 302


def test_only_places_of_one_s_own_are_offered(town: "Town", client: Client, venues: Things) -> None:
    client.force_login(town.mill_coordinator)
    page = client.get("/desk/venues/new/")
    offered = set(page.context["form"].fields["place"].queryset)
    assert offered == {town.mill, town.north, town.south}
    sent = typed(page, code="attic", title_en="Attic", seats=4, place=town.harbour.pk)
    assert client.post("/desk/venues/new/", sent).status_code == 422
    assert client.post("/desk/venues/new/", {**sent, "place": town.north.pk}).status_code == 302
    attic: Any = venues.model._default_manager.get(code="attic")
    assert attic.place == town.north
