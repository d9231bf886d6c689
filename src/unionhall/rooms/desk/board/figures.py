"""The numbers of a board: a year of closed months of one place, as they were published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.boards import Board, Figures, Measure, Numbers, Row
from unionhall.rooms.desk.apps import BOARD_READERS
from unionhall.rooms.desk.reporting.books import books


def _share(numbers: Numbers) -> int | None:
    """How many of a hundred closed ones were on time."""
    closed, on_time = numbers.get("closed", 0), numbers.get("on_time", 0)
    return round(100 * on_time / closed) if closed and on_time is not None else None


BOARD = Board(
    "desk",
    books,
    readers=BOARD_READERS,
    measures=(
        Measure("received", _("Received")),
        Measure("closed", _("Closed, whenever received")),
        Measure("on_time", _("On time")),
        Measure("share", _("Share"), of=_share, unit=" %"),
        Measure("overdue", _("Late at the end"), stands=True),
        Measure("hours", _("Hours to the first answer"), of=lambda numbers: numbers.get("hours")),
    ),
)


OF_A_MONTH = BOARD.measures[:-1]  # of services and areas: only the months have the hours


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
    rows = BOARD.published(path, until)
    last = rows[0] if rows else None
    here = {row.path: row for row in _at(last.month, path)} if last and places else {}
    is_quiet = last is not None and last.month != until
    return Year(
        until,
        BOARD.year(rows, until),
        _ordered(_services(last, services, is_quiet)),
        _ordered(_areas(here, places, is_quiet)),
    )


def years() -> list[int]:
    """The calendar years of which there are published months, the latest first."""
    months = Frozen.objects.filter(room="desk", path="").dates("month", "year", order="DESC")
    return [month.year for month in months]


def _at(month: date, path: str) -> Iterable[Frozen]:
    return Frozen.objects.filter(room="desk", month=month, path__startswith=path)


def _services(last: Frozen | None, titles: Mapping[str, Any], is_quiet: bool) -> Iterable[Row]:
    for code, title in titles.items():
        numbers = last.of_kind(code) if last else {}
        yield Row(str(title), BOARD.figures(numbers, is_quiet=is_quiet))


def _areas(here: Mapping[str, Frozen], places: Mapping[str, Place], is_quiet: bool) -> Iterable[Row]:
    """Each area with all that is in it, each other place with what is at the place itself."""
    for path, place in places.items():
        numbers = here[path].numbers if path in here else {}
        part = "total" if place.kind == Place.Kind.AREA else "own"
        row = Row(str(place), BOARD.figures(numbers.get(part, {}), is_quiet=is_quiet))
        if place.kind == Place.Kind.AREA or not is_empty(row.figures):
            yield row


def is_empty(figures: Figures) -> bool:
    """Whether nothing came, nothing was closed and nothing is late."""
    return (figures["received"], figures["closed"], figures["overdue"]) == (0, 0, 0)


def _ordered(rows: Iterable[Row]) -> list[Row]:
    """Those with the most late ones first; what nothing happened to is left out."""
    busy = [row for row in rows if not is_empty(row.figures)]
    return sorted(
        busy, key=lambda row: (-(row.figures["overdue"] or 0), -(row.figures["received"] or 0), row.title)
    )
