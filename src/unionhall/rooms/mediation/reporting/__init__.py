"""Where disputes end and how long an agreement took: made of closed months only, as they were published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from unionhall.kernel.matters.aggregates import alltime, freezing
from unionhall.kernel.matters.aggregates.freezing import Books
from unionhall.kernel.matters.aggregates.hiding import FEWEST
from unionhall.kernel.matters.aggregates.models import Frozen
from unionhall.kernel.people.models import Person
from unionhall.kernel.places.models import Place
from unionhall.rooms.mediation import procedure
from unionhall.rooms.mediation.apps import CHAIR, MediationRoom

SETTLING = (procedure.conclude, procedure.accept_answer)
READERS = (CHAIR, "coordinator", "auditor", "chair")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """How many disputes came and ended somewhere; None is hidden. `days`: the median until both agreed."""

    title: Any
    received: int | None
    closed: int | None
    days: float | None = None


def books() -> Books:
    """The room's books, in which an agreement answers a dispute; months begin by the first root's clock."""
    root = Place.objects.roots().first()
    return Books(
        MediationRoom.label,
        root.zone if root else ZoneInfo("UTC"),
        tuple(move.event for move in SETTLING),
    )


def places_of(person: Person) -> list[Place]:
    """The places whose numbers one may read, with all below: where one coordinates, audits or chairs."""
    paths = [office.place.path for office in person.current_offices if office.role in READERS]
    found = Place.objects.filter(path__regex=f"^({'|'.join(paths)})") if paths else Place.objects.none()
    return sorted(found, key=lambda place: (len(place.path), place.path))


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


def by_month(place: Place) -> list[Line]:
    """The last twelve closed months of a place with all below it, the newest first."""
    is_all = place.parent_id is None and not Place.objects.roots().exclude(pk=place.pk).exists()
    path = "" if is_all else place.path
    rows = Frozen.objects.filter(room=MediationRoom.label, path=path).order_by("-month")[:MONTHS]
    return [_month(row.month, row.numbers["total"]) for row in rows]


def close() -> date:
    """Close what is over; the last month that is."""
    ours = books()
    freezing.close_months(ours)
    return freezing.month_before(ours.this_month())


def _own(places: Iterable[Place]) -> Iterator[tuple[Place, Line]]:
    found = alltime.by_place(MediationRoom.label)
    for place in places:
        numbers = found.get(place.path, {})
        yield place, Line(place, numbers.get("received", 0), numbers.get("closed", 0))


def _month(month: date, numbers: dict[str, Any]) -> Line:
    hours = numbers.get("hours")
    days = None if hours is None else round(hours / 24, 1)
    return Line(month, _enough(numbers["received"]), _enough(numbers["closed"]), days)


def _enough(number: int | None) -> int | None:
    """The hall's own total of a month is published whole; here fewer than ten stay hidden, too."""
    return None if number is not None and 0 < number < FEWEST else number


def _sum(numbers: Iterable[int | None]) -> int | None:
    """Their sum, as long as none of them is hidden."""
    known = list(numbers)
    return None if None in known else sum(number or 0 for number in known)
