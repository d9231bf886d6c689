"""Where disputes end and how long an agreement took: made of closed months only, as they were published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.aggregates import alltime
from unionhall.kernel.matters.aggregates.freezing import Books
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.boards import OVERSEERS, Board, Measure, Numbers, path_of
from unionhall.rooms.mediation import procedure
from unionhall.rooms.mediation.apps import CHAIR, MediationRoom
from unionhall.rooms.mediation.models import Subject

SETTLING = (procedure.conclude, procedure.accept_answer)


@dataclass(frozen=True, slots=True)
class Line:
    """How many disputes came and ended somewhere; None is hidden. `days`: the median until both agreed."""

    title: Any
    received: int | None
    closed: int | None
    days: float | None = None


def books() -> Books:
    """The room's books, in which an agreement answers a dispute."""
    return Books.of_hall(MediationRoom.label, (move.event for move in SETTLING), Subject.values)


def _days(numbers: Numbers) -> float | None:
    hours = numbers.get("hours")
    return None if hours is None else round(hours / 24, 1)


BOARD = Board(
    MediationRoom.label,
    books,
    readers=(CHAIR, "coordinator", *OVERSEERS),
    measures=(
        Measure("received", _("Received")),
        Measure("closed", _("Closed")),
        Measure("days", _("Days until both agreed"), of=_days),
    ),
)


def places_below(place: Place) -> list[Place]:
    """The place and all below it, the highest first."""
    found = Place.objects.filter(path__startswith=place.path)
    return sorted(found, key=lambda each: (len(each.path), each.path))


def by_place(places: Iterable[Place]) -> list[Line]:
    """What came and ended at each place itself over all closed months; quiet places are left out."""
    return [line for _place, line in _own(places) if (line.received, line.closed) != (0, 0)]


def by_level(places: Iterable[Place]) -> list[Line]:
    """The same for areas, branches and unions together; hidden where one of its places is."""
    found: dict[str, list[Line]] = {}
    for place, line in _own(places):
        found.setdefault(place.kind, []).append(line)
    return [
        Line(Place.Kind(kind).label, _sum(each.received for each in some), _sum(each.closed for each in some))
        for kind, some in found.items()
    ]


def by_month(place: Place, until: date) -> list[Line]:
    """The last twelve closed months of a place with all below it, the newest first."""
    rows = BOARD.published(path_of(place), until)
    return [Line(row.month, **BOARD.figures(row.numbers["total"])) for row in rows]


def _own(places: Iterable[Place]) -> Iterator[tuple[Place, Line]]:
    found = alltime.by_place(MediationRoom.label)
    for place in places:
        numbers = found.get(place.path, {})
        yield place, Line(place, numbers.get("received", 0), numbers.get("closed", 0))


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Their sum, as long as none of them is hidden."""
    known = list(numbers)
    return None if None in known else sum(number or 0 for number in known)
