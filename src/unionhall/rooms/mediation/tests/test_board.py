"""The board says where disputes end and how long it took, and no number from one to nine."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.kernel.procedures.work import batch
from unionhall.kernel.web.boards import Row
from unionhall.rooms.mediation.board import reporting
from unionhall.rooms.mediation.models import Dispute
from unionhall.rooms.mediation.procedure import beginning
from unionhall.rooms.mediation.tests.dispute import CLAIM, CONTACT, WISH, Scene

JANUARY = datetime(2027, 1, 5, 9, 0, tzinfo=UTC)
MARCH = datetime(2027, 3, 4, 9, 0, tzinfo=UTC)


def asked(scene: Scene, place: Any, count: int) -> None:
    """So many disputes at a place, withdrawn on the day they came."""
    with batch():
        for _number in range(count):
            matter = beginning.new_matter("pay", place, subject=None)
            words = Dispute(claim=CLAIM, wish=WISH, contact=CONTACT)
            made = beginning.ask(matter, actor=scene.town.member, dispute=words, at=JANUARY)
            made.state, made.closed_at = "withdrawn", JANUARY


@pytest.fixture
def year(scene: Scene, it_is: Callable[[datetime], None]) -> Scene:
    """Twelve in the north and eleven at the mill in January; now it is March."""
    it_is(JANUARY)
    asked(scene, scene.town.north, 12)
    asked(scene, scene.town.mill, 11)
    it_is(MARCH)
    reporting.BOARD.close()
    return scene


@pytest.fixture
def with_few(scene: Scene, it_is: Callable[[datetime], None]) -> Scene:
    """Twelve in the north in January, and three at the harbour; now it is March."""
    it_is(JANUARY)
    asked(scene, scene.town.north, 12)
    asked(scene, scene.town.harbour, 3)
    it_is(MARCH)
    reporting.BOARD.close()
    return scene


def lines(found: list[Row]) -> dict[str, tuple[int | None, int | None]]:
    return {str(line.title): (line.figures["received"], line.figures["closed"]) for line in found}


def places_of(person: Person) -> list[Place]:
    """Those whose numbers one may read."""
    return [each for above in reporting.BOARD.places_of(person) for each in reporting.places_below(above)]


def months(place: Place) -> list[Row]:
    return reporting.by_month(place, reporting.BOARD.close())


def shown(person: Person) -> str:
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk))
    return client.get("/mediation/board/").text


def test_places_show_what_ended_there(year: Scene) -> None:
    found = lines(reporting.by_place(places_of(year.town.coordinator)))
    assert found == {"North": (12, 12), "Mill": (11, 11)}


def test_no_number_from_one_to_nine_is_shown_anywhere(with_few: Scene) -> None:
    places = places_of(with_few.town.coordinator)
    assert lines(reporting.by_place(places))["Harbour"] == (None, None)
    for table in (reporting.by_place(places), reporting.by_level(places), months(places[0])):
        for line in table:
            assert not {line.figures["received"], line.figures["closed"]} & {*range(1, 10)}


def test_a_level_is_hidden_where_one_of_its_places_is(with_few: Scene) -> None:
    found = lines(reporting.by_level(places_of(with_few.town.coordinator)))
    assert found["Branch or workplace"] == (None, None)


def test_the_chair_of_a_branch_reads_its_places_alone(year: Scene) -> None:
    chair = Person.objects.get(pk=year.chair.pk)
    assert {str(place) for place in places_of(chair)} == {"Mill", "North", "South"}
    assert "Harbour" not in shown(chair)


@pytest.mark.parametrize("who", ["coordinator", "mill_coordinator", "auditor", "chair"])
def test_whoever_oversees_reads_it(year: Scene, who: str) -> None:
    text = shown(getattr(year.town, who))
    assert "Where disputes end" in text
    assert "February 2027" in text


@pytest.mark.parametrize("who", ["member", "steward", "administrator", "outsider"])
def test_nobody_else_does(year: Scene, who: str) -> None:
    client = Client()
    client.force_login(getattr(year.town, who))
    assert client.get("/mediation/board/").status_code == 403


def test_who_is_not_signed_in_is_asked_to(year: Scene) -> None:
    assert Client().get("/mediation/board/").status_code == 302


def test_what_goes_up_ends_higher_up(scene: Scene, it_is: Callable[[datetime], None]) -> None:
    it_is(JANUARY)
    asked(scene, scene.town.north, 10)
    Matter.objects.update(place=scene.town.mill, place_path=scene.town.mill.path)
    it_is(MARCH)
    reporting.BOARD.close()
    found = lines(reporting.by_place(places_of(scene.town.coordinator)))
    assert found["Mill"] == (10, 10)
    assert "North" not in found


def test_how_long_an_agreement_took_is_said_of_ten_and_more(
    scene: Scene, it_is: Callable[[datetime], None]
) -> None:
    for number in range(10):
        it_is(JANUARY)
        scene.mediate()
        it_is(JANUARY + timedelta(days=number + 1))
        scene.agree()
    it_is(MARCH)
    reporting.BOARD.close()
    days = {line.title: line.figures["days"] for line in months(places_of(scene.chair)[0])}
    assert days == {date(2027, 2, 1): None, date(2027, 1, 1): 5.5}


def test_it_is_made_of_published_months_only(year: Scene, it_is: Callable[[datetime], None]) -> None:
    before = lines(reporting.by_place(places_of(year.town.coordinator)))
    asked(year, year.town.north, 20)
    reporting.BOARD.close()
    assert lines(reporting.by_place(places_of(year.town.coordinator))) == before
    assert {row.month for row in Frozen.objects.filter(room="mediation")} == {
        date(2027, 1, 1),
        date(2027, 2, 1),
    }


def test_the_board_of_a_place_below_is_read_and_that_of_a_neighbour_is_not(year: Scene) -> None:
    client = Client()
    client.force_login(Person.objects.get(pk=year.chair.pk))
    north = client.get("/mediation/board/", {"place": year.town.north.pk})
    assert north.status_code == 200
    assert "Where disputes end: North" in north.text
    assert client.get("/mediation/board/", {"place": year.town.harbour.pk}).status_code == 403
    assert client.get("/mediation/board/", {"place": year.town.union.pk}).status_code == 403


def test_the_workbook_says_the_same_as_the_page(with_few: Scene) -> None:
    client = Client()
    client.force_login(with_few.town.coordinator)
    book = load_workbook(BytesIO(client.get("/mediation/board/months.xlsx").content))
    assert book.sheetnames == ["By level", "By place", "Month by month"]
    lines = {row[0]: row[1:3] for row in book["By place"].iter_rows(min_row=2, values_only=True)}
    assert lines["Harbour"] == ("< 10", "< 10")
    cells = [
        cell
        for sheet in book
        for row in sheet.iter_rows(min_row=2, min_col=2, values_only=True)
        for cell in row
    ]
    assert not {*range(1, 10)} & {cell for cell in cells if cell is not None}


def test_the_month_is_written_as_the_reader_writes_months(year: Scene) -> None:
    client = Client(headers={"accept-language": "zh-hant"})
    client.force_login(Person.objects.get(pk=year.chair.pk))
    page = client.get("/mediation/board/", {"place": year.town.north.pk}).text
    assert re.search(r"統計到\d{4}年\d+月底", page)
