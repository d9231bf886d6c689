"""The demo union's places, from `riverbend.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from unionhall.kernel.places.models import Boundary, Building, Place, Street
from unionhall.kernel.words import Words

MAP = Path(__file__).with_name("riverbend.toml")
ROOT_FIELDS = ("time_zone", "calendar", "rule_pack")
REACHED_BY = ("address", "contact", "telephone")


def build() -> dict[str, Place]:
    """The tree of places by their keys, with the streets, buildings and outlines of the areas."""
    written = tomllib.loads(MAP.read_text())
    root = _add(None, "federation", written["federation"])
    places = {"federation": root}
    areas: list[tuple[Place, Mapping[str, Any]]] = []
    for branch in written["branch"]:
        places[branch["key"]] = _add(root, "branch", branch)
        for area in branch["area"]:
            places[area["key"]] = _add(places[branch["key"]], "area", area)
            areas.append((places[area["key"]], area))
    _draw(areas)
    return places


def _add(parent: Place | None, kind: str, written: Mapping[str, Any]) -> Place:
    fields = {name: written.get(name, "") for name in (*ROOT_FIELDS, *REACHED_BY)}
    worded = {name: Words(written.get(name, {})) for name in ("hours", "urgent")}
    return Place.objects.add(parent, kind=kind, name=written["name"], **fields, **worded)


def _draw(areas: Iterable[tuple[Place, Mapping[str, Any]]]) -> None:
    drawn = list(areas)
    Street.objects.bulk_create(_street(place, each) for place, area in drawn for each in area["streets"])
    Building.objects.bulk_create(
        Building(place=place, name=name) for place, area in drawn for name in area["buildings"]
    )
    Boundary.objects.bulk_create(
        Boundary(place=place, geometry=_outline(*area["box"])) for place, area in drawn
    )


def _street(place: Place, written: Mapping[str, Any]) -> Street:
    return Street(
        place=place,
        name=written["name"],
        from_number=written.get("from"),
        to_number=written.get("to"),
        parity=written.get("parity", Street.Parity.ALL),
    )


def _outline(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A box as GeoJSON, longitude first, counter-clockwise."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}
