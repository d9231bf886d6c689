"""Which place answers for an address or a point: there is always one."""

from collections.abc import Collection
from dataclasses import dataclass
from math import isfinite
from threading import Lock
from typing import Literal
from uuid import UUID

from django.db import connection

from unionhall.database.questions import Question
from unionhall.kernel.places.atlas import Atlas
from unionhall.kernel.places.meaning import Meant
from unionhall.kernel.places.models import Edition, Place
from unionhall.kernel.places.tree import lineage, meeting

How = Literal["building", "street", "polygon", "level_above"]


MOST_PLACES = 200  # that a list is still read with


class NoPlaceYet(LookupError):
    """The hall has no open place at all; the set-up is not finished."""


@dataclass(frozen=True)
class Found:
    """The place that takes it, and by what it was found.

    `is_number_read` is false where the address has a house number that wasn't understood.
    """

    place: Place
    how: How
    is_number_read: bool = True


def locate(
    *,
    address: str = "",
    lat: float | None = None,
    long: float | None = None,
    within: Place | None = None,
    atlas: Atlas | None = None,
) -> Found:
    """The narrowest place that an address or a point belongs to.

    1. A building's name, or a street with its number, whichever is the longer name in the address. A number
       that isn't understood is found only where one place has the whole street.
    2. The boundary around the point.
    3. Where nothing fits, or an address means several places, the nearest level above takes it: the lowest
       place above them all, else `within`, else the first root.

    Args:
        lat, long: degrees; without both, or outside the globe, they are not used.
        within: only places here and below are looked at.
        atlas: the map to use for many look-ups in a row; without one the current map, at one short query.

    Raises NoPlaceYet where there is no open place.
    """
    atlas = atlas or current_atlas()
    below = within.path if within else ""
    meant = atlas.named(address, below) if address else Meant()
    if place := _narrowest(meant.places):
        return Found(place, "building" if meant.how == "building" else "street", meant.is_read)
    if _is_point(lat, long) and (place := atlas.boundaries.around(lat or 0, long or 0, below)):
        return Found(place, "polygon", meant.is_read)
    above = meeting([place.path for place in meant.places]) if meant.places else below
    return Found(_level_above(atlas, above), "level_above", meant.is_read)


def _is_point(lat: float | None, long: float | None) -> bool:
    if lat is None or long is None or not (isfinite(lat) and isfinite(long)):
        return False
    return abs(lat) <= 90 and abs(long) <= 180


def _narrowest(places: Collection[Place]) -> Place | None:
    """The lowest of places that stand in one line; None where they are apart, so that nobody guesses."""
    lowest = max(places, key=lambda place: len(place.path), default=None)
    is_line = lowest and all(lowest.path.startswith(place.path) for place in places)
    return lowest if is_line else None


def _level_above(atlas: Atlas, path: str) -> Place:
    nearest = (atlas.places[each] for each in reversed(lineage(path)) if each in atlas.places)
    place = next(nearest, None) or atlas.first
    if place is None:
        raise NoPlaceYet("The hall has no place yet: add the federation or union first.")
    return place


def _current_mark() -> UUID | None:
    """Asked for every page and every new matter: building the query would take longer than running it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM places_edition")
        row = cursor.fetchone()
    return row[0] if row else None


EDITION = Question(Edition.objects.all)
_kept: Atlas | None = None
_loading = Lock()


def current_atlas(edition: UUID | None = None) -> Atlas:
    """The map of the current edition, loaded again only after a change; who knows the edition may name it."""
    global _kept  # noqa: PLW0603 - one map for all threads of the process
    mark = edition or _current_mark()
    kept = _kept
    if kept is None or not kept.is_of(mark):
        with _loading:
            kept = _kept = Atlas.load()
    return kept


def open_places(atlas: Atlas | None = None) -> list[Place]:
    """Branches and areas to choose from, in the order of the tree; in a large union the branches only."""
    places = sorted((atlas or current_atlas()).places.values(), key=lambda place: place.path)
    below = [place for place in places if place.kind in (Place.Kind.BRANCH, Place.Kind.AREA)]
    return below if len(below) <= MOST_PLACES else [each for each in below if each.kind == Place.Kind.BRANCH]
