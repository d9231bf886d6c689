"""Somebody keeps every report that was ever published, and adds and subtracts: no number below ten is told.

What they keep: each closed month with its places, areas and kinds; the report over all time after two months
and after three; and all of it once more after an import has changed the past. What is public one by one they
know already: of one kind every matter is, of another some are.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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

KINDS = ("advice", "pay", "care")  # of which not every matter is public
OPEN_KINDS = ("care", "litter")
MONTHS = (date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1))
PLACES = ("union", "mill", "harbour", "north", "south", "harbour_area")
CELLS = [(place, kind) for place in PLACES for kind in KINDS]
OPEN_CELLS = [(place, kind) for place in PLACES for kind in OPEN_KINDS]
SMALL = st.one_of(st.just(0), st.just(0), st.integers(1, 12), st.integers(0, 60))
ALL = [*CELLS, *OPEN_CELLS]
MONTH = st.lists(st.tuples(SMALL, SMALL, SMALL), min_size=len(ALL), max_size=len(ALL))
PARTS = {"received": ("received",), "closed": ("on_time", "late"), "on_time": ("on_time",)}

Leaf = tuple[str, str]
Numbers = dict[tuple[date, Leaf, str], int]  # by month, leaf and part
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


@dataclass
class Truth:
    """What is, without what is public, and what is."""

    private: Numbers
    public: Numbers

    def plus(self, other: "Truth") -> "Truth":
        pairs = ((self.private, other.private), (self.public, other.public))
        return Truth(*({at: value + more[at] for at, value in one.items()} for one, more in pairs))

    def known(self, months: Iterable[date], place: str, kind: str, measure: str) -> int:
        """How many of a group everybody has counted already."""
        return sum(
            self.public[month, leaf, part]
            for month, leaf in cells(self.public, months, place, kind)
            for part in PARTS[measure]
        )


def cells(truth: Numbers, months: Iterable[date], place: str, kind: str) -> Iterator[tuple[date, Leaf]]:
    """The leaves of a group: below a place or, with `~`, at it; of one kind or of all."""
    wanted = set(months)
    for month, leaf in dict.fromkeys((month, leaf) for month, leaf, _part in truth):
        if month in wanted and place in lineage(leaf[0]) and kind in ("", leaf[1]):
            yield month, leaf


def of(stage: str, found: Iterable[tuple[date, Leaf]], measure: str) -> list[Variable]:
    return [(stage, month, leaf, part) for month, leaf in found for part in PARTS[measure]]


def everything(truth: Truth, months: Iterable[date]) -> dict[date, dict[Leaf, Counts]]:
    """What the database would count."""
    found = counted(truth.private, months)
    for month, leaves in counted(truth.public, months).items():
        for leaf, counts in leaves.items():
            found[month][leaf] = found[month].get(leaf, Counts()) + counts
    return found


def counted(truth: Numbers, months: Iterable[date]) -> dict[date, dict[Leaf, Counts]]:
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

    def by_month(*asked: Any) -> dict[date, dict[Leaf, Counts]]:
        is_of_public = len(asked) > 3
        return counted(truth.public, MONTHS[:months]) if is_of_public else everything(truth, MONTHS[:months])

    with (
        patch.object(counting, "by_month", by_month),
        patch("unionhall.rooms.desk.reporting.books.private_kinds", lambda: list(KINDS)),
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
            **{(row.path, kind): row.of_kind(kind) for kind in {*KINDS, *OPEN_KINDS}},
        }
        for (place, kind), numbers in named.items():
            for measure in PARTS:
                if numbers.get(measure) is not None:
                    known = truth.known([row.month], place, kind, measure)
                    shown[row.month, place, kind, measure] = numbers[measure] - known
    for (month, place, kind, measure), value in shown.items():
        if before.get((month, place, kind, measure)) != value and place != OWN:
            keeper.learn(of(stage, cells(truth.private, [month], place, kind), measure), value)
    return shown


def read_all_time(keeper: Keeper, stage: str, truth: Truth, months: int, report: Mapping[str, Any]) -> None:
    for measure in PARTS:
        groups = [("", "", report["total"][measure])]
        groups += [("", row["code"], row[measure]) for row in report["by_service"]]
        groups += [(row["code"] + OWN, "", row[measure]) for row in report["by_area"]]
        for place, kind, value in groups:
            if value is not None:
                left = value - truth.known(MONTHS[:months], place, kind, measure)
                keeper.learn(of(stage, cells(truth.private, MONTHS[:months], place, kind), measure), left)


def told(keeper: Keeper, stage: str, truth: Truth) -> list[Any]:
    """The groups of one to nine that the keeper can tell: of a month, and of all time; not the hall's own."""
    found, private = [], truth.private
    places = {place for _month, leaf, _part in private for place in lineage(leaf[0])}
    for period in (*([month] for month in MONTHS), list(MONTHS)):
        for place in places:
            for kind in ("", *KINDS):
                group = list(cells(private, period, place, kind))
                if len(group) == len(CELLS) * len(period):  # the hall's own total
                    continue
                for measure, parts in {**PARTS, "late": ("late",)}.items():
                    value = sum(private[month, leaf, part] for month, leaf in group for part in parts)
                    variables = [(stage, month, leaf, part) for month, leaf in group for part in parts]
                    if 0 < value < FEWEST and keeper.can_tell(variables):
                        found.append((stage, period, place, kind, measure, value))
    return found


def truth_of(town: "Town", months: list[list[tuple[int, int, int]]]) -> Truth:
    return Truth(
        _numbers(town, CELLS, [numbers[: len(CELLS)] for numbers in months]),
        _numbers(town, OPEN_CELLS, [numbers[len(CELLS) :] for numbers in months]),
    )


def _numbers(town: "Town", leaves: list[Leaf], months: list[list[tuple[int, int, int]]]) -> Numbers:
    return {
        (month, (getattr(town, place).path, kind), part): value
        for month, numbers in zip(MONTHS, months, strict=True)
        for (place, kind), values in zip(leaves, numbers, strict=True)
        for part, value in zip(("received", "on_time", "late"), values, strict=True)
    }


@pytest.mark.slow("reports of three months are published four times over, for eight halls")
@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.generate],  # to shrink a failing example takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(months=st.lists(MONTH, min_size=3, max_size=3), brought=st.lists(MONTH, min_size=3, max_size=3))
def test_whoever_keeps_every_report_tells_no_small_number(
    town: "Town", months: list[Any], brought: list[Any]
) -> None:
    first, added, keeper = truth_of(town, months), truth_of(town, brought), Keeper()
    second = first.plus(added)
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
