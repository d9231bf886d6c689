"""Somebody keeps every report that was ever published, and adds and subtracts: no number below ten is told.

What they keep: each closed month with its places, areas and kinds; the report over all time after two months
and after three; and all of it once more after an import has changed the past.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from unionhall.kernel.matters.aggregates import counting, freezing
from unionhall.kernel.matters.aggregates.counting import Counts
from unionhall.kernel.matters.aggregates.hiding import FEWEST, OWN, lineage
from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.matters.tests.test_hiding import Reader
from unionhall.rooms.desk.reporting import alltime
from unionhall.rooms.desk.reporting.books import books

if TYPE_CHECKING:
    from tests.town import Town

KINDS = ("advice", "pay", "care")
MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
PLACES = ("union", "mill", "harbour", "north", "south", "harbour_area")
CELLS = [(place, kind) for place in PLACES for kind in KINDS]
SMALL = st.one_of(st.just(0), st.just(0), st.integers(1, 12), st.integers(0, 60))
MONTH = st.lists(st.tuples(SMALL, SMALL, SMALL), min_size=len(CELLS), max_size=len(CELLS))
PARTS = {"received": ("received",), "closed": ("on_time", "late"), "on_time": ("on_time",)}

Leaf = tuple[str, str]
Truth = Mapping[tuple[date, Leaf, str], int]  # by month, leaf and part
Variable = tuple[str, date, Leaf, str]  # the same at a stage: before or after the import


class Keeper:
    """Keeps what is published, as sums of unknowns; a zero tells about everything in it."""

    def __init__(self) -> None:
        self.numbers: dict[Variable, int] = {}
        self.reader = Reader(0)

    def learn(self, variables: Iterable[Variable], value: int) -> None:
        known = list(variables)
        self.reader.learn(self._index(known))
        if value == 0:
            for each in known:
                self.reader.learn(self._index([each]))

    def can_tell(self, variables: Iterable[Variable]) -> bool:
        return self.reader.can_tell(self._index(variables))

    def _index(self, variables: Iterable[Variable]) -> list[int]:
        return [self.numbers.setdefault(each, len(self.numbers)) for each in variables]


def cells(truth: Truth, months: Iterable[date], place: str, kind: str) -> Iterator[tuple[date, Leaf]]:
    """The leaves of a group: below a place or, with `~`, at it; of one kind or of all."""
    wanted = set(months)
    for month, leaf in dict.fromkeys((month, leaf) for month, leaf, _part in truth):
        if month in wanted and place in lineage(leaf[0]) and kind in ("", leaf[1]):
            yield month, leaf


def of(stage: str, found: Iterable[tuple[date, Leaf]], measure: str) -> list[Variable]:
    return [(stage, month, leaf, part) for month, leaf in found for part in PARTS[measure]]


def counted(truth: Truth, months: Iterable[date]) -> dict[date, dict[Leaf, Counts]]:
    """What the database would count."""
    found: dict[date, dict[Leaf, Counts]] = {}
    for month in months:
        leaves = {leaf for each, leaf, _part in truth if each == month}
        found[month] = {
            leaf: Counts(
                received=truth[month, leaf, "received"],
                closed=truth[month, leaf, "on_time"] + truth[month, leaf, "late"],
                on_time=truth[month, leaf, "on_time"],
            )
            for leaf in leaves
        }
    return found


def publish(truth: Truth, months: int) -> dict[str, Any]:
    """Close so many months; the report over all time."""
    ours = books()
    end = datetime(2026, months + 1, 15, tzinfo=ours.zone)
    with (
        patch.object(counting, "by_month", lambda *_of: counted(truth, MONTHS[:months])),
        patch.object(counting, "first_answers", lambda *_of: {}),
        patch("django.utils.timezone.now", lambda: end),
    ):
        freezing.close_months(ours, end)
        return alltime.report()


def read_months(keeper: Keeper, stage: str, truth: Truth, before: Mapping[Any, int]) -> dict[Any, int]:
    """Learn each month that is published; a number that stands since before the import tells nothing new."""
    shown: dict[Any, int] = {}
    for row in Frozen.objects.all():
        named = {
            (row.path, ""): row.numbers["total"],
            (row.path + OWN, ""): row.numbers["own"],
            **{(row.path, kind): numbers for kind, numbers in row.numbers["kinds"].items()},
        }
        for (place, kind), numbers in named.items():
            for measure in PARTS:
                if numbers.get(measure) is not None:
                    shown[row.month, place, kind, measure] = numbers[measure]
    for (month, place, kind, measure), value in shown.items():
        if before.get((month, place, kind, measure)) != value and place != OWN:
            keeper.learn(of(stage, cells(truth, [month], place, kind), measure), value)
    return shown


def read_all_time(keeper: Keeper, stage: str, truth: Truth, months: int, report: Mapping[str, Any]) -> None:
    for measure in PARTS:
        groups = [("", "", report["total"][measure])]
        groups += [("", row["code"], row[measure]) for row in report["by_service"]]
        groups += [(row["code"] + OWN, "", row[measure]) for row in report["by_area"]]
        for place, kind, value in groups:
            if value is not None:
                keeper.learn(of(stage, cells(truth, MONTHS[:months], place, kind), measure), value)


def told(keeper: Keeper, stage: str, truth: Truth) -> list[Any]:
    """The groups of one to nine that the keeper can tell: of a month, and of all time; not the hall's own."""
    found = []
    places = {place for _month, leaf, _part in truth for place in lineage(leaf[0])}
    for period in (*([month] for month in MONTHS), list(MONTHS)):
        for place in places:
            for kind in ("", *KINDS):
                group = list(cells(truth, period, place, kind))
                if len(group) == len(CELLS) * len(period):  # the hall's own total
                    continue
                for measure, parts in {**PARTS, "late": ("late",)}.items():
                    value = sum(truth[month, leaf, part] for month, leaf in group for part in parts)
                    variables = [(stage, month, leaf, part) for month, leaf in group for part in parts]
                    if 0 < value < FEWEST and keeper.can_tell(variables):
                        found.append((stage, period, place, kind, measure, value))
    return found


def truth_of(town: "Town", months: list[list[tuple[int, int, int]]]) -> dict[tuple[date, Leaf, str], int]:
    return {
        (month, (getattr(town, place).path, kind), part): value
        for month, numbers in zip(MONTHS, months, strict=True)
        for (place, kind), values in zip(CELLS, numbers, strict=True)
        for part, value in zip(("received", "on_time", "late"), values, strict=True)
    }


@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to shrink a failing example takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(months=st.lists(MONTH, min_size=3, max_size=3), brought=st.lists(MONTH, min_size=3, max_size=3))
def test_whoever_keeps_every_report_tells_no_small_number(
    town: "Town", months: list[Any], brought: list[Any]
) -> None:
    first, added, keeper = truth_of(town, months), truth_of(town, brought), Keeper()
    second = {at: value + added[at] for at, value in first.items()}
    with transaction.atomic():
        read_all_time(keeper, "before", first, 2, publish(first, 2))
        report = publish(first, 3)
        shown = read_months(keeper, "before", first, {})
        read_all_time(keeper, "before", first, 3, report)
        assert told(keeper, "before", first) == []
        freezing.reopen_since("desk", MONTHS[0])
        report = publish(second, 3)
        read_months(keeper, "after", second, shown)
        read_all_time(keeper, "after", second, 3, report)
        assert told(keeper, "after", second) == []
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_the_keeper_can_subtract() -> None:
    keeper, month = Keeper(), MONTHS[0]
    whole = [("before", month, ("0001", kind), "received") for kind in KINDS]
    keeper.learn(whole, 30)
    keeper.learn(whole[1:], 27)
    assert keeper.can_tell(whole[:1])
    assert not keeper.can_tell(whole[1:2])
