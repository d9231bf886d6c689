"""The charts and tables of a board: from when on, for whose screen, and what they leave out."""

import re
from typing import TYPE_CHECKING

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from django.urls import reverse
from django.utils import translation

from unionhall.kernel.web import charts
from unionhall.rooms.desk.tests.filling import fill

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from tests.town import Town

TOLD = charts.Told("A chart", "All that is in it")
HIDDEN = "nearly every number is below ten and so hidden"


def page(town: "Town", **query: str) -> str:
    client = Client()
    client.force_login(town.coordinator)
    return client.get(reverse("desk:board"), query).content.decode()


def drawing(name: str, **query: str) -> str:
    return Client().get(reverse("desk:public_chart", args=[name]), query).content.decode()


def test_the_board_begins_with_the_first_month_that_has_requests(town: "Town") -> None:
    fill(town, "2025-02", received=30, closed=30)
    fill(town, "2025-04", received=30, closed=30)
    text = page(town, until="2025-04")
    assert "February 2025 – April 2025" in text
    assert 'scope="row">March 2025<' in text
    assert "January 2025" not in text
    months = re.findall(r">(Jan|Feb|Mar|Apr)<", drawing("volume", until="2025-04"))
    assert months == ["Feb", "Mar", "Apr"]


def test_a_board_without_requests_shows_its_last_month(town: "Town") -> None:
    assert 'scope="row">April 2025<' in page(town, until="2025-04")


@pytest.mark.parametrize("name", ["volume", "on-time", "first-answer"])
def test_a_drawing_has_the_colours_of_the_page_by_day_and_night(town: "Town", name: str) -> None:
    fill(town, "2025-04", received=30, closed=30)
    text = drawing(name, until="2025-04")
    assert "background" not in text  # that of the page shows through
    assert "color-scheme: light dark" in text
    assert "prefers-color-scheme: dark" in text
    assert not re.findall(r'(?:fill|stroke|style)="', text)


def test_a_phone_gets_a_drawing_of_its_own_width(town: "Town") -> None:
    fill(town, "2025-04", received=30, closed=30)
    assert 'srcset="/desk/board/volume.svg?until=2025-04&amp;narrow=1"' in page(town, until="2025-04")
    assert 'width="358"' in drawing("volume", until="2025-04", narrow="1")
    assert 'width="720"' in drawing("volume", until="2025-04")


def test_a_year_on_a_phone_names_every_third_month() -> None:
    names = [f"month {nth}" for nth in range(12)]
    text = charts.columns(names, [("Received", [1.0] * 12)], TOLD, is_narrow=True).decode()
    assert re.findall(r">month (\d+)<", text) == ["0", "3", "6", "9"]


def test_where_a_number_is_hidden_a_drawing_says_so(town: "Town") -> None:
    fill(town, "2025-03", received=30, closed=9)
    fill(town, "2025-04", received=8, closed=30 - 22)
    text = drawing("volume", until="2025-04")
    assert len(re.findall('<rect class="few"', text)) == 3  # closed in March, both in April
    assert "</tspan> fewer than ten</text>" in text
    assert "March 2025: 30; April 2025: fewer than ten" in text
    assert "April 2025: of fewer than ten" in drawing("on-time", until="2025-04")


def test_a_drawing_that_hides_nothing_speaks_of_nothing_hidden() -> None:
    assert b"fewer than ten" not in charts.columns(["Jan"], [("Received", [40])], TOLD)


@pytest.mark.parametrize(("third", "pieces"), [(70, 1), (None, 2)])
def test_a_line_breaks_where_a_share_is_hidden(third: int | None, pieces: int) -> None:
    shares = [90, 80, third, 60, 50]
    text = charts.shares(["Jan", "Feb", "Mar", "Apr", "May"], [("On time", shares)], TOLD).decode()
    assert text.count("<polyline") == pieces
    assert text.count("<circle") == len([share for share in shares if share is not None])


@pytest.mark.parametrize(("most", "top"), [(7, "8"), (93, "100"), (100, "100"), (101, "150"), (0.4, "1")])
def test_a_scale_ends_with_a_round_number_above_the_highest_column(most: float, top: str) -> None:
    text = charts.columns(["Jan"], [("Received", [most])], TOLD).decode()
    guides = re.findall(r'<text[^>]*class="[^"]*"[^>]*>([\d,]+)<', text)
    assert guides[-1] == top


def test_hidden_columns_are_all_of_one_height_on_any_scale() -> None:
    for most in (40, 4_000):
        text = charts.columns(["Jan", "Feb", "Mar"], [("Received", [most, None, None])], TOLD).decode()
        assert re.findall('class="few"[^>]* height="([^"]*)"', text) == [str(float(charts.LETTER))] * 2


def test_a_drawing_says_in_words_what_is_in_it(town: "Town") -> None:
    fill(town, "2025-04", received=30, closed=30)
    drawn = fromstring(drawing("volume", until="2025-04"))
    assert drawn.get("role") == "img"
    said = {part.get("id"): part.text for part in drawn if part.get("id")}
    assert [said[name] for name in str(drawn.get("aria-labelledby")).split()] == [
        "Requests received and closed in a month",
        "Requests received and closed in a month. April 2025: 30",
    ]


def test_words_in_a_drawing_stay_words() -> None:
    text = charts.columns(["<b>"], [("Received", [3]), ("A & B", [4])], TOLD).decode()
    assert [part.text for part in fromstring(text).iter() if part.get("class") == "month"] == ["<b>"]
    assert "A &amp; B" in text


def test_where_one_reads_from_the_right_the_year_begins_there() -> None:
    year = ["first", "last"], [("Received", [40, 20]), ("Closed", [30, 10])], TOLD
    with translation.override("ar"):
        turned = fromstring(charts.columns(*year))
    drawn = fromstring(charts.columns(*year))
    assert turned.get("direction") == "rtl"
    assert drawn.get("direction") is None
    for one, other in zip(_months(turned), _months(drawn), strict=True):
        assert one == pytest.approx(charts.WIDE[0] - other)


def _months(drawn: "Element") -> list[float]:
    return [float(part.attrib["x"]) for part in drawn.iter() if part.get("class") == "month"]


def test_a_month_of_few_says_so_once_instead_of_tables_of_dashes(town: "Town") -> None:
    fill(town, "2025-04", received=4, closed=4)
    fill(town, "2025-04", received=8, closed=8, service="Litter", area=town.south)
    text = page(town, until="2025-04")
    assert text.count(HIDDEN) == 1
    assert ">12<" in text
    assert "Services in April 2025" not in text


def test_only_the_table_of_dashes_is_left_out(town: "Town") -> None:
    fill(town, "2025-04", received=9, closed=9)
    fill(town, "2025-04", received=9, closed=9, service="Litter")
    text = page(town, until="2025-04")
    assert "Nearly every number here is below ten" in text
    assert "Litter" not in text
    assert 'scope="row">North<' in text


def test_a_month_of_many_has_its_tables(town: "Town") -> None:
    fill(town, "2025-04", received=40, closed=40)
    text = page(town, until="2025-04")
    assert HIDDEN not in text
    assert "Services in April 2025" in text


def test_what_is_hidden_is_explained_before_the_first_table(town: "Town") -> None:
    text = page(town)
    assert 0 < text.index("stands for fewer than ten") < text.index("<table")
