"""Somebody reads all that the hall says in numbers, and every list that anybody can read, and subtracts.

They have the workbook of every place and month, the report of the command line, and the list for programs.
The pages and the charts say no number that the workbook doesn't.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from random import Random
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from django.test import Client
from openpyxl import load_workbook

from tests.protection.test_small_groups import Keeper
from unionhall.kernel.matters.aggregates.hiding import FEWEST, OWN, lineage
from unionhall.kernel.matters.models import Matter
from unionhall.kernel.places.models import Place
from unionhall.rooms.desk.commands import command
from unionhall.rooms.desk.models import Service, ServiceVersion
from unionhall.rooms.desk.tests.filling import fill

if TYPE_CHECKING:
    from tests.town import Town

ZONE = ZoneInfo("Europe/London")
MONTHS = {"March 2025": date(2025, 3, 1), "April 2025": date(2025, 4, 1)}
MEASURES = {
    "received": ("received",),
    "closed": ("on_time", "late"),
    "on_time": ("on_time",),
    "overdue": ("overdue",),
}
COLUMNS = {1: "received", 2: "closed", 3: "on_time", 5: "overdue"}  # of the workbook
NUMBER = re.compile(r"[0-9][0-9,]*")

Group = tuple[date, str, str]  # month, path and kind; without a path the hall, without a kind all of them
Variable = tuple[str, date, tuple[str, str], str]


@dataclass(frozen=True)
class Case:
    """One request, as whoever reads its line in a list knows it."""

    place: str
    kind: str
    opened: datetime
    closed: datetime | None
    due: datetime | None

    def parts(self) -> Iterator[tuple[date, str]]:
        """The months and parts in which it counts as one."""
        yield _month(self.opened), "received"
        if self.closed:
            yield _month(self.closed), "late" if self.due and self.closed > self.due else "on_time"
        for month in MONTHS.values():
            end = datetime(month.year, month.month + 1, 1, tzinfo=ZONE)
            is_open = self.opened < end and (self.closed is None or self.closed >= end)
            if is_open and self.due and self.due < end:
                yield month, "overdue"

    def is_in(self, path: str, kind: str) -> bool:
        return path in lineage(self.place) and kind in ("", self.kind)


def _month(moment: datetime) -> date:
    return moment.astimezone(ZONE).date().replace(day=1)


@pytest.mark.slow("two months of a hall are filled, and every workbook of it is read")
@pytest.mark.parametrize("seed", [1, 2])
def test_nobody_tells_a_small_number_from_all_that_is_told(town: "Town", seed: int) -> None:
    requests_of(town, Random(seed))
    Told(town).check()


def requests_of(town: "Town", draw: Random) -> None:
    """Two months at three areas, of two private services and of a public one, in numbers around ten."""
    for month in ("2025-03", "2025-04"):
        for area in (town.north, town.south, town.harbour_area):
            for service in ("Getting to work", "Wages", "Litter"):
                received = draw.choice((0, 0, 3, 7, 11, 14))
                closed = draw.randint(0, received)
                late = draw.randint(0, closed)
                fill(town, month, received=received, closed=closed, late=late, area=area, service=service)
    ServiceVersion.objects.filter(service__code="litter").update(public=True)


class Told:
    """What somebody knows who has read everything."""

    def __init__(self, town: "Town") -> None:
        self.town, self.keeper = town, Keeper()
        self.paths = {str(place): place.path for place in Place.objects.all()}
        self.kinds = {str(each.current): each.code for each in Service.objects.select_related("current")}
        self.public = list(self.listed())
        self.private = [case for case in self.all_cases() if case not in set(self.public)]

    def check(self) -> None:
        overseer = Client()
        overseer.force_login(self.town.coordinator)
        for place in Place.objects.all():
            for title, month in MONTHS.items():
                self.read_workbook(overseer, place, title, month)
        self.read_report()
        assert self.small() == []

    def listed(self) -> Iterator[Case]:
        found = Client().get(
            "/open311/v2/requests.json",
            {"start_date": "2025-03-01T00:00:00Z", "end_date": "2025-05-20T00:00:00Z"},
        )
        for each in found.json():
            moments = (each["requested_datetime"], each["updated_datetime"], each["expected_datetime"])
            opened, updated, due = (datetime.fromisoformat(at) if at else None for at in moments)
            assert opened
            closed = updated if each["status"] == "closed" else None
            yield Case(self.paths[each["agency_responsible"]], each["service_code"], opened, closed, due)

    def all_cases(self) -> Iterator[Case]:
        for matter in Matter.objects.prefetch_related("deadlines"):
            due = [each.due_at for each in matter.deadlines.all() if each.state == ""][-1]
            yield Case(matter.place_path, matter.kind, matter.opened_at, matter.closed_at, due)

    def read_workbook(self, overseer: Client, place: Place, title: str, month: date) -> None:
        query = {"place": str(place.pk), "until": f"{month:%Y-%m}"}
        book = load_workbook(BytesIO(overseer.get("/desk/board/months.xlsx", query).content))
        path = "" if place == self.town.union else place.path
        for row in self.rows(book["Months"]):
            if row[0] in MONTHS:
                self.learn((MONTHS[row[0]], path, ""), row)
        services = {self.kinds[row[0]]: row for row in self.rows(book["Services"])}
        for kind in self.kinds.values():
            self.learn((month, path, kind), services.get(kind, NOTHING))
        areas = {self.paths[row[0]]: row for row in self.rows(book["Areas"])}
        for below in Place.objects.filter(path__startswith=place.path):
            part = below.path if below.kind == Place.Kind.AREA else below.path + OWN
            self.learn((month, part, ""), areas.get(below.path, NOTHING))
        self.check_says_no_more(overseer, query, book)

    def rows(self, sheet: Any) -> list[Any]:
        return list(sheet.iter_rows(min_row=2, values_only=True))

    def check_says_no_more(self, overseer: Client, query: dict[str, str], book: Any) -> None:
        """The page's tables and its charts."""
        known = {
            f"{cell:,}"
            for sheet in book
            for row in self.rows(sheet)
            for cell in row
            if isinstance(cell, int | float)
        }
        page = overseer.get("/desk/board/", query).text
        cells = set(re.findall(r'<td class="number">([0-9][^<%]*?)(?: %)?</td>', page))
        drawn = overseer.get("/desk/board/volume.svg", query).text
        words = re.search(r"<desc[^>]*>(.*)</desc>", drawn)
        assert words
        said = {
            number for each in words[1].split("; ") for number in NUMBER.findall(each.rpartition(": ")[2])
        }
        assert cells | said <= known

    def read_report(self) -> None:
        report = json.loads(CliRunner().invoke(command, ["report", "--json"]).stdout)
        groups = [("", "", report["total"])]
        groups += [("", row["code"], row) for row in report["by_service"]]
        groups += [(row["code"] + OWN, "", row) for row in report["by_area"]]
        for path, kind, row in groups:
            for measure in ("received", "closed", "on_time"):
                self.learn_sum([(month, path, kind) for month in MONTHS.values()], measure, row[measure])

    def learn(self, group: Group, row: Any) -> None:
        for column, measure in COLUMNS.items():
            self.learn_sum([group], measure, row[column])

    def learn_sum(self, groups: list[Group], measure: str, value: Any) -> None:
        """A number that is told, without the part of it that is public; words tell none."""
        if isinstance(value, int):
            known = sum(self.count(self.public, group, measure) for group in groups)
            self.keeper.learn(
                [each for group in groups for each in self.variables(group, measure)], value - known
            )

    def count(self, cases: Iterable[Case], group: Group, measure: str) -> int:
        month, path, kind = group
        return sum(
            when == month and part in MEASURES[measure]
            for case in cases
            if case.is_in(path, kind)
            for when, part in case.parts()
        )

    def variables(self, group: Group, measure: str) -> list[Variable]:
        """What one would have to know of each service at each place, public ones aside."""
        month, path, kind = group
        return [
            ("", month, (place, code), part)
            for place in self.paths.values()
            for code in self.kinds.values()
            for part in MEASURES[measure]
            if path in lineage(place) and kind in ("", code) and code != "litter"
        ]

    def small(self) -> list[Any]:
        """The groups of one to nine that can be told; all private ones of the hall are its own."""
        found = []
        for month in MONTHS.values():
            for path in {path for place in self.paths.values() for path in lineage(place)}:
                for kind in ("", *self.kinds.values()):
                    for measure in MEASURES:
                        number = self.count(self.private, (month, path, kind), measure)
                        wanted = self.variables((month, path, kind), measure)
                        is_whole = len(wanted) == len(self.variables((month, "", ""), measure))
                        if 0 < number < FEWEST and not is_whole and self.keeper.can_tell(wanted):
                            found.append((month, path, kind, measure, number))
        return found


NOTHING = (None, 0, 0, 0, None, 0)
