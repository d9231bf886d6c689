"""The numbers of a board: a year of closed months of one place, as they were published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from unionhall.kernel.matters.aggregates.freezing import month_before
from unionhall.kernel.matters.aggregates.hiding import FEWEST
from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.places.models import Place

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Figures:
    """What a board shows of a group of requests; None is hidden, also of the hall's own months below ten.

    `share` is how many of a hundred closed ones were on time, `hours` the median to the first answer.
    """

    received: int | None = 0
    closed: int | None = 0
    on_time: int | None = 0
    overdue: int | None = 0
    hours: float | None = None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One service or one area in a month."""

    title: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months up to `until`, oldest first, with the services and areas of the last."""

    until: date
    months: list[tuple[date, Figures]]
    services: list[Row]
    areas: list[Row]

    @property
    def last(self) -> Figures:
        return self.months[-1][1]

    @property
    def before(self) -> Figures:
        return self.months[-2][1]

    @property
    def begun(self) -> list[tuple[date, Figures]]:
        """The months from the first in which something was counted, the last at least."""
        first = next((nth for nth, (_month, each) in enumerate(self.months) if not is_empty(each)), -1)
        return self.months[first:]


def year(path: str, until: date, services: Mapping[str, Any], places: Mapping[str, Place]) -> Year:
    """The year of a place, "" for the hall; only `services` and `places` are listed."""
    months = _months(until)
    rows = list(Frozen.objects.filter(room="desk", path=path, month__lte=until).order_by("-month")[:MONTHS])
    last = rows[0] if rows else None
    here = {row.path: row for row in _at(last.month, path)} if last and places else {}
    quiet = last is not None and last.month != until
    return Year(
        until,
        [(month, _total(month, rows)) for month in months],
        _ordered(_services(last, services, quiet)),
        _ordered(_areas(here, places, quiet)),
    )


def years() -> list[int]:
    """The calendar years of which there are published months, the latest first."""
    months = Frozen.objects.filter(room="desk", path="").dates("month", "year", order="DESC")
    return [month.year for month in months]


def _months(until: date) -> list[date]:
    months = [until]
    while len(months) < MONTHS:
        months.append(month_before(months[-1]))
    return months[::-1]


def _at(month: date, path: str) -> Iterable[Frozen]:
    return Frozen.objects.filter(room="desk", month=month, path__startswith=path)


def _total(month: date, rows: list[Frozen]) -> Figures:
    """The month's own row; in a month without one nothing happened, and what was late is late still."""
    found = next((row for row in rows if row.month <= month), None)
    if found is None:
        return Figures()
    return _figures(found.numbers["total"], quiet=found.month != month)


def _figures(numbers: Mapping[str, Any], *, quiet: bool) -> Figures:
    if quiet:
        return Figures(overdue=_enough(numbers.get("overdue", 0)))
    closed, on_time = numbers.get("closed", 0), numbers.get("on_time", 0)
    return Figures(
        received=_enough(numbers.get("received", 0)),
        closed=_enough(closed),
        on_time=_enough(on_time),
        overdue=_enough(numbers.get("overdue", 0)),
        hours=numbers.get("hours"),
        share=round(100 * on_time / closed) if closed and on_time is not None else None,
    )


def _enough(number: int | None) -> int | None:
    return None if number is not None and 0 < number < FEWEST else number


def _services(last: Frozen | None, titles: Mapping[str, Any], quiet: bool) -> Iterable[Row]:
    kinds = last.numbers["kinds"] if last else {}
    for code, title in titles.items():
        yield Row(str(title), _figures(kinds.get(code, {}), quiet=quiet))


def _areas(here: Mapping[str, Frozen], places: Mapping[str, Place], quiet: bool) -> Iterable[Row]:
    """Each area with all that is in it, each other place with what is at the place itself."""
    for path, place in places.items():
        numbers = here[path].numbers if path in here else {}
        part = "total" if place.kind == Place.Kind.AREA else "own"
        row = Row(str(place), _figures(numbers.get(part, {}), quiet=quiet))
        if place.kind == Place.Kind.AREA or not is_empty(row.figures):
            yield row


def is_empty(figures: Figures) -> bool:
    """Whether nothing came, nothing was closed and nothing is late."""
    return (figures.received, figures.closed, figures.overdue) == (0, 0, 0)


def _ordered(rows: Iterable[Row]) -> list[Row]:
    """Those with the most late ones first; what nothing happened to is left out."""
    busy = [row for row in rows if not is_empty(row.figures)]
    return sorted(
        busy, key=lambda row: (-(row.figures.overdue or 0), -(row.figures.received or 0), row.title)
    )


def shown(number: float | None, *, suffix: str = "") -> str:
    """A number as a board writes it; fewer than ten is a dash."""
    return (
        "–"
        if number is None
        else f"{number:,g}{suffix}"
        if isinstance(number, float)
        else f"{number:,}{suffix}"
    )
