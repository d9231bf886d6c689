"""A coordinator writes which streets, buildings and points belong to a place, and tries an address before."""

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from unionhall.kernel.journal.models import Entry
from unionhall.kernel.journal.verification import verify
from unionhall.kernel.places.locate import locate
from unionhall.kernel.places.models import Boundary, Building, Place, Street
from unionhall.rooms.register.ground.forms import MOST_STREETS
from unionhall.rooms.register.ground.shared import meet
from unionhall.rooms.register.models import Ground

if TYPE_CHECKING:
    from tests.town import Town

AREA = {"type": "Polygon", "coordinates": [[[0.1, 51.1], [0.3, 51.1], [0.3, 51.3], [0.1, 51.3], [0.1, 51.1]]]}


@pytest.fixture
def coordinator(town: "Town", client: Client) -> Client:
    client.force_login(town.coordinator)
    return client


def sent(*streets: tuple[str, str, str, str], buildings: str = "", **more: str) -> dict[str, str]:
    """The form as a browser sends it."""
    rows = {"street-rows": " ".join(str(number) for number in range(len(streets)))}
    for number, street in enumerate(streets):
        names = ("name", "from_number", "to_number", "parity")
        rows |= {f"street-{number}-{name}": said for name, said in zip(names, street, strict=True)}
    return {**rows, "buildings": buildings, "address": "", "seen": "0", "write": "1", **more}


def address(place: Place) -> str:
    return f"/register/ground/{place.pk}/"


LANE = (("Canal Street", "1", "99", "odd"), ("Mill Lane", "", "", "all"))


def test_what_is_written_is_found_and_stands_in_the_journal(coordinator: Client, town: "Town") -> None:
    page: Any = coordinator.post(
        address(town.north), sent(*LANE, buildings="Old Mill\r\n\r\n Dock House "), follow=True
    )
    assert "It is written." in page.content.decode()
    assert "Uma Coordinator" in page.content.decode()
    assert locate(address="7 Canal Street").place == town.north
    assert locate(address="8 Canal Street").how == "level_above"
    assert locate(address="Dock House, 3rd floor").how == "building"
    entry = Entry.objects.get(event="register.ground_written")
    assert (entry.actor, entry.payload["place"]) == (town.coordinator.uid, town.north.pk)
    assert (entry.payload["streets"], entry.payload["buildings"]) == (2, 2)
    assert not list(verify())


def test_the_same_again_writes_nothing_and_another_list_takes_its_place(
    coordinator: Client, town: "Town"
) -> None:
    for _time in range(2):
        assert coordinator.post(address(town.north), sent(*LANE)).status_code == 302
    assert Entry.objects.filter(event="register.ground_written").count() == 1
    coordinator.post(address(town.north), sent(LANE[1], seen="1"))
    assert [street.name for street in Street.objects.all()] == ["Mill Lane"]


def test_an_address_is_tried_on_what_is_typed_and_nothing_is_written(
    coordinator: Client, town: "Town"
) -> None:
    tried = {**sent(*LANE), "address": "7 Canal Street", "try": "1"}
    page = coordinator.post(address(town.north), tried).content.decode()
    assert "Its street and house number belong there." in page
    assert 'value="7 Canal Street"' in page
    assert (Street.objects.count(), Entry.objects.count()) == (0, 0)
    lacking = coordinator.post(address(town.north), {**tried, "address": ""})
    assert (lacking.status_code, "Write an address." in lacking.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("streets", "buildings", "words"),
    [
        ([("Canal Street", "9", "1", "all")], "", "The last number is lower than the first."),
        ([("", "1", "9", "all")], "", "Write the street, or take it out."),
        ([("Canal Street", "2", "2", "odd")], "", "The only number there is none of these."),
        ([("Canal Street", "one", "", "all")], "", "Write a whole number"),
        ([("Canal Street", "-1", "", "all")], "", "Write a number that is not below 0."),
        ([("—", "", "", "all")], "", "“—” is no name."),
        ([("<b>", "", "", "all")], "", "without the signs"),
        ([], "…", "“…” is no name."),
        ([], "Old Mill\nOld Mill", "“Old Mill” stands there twice."),
        ([], "x" * 121, "is longer than 120 signs."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(
    coordinator: Client, town: "Town", streets: list[Any], buildings: str, words: str
) -> None:
    answer = coordinator.post(
        address(town.north), sent(*streets, ("Mill Lane", "", "", "all"), buildings=buildings)
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page.replace("&lt;", "<").replace("&gt;", ">")
    assert "Mill Lane" in page
    assert not Street.objects.exists()


def test_rows_are_added_and_taken_out_without_a_script(coordinator: Client, town: "Town") -> None:
    added = coordinator.post(address(town.north), {**sent(*LANE), "line": "add street"})
    assert (added.status_code, added.content.decode().count("Take out")) == (200, 3)
    dropped = coordinator.post(address(town.north), {**sent(*LANE), "line": "drop street-0"}).content.decode()
    assert ("Canal Street" in dropped, "Mill Lane" in dropped) == (False, True)


def test_what_came_without_a_button_takes_nothing_away(coordinator: Client, town: "Town") -> None:
    coordinator.post(address(town.north), sent(*LANE))
    assert coordinator.post(address(town.north), {"seen": "1"}).status_code == 200
    assert coordinator.post(address(town.north), {"write": "1"}).status_code == 409
    assert Street.objects.count() == 2


def test_two_who_write_at_once_do_not_write_over_each_other(coordinator: Client, town: "Town") -> None:
    coordinator.post(address(town.north), sent(LANE[0]))
    late = coordinator.post(address(town.north), sent(LANE[1]))
    assert late.status_code == 409
    assert "Mill Lane" in late.content.decode()
    assert [street.name for street in Street.objects.all()] == ["Canal Street"]
    assert 'name="seen" value="1"' in late.content.decode()
    coordinator.post(address(town.north), sent(LANE[1], seen="1"))
    assert [street.name for street in Street.objects.all()] == ["Mill Lane"]


def test_what_another_place_has_too_is_named(coordinator: Client, town: "Town") -> None:
    coordinator.post(address(town.south), sent(("Canal Street", "90", "", "all"), buildings="Old Mill"))
    coordinator.post(address(town.north), sent(*LANE, buildings="Old Mill"))
    page = coordinator.get(address(town.north)).content.decode()
    assert "Other places have these, too" in page
    for name in ("Canal Street", "Old Mill"):
        assert f"<li>{name}: {town.south}</li>" in page
    coordinator.post(address(town.south), sent(("Canal Street", "100", "", "all"), seen="1"))
    assert "Other places have these, too" not in coordinator.get(address(town.north)).content.decode()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1, 99, "odd"), (2, 98, "even"), False),
        ((1, 99, "odd"), (99, None, "all"), True),
        ((1, 98, "odd"), (98, None, "all"), False),
        ((None, None, "all"), (5, 5, "all"), True),
        ((None, 10, "all"), (11, None, "all"), False),
        ((None, None, "even"), (7, 8, "all"), True),
    ],
)
def test_two_stretches_meet_where_a_number_belongs_to_both(one: Any, other: Any, expected: bool) -> None:
    first, second = (
        Street(name="x", from_number=low, to_number=high, parity=parity) for low, high, parity in (one, other)
    )
    assert (meet(first, second), meet(second, first)) == (expected, expected)


def geojson(drawn: Any) -> io.BytesIO:
    file = io.BytesIO(drawn if isinstance(drawn, bytes) else json.dumps(drawn).encode())
    file.name = "north.geojson"
    return file


def test_an_outline_is_drawn_from_a_file_and_taken_away(coordinator: Client, town: "Town") -> None:
    url = f"{address(town.north)}outline/"
    assert coordinator.post(url, {"file": geojson(AREA), "drawn_on": "wgs84", "seen": "0"}).status_code == 302
    assert locate(lat=51.2, long=0.2).place == town.north
    assert Entry.objects.get().payload["drawn_on"] == "wgs84"
    unsure = coordinator.post(f"{url}take-away/")
    assert (unsure.status_code, Boundary.objects.count()) == (422, 1)
    coordinator.post(f"{url}take-away/", {"sure": "on", "seen": "1"})
    assert locate(lat=51.2, long=0.2).how == "level_above"
    assert Entry.objects.get(number=2).event == "register.ground_undrawn"
    assert not list(verify())


@pytest.mark.parametrize(
    ("drawn", "words"),
    [
        (b"{", "This is not a GeoJSON outline."),
        (b"", "This file is empty."),
        ({"type": "Point", "coordinates": [0, 51]}, "Draw the outline as a Polygon"),
    ],
)
def test_an_outline_that_is_none_is_refused_at_the_file(
    coordinator: Client, town: "Town", drawn: Any, words: str
) -> None:
    sent = {"file": geojson(drawn), "drawn_on": "wgs84", "seen": "0"}
    answer = coordinator.post(f"{address(town.north)}outline/", sent)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert not Boundary.objects.exists()


def test_in_mainland_china_the_map_has_to_be_said(coordinator: Client, town: "Town") -> None:
    Place.objects.filter(pk=town.union.pk).update(time_zone="Asia/Shanghai", calendar="CN")
    sent = {"file": geojson(AREA), "drawn_on": "", "seen": "0"}
    answer = coordinator.post(f"{address(town.north)}outline/", sent)
    assert "Choose the map: those of mainland China" in answer.content.decode()
    page = coordinator.get(f"{address(town.north)}outline/").content.decode()
    assert '<option value="" selected>' in page


def test_the_list_says_where_nothing_belongs_and_where_an_address_does(
    coordinator: Client, town: "Town"
) -> None:
    coordinator.post(address(town.north), sent(LANE[1]))
    page = coordinator.get("/register/ground/").content.decode()
    assert "nothing belongs to it yet" in page
    assert "1 street" in page
    found = coordinator.post("/register/ground/", {"address": "4 Mill Lane"}).content.decode()
    assert f"<strong>{town.north}</strong>" in found
    assert "Write an address." in coordinator.post("/register/ground/", {"address": " "}).content.decode()


def test_others_write_nothing(town: "Town", client: Client) -> None:
    client.force_login(town.mill_coordinator)
    assert client.get(address(town.harbour)).status_code == 404
    assert client.post(address(town.harbour), sent(*LANE)).status_code == 404
    client.force_login(town.steward)
    assert client.post(address(town.north), sent(*LANE)).status_code == 403
    assert [model.objects.count() for model in (Street, Building, Ground)] == [0, 0, 0]


def test_who_was_slower_reads_what_belongs_there_now(coordinator: Client, town: "Town") -> None:
    coordinator.post(address(town.north), sent(LANE[0], buildings="Old Mill"))
    late = coordinator.post(address(town.north), sent(LANE[1]))
    assert late.context["theirs"] == ["Canal Street, 1–99, odd numbers", "Old Mill"]
    assert "<li>Canal Street, 1–99, odd numbers</li><li>Old Mill</li>" in late.text
    assert late.context["form"]["buildings"].value() == ""


def test_an_outline_that_comes_late_is_newer_when_it_is_sent_again(coordinator: Client, town: "Town") -> None:
    coordinator.post(address(town.north), sent(LANE[0]))
    url = f"{address(town.north)}outline/"

    def draw(seen: str) -> Any:
        file = io.BytesIO(json.dumps(AREA).encode())
        file.name = "north.geojson"
        return coordinator.post(url, {"file": file, "drawn_on": "wgs84", "seen": seen})

    late = draw("0")
    assert late.status_code == 409
    assert 'name="seen" value="1"' in late.text
    assert draw("1").status_code == 302
    late = coordinator.post(f"{url}take-away/", {"sure": "on", "seen": "1"})
    assert (late.status_code, Boundary.objects.count()) == (409, 1)
    assert 'name="seen" value="2"' in late.text
    assert coordinator.post(f"{url}take-away/", {"sure": "on", "seen": "2"}).status_code == 302
    assert not Boundary.objects.exists()


def test_as_many_streets_as_a_page_takes_are_written_and_more_are_never_cut(
    coordinator: Client, town: "Town"
) -> None:
    rows = [(f"Lane {number}", "", "", "all") for number in range(MOST_STREETS + 1)]
    assert coordinator.post(address(town.north), sent(*rows[:-1])).status_code == 302
    assert Street.objects.count() == MOST_STREETS
    over = coordinator.post(address(town.north), sent(*rows, seen="1"))
    assert (over.status_code, Street.objects.count()) == (422, MOST_STREETS)
    assert "too many for this page" in over.text
    Street.objects.create(place=town.north, name="Lane 300")
    page = coordinator.get(address(town.north))
    assert "too many for this page" in page.text
    assert 'name="write"' not in page.text
    assert coordinator.post(address(town.north), sent(*rows[:2], seen="1")).status_code == 422
    assert Street.objects.count() == MOST_STREETS + 1
