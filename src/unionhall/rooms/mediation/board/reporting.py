"""Where disputes end and how long an agreement took: made of closed months only, as they were published."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from unionhall.kernel.matters.aggregates import alltime
from unionhall.kernel.matters.aggregates.freezing import Books
from unionhall.kernel.places.models import Place
from unionhall.kernel.web.boards import Board, Figures, Measure, Numbers, Row, path_of
from unionhall.rooms.mediation.apps import BOARD_READERS, MediationRoom
from unionhall.rooms.mediation.models import Subject
from unionhall.rooms.mediation.procedure import agreeing, going_on

SETTLING = (agreeing.conclude, going_on.accept_answer)


def books() -> Books:
    """The room's books, in which an agreement answers a dispute."""
    return Books.of_hall(MediationRoom.label, (move.event for move in SETTLING), Subject.values)


def _days(numbers: Numbers) -> float | None:
    hours = numbers.get("hours")
    return None if hours is None else round(hours / 24, 1)


BOARD = Board(
    MediationRoom.label,
    books,
    readers=BOARD_READERS,
    measures=(
        Measure("received", _("Received")),
        Measure("closed", _("Closed, whenever received")),
        Measure("days", _("Days until both agreed"), of=_days),
    ),
)


OF_ALL_TIME = BOARD.measures[:-1]  # only a month has the days


def places_below(place: Place) -> list[Place]:
    """The place and all below it, the highest first."""
    found = Place.objects.filter(path__startswith=place.path)
    return sorted(found, key=lambda each: (len(each.path), each.path))


def by_place(places: Iterable[Place]) -> list[Row]:
    """What came and ended at each place itself over all closed months; quiet places are left out."""
    return [row for row in _own(places) if any(number != 0 for number in row.figures.values())]


def by_level(places: Iterable[Place]) -> list[Row]:
    """The same for areas, branches and unions together; hidden where one of its places is."""
    found: dict[str, list[Figures]] = {}
    for row in _own(places):
        found.setdefault(row.title.kind, []).append(row.figures)
    return [
        Row(Place.Kind(kind).label, {each.name: _sum(one[each.name] for one in some) for each in OF_ALL_TIME})
        for kind, some in found.items()
    ]


def by_month(place: Place, until: date) -> list[Row]:
    """The last twelve closed months of a place with all below it, the newest first."""
    rows = BOARD.published(path_of(place), until)
    return [Row(row.month, BOARD.figures(row.numbers["total"])) for row in rows]


def _own(places: Iterable[Place]) -> Iterator[Row]:
    found = alltime.by_place(MediationRoom.label)
    for place in places:
        numbers = found.get(place.path, {})
        yield Row(place, {each.name: numbers.get(each.name, 0) for each in OF_ALL_TIME})


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Their sum, as long as none of them is hidden."""
    known = list(numbers)
    return None if None in known else sum(number or 0 for number in known)
