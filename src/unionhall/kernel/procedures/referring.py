"""Going on in another room: which rooms take what a handler here can't settle.

A room takes referrals through its `referrals` module: `takes`, what it is for in a few words, and
`address(matter)`, where the member begins there with the words of their request. It is the member who goes
on, or doesn't: no row ties one matter to the other.
"""

from collections.abc import Iterator
from types import ModuleType
from typing import Any

from unionhall.kernel.matters.models import Matter
from unionhall.kernel.rooms import Room, room, rooms


def takers(without: str) -> list[tuple[Room, Any]]:
    """The rooms that take referrals from the room of that label, each with what it takes."""
    return [(taker, part.takes) for taker, part in _parts() if taker.label != without]


def address_in(label: str, matter: Matter) -> str:
    """Where the member goes on; empty where the room is gone or takes nothing any more."""
    return next((str(part.address(matter)) for taker, part in _parts() if taker.label == label), "")


def title_of(label: str) -> Any:
    """What the room is called."""
    return room(label).title


def _parts() -> Iterator[tuple[Room, ModuleType]]:
    found = ((each, each.part("referrals")) for each in rooms())
    return ((each, part) for each, part in found if part)
