"""How somebody reaches a place: what it says itself, and for the rest the nearest place above."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from unionhall.kernel.places.models import Place
from unionhall.kernel.places.tree import lineage


@dataclass(frozen=True, slots=True)
class Reach:
    """Hours are those of the door at the address, so both come from one place."""

    telephone: str = ""
    address: str = ""
    hours: str = ""
    contact: str = ""
    urgent: str = ""


def reach_of(places: Mapping[str, Place], path: str) -> Reach:
    """How one reaches the place with that path, in the reader's language; `places` are those of the map."""
    near = [places[each] for each in reversed(lineage(path)) if each in places]
    door = _nearest(near, _door)
    return Reach(
        telephone=_said(near, "telephone"),
        address=door.address if door else "",
        hours=str(door.hours) if door else "",
        contact=door.contact if door else "",
        urgent=_said(near, "urgent"),
    )


def says_itself(place: Place) -> bool:
    """Whether a place is reached in any way of its own."""
    return bool(place.telephone or _door(place))


def _door(place: Place) -> bool:
    return bool(place.address or place.contact or str(place.hours))


def _nearest(near: list[Place], has: Callable[[Place], Any]) -> Place | None:
    return next((place for place in near if has(place)), None)


def _said(near: list[Place], name: str) -> str:
    return next((said for place in near if (said := str(getattr(place, name)))), "")
