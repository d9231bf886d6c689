"""Maps in memory: a union of two areas, with the streets and buildings that a test lists for them."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from unionhall.kernel.places.addresses import words_of
from unionhall.kernel.places.atlas import Atlas, Named
from unionhall.kernel.places.locate import Found, locate
from unionhall.kernel.places.models import Building, Place, Street

ROOT, BRANCH, EAST, WEST = "0001", "00010001", "000100010001", "000100010002"
NAMES = {ROOT: "河湾市总工会", BRANCH: "阿拉尔", EAST: "东城", WEST: "西区"}


HALVES = [(EAST, 1, 50), (WEST, 51, None)]


def map_of(*, streets: dict[str, list[Any]] | None = None, buildings: dict[str, str] | None = None) -> Atlas:
    """The map on which a street's name has `(place, from, to)` rows and a building's has its place."""
    places = {path: Place(pk=at, path=path, name={"zh-hans": name}) for at, (path, name) in _numbered()}
    on_streets = [
        Street(place=places[path], name=name, from_number=low, to_number=high)
        for name, rows in (streets or {}).items()
        for path, low, high in rows
    ]
    built = [Building(place=places[path], name=name) for name, path in (buildings or {}).items()]
    return Atlas(uuid4(), timezone.localdate(), places, _by_name(built), _by_name(on_streets))


def find(address: str, atlas: Atlas) -> Found:
    return locate(address=address, atlas=atlas)


def path(address: str, atlas: Atlas) -> str:
    return find(address, atlas).place.path


def _numbered() -> list[tuple[int, tuple[str, str]]]:
    return list(enumerate(NAMES.items(), 1))


def _by_name(rows: list[Any]) -> Named:
    named: Named = {}
    for row in rows:
        named.setdefault(words_of(row.name), []).append(row)
    return named
