"""The report over all time: of a kind or a place what its months tell, nothing where one of them hides it.

It is made of published numbers only, so whoever keeps every report and subtracts learns nothing from it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.matters.aggregates.publishing import MEASURES, Numbers

STANDING = ("overdue",)  # what is so at the end of a month, where the others happened in it


def by_kind(room: str) -> dict[str, Numbers]:
    """The hall's numbers over all closed months, by kind."""
    return _added_up(row.numbers["kinds"] for row in _months(room).filter(path=""))


def by_place(room: str) -> dict[str, Numbers]:
    """By the path of a place, what was at the place itself over all closed months."""
    months: dict[Any, dict[str, Numbers]] = {}
    for row in _months(room).exclude(path=""):
        months.setdefault(row.month, {})[row.path] = row.numbers["own"]
    return _added_up(months.values())


def _months(room: str) -> Any:
    return Frozen.objects.filter(room=room).order_by("month")


def _added_up(months: Iterable[Mapping[str, Numbers]]) -> dict[str, Numbers]:
    """What is not named in a month was not there, or nothing happened in it."""
    found: dict[str, Numbers] = {}
    for month in months:
        for name in {*found, *month}:
            found[name] = dict(_and_then(found.get(name), month.get(name, {})))
    return found


def _and_then(before: Numbers | None, month: Numbers) -> Iterator[tuple[str, int | None]]:
    for measure in MEASURES:
        now, passed = month.get(measure, 0), (before or {}).get(measure, 0)
        is_told = now is not None and (passed is not None or measure in STANDING)
        yield measure, None if not is_told else now if measure in STANDING else (passed or 0) + (now or 0)
