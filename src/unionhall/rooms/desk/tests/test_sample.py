"""A thousand real requests, carried over once: what the hall, its boards and its report say of them."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import Result
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from unionhall.kernel.journal import verification
from unionhall.kernel.journal.models import Entry
from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.matters.models import Matter, Message
from unionhall.kernel.notices.models import Notice
from unionhall.kernel.procedures import clock
from unionhall.rooms.desk.models import Request
from unionhall.rooms.desk.reporting import alltime
from unionhall.rooms.desk.tests.carrying import carry
from unionhall.rooms.desk.tests.filling import SAMPLE

if TYPE_CHECKING:
    from tests.town import Town

CELL = re.compile(r'<td class="number">([^<]*)</td>')
MEASURES = ("received", "closed", "on_time", "overdue")
pytestmark = pytest.mark.django_db


@dataclass
class Boston:
    """The sample in the hall of a town; `file` is where it was read from."""

    town: "Town"
    file: Path
    result: Result


@pytest.fixture(scope="module")
def boston(lasting_db: None, tmp_path_factory: pytest.TempPathFactory) -> Boston:
    from tests.town import build

    file = tmp_path_factory.mktemp("sample") / "boston.csv"
    file.write_bytes(SAMPLE.read_bytes())
    return Boston(build(), file, carry(file))


def sample() -> list[dict[str, str]]:
    with SAMPLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page(boston: Boston, name: str, who: str, **query: str) -> str:
    client = Client()
    if who:
        client.force_login(getattr(boston.town, who))
    return client.get(reverse(f"desk:{name}"), query).text


def test_every_row_of_the_sample_is_carried_over(boston: Boston) -> None:
    assert boston.result.exit_code == 0, boston.result.output
    assert "1,000 carried over" in boston.result.stdout
    assert Request.objects.filter(source_id__startswith="boston-311:").count() == 1_000
    assert list(verification.verify()) == []


def test_the_on_time_share_is_the_files_own(boston: Boston) -> None:
    theirs = Counter(row["OnTime_Status"] for row in sample() if row["CASE_STATUS"] == "Closed")
    closed = Matter.objects.filter(kind__gt="", room="desk", closed_at__isnull=False)
    on_time = [matter for matter in closed if _is_on_time(matter)]
    assert (closed.count(), len(on_time)) == (theirs.total(), theirs["ONTIME"]) == (843, 671)


def _is_on_time(matter: Matter) -> bool:
    promise = matter.deadlines.filter(state="").first()
    return promise is None or bool(promise.due_at and matter.closed_at and matter.closed_at <= promise.due_at)


def test_a_second_run_finds_nothing_new(boston: Boston) -> None:
    before = Entry.objects.count()
    again = carry(boston.file)
    assert again.exit_code == 0
    assert "nothing new" in again.stdout
    assert Entry.objects.count() == before


def test_nobody_is_told_and_the_clock_acts_on_nothing(boston: Boston) -> None:
    assert Matter.objects.overdue().count() > 50
    assert clock.tick() == 0
    assert not Notice.objects.exists()


def test_what_the_other_system_answered_is_the_answer(boston: Boston) -> None:
    row = next(row for row in sample() if row["CASE_STATUS"] == "Closed")
    message = Message.objects.get(matter__request__source_id=f"boston-311:{row['CASE_ENQUIRY_ID']}")
    assert message.text == row["CLOSURE_REASON"]


def test_the_sample_is_reported_as_its_own_columns_say(boston: Boston) -> None:
    total = alltime.report()["total"]
    assert total == {"received": 1_000, "closed": 843, "on_time": 671, "overdue": 110}


def test_no_part_is_small_and_none_stands_alone(boston: Boston) -> None:
    found = alltime.report()
    for part in ("by_service", "by_area"):
        for measure in MEASURES:
            numbers = [row[measure] for row in found[part]]
            assert not [number for number in numbers if number is not None and 0 < number < 10]
            assert numbers.count(None) != 1
            rest = found["total"][measure] - sum(number or 0 for number in numbers)
            assert rest == 0 or rest >= 10


@pytest.mark.parametrize("measure", MEASURES)
def test_the_frozen_months_add_up_to_all_time(boston: Boston, measure: str) -> None:
    total = alltime.report()["total"][measure]
    months = Frozen.objects.filter(path="").order_by("month")
    if measure == "overdue":
        assert months[len(months) - 1].numbers["total"][measure] == total
    else:
        assert sum(row.numbers["total"][measure] for row in months) == total


@pytest.mark.parametrize(("name", "who"), [("board", "coordinator"), ("public", "")])
def test_no_cell_is_from_one_to_nine(boston: Boston, name: str, who: str) -> None:
    for month in range(1, 12):
        text = page(boston, name, who, until=f"2015-{month:02}")
        cells = [cell.replace(",", "") for cell in CELL.findall(text)]
        assert cells
        assert not [cell for cell in cells if cell.isdecimal() and 0 < int(cell) < 10]


@pytest.mark.parametrize("name", ["volume", "on-time", "first-answer"])
def test_charts_are_drawings_without_programs(boston: Boston, name: str) -> None:
    response = Client().get(reverse("desk:public_chart", args=[name]), {"until": "2015-09"})
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert b"<script" not in response.content
    assert b"http://kozea" not in response.content


def test_the_board_takes_few_queries_whatever_is_in_it(boston: Boston) -> None:
    client, connection = Client(), connections["default"]
    client.force_login(boston.town.coordinator)
    client.get(reverse("desk:board"))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("desk:board"), {"until": "2015-09"}).status_code == 200
    assert len(queries) <= 20
