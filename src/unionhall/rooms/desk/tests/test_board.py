"""The boards: who may see them, what they say, and what they never show."""

import re
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from unionhall.kernel.cells import escaped
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.tests.filling import fill

if TYPE_CHECKING:
    from tests.town import Town

CELL = re.compile(r'<td class="number">([^<]*)</td>')
PAGES = ("board", "board_file")


def page(town: "Town", name: str = "board", who: str = "coordinator", **query: str) -> tuple[int, str]:
    client = Client()
    if who:
        client.force_login(getattr(town, who))
    response = client.get(reverse(f"desk:{name}"), query)
    return response.status_code, response.content.decode(errors="replace")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["coordinator", "mill_coordinator", "auditor", "chair"])
def test_who_oversees_sees_the_board(town: "Town", name: str, who: str) -> None:
    assert page(town, name, who)[0] == 200


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    "who", ["member", "steward", "volunteer", "caseworker", "administrator", "quality_officer"]
)
def test_others_do_not(town: "Town", name: str, who: str) -> None:
    assert page(town, name, who)[0] == 403


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_is_asked_to_sign_in(town: "Town", name: str) -> None:
    assert page(town, name, "")[0] == 302


def test_a_branch_coordinator_sees_the_branch_and_not_its_neighbour(town: "Town") -> None:
    assert page(town, who="mill_coordinator", place=str(town.north.pk))[0] == 200
    assert page(town, who="mill_coordinator", place=str(town.harbour.pk))[0] == 403
    assert page(town, who="mill_coordinator", place=str(town.union.pk))[0] == 403


@pytest.mark.parametrize(
    "query", [{"place": "x"}, {"place": "9" * 40}, {"place": "\x00"}, {"place": "987654"}]
)
def test_a_place_that_is_not_there_is_not_found(town: "Town", query: dict[str, str]) -> None:
    assert page(town, **query)[0] == 404


@pytest.mark.parametrize("until", ["", "2025", "2025-13", "0001-01", "9999-12", "\x00"])
def test_any_month_may_be_asked_for(town: "Town", until: str) -> None:
    assert page(town, until=until)[0] == 200


def test_it_answers_whether_the_word_was_kept(town: "Town") -> None:
    fill(town, "2025-02", received=100, closed=100, late=40)
    fill(town, "2025-03", received=100, closed=100, late=20)
    text = page(town, until="2025-03")[1]
    assert "In March 2025, 80 of every 100 requests were closed on time; in February 2025 it was 60." in text


def test_no_page_that_hides_small_numbers_shows_one(town: "Town") -> None:
    fill(town, "2025-03", received=16, closed=8)
    for name, who in (("board", "coordinator"), ("public", "")):
        text = page(town, name, who, until="2025-03")[1]
        assert "in the whole hall: fewer than ten open, fewer than ten of them late" in text
        assert CELL.findall(text)[:5] == ["16", "&lt; 10", "&lt; 10", "–", "&lt; 10"]


@pytest.mark.parametrize(("name", "who"), [("board", "coordinator"), ("public", "")])
def test_it_says_that_what_is_closed_may_have_come_before(town: "Town", name: str, who: str) -> None:
    """So nobody wonders at a month in which none came and some were closed."""
    fill(town, "2025-03", received=16, closed=8)
    text = page(town, name, who, until="2025-03")[1]
    assert "Closed, whenever received" in text
    assert "what is closed may have come long before" in text


def test_a_service_with_few_late_ones_is_drawn_among_the_late(town: "Town") -> None:
    for service, received in (("Wages", 30), ("Litter", 20), ("Getting to work", 3)):
        fill(town, "2025-03", received=received, service=service)
    text = page(town, until="2025-03")[1]
    assert 'class="bar late" width="100%"' in text
    assert text.count('class="bar few"') == 2  # the small one, and one that covers it


def test_a_chart_of_who_is_signed_in_stays_in_no_browser(town: "Town") -> None:
    client = Client()
    assert "no-store" not in client.get(reverse("desk:public_chart", args=["volume"]))["Cache-Control"]
    client.force_login(town.coordinator)
    for name in ("board_chart", "public_chart"):
        answer = client.get(reverse(f"desk:{name}", args=["volume"]))
        assert "no-store" in answer["Cache-Control"]


def test_the_public_board_names_public_services_only(town: "Town") -> None:
    fill(town, "2025-03", received=30)
    fill(town, "2025-03", received=30, service="Litter")
    ServiceVersion.objects.filter(service__code="litter").update(public=True)
    status, text = page(town, "public", "", until="2025-03")
    assert status == 200
    assert "Litter" in text
    assert "Getting to work" not in text
    assert ">60<" in text


def test_looking_at_the_public_board_leaves_no_cookie(town: "Town") -> None:
    assert not Client().get(reverse("desk:public")).cookies


def test_an_unknown_chart_is_not_found(town: "Town") -> None:
    assert Client().get(reverse("desk:public_chart", args=["people"])).status_code == 404


def test_a_chart_is_as_closed_as_its_board(town: "Town") -> None:
    client = Client()
    client.force_login(town.member)
    assert client.get(reverse("desk:board_chart", args=["volume"])).status_code == 403


def test_the_workbook_has_the_months_services_and_areas(town: "Town") -> None:
    fill(town, "2025-03", received=30, service="=1+1")
    client = Client()
    client.force_login(town.coordinator)
    answer = client.get(reverse("desk:board_file"), {"until": "2025-03"})
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["Months", "Services", "Areas"]
    assert [cell.value for cell in book["Services"][2]] == ["'=1+1", 30, 0, 0, "–", 30]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_a_workbook_is_a_formula(sign: str) -> None:
    assert escaped(f"{sign}1") == f"'{sign}1"
