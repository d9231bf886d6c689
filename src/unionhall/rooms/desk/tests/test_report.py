"""The report over all time: the hall's total, and parts from which nobody can be told."""

import json
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from unionhall.kernel.matters.aggregates import freezing
from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.rooms.desk.commands import command
from unionhall.rooms.desk.models import ServiceVersion
from unionhall.rooms.desk.reporting import alltime
from unionhall.rooms.desk.reporting.books import books
from unionhall.rooms.desk.tests.filling import fill
from unionhall.rooms.desk.tests.town import service

if TYPE_CHECKING:
    from tests.town import Town

MEASURES = ("received", "closed", "on_time", "overdue")


def test_the_total_is_never_hidden(town: "Town") -> None:
    fill(town, "2025-03", received=3)
    found = alltime.report()
    assert found["total"]["received"] == 3
    assert {row["received"] for row in found["by_area"] if row["title"] == "North"} == {None}


def test_this_month_is_in_the_total_only(town: "Town") -> None:
    fill(town, "2025-03", received=20)
    town.desk.ask()
    found = alltime.report()
    assert found["total"]["received"] == 21
    assert {row["received"] for row in found["by_service"]} == {20}


def test_a_part_of_the_closed_hides_with_the_late_ones(town: "Town") -> None:
    fill(town, "2025-03", received=40, closed=40, late=3)
    fill(town, "2025-03", received=40, closed=40, late=20, area=town.harbour_area)
    rows = {row["title"]: row for row in alltime.report()["by_area"]}
    assert rows["North"]["closed"] is None
    assert rows["North"]["on_time"] is None
    assert rows["Quay"]["on_time"] is None


def test_what_is_public_covers_nothing(town: "Town") -> None:
    """The list for programs says how much litter there was; what is left would be the others."""
    for title, received in (("Litter", 12), ("Wages", 3), ("Getting to work", 30)):
        fill(town, "2025-03", received=received, service=title)
    ServiceVersion.objects.filter(service__code="litter").update(public=True)
    assert _by_service() == {"litter": 12, "wages": None, "transport": None}


def test_few_private_ones_among_many_public_ones_are_of_no_service(town: "Town") -> None:
    fill(town, "2025-03", received=40, service="Litter")
    fill(town, "2025-03", received=3, service="Wages")
    service("care", "Care")
    ServiceVersion.objects.filter(service__code="litter").update(public=True)
    assert _by_service() == {"litter": 40, "wages": None, "transport": None, "care": None}


def test_at_a_hidden_place_nobody_learns_which_services_had_none(town: "Town") -> None:
    fill(town, "2025-03", received=3, service="Wages")
    for title in ("Wages", "Getting to work"):
        fill(town, "2025-03", received=30, service=title, area=town.harbour_area)
    for quiet in ("care", "flats"):
        service(quiet, quiet)
    freezing.close_months(books())
    hidden = Frozen.objects.get(path=town.north.path, month="2025-03-01")
    assert hidden.numbers["total"]["received"] is None
    assert {hidden.of_kind(kind)["received"] for kind in ("transport", "wages", "care", "flats")} == {None}


def test_an_import_of_public_requests_moves_a_number_and_hides_the_few_private_ones(town: "Town") -> None:
    fill(town, "2025-03", received=30)
    fill(town, "2025-03", received=20, service="Litter")
    ServiceVersion.objects.filter(service__code="litter").update(public=True)
    freezing.close_months(books())
    fill(town, "2025-03", received=15, service="Litter")
    fill(town, "2025-03", received=4)
    freezing.close_months(books())
    assert _received(town.north.path) == 65  # 35 public ones, and still 30


def test_it_prints_json_and_a_table(town: "Town") -> None:
    fill(town, "2025-03", received=12)
    printed = CliRunner().invoke(command, ["report", "--json"])
    assert json.loads(printed.stdout)["total"] == {"received": 12, "closed": 0, "on_time": 0, "overdue": 12}
    told = CliRunner().invoke(command, ["report"]).stdout
    assert "total" in told
    assert "told in full" in told


def test_a_closed_month_stays_as_it_was(town: "Town") -> None:
    matters = fill(town, "2025-03", received=30, closed=30)
    freezing.close_months(books())
    before = _published()
    matters[0].closed_at = None
    matters[0].save()
    assert freezing.close_months(books()) == 0
    assert _published() == before


def test_an_import_into_a_closed_month_moves_a_number_by_ten_or_not_at_all(town: "Town") -> None:
    fill(town, "2025-03", received=30)
    freezing.close_months(books())
    fill(town, "2025-03", received=4)
    freezing.close_months(books())
    assert _received(town.north.path) == 30
    fill(town, "2025-03", received=8)
    freezing.close_months(books())
    assert _received(town.north.path) == 42


def test_what_one_month_hides_cannot_be_told_from_all_time(town: "Town") -> None:
    fill(town, "2025-02", received=4)
    fill(town, "2025-02", received=30, area=town.harbour_area)
    fill(town, "2025-03", received=30)
    fill(town, "2025-03", received=30, area=town.harbour_area)
    received = {row["code"]: row["received"] for row in alltime.report()["by_area"]}
    assert received[town.north.path] is None
    assert Frozen.objects.get(path=town.north.path, month="2025-03-01").numbers["own"]["received"] == 30


def _by_service() -> dict[str, int | None]:
    return {row["code"]: row["received"] for row in alltime.report()["by_service"]}


def _published() -> list[Any]:
    return list(Frozen.objects.order_by("month", "path").values_list("month", "path", "numbers"))


def _received(path: str) -> int | None:
    found: int | None = Frozen.objects.get(path=path, month="2025-03-01").numbers["total"]["received"]
    return found
